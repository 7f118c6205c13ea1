"""Tables as XLSX: frozen head, widths, filters, and text that never becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from checker.xml_text import xml_text

Cell = str | int | float | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST = 32_000  # characters; a cell takes 32,767


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
    made.print_title_rows = "1:1"
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", 9  # A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True  # written with the first row, so before it
    made.oddFooter.center.text = "第 &P 页 共 &N 页"
    for number, column in enumerate(sheet.columns, 1):
        made.column_dimensions[get_column_letter(number)].width = column.width
    styles = _Styles(made)
    made.append([styles.head(column.heading) for column in sheet.columns])
    many = 0
    for row in sheet.rows:
        made.append([styles.cell(value) for value in row])
        many += 1
    made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{many + 1}"
    if sheet.notes:
        made.append([])
    for note in sheet.notes:
        made.append([styles.note(note)])


class _Styles:
    """Makes the cells of a sheet. A style is made once and copied: setting one takes longer than writing a cell."""

    def __init__(self, sheet: object) -> None:
        self._sheet = sheet
        self._plain = self._style()
        self._text = self._style(alignment=Alignment(vertical="top", wrap_text=True))
        self._marked = self._style(alignment=Alignment(vertical="top", wrap_text=True), number_format="@")
        self._date = self._style(alignment=Alignment(vertical="top", horizontal="left"), number_format="yyyy-mm-dd")
        self._head = self._style(
            alignment=Alignment(vertical="top", wrap_text=True), font=Font(bold=True),
            fill=PatternFill("solid", fgColor="E6EEF6"),
        )  # fmt: skip

    def cell(self, value: Cell) -> Any:  # noqa: ANN401 (openpyxl is not typed)
        """A cell. What is text stays text, whatever it begins with; what a program would take for a formula is marked as
        text, so that it does not become one when the cell is edited either.
        """
        if isinstance(value, str):
            return self._of_text(value, self._marked if value.startswith(_FORMULA) else self._text)
        if isinstance(value, date):
            made = WriteOnlyCell(self._sheet, value)
            made._style = copy(self._date)
            return made
        return value

    def head(self, text: str) -> Any:  # noqa: ANN401
        """A cell of the head."""
        return self._of_text(text, self._head)

    def note(self, text: str) -> Any:  # noqa: ANN401
        """A line below the table, which may run over the cells beside it."""
        return self._of_text(text, self._plain)

    def _of_text(self, text: str, style: object) -> Any:  # noqa: ANN401
        made = WriteOnlyCell(self._sheet, xml_text(text)[:_LONGEST])
        made.data_type = "s"
        made._style = copy(style)
        return made

    def _style(self, **given: object) -> object:
        cell = WriteOnlyCell(self._sheet)
        for name, value in given.items():
            setattr(cell, name, value)
        return cell._style
