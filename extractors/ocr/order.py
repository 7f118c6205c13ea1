"""Reading order: rows from top to bottom, within a row from left to right, as the cells of a table row stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
Place = tuple[float, float, float, float]

_SAME_ROW = 0.5  # of the smaller height: boxes that overlap this much stand in one row


def in_reading_order(items: Sequence[T], place: Callable[[T], Place]) -> list[T]:
    """Sorts items that have a place (x0, y0, x1, y1)."""
    return [item for row in rows(items, place) for item in row]


def rows(items: Sequence[T], place: Callable[[T], Place]) -> list[list[T]]:
    """Items grouped into rows, each sorted by x."""
    by_middle = sorted(items, key=lambda item: (_middle(place(item)), place(item)[0]))
    found: list[list[T]] = []
    for item in by_middle:
        if found and _in_row(place(item), place(found[-1][-1])):
            found[-1].append(item)
        else:
            found.append([item])
    return [_along(row, place) for row in found]


def _along(row: list[T], place: Callable[[T], Place]) -> list[T]:
    """A row from left to right; of items above one another (a cell that wraps) the upper one first."""
    columns: list[list[T]] = []
    for item in sorted(row, key=lambda item: place(item)[0]):
        box = place(item)
        if columns and box[0] < (place(columns[-1][0])[0] + place(columns[-1][0])[2]) / 2:
            columns[-1].append(item)
        else:
            columns.append([item])
    return [item for column in columns for item in sorted(column, key=lambda item: _middle(place(item)))]


def _middle(place: Place) -> float:
    return (place[1] + place[3]) / 2


def _in_row(place: Place, last: Place) -> bool:
    overlap = min(place[3], last[3]) - max(place[1], last[1])
    beside = place[0] >= last[2] or place[2] <= last[0] or _middle(place) - _middle(last) < 0.2 * (last[3] - last[1])
    return beside and overlap >= _SAME_ROW * min(place[3] - place[1], last[3] - last[1])
