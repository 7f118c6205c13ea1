"""The list beside the page: the papers of a check with their pages, the pile of unknown pages, and what is in no paper.

Long files are shown in part, around the page that is looked at: a list of thousands of rows helps nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from checker.casefile import PageRef, PageState
from service.cases.reading import ReadPage
from service.cases.viewed import Paper, Viewed

MOST = 200
"""Rows of one part of the list."""
T = TypeVar("T")


class Show(StrEnum):
    """Which pages are listed."""

    ALL = "all"
    UNKNOWN = "unknown"
    OPEN = "open"

    @property
    def chinese(self) -> str:
        """The word on its tab."""
        return {"all": "全部", "unknown": "未归类", "open": "有问题"}[self]


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A page in the list. `at`: its place in the whole file, from 1; `open`: how many open findings rest on it."""

    at: int
    page: ReadPage
    open: int
    here: bool


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper in the list; its pages are listed where it is the one looked at."""

    paper: Paper
    first: int
    open: int
    here: bool
    pages: tuple[ListedPage, ...]


@dataclass(frozen=True, slots=True)
class PageList:
    """The list: unknown pages first. `counts`: how many pages each tab has; `hidden`: rows that are not shown, by part."""

    show: Show
    counts: dict[Show, int]
    unknown: Sequence[ListedPage]
    papers: Sequence[ListedPaper]
    rest: Sequence[ListedPage]
    hidden: int


def list_pages(view: Viewed, page: ReadPage, show: Show) -> PageList:
    """The list as it stands beside a page."""
    unknown = [_listed(view, one, page) for one in view.of_state(PageState.UNKNOWN)]
    with_open = [_listed(view, one, page) for one in view.pages if PageRef(one.file, one.page) in view.open_on]
    counts = {Show.ALL: len(view.pages), Show.UNKNOWN: len(unknown), Show.OPEN: len(with_open)}
    if show is Show.UNKNOWN:
        shown, hidden = _around(unknown)
        return PageList(show, counts, shown, (), (), hidden)
    if show is Show.OPEN:
        shown, hidden = _around(with_open)
        return PageList(show, counts, (), (), shown, hidden)
    papers = [_paper(view, paper, page) for paper in view.papers]
    rest = [
        _listed(view, one, page) for one in view.pages if one.state in (PageState.BLANK, PageState.DUPLICATE)
    ]  # fmt: skip
    parts = _around(unknown), _around(papers), _around(rest)
    return PageList(show, counts, parts[0][0], parts[1][0], parts[2][0], sum(hidden for _, hidden in parts))


def _listed(view: Viewed, one: ReadPage, here: ReadPage) -> ListedPage:
    return ListedPage(view.place_of(one) + 1, one, view.open_on.get(PageRef(one.file, one.page), 0), one is here)


def _paper(view: Viewed, paper: Paper, here: ReadPage) -> ListedPaper:
    within = paper.id == here.document
    pages = tuple(_listed(view, one, here) for one in paper.pages) if within else ()
    found = sum(view.open_on.get(PageRef(one.file, one.page), 0) for one in paper.pages)
    return ListedPaper(paper, view.place_of(paper.pages[0]) + 1, found, within, pages)


def _around(rows: Sequence[T]) -> tuple[Sequence[T], int]:
    """At most `MOST` rows, those around the page looked at, and how many are left out."""
    if len(rows) <= MOST:
        return rows, 0
    at = next((number for number, row in enumerate(rows) if getattr(row, "here", False)), 0)
    start = min(max(0, at - MOST // 2), len(rows) - MOST)
    return rows[start : start + MOST], len(rows) - MOST
