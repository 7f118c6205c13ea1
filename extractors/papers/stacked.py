"""Papers that stand one below another on a page: three short records, an approval form under a receipt.

The catalogue settles pages, each by its first heading; here a paper is parted where further headings stand down its pages. A
word in a cell or a list is no heading: one is printed large in the middle, about as large as the paper's own, with the office's
name over it or the labels, the number or the addressee of a form below it, and something stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checker.casefile import Document, Evidence, Page
from extractors.corrections.fields import SAID, is_said
from extractors.fields.dialogue import begins_turn
from extractors.fields.read import read_fields
from extractors.kinds import Kind, kind_by_name
from extractors.papers.choose import choose
from extractors.papers.headings import Heading
from extractors.papers.titles import Match, match_text
from extractors.text.cells import Cell, cells_of, line_height, rows_of
from extractors.text.flat import flat
from extractors.text.flow import Flow, is_furniture
from extractors.text.identifiers import find_case_numbers

_FITS = 0.88  # how well the text must read as a title
_LARGER, _AS_OWN = 1.12, 0.75  # times: the usual line height of the page, the height of the paper's own heading
_MIDDLE = 0.1  # of the page: how far off its middle a heading may stand
_ABOVE, _BELOW = 3, 2  # rows that stand above and below it at least
_NEAR = 2.5  # heights of the heading: the office's name stands no farther above
_LISTS = frozenset({"卷内目录", "卷宗封面", "备考表"})
_OFFICE = re.compile(r"[^，。：；\d]{2,24}(?:法院|执行局|银行|[分支]行|联社|中心|局|所|队|委员会|公司)")
_OPENS = re.compile(r"[一-鿿（）/、]{2,14}：|[^。；]{2,40}：$")
_PHRASE = re.compile(r"[，。；：]")
_COPY = re.compile(r"[（）]|回执|存根|副本|复印件")
_SIGNS_TALK = re.compile(r"(?:以上|上述)?笔录|[被受]?(?:调查|询问|谈话|走访)(?:人|对象)签|调查人|记录人|书记员")

_Span = tuple[Page, float, float]  # a page and the heights (fractions of it) between which a paper stands on it


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading down a page: on which page of its paper, where the form begins, and what it may name."""

    page: int
    top: float
    text: str
    evidence: tuple[Evidence, ...]
    matches: tuple[Match, ...]


def part_stacked(documents: Sequence[Document], pages: Sequence[Page]) -> tuple[Document, ...]:
    """The papers of a file (`pages`: all of its pages in order), each of those on a shared page as one of its own."""
    parted = [part for paper in documents for part in _parts(paper)]
    place = {page.ref: number for number, page in enumerate(pages)}
    for at, (before, paper) in enumerate(pairwise(list(parted))):
        follows = place.get(paper.pages[0].ref) == place.get(before.pages[-1].ref, -2) + 1
        if follows and (edge := _end_above(before, paper)):
            parted[at] = _with_end(parted[at], paper.pages[0], edge)
            parted[at + 1] = _read_anew(
                paper, [(page, edge if not n else 0.0, 1.0) for n, page in enumerate(paper.pages)]
            )
    return tuple(parted)


def _parts(paper: Document) -> list[Document]:
    said = any(place.text.startswith(SAID) for place in paper.title_evidence)
    if said or paper.kind in _LISTS or not paper.title_evidence:
        return [paper]
    kept = [(head, kind) for head in _heads(paper) if (kind := _kind(paper, head))]
    if not kept:
        return [paper]
    first = _read_anew(replace(paper, id=f"{paper.id}/1"), _span(paper, None, kept[0][0]))
    edges = [*(head for head, _ in kept), None]
    rest = [
        _read_anew(_renamed(paper, number, head, kind), _span(paper, head, after))
        for number, ((head, kind), after) in enumerate(zip(kept, edges[1:], strict=True), 2)
    ]
    return [first, *rest]


def _renamed(paper: Document, number: int, head: _Head, kind: Kind) -> Document:
    fields = paper.fields if kind.name == paper.kind else {}
    return replace(
        paper, id=f"{paper.id}/{number}", kind=kind.name, title=head.text, title_evidence=head.evidence, fields=fields
    )


def _heads(paper: Document) -> Iterator[_Head]:
    own = max(place.box.height for place in paper.title_evidence)
    title_lines = {(place.ref, place.box) for place in paper.title_evidence}
    for number, page in enumerate(paper.pages):
        cells = [cell for cell in cells_of(page) if not is_furniture(cell.lines[0], cell.text)]
        usual = line_height([c for c in cells if len(c.text) > 5] or cells)
        rows = rows_of(cells)
        for at, row in enumerate(rows):
            cell = row[0]
            least = max(_AS_OWN * own, 0.0 if cell.text == flat(paper.title) else _LARGER * usual)
            fits = len(row) == 1 and _is_large(cell, least) and (page.ref, cell.box) not in title_lines
            if not fits or _PHRASE.search(cell.text) or not _stands_among(rows, at) or _is_copy(cell.text, paper.title):
                continue
            matches = tuple(match for match in match_text(cell.text) if match.score >= _FITS)
            if matches:
                yield _Head(number, _top(rows, at), cell.text, cell.evidence(page), matches)


def _is_large(cell: Cell, least: float) -> bool:
    return cell.box.height >= least and abs(cell.box.mid_x - 0.5) < _MIDDLE


def _stands_among(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """Whether a row stands where a form begins: a paper above it, and below it what forms begin with."""
    above = [row for row in rows[:at] if not _OFFICE.fullmatch(row[0].text)]
    if len(rows) - at <= _BELOW or not (len(above) >= _ABOVE or any(begins_turn(row[0].text) for row in above)):
        return False
    return _office_over(rows, at) or any(_opens(cell.text) for row in rows[at + 1 : at + 3] for cell in row)


def _opens(text: str) -> bool:
    return _OPENS.match(text) is not None or any(True for _ in find_case_numbers(text))


def _office_over(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    if not at or len(rows[at - 1]) > 1:
        return False
    over, cell = rows[at - 1][0], rows[at][0]
    close = cell.box.y0 - over.box.y0 < _NEAR * cell.box.height
    return close and abs(over.box.mid_x - 0.5) < _MIDDLE and _OFFICE.fullmatch(over.text) is not None


def _top(rows: Sequence[Sequence[Cell]], at: int) -> float:
    """Where a form begins: with the office's name over its heading, else with the heading."""
    return rows[at - 1 if _office_over(rows, at) else at][0].box.y0


def _is_copy(text: str, title: str) -> bool:
    """Whether a heading is that of the reply slip under a notice (回执), which belongs to it."""
    return text != title and _COPY.sub("", text) == _COPY.sub("", title)


def _kind(paper: Document, head: _Head) -> Kind | None:
    text = Flow([_between(paper.pages[head.page], head.top, 1.0)]).text
    shape = Heading(head.text, (), head.top, 1.0)
    return choose(head.matches, shape.text, text).kind


def _span(paper: Document, first: _Head | None, after: _Head | None) -> list[_Span]:
    """What a paper takes of the pages, from its heading to the next one."""
    begin, last = first.page if first else 0, after.page if after else len(paper.pages) - 1
    return [
        (
            page,
            first.top if first and number == begin else 0.0,
            after.top if after and number == last else 1.0,
        )
        for number, page in enumerate(paper.pages)
        if begin <= number <= last
    ]


def _end_above(before: Document, paper: Document) -> float | None:
    """Where on its first page a record begins, if above it stands the end of the record before."""
    if not (kind_by_name(before.kind).dialogue and kind_by_name(paper.kind).dialogue and paper.title_evidence):
        return None
    page = paper.pages[0]
    rows = rows_of([cell for cell in cells_of(page) if not is_furniture(cell.lines[0], cell.text)])
    at = next((n for n, row in enumerate(rows) if row[0].box == paper.title_evidence[0].box), 0)
    ends = any(begins_turn(row[0].text) or _SIGNS_TALK.match(row[0].text) for row in rows[:at])
    return _top(rows, at) if ends else None


def _with_end(paper: Document, page: Page, edge: float) -> Document:
    """A record with what stands of it above the heading of the next one."""
    own = [(own, 0.0, 1.0) for own in paper.pages]
    return _read_anew(paper, [*own, (page, 0.0, edge)])


def _read_anew(paper: Document, spans: Sequence[_Span]) -> Document:
    """A paper of these parts of pages, its fields read from them alone; what people said of a field stands."""
    pages = tuple(_between(page, top, bottom) for page, top, bottom in spans)
    fields, rows = read_fields(kind_by_name(paper.kind), pages, paper.title, paper.title_evidence)

    def here(place: Evidence) -> bool:
        return any(place.ref == page.ref and top <= place.box.mid_y < bottom for page, top, bottom in spans)

    told = {
        name: values
        for name, values in paper.fields.items()
        if any(is_said(value) and all(here(place) for place in value.evidence) for value in values)
    }
    return replace(paper, pages=pages, fields={**fields, **told}, rows=rows)


def _between(page: Page, top: float, bottom: float) -> Page:
    return replace(
        page,
        lines=tuple(line for line in page.lines if top <= line.box.mid_y < bottom),
        marks=tuple(mark for mark in page.marks if top <= mark.box.mid_y < bottom),
    )
