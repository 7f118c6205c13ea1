"""Pages of a 卷内目录 that bear no heading: its second page lists papers, and their names must not tell which paper it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Page
from extractors.kinds import Kind, load_kinds
from extractors.papers.titles import match_text
from extractors.text.cells import Cell, cells_of, rows_of

_NUMERAL = r"[\d〇零一二三四五六七八九十百]{1,4}"
_SERIAL = re.compile(_NUMERAL)
_PLACE = re.compile(rf"第?{_NUMERAL}页?(?:[-—~至]{_NUMERAL}页?)?")  # 12, 12-14, 十二
_NAME = re.compile(r"[\u4e00-\u9fff]{2}")
_ENOUGH, _KINDS = 4, 3  # entries, and kinds that they name: a page told by nothing but its list


def contents_list() -> Kind:
    """The kind 卷内目录."""
    return next(kind for kind in load_kinds() if kind.id == "contents_list")


def lists_on(page: Page) -> bool:
    """Whether a page after one of a 卷内目录 goes on with it: most of its rows are entries."""
    rows = _rows(page)
    return len(_entries(rows)) > len(rows) / 2


def lists_papers(page: Page) -> bool:
    """Whether a page is nothing but such a list by its look alone: many entries, of papers of several kinds."""
    entries = _entries(_rows(page))
    named = [matches[0].kind.id for name in entries if (matches := match_text(name))]
    enough = len(entries) >= _ENOUGH and len(named) > len(entries) / 2 and len(set(named)) >= _KINDS
    return enough and lists_on(page)


def _rows(page: Page) -> list[list[Cell]]:
    """The rows without the folio, a number alone."""
    rows = rows_of(cells_of(page))
    return [row for row in rows if len(row) > 1 or _NAME.search(row[0].text)]


def _entries(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The names of the rows that have a serial number, a name and the page where the paper begins."""
    return [name for row in rows if (name := _entry(row))]


def _entry(row: Sequence[Cell]) -> str | None:
    names = [place for place, cell in enumerate(row) if _NAME.search(cell.text)]
    if not names or not any(_SERIAL.fullmatch(cell.text) for cell in row[: names[0]]):
        return None
    behind = row[names[0] + 1 :]
    return row[names[0]].text if any(_PLACE.fullmatch(cell.text) for cell in behind) else None
