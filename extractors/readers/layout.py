"""Places for text that has none (Word, Excel), and the reading order of lines that have one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checker.casefile import Box, Line

ROWS = 40  # lines of a page of court paper
COLUMNS = 40  # full-width characters of a line
_TOP, _LEFT, _RIGHT, _BOTTOM = 0.06, 0.10, 0.90, 0.96
_PITCH = (_BOTTOM - _TOP) / ROWS


class Cell(NamedTuple):
    """Text in a row, from fraction `start` to fraction `end` of its width. `size`: of its letters, times the usual."""

    text: str
    start: float = 0.0
    end: float = 1.0
    size: float = 1.0


Flow = list[tuple[Cell, ...]]  # rows from top to bottom; a row with no cells begins a new page
PAGE_BREAK: tuple[Cell, ...] = ()


def standing(text: str, align: str = "left", size: float = 1.0) -> Cell:
    """A line of its own, as wide as its letters are: so a heading can be told from running text, as on a scan."""
    width = min(1.0, size * _letters(text) / COLUMNS)
    start = {"center": (1 - width) / 2, "right": 1 - width}.get(align, 0.0)
    return Cell(text, start, start + width, size)


def height_of(row: Sequence[Cell]) -> float:
    """How many lines of a page a row takes, at least one."""
    return max((_lines_of(cell) * max(1.0, cell.size) for cell in row), default=1)


def paginate(flow: Flow) -> list[tuple[Line, ...]]:
    """Rows to pages of about forty lines; a page without text is left out."""
    pages: list[list[Line]] = [[]]
    used = 0.0
    for row in flow:
        height = height_of(row)
        if row == PAGE_BREAK or (used and used + height > ROWS):
            pages.append([])
            used = 0.0
        if row != PAGE_BREAK:
            pages[-1].extend(_place(cell, used, min(height, ROWS)) for cell in row if cell.text)
            used += height
    return [tuple(page) for page in pages if page]


def in_reading_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Top to bottom, and left to right among lines that stand on one row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.box.y0 + one.box.y1, one.box.x0)):
        if rows and _same_row(rows[-1][0].box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda one: one.box.x0))


def _lines_of(cell: Cell) -> int:
    if cell.end - cell.start < 1 and _letters(cell.text) * cell.size <= COLUMNS * (cell.end - cell.start) + 0.01:
        return 1
    per_line = max(1, int(COLUMNS * (cell.end - cell.start)))
    return max(1, -(-len(cell.text) // per_line))


def _letters(text: str) -> float:
    """How wide a text is, in full-width letters."""
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)


def _place(cell: Cell, row: float, height: float) -> Line:
    width = _RIGHT - _LEFT
    top = _TOP + row * _PITCH
    box = Box(_LEFT + cell.start * width, top, _LEFT + cell.end * width, min(top + height * _PITCH * 0.9, 1.0))
    return Line(cell.text, box)


def _same_row(first: Box, other: Box) -> bool:
    overlap = min(first.y1, other.y1) - max(first.y0, other.y0)
    return overlap > 0.5 * min(first.height, other.height)
