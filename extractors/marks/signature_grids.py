"""Grids of approval forms: offices stand as headings of columns, 签名 as the heading of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.marks.signature_labels import ROLES
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Place, Rulings

_ROW = re.compile(r"(?:签名|签字|签章|签批|签署|审批人签名|批准人签名|领导签字|签名（盖章）)[：:]?")
_INTO = 20.0  # pixels beyond a rule: in the next cell
_COLUMNS = 8
_LONGEST = 20  # characters: what is longer in the cell above is the text of a record, no heading


def grid_cells(lines: Sequence[SeenLine], rulings: Rulings) -> Iterator[tuple[str, Place, Place]]:
    """Heading of the column, its place, and the cell to sign, for every cell of a signature row."""
    for line in lines:
        if not _ROW.fullmatch("".join(line.text.split())):
            continue
        row = rulings.cell((line.place[0] + line.place[2]) / 2, (line.place[1] + line.place[3]) / 2)
        cell = row
        for _ in range(_COLUMNS):
            if row is None or cell is None:
                break
            cell = rulings.cell(cell[2] + _INTO, (row[1] + row[3]) / 2)
            above = rulings.cell((cell[0] + cell[2]) / 2, row[1] - _INTO) if cell else None
            heading = _text_in(above, lines) if above else None
            if cell and heading and len(heading[0]) <= _LONGEST and any(role in heading[0] for role in ROLES):
                yield heading[0], heading[1], cell


def _text_in(cell: Place, lines: Sequence[SeenLine]) -> tuple[str, Place] | None:
    """The text of a cell from top to bottom, with the place of its first line."""
    inside = [
        line
        for line in lines
        if cell[0] < (line.place[0] + line.place[2]) / 2 < cell[2]
        and cell[1] < (line.place[1] + line.place[3]) / 2 < cell[3]
    ]
    inside.sort(key=lambda line: line.place[1])
    return ("".join("".join(line.text.split()) for line in inside), inside[0].place) if inside else None
