"""The cells of a page with an index of their heights: what stands on one row, what begins under a line.

Tables are read by asking of every cell what stands beside it. Going through the whole page each time made a page of
twice as many cells four times as slow; the index finds the few cells at the height asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from checker.casefile import Box, Page
from checker.derive.memory import remembered
from checker.derive.view import View
from extractors.text.cells import Cell, cells_of, same_row

_MARGIN = 1e-6  # of the page height: rounding must not lose a cell at the edge of what is asked for


class Sheet(tuple[Cell, ...]):
    """Cells in reading order."""

    @cached_property
    def _by_top(self) -> tuple[list[float], list[int]]:
        """The upper edges from the top down, and the place of the cell that each belongs to."""
        places = sorted(range(len(self)), key=lambda place: self[place].box.y0)
        return [self[place].box.y0 for place in places], places

    @cached_property
    def _tallest(self) -> float:
        return max((cell.box.height for cell in self), default=0.0)

    @cached_property
    def _rows(self) -> dict[Box, tuple[int, ...]]:
        return {}

    @cached_property
    def _under(self) -> dict[tuple[Box, float], tuple[tuple[int, Cell], ...]]:
        return {}

    def _beginning(self, top: float, bottom: float) -> list[tuple[int, Cell]]:
        """The cells whose upper edge lies between two heights, or a trifle beyond, with their places, in reading order."""
        tops, places = self._by_top
        first, last = bisect_left(tops, top - _MARGIN), bisect_right(tops, bottom + _MARGIN)
        return [(place, self[place]) for place in sorted(places[first:last])]

    def around(self, top: float, bottom: float) -> Iterator[Cell]:
        """At least the cells that reach between two heights, in reading order."""
        return (cell for _, cell in self._beginning(top - self._tallest, bottom))

    def under(self, cell: Cell, heights: float) -> tuple[tuple[int, Cell], ...]:
        """The cells that begin lower than a cell by less than so many of its heights, with their places, in reading
        order.
        """
        key = (cell.box, heights)
        if key not in self._under:
            top, reach = cell.box.y0, heights * cell.box.height
            near = self._beginning(top, top + reach)
            self._under[key] = tuple((place, other) for place, other in near if 0 < other.box.y0 - top < reach)
        return self._under[key]

    def beside(self, *cells: Cell) -> list[Cell]:
        """What stands on one row with any of these cells, themselves included, in reading order."""
        return [self[place] for place in sorted(set(chain.from_iterable(self._row(cell.box) for cell in cells)))]

    def _row(self, box: Box) -> tuple[int, ...]:
        if box not in self._rows:
            near = self._beginning(box.y0 - self._tallest, box.y1)
            self._rows[box] = tuple(place for place, cell in near if same_row(cell.box, box))
        return self._rows[box]


@remembered
def sheet(view: View, page: Page) -> Sheet:
    """The cells of a page, made once a view."""
    return Sheet(cells_of(page))
