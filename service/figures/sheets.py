"""Tables as XLSX: frozen head, widths, filters, and text that never becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

Cell = str | int | float | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST = 32_000  # characters; a cell takes 32,767
_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters of the sheet."""

    heading: str
    width: float = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `rows` may be made as they are written. `notes` stand below the table."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()


def xlsx(*sheets: Sheet) -> bytes:
    """The file."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    made: Any = book.create_sheet(sheet.title)
    made.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(number)].width = column.width
    made.append([_head(made, column.heading) for column in sheet.columns])
    many = 0
    for row in sheet.rows:
        made.append([_cell(made, value) for value in row])
        many += 1
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{many + 1}"
    made.print_title_rows = "1:1"
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", 9  # A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.notes:
        made.append([])
    for note in sheet.notes:
        made.append([_cell(made, note, wrap=False)])


def _head(sheet: object, text: str) -> WriteOnlyCell:
    cell = _cell(sheet, text)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEF6")
    return cell


def _cell(sheet: object, value: Cell, *, wrap: bool = True) -> WriteOnlyCell:
    """A cell. What is text stays text, whatever it begins with; what a program would take for a formula is marked as text,
    so that it does not become one when the cell is edited either.
    """
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
            cell.alignment = Alignment(vertical="top", horizontal="left")
        return cell
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.number_format = _TEXT
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    return cell
