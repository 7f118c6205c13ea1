"""A table that somebody sends (XLSX or CSV) to rows of cells. The file is hostile until shown otherwise: its size and what it
unpacks to are limited, formulas are never computed, macros are refused.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from checker.errors import CaseFileError, LimitError, UnsupportedFileError
from extractors.limits import Limits
from extractors.readers import archive
from extractors.readers.sniff import Form, form_of

MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_MOST_CELL = 2_000  # characters
_LIMITS = Limits(archive_entries=2_000, archive_bytes=128 * 1024**2, archive_ratio=100)
_SHEETS = 10
_ENCODINGS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula, as text. It is shown, not computed."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | date | Formula | None
Row = tuple[int, list[Cell]]
"""Its number as the program shows it that made the table, and its cells."""


def read_sheets(path: Path, name: str) -> list[tuple[str, list[Row]]]:
    """The sheets of a table: name and rows that hold something. `CaseFileError` and its kin where it cannot be read."""
    try:
        sheets = list(_of_excel(path)) if _is_zip(path) else [("", _of_text(path.read_bytes()))]
    except CaseFileError as error:
        error.where = error.where or name
        raise
    if not any(rows for _, rows in sheets):
        raise CaseFileError("表格里没有内容", where=name, how="核对是否选错了文件")
    return sheets


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(2048)
    if head.startswith(b"PK"):
        return True
    text = any(head.startswith(mark) for mark, _ in _ENCODINGS)
    if head.startswith((b"MZ", b"\xd0\xcf\x11\xe0")):
        form_of(path)  # tells what to do with old Excel files, passwords, programs
    if not text and (b"\x00" in head or head.startswith(b"%PDF")):
        raise _not_a_table()
    return False


def _of_excel(path: Path) -> Iterator[tuple[str, list[Row]]]:
    try:
        form = form_of(path)
    except CaseFileError as error:
        if type(error) is CaseFileError:  # a damaged archive: nobody knows that a table is one
            raise _damaged() from error
        raise
    if form is not Form.XLSX:
        raise _not_a_table()
    archive.check_document(path, "", _LIMITS)
    with zipfile.ZipFile(path) as package:
        if any(name.lower().endswith(("vbaproject.bin", ".xlm")) for name in package.namelist()):
            raise UnsupportedFileError("表格里有宏，不读取", how="另存为不含宏的 xlsx 或 CSV")
    try:
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=False, keep_links=False)
            for sheet in book.worksheets[:_SHEETS]:
                sheet.reset_dimensions()  # the size a file claims may be wrong
                yield sheet.title, list(_rows(sheet))
    except CaseFileError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise _damaged() from error


def _damaged() -> CaseFileError:
    return CaseFileError("Excel 文件损坏，无法打开", how="用 Excel 或 WPS 打开，另存为 xlsx 或 CSV")


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 (openpyxl has no types)
    filled = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS * 4, max_col=_MOST_COLUMNS), 1):
        if cells := _filled([_cell(cell) for cell in row]):
            filled += 1
            _check_rows(filled)
            yield number, cells


def _filled(cells: list[Cell]) -> list[Cell]:
    """The cells without the empty ones at the end."""
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(cell: Any) -> Cell:  # noqa: ANN401
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", value) or "")[:_MOST_CELL])
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | datetime | date):
        return value
    return str(value)[:_MOST_CELL]


def _of_text(data: bytes) -> list[Row]:
    text = _decoded(data)
    if "\x00" in text:
        raise _not_a_table()
    csv.field_size_limit(_MOST_CELL * 4)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    rows: list[Row] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if cells := _filled([_text_cell(cell) for cell in row[:_MOST_COLUMNS]]):
                rows.append((number, cells))
                _check_rows(len(rows))
    except csv.Error as error:
        raise CaseFileError("CSV 格式有误，无法解读", how="用 Excel 或 WPS 打开后另存为 xlsx") from error
    return rows


def _decoded(data: bytes) -> str:
    marked = next((encoding for mark, encoding in _ENCODINGS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CaseFileError("CSV 的文字编码不能识别", how="另存为 xlsx，或者 UTF-8、GB18030 编码的 CSV")


def _text_cell(text: str) -> Cell:
    text = text.strip()
    if not text:
        return None
    if text[0] == "=":
        return Formula(text[:_MOST_CELL])
    return text[:_MOST_CELL]


def _check_rows(count: int) -> None:
    if count > MOST_ROWS + 20:  # titles and headings above the rows
        raise LimitError(f"表格超过 {MOST_ROWS:,} 行", how="分成几个表格导入")


def _not_a_table() -> UnsupportedFileError:
    return UnsupportedFileError("不是表格文件", how="从案件系统导出 xlsx 或 CSV 后再导入")
