"""What a paper says: regular expressions over its whole text, with the lines they stand on.

The text is that of `extractors.text.flow.Flow`: the flat spelling (no spaces, full-width Chinese punctuation), all lines
joined, so a sentence that wraps is no problem. A paper that was read in part only, or badly, cannot be said
*not* to say something: then the answer is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.casefile import Depth, Document, Evidence, Line, Page, Presence
from checker.derive.memory import remembered
from checker.derive.view import View
from checker.facts import Fact
from extractors.text.flow import MIN_CONFIDENCE, Flow

FORMERLY = r"曾(?=[经在有是住做开当到去来向对与从为被以因用租买办任担申提见听说多]|$)"
"""The word for what once was; 曾 before anything else is a surname (曾祥林)."""

_SIGNED_OFF = 16  # characters: what stands under a seal is a name or a day, no sentence


class Wording(Flow):
    """The joined text of a paper (`text`), and the lines a part of it stands on (`evidence`)."""

    def find(self, *patterns: str) -> tuple[Evidence, ...]:
        """The lines of the first match of the first pattern that matches; empty where none does."""
        for pattern in patterns:
            if found := compiled(pattern).search(self.text):
                return self.evidence(found.start(), found.end())
        return ()

    def matches(self, pattern: str) -> Iterator[tuple[re.Match[str], tuple[Evidence, ...]]]:
        """Every match with its lines."""
        for found in compiled(pattern).finditer(self.text):
            yield found, self.evidence(found.start(), found.end())


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once."""
    return re.compile(pattern)


@remembered
def wording(view: View, paper: Document) -> Wording:
    """The joined text of a paper, made once a view."""
    return Wording(paper.pages)


@remembered
def legible(view: View, paper: Document) -> bool:
    """Whether the paper was read well enough to say what it does *not* say.

    Every page whole, few doubtful lines, and no page within it or right behind it that nobody could settle and that may
    be one of its own. The court's name under its seal and the name somebody signed say nothing.
    """
    lines = [line for page, line in paper.lines() if not _under_mark(page, line)]
    doubtful = sum(line.confidence < MIN_CONFIDENCE for line in lines)
    whole = all(page.depth is Depth.FULL and page.problem is None for page in paper.pages if not page.blank)
    return bool(lines) and whole and doubtful * 10 <= len(lines) and not _may_lack_a_page(view, paper)


def _under_mark(page: Page, line: Line) -> bool:
    """Whether a short line stands under a seal or is a signature."""
    x, y = line.box.mid_x, line.box.mid_y
    boxes = (mark.box for mark in page.marks if mark.presence is not Presence.ABSENT)
    return len(line.text) <= _SIGNED_OFF and any(b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1 for b in boxes)


def _may_lack_a_page(view: View, paper: Document) -> bool:
    unsettled = view.unsettled_places(paper.kind)
    places = [view.place_in_file[page.ref] for page in paper.pages if page.ref in view.place_in_file]
    return bool(places) and any(place in unsettled for place in range(min(places), max(places) + 2))


def says(view: View, papers: Sequence[Document], *patterns: str, about: str) -> Fact:
    """Whether one of these papers says it. `about` completes the note: 已见…，但没有写明{about}.

    No paper at all: false, with no note; ask `View.presence` first where a missing paper may be on an unread page.
    """
    for paper in papers:
        if found := wording(view, paper).find(*patterns):
            return Fact(True, found)
    return not_said(view, papers, about)


def not_said(view: View, papers: Sequence[Document], about: str) -> Fact:
    """That none of these papers says it: false, or unknown where one was read badly."""
    shown = tuple(e for p in papers for e in p.evidence)
    unread = [p for p in papers if not legible(view, p)]
    if unread:
        return Fact(None, shown, note=f"{unread[0].kind}有看不清的地方，未能确认是否写明{about}")
    names = "、".join(dict.fromkeys(p.kind for p in papers))
    note = f"已见{names}，没有写明{about}" if papers else view.searched_note()
    return Fact(False, shown, note=note, searched=tuple(p.ref for d in papers for p in d.pages))


def every(*facts: Fact) -> Fact:
    """True where all are, false where one is, else unknown; the evidence of the deciding ones."""
    for value in (False, None):
        decisive = [f for f in facts if f.value is value]
        if decisive:
            return Fact(value, _places(decisive), _notes(decisive), decisive[0].searched)
    return Fact(True, _places(facts), _notes(facts))


def either(*facts: Fact) -> Fact:
    """True where one is, unknown where none is but one may be, else false."""
    for value in (True, None):
        decisive = [f for f in facts if f.value is value]
        if decisive:
            return Fact(value, _places(decisive), _notes(decisive))
    return Fact(False, _places(facts), _notes(facts), tuple(dict.fromkeys(r for f in facts for r in f.searched)))


def _places(facts: Sequence[Fact]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for f in facts for e in f.evidence))


def _notes(facts: Sequence[Fact]) -> str:
    return "；".join(dict.fromkeys(f.note for f in facts if f.note))
