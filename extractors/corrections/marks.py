"""Seals and signatures as a person saw them: there, not there, or not to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.casefile import WHOLE_PAGE, Box, Mark, MarkKind, Page, PageCorrection, Presence
from extractors.text.flat import flat

SEAL = "印章"
"""The label of a seal, which has none printed beside it."""
WORDS: Mapping[str, Presence] = {"有": Presence.PRESENT, "无": Presence.ABSENT, "看不清": Presence.DOUBTFUL}
_SEALS = (MarkKind.SEAL, MarkKind.NAME_SEAL)


def with_marks(pages: Sequence[Page], corrections: Sequence[PageCorrection]) -> list[Page]:
    """The pages, each with what was said of its seals and signatures."""
    by_ref: dict[object, list[PageCorrection]] = {}
    for one in corrections:
        by_ref.setdefault(one.ref, []).append(one)
    return [_marked(page, by_ref[page.ref]) if page.ref in by_ref else page for page in pages]


def _marked(page: Page, corrections: Sequence[PageCorrection]) -> Page:
    marks = list(page.marks)
    for one in corrections:
        about = [number for number, mark in enumerate(marks) if label_of(mark) == flat(one.name)]
        if one.box and about:
            about = [min(about, key=lambda number: _apart(marks[number].box, one.box or WHOLE_PAGE))]
        if about:
            for number in about:
                marks[number] = _seen(marks[number], WORDS[one.value])
        else:
            kind = MarkKind.SEAL if one.name == SEAL else MarkKind.SIGNATURE
            label = "" if kind is MarkKind.SEAL else one.name
            marks.append(Mark(kind, WORDS[one.value], one.box or WHOLE_PAGE, label))
    return replace(page, marks=tuple(marks))


def label_of(mark: Mark) -> str:
    """The label by which a correction names a mark."""
    return flat(mark.label) or (SEAL if mark.kind in _SEALS else "签名")


def _seen(mark: Mark, presence: Presence) -> Mark:
    return replace(mark, presence=presence, confidence=1.0, text="" if presence is Presence.ABSENT else mark.text)


def _apart(one: Box, other: Box) -> float:
    return abs(one.mid_x - other.mid_x) + abs(one.mid_y - other.mid_y)
