"""Excel files: the filled rows of each sheet, on pages of about forty rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl

from checker.errors import CaseFileError
from extractors.limits import Limits
from extractors.readers import archive
from extractors.readers.layout import PAGE_BREAK, Cell, Flow, paginate, standing
from extractors.readers.source import FilePages, StoredFile, text_page

_ROWS = 50_000  # of a sheet
_COLUMNS = 60


def read(stored: StoredFile, limits: Limits) -> FilePages:
    """The pages of an Excel file, every sheet beginning a new one. Values are as saved; formulas are not computed."""
    archive.check_document(stored.path, stored.name, limits)
    try:
        flow = list(_flow(stored))
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise CaseFileError("Excel 文件损坏，无法打开", how="用 Excel 或 WPS 另存为 xlsx 或 PDF") from error
    pages = tuple(text_page(stored.name, number, lines) for number, lines in enumerate(paginate(flow), 1))
    limits.check("pages_per_file", len(pages), stored.name)
    if not pages:
        raise CaseFileError("Excel 文件里没有内容", how="核对该文件是否为空白表格")
    return FilePages(pages)


def _flow(stored: StoredFile) -> Iterator[tuple[Cell, ...]]:
    with stored.path.open("rb") as stream:  # by its content: openpyxl would look at the name
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the size a file claims may be wrong
            yield from _sheet(sheet)
            yield PAGE_BREAK


def _sheet(sheet: Any) -> Flow:  # noqa: ANN401 (openpyxl has no types)
    rows = [
        [_text(value) for value in row] for row in sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True)
    ]
    width = max((index + 1 for row in rows for index, text in enumerate(row) if text), default=1)
    return [_row(row, width) for row in rows if any(row)]


def _row(row: list[str], width: int) -> tuple[Cell, ...]:
    """The cells of a row; the only one of it at its left is a line of its own: a title over the table, a remark."""
    cells = tuple(Cell(text, at / width, (at + 1) / width) for at, text in enumerate(row) if text)
    return (standing(cells[0].text, "center"),) if len(cells) == 1 and cells[0].start == 0 else cells


def _text(value: object) -> str:
    """A cell as a person sees it: dates in Chinese, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())
