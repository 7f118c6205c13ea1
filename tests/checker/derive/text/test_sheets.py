"""The index of a page finds exactly the cells that going through the whole page finds."""

import random

import pytest

from checker.casefile import Box, Line
from checker.derive.text.sheets import Sheet
from extractors.text.cells import Cell, same_row


def _cell(chance: random.Random) -> Cell:
    x, y = chance.choice((0.1, 0.3, 0.5)), chance.choice((chance.random(), round(chance.random(), 2)))
    box = Box(x, y, x + 0.2, y + chance.choice((0.014, 0.02, 0.2)))
    return Cell("字", box, (Line("字", box),))


@pytest.fixture(params=range(20))
def sheet(request: pytest.FixtureRequest) -> Sheet:
    chance = random.Random(request.param)
    return Sheet(_cell(chance) for _ in range(40))


def test_rows(sheet: Sheet) -> None:
    for cell in sheet:
        assert sheet.beside(cell) == [other for other in sheet if same_row(other.box, cell.box)]


def test_what_begins_under_a_cell(sheet: Sheet) -> None:
    for cell in sheet:
        reach = 1.9 * cell.box.height
        lower = [(i, other) for i, other in enumerate(sheet) if 0 < other.box.y0 - cell.box.y0 < reach]
        assert list(sheet.under(cell, 1.9)) == lower


def test_what_lies_around(sheet: Sheet) -> None:
    for cell in sheet:
        reaching = [o for o in sheet if o.box.y1 >= cell.box.y0 and o.box.y0 <= cell.box.y1]
        around = list(sheet.around(cell.box.y0, cell.box.y1))
        assert [o for o in around if o in reaching] == reaching
