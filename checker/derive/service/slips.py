"""Several small forms on one page: two 送达回证, one above the other, are two papers, each with its own receiver, signature and
day. The catalogue settles pages; here a page that bears the heading of its form more than once is parted at the headings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.casefile import CaseFile, Document, Evidence, Field, Line, Page, Row
from extractors.text.flat import flat

_HEADINGS = {
    "送达回证": re.compile(r".{0,24}送达(?:回证|回执)(?:[（(].{0,8}[)）])?"),
    "流拍记录": re.compile(r".{0,24}(?:流拍|不成交|未成交)[^，。：]{0,8}(?:记录|报告|说明|表)"),
    "电话记录": re.compile(r".{0,16}(?:电话|通话)[^，。：]{0,8}(?:记录|笔录)表?"),
    "邮寄回执": re.compile(r"(?:EMS)?[^，。：]{0,12}邮件(?:号码?|编号|单号)：?[0-9A-Z]{8,20}"),
}
"""The heading of each form that is small enough to stand several times on a page."""
_COURT = re.compile(r".{2,20}法院")
_APART = 0.12  # of the page: headings nearer than that are one
_ABOVE = 2.5  # of a line's height: how far above the heading the court's name may stand

_Slip = list[tuple[Page, float, float]]  # pages with the heights (fractions of the page) between which the form stands


def part_slips(case: CaseFile) -> CaseFile:
    """The case with each form of such a page as a document of its own."""
    return replace(case, documents=tuple(part for paper in case.documents for part in _parts(paper)))


def _parts(paper: Document) -> tuple[Document, ...]:
    heading = _HEADINGS.get(paper.kind)
    if heading is None:
        return (paper,)
    tops = {page.ref: _tops(page, heading) for page in paper.pages}
    if all(len(found) < 2 for found in tops.values()):
        return (paper,)
    slips: list[_Slip] = []
    for page in paper.pages:
        for number, (top, bottom) in enumerate(_spans(tops[page.ref])):
            if number or not slips or tops[page.ref]:
                slips.append([])
            slips[-1].append((page, top, bottom))
    return tuple(_cut(paper, number, slip) for number, slip in enumerate(slips, 1))


def _tops(page: Page, heading: re.Pattern[str]) -> list[float]:
    """Where the forms of a page begin, from the top."""
    tops: list[float] = []
    for line in sorted(page.lines, key=lambda line: line.box.y0):
        if heading.fullmatch(flat(line.text)) and not (tops and line.box.y0 - tops[-1] < _APART):
            tops.append(_with_court(page, line))
    return tops


def _with_court(page: Page, heading: Line) -> float:
    above = [
        line.box.y0
        for line in page.lines
        if 0 < heading.box.y0 - line.box.y0 < _ABOVE * heading.box.height and _COURT.fullmatch(flat(line.text))
    ]
    return min(above, default=heading.box.y0)


def _spans(tops: Sequence[float]) -> Iterator[tuple[float, float]]:
    """From each heading to the next; what stands above the first belongs to it."""
    edges = [0.0, *tops[1:], 1.0]
    yield from itertools.pairwise(edges)


def _cut(paper: Document, number: int, slip: _Slip) -> Document:
    """The form as a document: the lines, marks, fields and rows that stand between its edges."""

    def inside(evidence: Sequence[Evidence]) -> bool:
        return not evidence or any(
            place.ref == page.ref and top <= place.box.mid_y < bottom
            for place in evidence
            for page, top, bottom in slip
        )

    def of_row(row: Row) -> bool:
        return inside([place for field in row.values() for place in field.evidence])

    fields: Mapping[str, tuple[Field, ...]] = {
        name: kept for name, values in paper.fields.items() if (kept := tuple(f for f in values if inside(f.evidence)))
    }
    pages = tuple(_between(page, top, bottom) for page, top, bottom in slip)
    return replace(
        paper,
        id=f"{paper.id}/{number}",
        pages=pages,
        fields=fields,
        rows={table: tuple(row for row in rows if of_row(row)) for table, rows in paper.rows.items()},
        title_evidence=tuple(place for place in paper.title_evidence if inside([place]))
        or tuple(page.evidence(line) for page in pages[:1] for line in page.lines[:1]),
    )


def _between(page: Page, top: float, bottom: float) -> Page:
    return replace(
        page,
        lines=tuple(line for line in page.lines if top <= line.box.mid_y < bottom),
        marks=tuple(mark for mark in page.marks if top <= mark.box.mid_y < bottom),
    )
