"""Lines as cells: what stands right of a line, below it, on one row with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from checker.casefile import Box, Evidence, Line, Page
from extractors.text.flat import flat


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text at a place: a line, a part of one, or several lines stacked."""

    text: str
    box: Box
    lines: tuple[Line, ...]

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.box.mid_y

    def evidence(self, page: Page) -> tuple[Evidence, ...]:
        """The places of its lines."""
        return tuple(page.evidence(line) for line in self.lines)


def cells_of(page: Page) -> tuple[Cell, ...]:
    """Every line of a page as a cell, in reading order."""
    return tuple(Cell(text, line.box, (line,)) for line in page.lines if (text := flat(line.text)))


def line_height(cells: Sequence[Cell]) -> float:
    """The usual height of a line of this page; 0.015 where there is nothing to measure."""
    return median(c.box.height for c in cells) if cells else 0.015


def same_row(a: Box, b: Box) -> bool:
    """Whether two boxes stand on one row: their heights overlap by more than half of the smaller."""
    (_, a0, _, a1), (_, b0, _, b1) = a, b  # asked a million times a file: no calls
    overlap = (a1 if a1 < b1 else b1) - (a0 if a0 > b0 else b0)
    return overlap > 0.5 * (a1 - a0 if a1 - a0 < b1 - b0 else b1 - b0)


def x_overlap(a: Box, b: Box) -> float:
    """How far two boxes overlap sideways, as a part of the page width; negative: the gap between them."""
    (a0, _, a1, _), (b0, _, b1, _) = a, b
    return (a1 if a1 < b1 else b1) - (a0 if a0 > b0 else b0)


def rows_of(cells: Iterable[Cell]) -> list[list[Cell]]:
    """Cells grouped into rows from top to bottom, each from left to right."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda c: c.middle):
        row = next((r for r in reversed(rows[-3:]) if same_row(r[0].box, cell.box)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    return [sorted(row, key=lambda c: c.box.x0) for row in rows]


def stack(cells: Sequence[Cell]) -> Cell:
    """Cells joined from top to bottom and left to right into one."""
    ordered = [c for row in rows_of(cells) for c in row]
    box = ordered[0].box
    for cell in ordered[1:]:
        box = box.union(cell.box)
    return Cell("".join(c.text for c in ordered), box, tuple(line for c in ordered for line in c.lines))
