"""Word, Excel and OFD: words in order, with places, on pages."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.text import WD_BREAK

from checker.errors import UserError
from extractors.intake import Intake, open_case
from tests.extractors.papers import image_bytes, put, zip_bytes


def opened(tmp_path: Path, name: str, data: bytes) -> Intake:
    return open_case([put(tmp_path, {name: data}) / name])


def word(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("送达回证")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(["受送达人", "甲公司", "送达文书", "执行通知书"]):
        table.cell(at // 2, at % 2).text = text
    document.add_paragraph("备注：无")
    page = opened(tmp_path, "1.docx", word(document)).pages[0]
    assert page.kind == "text"
    assert not page.has_image
    lines = page.load_text()
    assert [line.text for line in lines] == ["送达回证", "受送达人", "甲公司", "送达文书", "执行通知书", "备注：无"]
    label, value = lines[1].box, lines[2].box
    assert (label.y0, label.x1) == (value.y0, pytest.approx(value.x0))
    assert all(0 <= edge <= 1 for line in lines for edge in line.box)


def test_word_page_breaks(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("第一页").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("第二页").paragraph_format.page_break_before = False
    document.add_paragraph("第三页").paragraph_format.page_break_before = True
    pages = opened(tmp_path, "1.docx", word(document)).pages
    assert [page.load_text()[0].text for page in pages] == ["第一页", "第二页", "第三页"]


def test_word_long_text_is_paged(tmp_path: Path) -> None:
    document = docx.Document()
    for number in range(100):
        document.add_paragraph(f"第{number}行")
    pages = opened(tmp_path, "1.docx", word(document)).pages
    assert [len(page.load_text()) for page in pages] == [40, 40, 20]


def test_word_scans_become_pages(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附扫描件")
    document.add_picture(io.BytesIO(image_bytes()))
    pages = opened(tmp_path, "1.docx", word(document)).pages
    assert [page.kind for page in pages] == ["text", "image"]
    assert pages[1].load_image().shape == (1400, 1000, 3)


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["账号", "余额", "日期"])
    sheet.append(["0123", 58833.0, date(2022, 3, 1)])
    sheet.append([None, 12.5, True])
    book.create_sheet("二").append(["第二张表"])
    book.create_sheet("空")
    out = io.BytesIO()
    book.save(out)
    pages = opened(tmp_path, "1.xlsx", out.getvalue()).pages
    assert [[line.text for line in page.load_text()] for page in pages] == [
        ["账号", "余额", "日期", "0123", "58833", "2022年3月1日", "12.5", "True"],
        ["第二张表"],
    ]
    lines = pages[0].load_text()
    assert lines[1].box.x0 == lines[4].box.x0 == lines[6].box.x0


def test_content_not_name_decides_in_a_zip_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["账号"])
    out = io.BytesIO()
    book.save(out)
    document = docx.Document()
    document.add_paragraph("送达回证")
    intake = opened(tmp_path, "1.zip", zip_bytes({"1.xlsx": out.getvalue(), "2.bin": word(document)}))
    assert [page.load_text()[0].text for page in intake.pages] == ["账号", "送达回证"]


OFD = {
    "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
    "Doc_0/Document.xml": '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/0.xml"/><ofd:Page ID="2" BaseLoc="Pages/1.xml"/><ofd:Page ID="3" BaseLoc="Pages/2.xml"/></ofd:Pages></ofd:Document>',
    "Doc_0/Res.xml": '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>a.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>',
    "Doc_0/Pages/0.xml": '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer><ofd:TextObject Boundary="21 59.4 42 5"><ofd:TextCode X="0" Y="4">案号：</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary="84 29.7 42 8"><ofd:TextCode>执行裁定书</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>',
    "Doc_0/Pages/1.xml": '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:ImageObject ResourceID="9" Boundary="0 0 210 297"/></ofd:Content></ofd:Page>',
    "Doc_0/Pages/2.xml": '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:PathObject/></ofd:Content></ofd:Page>',
}


def test_ofd(tmp_path: Path) -> None:
    members = {name: text.encode() for name, text in OFD.items()} | {"Doc_0/Res/a.jpg": image_bytes()}
    pages = opened(tmp_path, "1.ofd", zip_bytes(members)).pages
    assert [(page.kind, page.problem is None) for page in pages] == [("text", True), ("image", True), ("image", False)]
    lines = pages[0].load_text()
    assert [line.text for line in lines] == ["执行裁定书", "案号："]
    assert lines[0].box == pytest.approx((0.4, 0.1, 0.6, 37.7 / 297))
    assert pages[1].load_image().shape == (1400, 1000, 3)


@pytest.mark.parametrize("name", ["1.docx", "1.xlsx"])
def test_entities_are_refused(tmp_path: Path, name: str) -> None:
    part = "word/document.xml" if name == "1.docx" else "xl/workbook.xml"
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(UserError, match="实体"):
        opened(tmp_path, name, zip_bytes({part: evil}))
