"""The text of a paper as one string in the matching spelling, which knows for every character the line it came from.

Chinese paragraphs wrap anywhere, so patterns run over this string; the evidence is the lines that a match touches.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from checker.casefile import Evidence, Field, FieldValue, Line, Page
from extractors.text.flat import flat
from extractors.text.values import typed

MIN_CONFIDENCE = 0.6
"""A line read with less than this gives its place but no value: the fact is then unknown, not wrong."""

_FURNITURE = re.compile(r"[-—~·]*(第?\d{1,3}页?)?([（，/、]?共\d{1,3}页[）]?)?[-—~·]*")
_EDGE = 0.07
_NUMBERED, _ANSWERED = re.compile(r"[（(]?\d{1,2}[.、．)）](?!\d)"), re.compile(r"答[：；]")
_SPEAKS, _LEAST_SPOKEN = {"？": "问：", "：": "答："}, 2  # lines with each of the signs


class Flow:
    """The joined lines of some pages. Page numbers at the edges are left out."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._take(
            _with_speakers(
                [
                    (page, line, text)
                    for page in pages
                    for line in page.lines
                    if (text := flat(line.text)) and not is_furniture(line, text)
                ]
            )
        )

    def _take(self, lines: Iterable[tuple[Page, Line, str]]) -> None:
        self.lines = tuple(lines)  # page, line and its spelling, in reading order
        self._starts = [0, *accumulate(len(text) for _, _, text in self.lines)][:-1]
        self.text = "".join(text for _, _, text in self.lines)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that have lines in it, in order."""
        return tuple({page.ref: page for page, _, _ in self.lines}.values())

    def part(self, first: int, last: int) -> Flow:
        """The flow of the lines from `first` to before `last`."""
        return Flow.of(self.lines[first:last])

    @staticmethod
    def of(lines: Iterable[tuple[Page, Line, str]]) -> Flow:
        """The flow of some lines of another."""
        flow = Flow(())
        flow._take(lines)
        return flow

    def evidence(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The lines that the characters `start` to `end` came from."""
        if not self._starts:
            return ()
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return tuple(page.evidence(line) for page, line, _ in self.lines[first : last + 1])

    def fields(self, type_: str, start: int, end: int) -> tuple[Field, ...]:
        """The value(s) of this type that the characters from `start` to `end` give."""
        return make_fields(type_, self.text[start:end], self.evidence(start, end))


def _with_speakers(lines: Sequence[tuple[Page, Line, str]]) -> Sequence[tuple[Page, Line, str]]:
    """Some clerks put nothing but ？ before a question and ： before its answer, and some number their questions and put
    答： before the answer alone: those lines begin with 问： and 答：.
    """
    begins = Counter(text[0] for _, _, text in lines)
    if min(begins[sign] for sign in _SPEAKS) >= _LEAST_SPOKEN:
        return [(page, line, _SPEAKS.get(text[0], text[0]) + text[1:]) for page, line, text in lines]
    asked = {} if begins["问"] else _numbered_questions([text for _, _, text in lines])
    return [(page, line, asked.get(at, text)) for at, (page, line, text) in enumerate(lines)]


def _numbered_questions(lines: Sequence[str]) -> dict[int, str]:
    """The lines that begin a numbered question, as 问：…: the last numbered line before each answer, since those before it
    number the things that an answer lists.
    """
    asked: dict[int, str] = {}
    last: int | None = None
    for at, text in enumerate(lines):
        if _ANSWERED.match(text) and last is not None:
            asked[last] = "问：" + _NUMBERED.sub("", lines[last], count=1)
            last = None
        elif _NUMBERED.match(text):
            last = at
    return asked


def is_furniture(line: Line, text: str) -> bool:
    """Whether a line is a page number or folio stamp at the edge of the page."""
    return (line.box.y1 < _EDGE or line.box.y0 > 1 - _EDGE) and _FURNITURE.fullmatch(text) is not None


def make_fields(type_: str, raw: str, evidence: tuple[Evidence, ...]) -> tuple[Field, ...]:
    """Typed field(s) from raw text; without a value where a line was read with too little confidence. A name that stands
    whole in a line that was read well is sure, whatever its particulars go on with.
    """
    clear = [flat(e.text) for e in evidence if e.confidence >= MIN_CONFIDENCE]
    found = typed(type_, raw)
    named = type_ == "name" and any(str(found[0]) in text for text in clear)
    values: tuple[FieldValue | None, ...] = found if named or len(clear) == len(evidence) else (None,)
    return tuple(Field(value, evidence, raw) for value in values)
