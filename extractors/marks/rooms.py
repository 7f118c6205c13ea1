"""All rooms of a page for signatures: beside printed labels, in the cells of signature tables, and without a label."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.marks.labelled_rooms import rooms_of
from extractors.marks.pieces import pieces_of
from extractors.marks.room import Room
from extractors.marks.signature_grids import grid_cells
from extractors.marks.spots import find_spots
from extractors.marks.unlabelled_rooms import at_the_end, under_the_last_answer
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Rulings, inside


def find_rooms(lines: Sequence[SeenLine], rulings: Rulings, height: int, width: int) -> list[Room]:
    """The rooms of a page of this size in pixels, in reading order of their labels."""
    spots = find_spots(lines, rulings, height)
    grid = [
        Room(
            heading,
            cell,
            place,
            tuple(piece for line in lines if inside(line.place, cell) for piece in pieces_of(line)),
        )
        for heading, place, cell in grid_cells(lines, rulings)
    ]
    asked = [room for spot in spots for room in rooms_of(spot, spots, lines, rulings, width)]
    taken = {room.place for room in grid}
    return (
        [room for room in asked if room.place not in taken]
        + grid
        + under_the_last_answer(lines, spots)
        + at_the_end(lines, rulings, width)
    )
