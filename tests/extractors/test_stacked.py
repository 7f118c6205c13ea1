"""Papers that stand one below another on a page are papers of their own; a word in a cell, a list or a reply slip is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from checker.casefile import CaseFile, Mark, MarkKind, Page, PageCorrection, PageState, Presence, papers_by_page
from extractors.catalogue import catalogue
from tests.extractors.sheets import page

BANK = (
    "^调查笔录",
    "时间：2022年3月9日9时",
    "地点：某某银行营业部",
    "被调查人：吴敏，该行柜员",
    "问：张三丰有存款吗？",
    "答：没有开户。",
)
FUND = ("^调查笔录", "时间：2022年3月10日10时", "地点：某某市住房公积金管理中心", "被调查人：成秀英，该中心职员", "问：张三丰有公积金吗？", "答：没有缴存。")  # fmt: skip
SIGNED = ("以上笔录看过，属实。", "调查人签名：韩克勤、黄思远")


def made(*contents: tuple[Any, ...], corrections: tuple[PageCorrection, ...] = ()) -> CaseFile:
    pages = [page(*lines, number=number) for number, lines in enumerate(contents, 1)]
    return catalogue("例", pages, None, corrections=corrections)


def asked(case: CaseFile) -> list[tuple[str, object, str]]:
    """Kind, who was asked, and the last answer of every paper."""
    return [
        (d.kind, d.fields["person"][0].value, d.rows["answers"][-1]["answer"].raw) for d in case.documents if d.rows
    ]


def test_two_records_on_a_page_are_two_papers() -> None:
    case = made((*BANK, *SIGNED, *FUND, *SIGNED))
    assert asked(case) == [("调查笔录", "吴敏", "没有开户。"), ("调查笔录", "成秀英", "没有缴存。")]
    assert [d.fields["held_on"][0].value for d in case.documents] == [date(2022, 3, 9), date(2022, 3, 10)]
    assert len({d.id for d in case.documents}) == 2
    assert [str(state) for state in case.states.values()] == [PageState.CATALOGUED]


def test_a_record_begun_at_the_foot_of_a_page_ends_above_the_next_heading() -> None:
    case = made((*BANK, *SIGNED, *FUND[:5]), (("答：没有缴存，", 0.12, 0.08), *SIGNED, *BANK, *SIGNED))
    assert asked(case) == [("调查笔录", "吴敏", "没有开户。"), ("调查笔录", "成秀英", "没有缴存，"), ("调查笔录", "吴敏", "没有开户。")]  # fmt: skip
    assert [[p.number for p in d.pages] for d in case.documents] == [[1], [1, 2], [2]]


def test_each_has_the_marks_that_stand_on_it() -> None:
    upper, lower = (*BANK, *SIGNED), (*FUND, *SIGNED)
    whole = page(*upper, *lower)
    marks = tuple(
        Mark(MarkKind.SIGNATURE, Presence.PRESENT, line.box, "调查人签名", f"{n}")
        for n, line in enumerate(line for line in whole.lines if line.text.startswith("调查人签名"))
    )
    documents = catalogue("例", [replace(whole, marks=marks)], None).documents
    assert [[m.text for _, m in d.marks] for d in documents] == [["0"], ["1"]]


RECEIPT = (
    "^送达回证",
    "案号：（2022）鄂1023执1234号",
    "受送达人：张三丰",
    "送达文书：执行通知书一份",
    "收到日期：2022年4月20日",
)
APPROVAL = (
    "^某某市人民法院",
    "^不予拘留审批表",
    "（2022）鄂1023执1234号",
    "被执行人：张三丰",
    "承办人意见：拟不予拘留",
    "局长意见：同意不予拘留",
)


def test_a_form_of_another_kind_below_is_a_paper_of_its_own() -> None:
    case = made((*RECEIPT, *APPROVAL))
    assert [d.kind for d in case.documents] == ["送达回证", "不予拘留审批表"]
    assert case.documents[1].pages[0].lines[0].text == "某某市人民法院"
    assert "不予拘留" not in case.documents[0].text


@pytest.mark.parametrize(
    "lines",
    [
        (*RECEIPT[:4], ("执行通知书", 0.44, 0.4), ("报告财产令", 0.44, 0.43), ("签收人：张三丰", 0.12, 0.46)),  # a list in a room
        (*RECEIPT[:3], ("报告财产令", 0.12, 0.4), ("签收人：张三丰", 0.12, 0.46), ("备考：无", 0.12, 0.5)),  # at the edge
        (*RECEIPT, "^执行通知书"),  # nothing below it
        ("^协助冻结存款通知书", "（2022）鄂1023执1234号", "某某银行：", "请协助冻结下列存款", "^协助冻结存款通知书（回执）", "监利市人民法院：", "已办理冻结。"),
        ("^卷内目录", "1. 立案审批表", "2. 申请书", "3. 判决书", "^执行通知书", "5. 报告财产令：1页", "6. 送达回证"),
    ],
)  # fmt: skip
def test_what_is_no_heading_parts_nothing(lines: tuple[Any, ...]) -> None:
    assert len(made(lines).documents) == 1


def test_what_a_person_said_of_a_page_stands() -> None:
    lines = (*RECEIPT, *APPROVAL)
    said = PageCorrection("a.pdf", 1, "kind", "first", "送达回证", None, "张明", date(2022, 5, 1))
    assert [d.kind for d in made(lines, corrections=(said,)).documents] == ["送达回证"]


def test_a_field_that_a_person_gave_stands() -> None:
    lines = (*BANK, *SIGNED, *FUND, *SIGNED)
    box = page(*lines).lines[3].box
    said = PageCorrection("a.pdf", 1, "field", "person", "吴敏慧", box, "张明", date(2022, 5, 1))
    first, second = made(lines, corrections=(said,)).documents
    assert [f.value for f in first.fields["person"]] == ["吴敏慧"]
    assert "成秀英" in [f.value for f in second.fields["person"]]


def test_pages_keep_their_places() -> None:
    first, second = made((*BANK, *SIGNED, *FUND, *SIGNED)).documents
    whole: Page = page(*BANK, *SIGNED, *FUND, *SIGNED)
    assert len(first.pages[0].lines) + len(second.pages[0].lines) == len(whole.lines)
    assert max(line.box.y1 for line in first.pages[0].lines) < min(line.box.y0 for line in second.pages[0].lines)


def test_a_page_is_told_by_the_paper_that_begins_on_it() -> None:
    case = made((*BANK, *SIGNED, *FUND[:5]), (("答：没有缴存，", 0.12, 0.08), *SIGNED, *RECEIPT, *APPROVAL))
    kinds = {ref.page: paper.kind for ref, paper in papers_by_page(case).items()}
    assert kinds == {1: "调查笔录", 2: "送达回证"}
