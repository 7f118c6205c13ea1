"""Whose part of a paper a place stands in: a feedback or form deals with one respondent after another.

A place belongs to the respondent of its row in a table of channels, to the one named left of it in its row, else to
the one named last above it, by name or by number (身份证号, 统一社会信用代码). A name may be wrapped in its cell. A cell (or lines right under one another) that names several is nobody's heading, nor is
one that names a person as 共有人 or in the title of the case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.casefile import Document, Line, Page, Party
from checker.derive.memory import remembered
from checker.derive.online.channel_tables import channel_tables
from checker.derive.parties.names import Match, occurs
from checker.derive.text.sheets import Sheet, sheet
from checker.derive.view import View
from extractors.text.cells import Cell, x_overlap

_LINE = 1.6  # of a line's height: as far apart are the middles of two lines of one cell
_SAME_EDGE = 0.012  # of the page's width: by which lines of one cell may begin differently
_IN_PASSING = re.compile(r"共有|配偶|抵押权?人|法定代表人|股东|担保人|一案|纠纷|合伙人")


@dataclass(frozen=True, slots=True)
class Owners:
    """The respondents of a case, where each page names one of them (height, name), whom the page begins with, and whose
    row of a table of channels a line is in.
    """

    names: tuple[str, ...]
    named: dict[int, tuple[tuple[float, str], ...]]
    at_top: dict[int, str]
    in_rows: dict[int, dict[Line, str]]

    def of(self, page: Page, cell: Cell, cells: Sheet) -> str:
        """Whose a cell is; empty where the paper does not tell."""
        if len(self.names) == 1:
            return self.names[0]
        if of_row := self.in_rows[id(page)].get(cell.lines[0]):
            return of_row
        for other in cells.beside(cell):
            if other.box.x0 < cell.box.x0:
                for name in self.names:
                    if occurs(name, other.text) is Match.SAME and not _IN_PASSING.search(other.text):
                        return name
        above = [name for height, name in self.named[id(page)] if height <= cell.middle]
        return above[-1] if above else self.at_top[id(page)]


@remembered
def owners(view: View, paper: Document) -> Owners:
    """Where a paper names whom. A paper that names one respondent only is his all through."""
    names = tuple(p.name for p in view.respondents)
    told = [n for n in names if view.is_named(n, paper.text)]
    current = told[0] if len(told) == 1 else ""
    named: dict[int, tuple[tuple[float, str], ...]] = {}
    at_top: dict[int, str] = {}
    in_rows: dict[int, dict[Line, str]] = {}
    for page in paper.pages:
        named[id(page)] = _headings(sheet(view, page), view.respondents)
        at_top[id(page)] = current
        rows = (row for table in channel_tables(view, page) for row in table.rows)
        in_rows[id(page)] = {line: row.owner for row in rows for cell in row.lines for line in cell.lines}
        current = named[id(page)][-1][1] if named[id(page)] else current
    return Owners(names, named, at_top, in_rows)


def _headings(cells: Sheet, parties: Sequence[Party]) -> tuple[tuple[float, str], ...]:
    found: list[tuple[float, str]] = []
    last: Cell | None = None
    for cell in sorted(cells, key=lambda c: c.middle):
        here = _named_in(cell, cells, parties)
        if not here:
            continue
        name = here[0] if len(here) == 1 else ""
        listed = last is not None and last.middle < cell.middle < last.middle + 1.9 * last.box.height
        if found and listed and found[-1][1] != name:
            found[-1], name = (found[-1][0], ""), ""
        found.append((cell.middle, name))
        last = cell
    return tuple(found)


def _named_in(cell: Cell, cells: Sheet, parties: Sequence[Party]) -> list[str]:
    """The parties that a cell names, none where it names them in passing (法定代表人 / 莫某)."""
    names = [p.name for p in parties]  # 蒋彦平 is no slip of 蒋彦军 where both are parties
    here = [p.name for p in parties if occurs(p.name, cell.text, names) is not Match.NO or (p.id and p.id in cell.text)]
    if not here and not any(cell.text[0] in p.name[1:] for p in parties):  # no name ends here that began above
        return []
    above = next((c for c in cells.around(cell.box.y0 - cell.box.height, cell.box.y0) if _continues(c, cell)), None)
    text = above.text + cell.text if above else cell.text
    if _IN_PASSING.search(text):
        return []
    if here or above is None:
        return here
    return [p.name for p in parties if p.name in text and p.name not in above.text]


def _continues(upper: Cell, lower: Cell) -> bool:
    """Whether the lower line goes on with what the upper one began: close under it, and beginning where it begins."""
    close = 0 < lower.middle - upper.middle < _LINE * upper.box.height and lower.box.y0 > upper.middle
    return close and abs(upper.box.x0 - lower.box.x0) < _SAME_EDGE and x_overlap(upper.box, lower.box) > 0
