"""The room beside, inside or under a printed label, and what was recognised in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.marks.pieces import NAME, Piece, confirmed, pieces_in
from extractors.marks.room import Room
from extractors.marks.signature_labels import SIGN
from extractors.marks.spots import Spot, spots_of
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Place, Rulings, inside

_WIDEST = 0.36  # of the page's width: a room without borders is at most this wide
_HEADER_ROOM = 2.2  # label heights: less room than that to its right, and the label is a table's heading
_ROWS = 14  # rows of a table under a heading
_INTO = 20.0  # pixels beyond a rule: in the next cell, past where rules overshoot
_SAME = 8.0  # pixels by which the edges of cells in a column may differ
_HEADS = ("asked", "bench")  # forms of labels that head a column
_LONG = 7  # characters: longer text after a label is what the form says, no name
_GOES_ON = 3.0  # heights of the label: a wider gap parts what was written there from what stands farther right
_OFFICE = re.compile(r"[（(][^（）()]{0,6}(?:组长|局长|院长|书记|庭长)[）)]")  # behind a name: whose the room is
_CLAUSES = re.compile(r"[，,；;。].{2,}")  # 张某，男，…: particulars
_HEADING = re.compile(
    r"(?:时间|日期|备注|件数|份数|名称|方式|地点|签名|签收|盖章|意见|案号|案由|事由|理由|号码|电话|身份)[：:]?$"
)


def rooms_of(
    spot: Spot, spots: Sequence[Spot], lines: Sequence[SeenLine], rulings: Rulings, width: int
) -> Iterator[Room]:
    """The rooms that a label asks to be signed: one, or the cells of its column where it heads a table; none in speech.

    `width` is the page's, in pixels.
    """
    x0, y0, x1, y1 = spot.place
    height = y1 - y0
    cell = rulings.cell((x0 + x1) / 2, (y0 + y1) / 2)
    if cell is not None and not spot.rest and _fills(spot, cell, lines, rulings):
        yield from _cells_for_heading(spot, cell, lines, rulings)
        return
    if spot.label.form == "opinion":
        return
    if spot.label.form == "colon" and spot.rest and not confirmed(spot.rest) and _is_speech(spot.rest):
        return
    end, farthest = _right_end(spot, spots, cell, width)
    top, bottom = y0 - 0.5 * height, y1 + 0.5 * height
    if cell is not None:
        top, bottom = max(top, cell[1]), min(bottom, cell[3])
    lines = [line for line in lines if not _is_anothers(line, spot, spots)]
    place = (x1, top, _written_end(spot, (x1, top, end, bottom), farthest, lines), bottom)
    pieces = (*spot.rest, *pieces_in(place, lines, spot.line))
    if cell is not None and not pieces and (beside := _filled_cell_beside(cell, lines, rulings, spot)):
        yield beside
        return
    below = None if cell is not None else (x0, y1 + 0.1 * height, x0 + 0.6 * _WIDEST * width, y1 + 2.0 * height)
    if below is not None and (spot.label.form == "colon" or pieces_in(below, lines, spot.line)):
        below = None
    office = next((piece.text for piece in pieces if _OFFICE.fullmatch(piece.text)), "")
    yield Room(spot.label.words + office, place, spot.place, pieces, below)


def _is_anothers(line: SeenLine, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether a line stands in the row of another label, in or behind it, and not in this one's: it was written there."""
    if _is_level(line.place, spot.place):
        return False
    return any(
        other.line is line or (_is_level(line.place, other.place) and line.place[0] > other.place[0])
        for other in spots
        if not _is_level(other.place, spot.place)
    )


def _is_level(place: Place, row: Place) -> bool:
    """Whether the middle of a place stands at the height of a row."""
    return row[1] < (place[1] + place[3]) / 2 < row[3]


def _fills(spot: Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> bool:
    """Whether a label leaves no room in its cell. An office or 签名 alone in a wide one is a heading all the same, and so
    is what heads a column in which names stand.
    """
    _, y0, x1, y1 = spot.place
    if cell[2] - x1 < _HEADER_ROOM * (y1 - y0):
        return True
    if pieces_in((x1, cell[1], cell[2], cell[3]), lines, spot.line):
        return False
    return spot.label.form == "opinion" or _heads_names(spot, cell, lines, rulings)


def _heads_names(spot: Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> bool:
    """Whether a name stands alone in the cell right under a label that asks for a signature; in the first column
    labels stand under labels.
    """
    below = rulings.cell((cell[0] + cell[2]) / 2, cell[3] + _INTO)
    if spot.label.form not in _HEADS or below is None or _holds_label(below, lines):
        return False
    if _labels_a_row(spot, cell, lines, rulings):
        return False
    column = abs(below[0] - cell[0]) <= _SAME and abs(below[2] - cell[2]) <= _SAME
    return column and any(re.fullmatch(NAME, piece.text) for piece in pieces_in(below, lines, spot.line))


def _labels_a_row(spot: Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> bool:
    """Whether a label stands in the first column, where it is for what is right of it. A member of the panel (审判长) who
    is followed by another in the next cell heads the first of the table's columns.
    """
    middle = (cell[1] + cell[3]) / 2
    if rulings.cell(cell[0] - _INTO, middle) is not None:
        return False
    right = rulings.cell(cell[2] + _INTO, middle)
    return not (spot.label.form == "bench" and right is not None and _holds_label(right, lines))


def _is_speech(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a label is what the form says, particulars, or an answer: no name."""
    said = "".join(piece.text for piece in pieces)
    return len(pieces[0].text) >= _LONG or bool(_CLAUSES.search(said)) or said[-1] in "。？！?"


def _filled_cell_beside(cell: Place, lines: Sequence[SeenLine], rulings: Rulings, spot: Spot) -> Room | None:
    """The cell to the right of a wide cell that holds only the label, where something stands in it."""
    right = rulings.cell(cell[2] + _INTO, (cell[1] + cell[3]) / 2)
    if right is None or _holds_label(right, lines):
        return None
    pieces = pieces_in(right, lines, spot.line)
    if not pieces or any(_HEADING.search(piece.text) for piece in pieces):
        return None
    return Room(spot.label.words, right, spot.place, tuple(pieces))


def _right_end(spot: Spot, spots: Sequence[Spot], cell: Place | None, width: int) -> tuple[float, float]:
    """Where the room ends, and as far as it may reach where the writing goes on: to the next label of the row, the
    cell's edge, or the page's margin.
    """
    x1 = spot.place[2]
    ends = [0.97 * width]
    if cell is not None:
        ends.append(cell[2])
    ends += [other.place[0] for other in spots if other.place[0] > x1 and _is_level(other.place, spot.place)]
    return min(*ends, x1 + _WIDEST * width), min(ends)


def _written_end(spot: Spot, place: Place, farthest: float, lines: Sequence[SeenLine]) -> float:
    """Where a room ends in which the writing goes on from piece to piece: words that confirm come before the name."""
    end = place[2]
    row = (place[0], place[1], farthest, place[3])
    pieces = sorted((*spot.rest, *pieces_in(row, lines, spot.line)), key=lambda piece: piece.place[0])
    reached = place[0]
    for piece in pieces:
        if piece.place[0] - reached > _GOES_ON * (spot.place[3] - spot.place[1]):
            break
        reached = max(reached, piece.place[2])
    return min(farthest, max(end, reached))


def _cells_for_heading(spot: Spot, cell: Place, lines: Sequence[SeenLine], rulings: Rulings) -> Iterator[Room]:
    """A label that fills its cell: the cell to its right where that is free, else the cells of its column.

    In the first column labels stand under one another: the room is to the right.
    """
    right = rulings.cell(cell[2] + _INTO, (cell[1] + cell[3]) / 2)
    if right is not None and re.fullmatch(SIGN, spot.label.words):
        right = _above_labels(right, lines)
    if right is not None and not _holds_label(right, lines) and not _heads_names(spot, cell, lines, rulings):
        pieces = pieces_in(right, lines, spot.line)
        if not any(_HEADING.search(piece.text) for piece in pieces):
            yield Room(spot.label.words, right, spot.place, tuple(pieces))
            return
    if spot.label.form not in _HEADS or _labels_a_row(spot, cell, lines, rulings):
        return
    below: Place | None = cell
    for _ in range(_ROWS):
        below = rulings.cell((cell[0] + cell[2]) / 2, below[3] + _INTO) if below else None
        if below is None or abs(below[0] - cell[0]) > _SAME or abs(below[2] - cell[2]) > _SAME:
            return
        pieces = pieces_in(below, lines, spot.line)
        if _holds_label(below, lines) or sum(len(piece.text) for piece in pieces) >= 2 * _LONG:
            return
        if pieces or _row_is_filled(below, lines):
            yield Room(spot.label.words, below, spot.place, tuple(pieces))


def _holds_label(cell: Place, lines: Sequence[SeenLine]) -> bool:
    return any(inside(spot.place, cell) for line in lines if inside(line.place, cell) for spot in spots_of(line))


def _row_is_filled(cell: Place, lines: Sequence[SeenLine]) -> bool:
    """Whether anything stands in the row of a cell: nobody signs for a row that was not used."""
    return any(_is_level(line.place, cell) for line in lines)


def _above_labels(cell: Place, lines: Sequence[SeenLine]) -> Place:
    """The part of a cell above the first label in it: under the members' names stands 记录人：."""
    labels = [line.place for line in lines if inside(line.place, cell) and any(True for _ in spots_of(line))]
    first = min(labels, key=lambda place: place[1], default=None)
    if first is None or first[1] - cell[1] < first[3] - first[1]:
        return cell
    return (cell[0], cell[1], cell[2], first[1])
