"""A paper in the typography of court documents, as DOCX with the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from checker.report_json import SCHEMA
from checker.xml_text import xml_text

TITLE = "方正小标宋简体"
BODY = "仿宋"
HEADING = "黑体"
_LATIN = "Times New Roman"
_STAND_INS = {TITLE: "宋体", BODY: "仿宋_GB2312", HEADING: "SimHei"}  # where a machine lacks the font
_FONT_TABLE = "/word/fontTable.xml"
_ROW_HEIGHT = 0.75  # cm, at least
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Paper:
    """A4, margins and sizes as GB/T 9704 has them, page numbers at the foot."""

    def __init__(self, title: str, day: date) -> None:
        self._document: Document = docx.Document()
        self._prepare(title, day)
        self._run(self._paragraph(WD_ALIGN_PARAGRAPH.CENTER, after=14), title, TITLE, 22)

    def heading(self, text: str) -> None:
        """A heading in 黑体."""
        paragraph = self._paragraph(before=10, after=4)
        paragraph.paragraph_format.keep_with_next = True
        self._run(paragraph, text, HEADING, 14)

    def text(self, text: str, *, right: bool = False, left: bool = False) -> None:
        """A paragraph of body text, indented by two characters; `right` for the lines of the signature."""
        straight = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.RIGHT if right else straight)
        paragraph.paragraph_format.line_spacing = Pt(26)
        if not right:
            paragraph.paragraph_format.first_line_indent = Pt(28)
        self._run(paragraph, text, BODY, 14)

    def table(self, widths: Sequence[float], head: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> None:
        """A ruled table; `widths` in cm. The head is repeated on every page and rows are not parted."""
        table = self._document.add_table(rows=0, cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, values in enumerate([*([head] if head else []), *rows]):
            row = table.add_row()
            row.height = Cm(_ROW_HEIGHT)
            is_head = head is not None and number == 0
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader" if is_head else "w:cantSplit"))
            for cell, width, value in zip(row.cells, widths, values, strict=True):
                cell.width = Cm(width)
                self._fill(cell, value, is_head=is_head)

    def save(self) -> bytes:
        """The file. Times inside are fixed, so that the same report gives the same bytes."""
        written, packed = io.BytesIO(), io.BytesIO()
        self._document.save(written)
        with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, source.read(name))
        return packed.getvalue()

    def _prepare(self, title: str, day: date) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.5)
        section.left_margin, section.right_margin = Cm(2.4), Cm(2.2)
        about = self._document.core_properties
        about.author = about.last_modified_by = "zhongben"
        about.identifier = SCHEMA  # by which the program knows its own papers among those of a case
        about.title, about.comments, about.revision = title, "", 1
        about.created = about.modified = datetime.combine(day, time())
        self._add_page_number(section.footer.paragraphs[0])
        for part in self._document.part.package.iter_parts():
            if part.partname == _FONT_TABLE:
                part._blob = _font_table()

    def _paragraph(
        self, alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT, *, before: float = 0, after: float = 0
    ) -> Paragraph:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = alignment
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(after)
        return paragraph

    def _fill(self, cell: _Cell, text: str, *, is_head: bool) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_head else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        self._run(paragraph, text, HEADING if is_head else BODY, 10.5)

    def _run(self, paragraph: Paragraph, text: str, font: str, size: float) -> Run:
        run = paragraph.add_run(xml_text(text))
        run.font.size = Pt(size)
        run.font.name = _LATIN
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        return run

    def _add_page_number(self, paragraph: Paragraph) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for piece in ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页"):
            run = self._run(paragraph, "1" if piece.isupper() else piece, BODY, 9)
            if piece.isupper():
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), piece)
                run._element.addprevious(field)
                field.append(run._element)


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in _STAND_INS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
