"""Numbers that wrap in a narrow cell of a table: 1436 2101 0400 | 09178 is one account number.

The lines of a cell begin at one edge or stand about one middle, close under one another, and what stands beside them is of one row. Lines that
have amounts of their own beside them are of two rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.derive.property.things import FIGURE, PHONE
from checker.derive.text.sheets import Sheet
from extractors.text.cells import Cell, stack, x_overlap
from extractors.text.identifiers import parse_id_number

_BEGUN, _REST = re.compile(r"[\d*]{6,20}"), re.compile(r"[\d*]{1,11}")
_WHOLE = re.compile(r"\d{12,23}|(?=.{8,23}$)\d+\*+\d+")
_SAME_EDGE = 0.012  # of the page's width: by which the lines of one cell may begin differently
_LONGEST = 23
_GAP = 0.55  # of a line's height: rows stand farther apart than the lines of a cell


def with_whole_numbers(cells: Sheet) -> Sheet:
    """The cells of a page, the lines of each wrapped number joined into one."""
    wrapped = {cell.lines[0]: lines for cell in cells if len(lines := _lines(cell, cells)) > 1}
    lower = {line.lines[0] for lines in wrapped.values() for line in lines[1:]}
    whole = (stack(wrapped.get(cell.lines[0], [cell])) for cell in cells if cell.lines[0] not in lower)
    return Sheet(whole) if wrapped else cells


def _lines(cell: Cell, cells: Sheet) -> list[Cell]:
    """The lines of the number that begins in a cell."""
    if not _BEGUN.fullmatch(cell.text):
        return [cell]
    lines = [cell]
    while (rest := _goes_on(lines, cells)) is not None:
        lines.append(rest)
    return lines if _WHOLE.fullmatch("".join(line.text for line in lines)) else [cell]


def _goes_on(lines: Sequence[Cell], cells: Sheet) -> Cell | None:
    """The line that a number goes on with."""
    begun, last = "".join(line.text for line in lines), lines[-1]
    for _, lower in cells.under(last, 1.9):
        close = lower.box.y0 - last.box.y1 < _GAP * last.box.height and lower.middle > last.box.y0 + last.box.height / 2
        begins = abs(lower.box.x0 - last.box.x0) < _SAME_EDGE or abs(lower.box.mid_x - last.box.mid_x) < _SAME_EDGE
        edges = begins and lower.box.x1 < last.box.x1 + _SAME_EDGE
        number = _REST.fullmatch(lower.text) and not PHONE.fullmatch(lower.text)
        if (
            close
            and edges
            and number
            and len(begun + lower.text) <= _LONGEST
            and (parse_id_number(begun + lower.text) or _one_row(last, lower, cells))
        ):
            return lower
    return None


def _one_row(upper: Cell, lower: Cell, cells: Sheet) -> bool:
    """Whether two lines stand in one row of the table: something stands beside both, or beside one of them only, and
    no amount beside the one has another under it beside the other.
    """
    over = [c for c in cells.beside(upper) if c is not upper and c is not lower]
    under = [c for c in cells.beside(lower) if c is not upper and c is not lower]
    both = [c for c in over if c in under]
    figures = [[c for c in row if c not in both and FIGURE.fullmatch(c.text)] for row in (over, under)]
    if any(x_overlap(a.box, b.box) > 0 for a in figures[0] for b in figures[1]):
        return False
    alone = all(c in both for c in over) or all(c in both for c in under)
    return bool(both) or alone or bool(figures[0]) != bool(figures[1])
