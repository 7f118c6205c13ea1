"""The tables that an import gives back: the rows that were not taken, with their reasons; and an empty template."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from checker.xml_text import xml_text
from service.cases.columns import COLUMNS, REQUIRED
from service.cases.importing import ImportRead

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = PatternFill("solid", fgColor="E6EEF6")
_WRONG = PatternFill("solid", fgColor="FBE6E6")
_EXAMPLE = {
    "number": "（2022）鄂1023执1234号",
    "filed_on": "2022-03-01",
    "applicants": "张三、李四",
    "respondents": "王五；某某商贸有限公司",
    "claim": "58833.00",
    "paid": "0",
    "group": "线上查控组",
    "entered_on": "2022-03-01",
    "phone": "13800000000、13900000000",
}


def refused_rows(read: ImportRead) -> bytes:
    """An XLSX of the rows that something is wrong with, as they came, with a column of reasons. Cells are text: what looks
    like a formula stays what it looks like.
    """
    width = max([len(read.heading.texts), *(len(row.cells) for row in read.bad)])
    lines = (
        [
            *_padded(row.cells, width),
            f"第{row.number}行：" + "；".join(f"{one.column}：{one.what}" for one in row.faults),
        ]
        for row in read.bad
    )
    return _book("未导入", [*_padded(read.heading.texts, width), "未导入的原因"], lines, wrong=width)


def template() -> bytes:
    """An XLSX with the headings, and one row that shows how to fill them in."""
    heads = [headings[0] + ("（必填）" if name in REQUIRED else "") for name, headings in COLUMNS.items()]
    return _book("案件", heads, [[_EXAMPLE.get(name, "") for name in COLUMNS]])


def _book(title: str, heads: Sequence[str], lines: Iterable[Sequence[str]], wrong: int | None = None) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for index, head in enumerate(heads):
        sheet.column_dimensions[get_column_letter(index + 1)].width = 60 if index == wrong else max(14, len(head) * 2.2)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, fill=_HEAD, bold=True) for head in heads])
    for line in lines:
        sheet.append([_cell(sheet, text, fill=_WRONG if at == wrong else None) for at, text in enumerate(line)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: object, text: str, fill: PatternFill | None = None, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=xml_text(text))
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if fill:
        cell.fill = fill
    if bold:
        cell.font = Font(bold=True)
    return cell


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]
