"""Papers as the court's own computers write them (Word, Excel) are catalogued like their scans."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from checker.casefile import CaseFile, Document, Page
from checker.derive.view import View
from extractors.catalogue import catalogue
from extractors.intake import open_case
from tests.extractors.papers import put

CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
NUMBER = "（2022）鄂1023执1234号"
NOTICE = [
    "何文斌：",
    "你与周启明民间借贷纠纷一案，监利市人民法院作出的（2021）鄂1023民初567号民事判决书已发生法律效力。申请执行人周启明于2022年3月1日向本院"
    "申请强制执行，本院于同日立案。依照《中华人民共和国民事诉讼法》第二百四十七条的规定，责令你在收到本通知书后三日内履行下列义务：",
    "一、向申请执行人周启明支付借款本金58833元及利息；",
    "二、负担申请执行费782元。",
    "逾期不履行的，本院将依法强制执行，并由你承担迟延履行期间的债务利息。",
    "特此通知。",
]
INQUIRY = [
    "时间：2022年4月12日9时30分至9时50分",
    "地点：监利市容城镇江城村村委会",
    "调查人：李军、王芳，监利市人民法院执行局",
    "被调查人：余晓红，女，38岁，江城村村委会主任",
    "问：我们是监利市人民法院执行局的工作人员，现就被执行人何文斌的有关情况向你调查，你应当如实陈述，听清楚了吗？",
    "答：听清楚了。",
    "问：何文斌现在在哪里？",
    "答：他两年多没有回来了，电话也打不通，我们不知道他在哪里。",
    "问：他名下有没有房产、车辆？",
    "答：没有听说有。",
    "以上笔录我看过，与我说的相符。",
    "被调查人：余晓红",
]
RECEIPT = [
    ("送达文书名称和件数", "执行通知书、报告财产令、限制消费令各一份"),
    ("受送达人", "何文斌"),
    ("送达地点", "监利市容城镇江城村三组"),
    ("受送达人签名或盖章", "何文斌 2022年3月5日"),
    ("送达人", "李军、王芳"),
]
FEEDBACK = [
    ["网络执行查控系统查询反馈结果汇总表"],
    ["案号：" + NUMBER],
    ["被执行人：何文斌", None, None, "查询时间：2022年3月4日"],
    ["序号", "查询单位", "查询时间", "反馈时间", "反馈结果"],
    [1, "中国农业银行", date(2022, 3, 4), date(2022, 3, 7), "账户余额12.33元"],
    [2, "公安部（车辆）", date(2022, 3, 4), date(2022, 3, 8), "无车辆登记信息"],
    [3, "自然资源部（不动产）", date(2022, 3, 4), date(2022, 3, 9), "无不动产登记信息"],
]


def word(title: Sequence[str], body: Sequence[str], foot: Sequence[str] = (), *, plain: bool = False) -> bytes:
    """A Word file: large centred heading, the number at the right, the foot at the right; `plain`: nothing of these."""
    document: Any = docx.Document()
    for text in title:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if not plain:
            paragraph.alignment, run.font.size = CENTER, Pt(22)
    for number, text in enumerate([*body, *foot]):
        paragraph = document.add_paragraph(text)
        if number >= len(body) and not plain:
            paragraph.alignment = RIGHT
    return saved(document)


def form(title: str, rows: Sequence[tuple[str, str]], number: str) -> bytes:
    """A Word file with a heading, a case number and a table of two columns."""
    document: Any = docx.Document()
    document.add_heading("监利市人民法院", 1).alignment = CENTER
    document.add_heading(title, 1).alignment = CENTER
    document.add_paragraph(number).alignment = RIGHT
    table = document.add_table(rows=0, cols=2)
    for label, value in rows:
        for cell, text in zip(table.add_row().cells, (label, value), strict=True):
            cell.text = text
    return saved(document)


def book(rows: Sequence[Sequence[object]]) -> bytes:
    """An Excel file of one sheet."""
    made: Any = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def catalogued(folder: Path, name: str, data: bytes) -> CaseFile:
    with open_case([put(folder, {name: data})]) as intake:
        pages = [Page(page.file, page.number, page.load_text(), sha256=page.sha256) for page in intake.pages]
        return catalogue(intake.name, pages)


FOOT = ("监利市人民法院", "二〇二二年三月三日")
PAPERS = {
    "执行通知书": word(["监利市人民法院", "执行通知书"], [NUMBER, *NOTICE], FOOT),
    "执行通知书 plain": word(["监利市人民法院", "执行通知书"], [NUMBER, *NOTICE], FOOT, plain=True),
    "执行通知书 one line": word(["监利市人民法院执行通知书"], [NUMBER, *NOTICE], FOOT, plain=True),
    "执行通知书 long paragraphs": word(["监利市人民法院", "执行通知书"], [NUMBER, NOTICE[0], "".join(NOTICE[1:])], FOOT),
    "调查笔录": word(["调查笔录"], INQUIRY),
    "调查笔录 plain": word(["调查笔录"], INQUIRY, plain=True),
    "限制消费令": word(["监利市人民法院", "限制消费令"], [NUMBER, "何文斌：", "本院于2022年3月1日立案执行申请执行人周启明申请执行你民间借贷纠纷一案，因你未按执行通知书指定的期间履行生效法律文书确定的给付义务，本院依照《最高人民法院关于限制被执行人高消费及有关消费的若干规定》对你采取限制消费措施，限制你不得实施以下高消费行为。"], FOOT),
    "终本裁定书": word(["监利市人民法院", "执行裁定书"], [NUMBER, "申请执行人：周启明，男，汉族。", "被执行人：何文斌，男，汉族。", "本院在执行周启明与何文斌民间借贷纠纷一案中，经穷尽财产调查措施，未发现被执行人有可供执行的财产。依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第五百一十九条规定，裁定如下：", "终结本次执行程序。", "申请执行人发现被执行人有可供执行财产的，可以再次申请执行。", "本裁定送达后即发生法律效力。"], FOOT),
    "送达回证": form("送达回证", RECEIPT, NUMBER),
    "总对总查控反馈": book(FEEDBACK),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_kind(tmp_path: Path, name: str) -> None:
    case = catalogued(tmp_path, "1.xlsx" if name == "总对总查控反馈" else "1.docx", PAPERS[name])
    assert [document.kind for document in case.documents] == [name.partition(" ")[0]], case.unknown
    assert not case.unknown


def fields(document: Document) -> dict[str, object]:
    return {name: found[0].value for name, found in document.fields.items()}


@pytest.mark.parametrize("name", [name for name in PAPERS if name.startswith("执行通知书")])
def test_fields_of_a_notice(tmp_path: Path, name: str) -> None:
    (notice,) = catalogued(tmp_path, "1.docx", PAPERS[name]).documents
    found = fields(notice)
    assert found["case_number"] == NUMBER
    assert found["addressee"] == "何文斌"
    assert found["court"] == "监利市人民法院"
    assert found["made_on"] == date(2022, 3, 3)


def test_answers_of_a_record(tmp_path: Path) -> None:
    (record,) = catalogued(tmp_path, "1.docx", PAPERS["调查笔录"]).documents
    assert len(record.rows["answers"]) == 3
    assert "不知道他在哪里" in str(record.rows["answers"][1]["answer"].value)


def test_a_form_of_a_receipt(tmp_path: Path) -> None:
    (receipt,) = catalogued(tmp_path, "1.docx", PAPERS["送达回证"]).documents
    found = fields(receipt)
    assert (found["case_number"], found["addressee"]) == (NUMBER, "何文斌")


def test_fields_of_feedback(tmp_path: Path) -> None:
    (feedback,) = catalogued(tmp_path, "1.xlsx", PAPERS["总对总查控反馈"]).documents
    found = fields(feedback)
    assert (found["case_number"], found["queried_on"]) == (NUMBER, date(2022, 3, 4))


def test_a_text_that_nobody_knows_may_be_the_paper(tmp_path: Path) -> None:
    """A list of payments without a title is no 银行流水 for sure, but nor may it be said that there is none."""
    case = catalogued(tmp_path, "1.xlsx", book([["交易日期", "金额", "余额"], ["2022-03-02", "12.00", 33]]))
    fact = View(case, (), date(2022, 9, 1)).paper("银行流水")
    assert fact.value is None
    assert "可能即为该材料" in fact.note


def test_a_short_text_may_be_the_paper_that_its_one_cue_speaks_for(tmp_path: Path) -> None:
    case = catalogued(tmp_path, "1.docx", word(["何文斌"], ["责令你三日内履行还款义务，否则依法处理。"], plain=True))
    assert View(case, (), date(2022, 9, 1)).paper("执行通知书").value is None
