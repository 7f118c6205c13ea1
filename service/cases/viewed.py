"""What the viewer shows of a check: its pages by paper, what its findings point to, and what was read on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from checker.casefile import Document, Evidence, Page, PageRef, PageState
from checker.earlier import read_evidence
from checker.outcome import OPEN, Level, Status
from service.cases.reading import ReadPage, read_pages_of
from service.cases.reports import load_report
from service.context import Service
from service.database.models import Check

_KEPT = 6  # checks ready in memory: one that is looked at is looked at page by page


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the check with its pages; `state` tells whether it is this case's."""

    id: str
    kind: str
    title: str
    state: PageState
    pages: tuple[ReadPage, ...]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding of the report, numbered from 1 in its order, with the places it rests on."""

    number: int
    title: str
    subject: str
    status: Status
    level: Level
    message: str
    waived: bool
    places: tuple[Evidence, ...]

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.status in OPEN and not self.waived


class Viewed:
    """A check's pages in file order and its report. Everything here follows from the two; nothing of it changes."""

    def __init__(self, pages: Sequence[ReadPage], report: Mapping[str, Any]) -> None:
        self.pages = tuple(pages)
        self.report = report
        self._documents: dict[str, Document] = {}
        self._order = {PageRef(page.file, page.page): number for number, page in enumerate(self.pages)}

    @property
    def inputs(self) -> Mapping[str, str]:
        """The files that were read, with their SHA-256."""
        inputs: Mapping[str, str] = self.report["receipt"]["inputs"]
        return inputs

    def page(self, file: str, number: int) -> ReadPage | None:
        """A page, None where the check has none such."""
        at = self._order.get(PageRef(file, number))
        return None if at is None else self.pages[at]

    def place_of(self, page: ReadPage) -> int:
        """The place of a page in the whole file, from 0."""
        return self._order[PageRef(page.file, page.page)]

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers, in the order of their first pages."""
        by_id: dict[str, list[ReadPage]] = {}
        for page in self.pages:
            if page.document:
                by_id.setdefault(page.document, []).append(page)
        return tuple(
            Paper(id_, pages[0].kind, pages[0].title, pages[0].state, tuple(pages)) for id_, pages in by_id.items()
        )

    @cached_property
    def _papers(self) -> Mapping[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    def paper_of(self, page: ReadPage) -> Paper | None:
        """The paper that a page belongs to."""
        return self._papers.get(page.document)

    def of_state(self, state: PageState) -> list[ReadPage]:
        """The pages that ended in a state."""
        return [page for page in self.pages if page.state == state]

    def before(self, page: ReadPage) -> ReadPage | None:
        """The last page of the paper with which this page would go on: of the nearest page before it that is of a known
        kind.
        """
        earlier = reversed(self.pages[: self.place_of(page)])
        return next((one for one in earlier if one.kind and one.state == PageState.CATALOGUED), None)

    @cached_property
    def findings(self) -> tuple[Pointed, ...]:
        """The findings of the report."""
        return tuple(_pointed(number, finding) for number, finding in enumerate(self.report["findings"], 1))

    @cached_property
    def _by_page(self) -> Mapping[PageRef, tuple[Pointed, ...]]:
        by_page: dict[PageRef, dict[int, Pointed]] = {}
        for finding in self.findings:
            for place in finding.places:
                by_page.setdefault(place.ref, {})[finding.number] = finding
        return {ref: tuple(sorted(found.values(), key=_open_first)) for ref, found in by_page.items()}

    def pointing_to(self, page: ReadPage) -> tuple[Pointed, ...]:
        """The findings that rest on a page, those that are open first."""
        return self._by_page.get(PageRef(page.file, page.page), ())

    @cached_property
    def open_on(self) -> Mapping[PageRef, int]:
        """How many open findings rest on a page; pages without any are left out."""
        counts = {ref: sum(finding.open for finding in found) for ref, found in self._by_page.items()}
        return {ref: count for ref, count in counts.items() if count}

    @cached_property
    def jumps(self) -> tuple[Pointed, ...]:
        """The findings one goes through: those that are open and show on a page; all that show where none is open."""
        shown = [finding for finding in self.findings if self.first_place(finding)]
        return tuple([finding for finding in shown if finding.open] or shown)

    def first_place(self, finding: Pointed) -> Evidence | None:
        """Where a finding is looked at first: on a page (the case record has none)."""
        return next((place for place in finding.places if place.ref in self._order), None)

    def document(self, paper: Paper) -> Document:
        """A paper with the fields and tables that are read on its pages."""
        if paper.id not in self._documents:
            self._documents[paper.id] = _document(paper)
        return self._documents[paper.id]


def _document(paper: Paper) -> Document:
    from extractors.fields.read import read_fields
    from extractors.kinds import kind_by_name
    from extractors.papers.titles import best_heading

    pages = tuple(
        Page(one.file, one.page, one.lines, one.marks, rotation=one.rotation, sha256=one.sha256, skew=one.skew)
        for one in paper.pages
    )
    try:
        kind = kind_by_name(paper.kind)
    except KeyError:  # of another case, and nobody said what it is
        return Document(paper.id, paper.kind, pages, title=paper.title)
    found = best_heading(pages[0])
    fields, rows = read_fields(kind, pages, paper.title, found[0].evidence(pages[0]) if found else ())
    return Document(paper.id, paper.kind, pages, fields, rows, paper.title)


_ready: dict[tuple[str, str | None, str | None], Viewed] = {}
_lock = Lock()


def viewed(service: Service, check: Check) -> Viewed:
    """The pages and the report of a check that is over, kept ready by their digests. `NotFoundError` where it has none."""
    key = (str(service.blobs.folder), check.reading_sha256, check.report_sha256)
    with _lock:
        found = _ready.get(key)
    if found is None:
        found = Viewed(read_pages_of(service, check), load_report(service, check))
        with _lock:
            while len(_ready) >= _KEPT:
                _ready.pop(next(iter(_ready)))
            _ready[key] = found
    return found


def _pointed(number: int, finding: Mapping[str, Any]) -> Pointed:
    return Pointed(
        number,
        finding["title"],
        finding["subject"],
        Status(finding["status"]),
        Level(finding["level"]),
        finding["message"],
        finding["waiver"] is not None,
        tuple(read_evidence(place) for place in finding["evidence"]),
    )


def _open_first(finding: Pointed) -> tuple[bool, int]:
    return not finding.open, finding.number
