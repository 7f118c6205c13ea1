"""How the cells of a print-out lie: what stands right of a label and under it, paragraphs, notes at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.casefile import Page
from checker.derive.memory import remembered
from checker.derive.text.sheets import Sheet, sheet
from checker.derive.view import View
from extractors.text.cells import Cell, rows_of, same_row, x_overlap

NUMBERED = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|（[一二三四五六七八九十]{1,3}）")
"""How a section begins."""
_NOTE = re.compile(
    r"(?:[*※]|（)?(?:备?注|附注|说明|提示|温馨提示|特别提示|声明|填表说明|重要提示|免责声明)(?:[：\d]|$)"
)
STACKED = 1.9  # of a line's height: how far apart the lines of a cell begin
_ENDS_SENTENCE = re.compile(r"[。；：]$")
_FULL_LINE = 26  # characters: a longer line is running text
_WIDE = 2.2  # of a line's height: how far apart the lines of running text may stand
_REACH = 1.6  # of a label's height: how far above and below it the lines of its answer may stand


def right_of(label: Sequence[Cell], cells: Sheet) -> list[Cell]:
    """The cells of a label's row, right of it. Cells that wrap reach a little above and below it: such a cell belongs
    to the row unless another row begins beside it, under or above the label.
    """
    first = label[0]
    row = [c for c in cells.beside(*label) if c.box.x0 >= first.box.x0 and c not in label]
    reach = max(_REACH * p.box.height for p in label)
    around = cells.around(min(p.middle for p in label) - reach, max(p.middle for p in label) + reach)
    near = [
        c
        for c in around
        if any(_reaches(p, c) for p in label)
        and c not in row
        and not any(o is not c and x_overlap(o.box, first.box) > 0 and o not in label for o in cells.beside(c))
    ]
    return sorted((*row, *near), key=lambda c: (round(c.box.x0, 1), c.middle))


def _reaches(cell: Cell, other: Cell) -> bool:
    return other.box.x0 > cell.box.x1 and abs(other.middle - cell.middle) < _REACH * cell.box.height


def below(cell: Cell, cells: Sequence[Cell], *, same_column: bool = False) -> list[Cell]:
    """The cells under a cell, row by row; with `same_column`, only those right under it."""
    found = [c for c in cells if c.box.y0 > cell.box.y0 and c is not cell and not same_row(c.box, cell.box)]
    if same_column:
        found = [c for c in found if in_column(cell, c)]
    return [c for row in rows_of(found) for c in row]


def wrapped(cell: Cell, cells: Sheet, pattern: re.Pattern[str]) -> list[Cell]:
    """A name wrapped in a narrow cell (不动 / 产): the two lines, where only both together match the pattern."""
    if len(cell.text) > 4:
        return []
    for _, lower in cells.under(cell, 2.2):
        if len(lower.text) <= 4 and in_column(cell, lower) and pattern.search(cell.text + lower.text):
            return [] if pattern.search(lower.text) else [cell, lower]
    return []


def paragraphs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Lines that stand alone in their rows, those right under one another together."""
    lines: list[Cell] = []
    for row in rows_of(cells):
        joined = bool(lines) and len(row) == 1 and (follows(lines[-1], row[0]) or _runs_on(lines[-1], row[0]))
        if lines and not joined:
            yield lines
            lines = []
        if len(row) == 1:
            lines = [*lines, row[0]]
    if lines:
        yield lines


def _runs_on(upper: Cell, lower: Cell) -> bool:
    """Whether a full line that ends within a sentence goes on in the next, set wide apart."""
    open_ = len(upper.text) > _FULL_LINE and not _ENDS_SENTENCE.search(upper.text)
    return open_ and 0 < lower.box.y0 - upper.box.y0 < _WIDE * upper.box.height and in_column(upper, lower)


@remembered
def without_notes(view: View, page: Page) -> Sheet:
    """The cells of a page that are no note (注：…) and no further line of one."""
    cells = sheet(view, page)
    notes: list[Cell] = []
    for row in rows_of(cells):
        begins = [c for c in row if _NOTE.match(c.text)]
        goes_on = len(row) == 1 and any(follows(n, row[0]) for n in notes) and not NUMBERED.match(row[0].text)
        notes += row if goes_on else begins
    return Sheet(c for c in cells if c not in notes)


def stacked(cell: Cell, cells: Sheet, reach: float = STACKED) -> Iterator[Cell]:
    """A line with those stacked under it in the same cell of the table, each beginning within so many line heights of
    the one before.
    """
    last: Cell | None = cell
    read = -1
    while last is not None:
        yield last
        lower = cells.under(last, reach)
        read, last = next(((place, c) for place, c in lower if place > read and in_column(cell, c)), (read, None))


def follows(upper: Cell, lower: Cell) -> bool:
    """Whether a line stands right under another."""
    near = 0 < lower.box.y0 - upper.box.y0 < STACKED * max(upper.box.height, lower.box.height)
    return near and in_column(upper, lower)


def in_column(a: Cell, b: Cell) -> bool:
    """Whether one stands under the other: they overlap sideways by more than half of the narrower."""
    (a0, _, a1, _), (b0, _, b1, _) = a.box, b.box  # asked of every two lines of a page: no calls
    overlap = (a1 if a1 < b1 else b1) - (a0 if a0 > b0 else b0)
    return overlap > 0.5 * (a1 - a0 if a1 - a0 < b1 - b0 else b1 - b0)
