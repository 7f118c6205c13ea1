"""How the cells of a print-out lie: what stands right of a label and under it, paragraphs, notes at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.cells import Cell, rows_of, same_row, x_overlap

NUMBERED = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|（[一二三四五六七八九十]{1,3}）")
"""How a section begins."""
_NOTE = re.compile(
    r"(?:[*※]|（)?(?:备?注|附注|说明|提示|温馨提示|特别提示|声明|填表说明|重要提示|免责声明)(?:[：\d]|$)"
)


def right_of(label: Sequence[Cell], cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a label's row, right of it. Cells that wrap reach a little above and below it: such a cell belongs
    to the row unless another row begins beside it, under or above the label.
    """
    first = label[0]
    others = [c for c in cells if c not in label and x_overlap(c.box, first.box) > 0]
    row = [
        c for c in cells if c not in label and c.box.x0 >= first.box.x0 and any(same_row(p.box, c.box) for p in label)
    ]
    near = [
        c
        for c in cells
        if c not in row
        and any(_reaches(p, c) for p in label)
        and not any(c is not o and same_row(o.box, c.box) for o in others)
    ]
    return sorted((*row, *near), key=lambda c: (round(c.box.x0, 1), c.middle))


def _reaches(cell: Cell, other: Cell) -> bool:
    return other.box.x0 > cell.box.x1 and abs(other.middle - cell.middle) < 1.6 * cell.box.height


def below(cell: Cell, cells: Sequence[Cell], *, same_column: bool = False) -> list[Cell]:
    """The cells under a cell, row by row; with `same_column`, only those right under it."""
    found = [c for c in cells if c.box.y0 > cell.box.y0 and c is not cell and not same_row(c.box, cell.box)]
    if same_column:
        found = [c for c in found if x_overlap(c.box, cell.box) > 0.5 * min(_width(c), _width(cell))]
    return [c for row in rows_of(found) for c in row]


def wrapped(cell: Cell, cells: Sequence[Cell], pattern: re.Pattern[str]) -> list[Cell]:
    """A name wrapped in a narrow cell (不动 / 产): the two lines, where only both together match the pattern."""
    if len(cell.text) > 4:
        return []
    reach = 2.2 * cell.box.height
    for lower in cells:
        if not (len(lower.text) <= 4 and 0 < lower.box.y0 - cell.box.y0 < reach):
            continue
        aligned = x_overlap(cell.box, lower.box) > 0.5 * min(_width(cell), _width(lower))
        if aligned and pattern.search(cell.text + lower.text):
            return [] if pattern.search(lower.text) else [cell, lower]
    return []


def paragraphs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Lines that stand alone in their rows, those right under one another together."""
    lines: list[Cell] = []
    for row in rows_of(cells):
        joined = bool(lines) and len(row) == 1 and follows(lines[-1], row[0])
        if lines and not joined:
            yield lines
            lines = []
        if len(row) == 1:
            lines = [*lines, row[0]]
    if lines:
        yield lines


def without_notes(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that are no note (注：…) and no further line of one."""
    notes: list[Cell] = []
    for row in rows_of(cells):
        begins = [c for c in row if _NOTE.match(c.text)]
        goes_on = len(row) == 1 and any(follows(n, row[0]) for n in notes) and not NUMBERED.match(row[0].text)
        notes += row if goes_on else begins
    return tuple(c for c in cells if c not in notes)


def follows(upper: Cell, lower: Cell) -> bool:
    """Whether a line stands right under another."""
    near = 0 < lower.box.y0 - upper.box.y0 < 1.9 * max(upper.box.height, lower.box.height)
    return near and x_overlap(upper.box, lower.box) > 0.5 * min(_width(upper), _width(lower))


def _width(cell: Cell) -> float:
    return cell.box.x1 - cell.box.x0
