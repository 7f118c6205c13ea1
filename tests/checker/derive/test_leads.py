"""线索: which there are, of what type, verified and told."""

import pytest

from checker.casefile import Document
from checker.derive.leads import kind_of
from checker.facts import Subject
from tests.checker.derive.build import ask, case, facts, paper

SHEET = paper(
    "财产线索书",
    "被执行人财产线索",
    "一、被执行人何文斌在朱河镇建设路有一间门面。",
    "二、何文斌现在武汉市江夏区金口街工地务工。",
    "三、兴达建筑劳务有限公司尚欠何文斌工程款20000元。",
    "提供人：周启明",
    "2022年5月23日",
)
SHOP = "被执行人何文斌在朱河镇建设路有一间门面"


def leads(*papers: Document) -> list[Subject]:
    return facts(case(*papers)).subjects("线索")


def test_items_of_a_sheet_in_prose() -> None:
    source = facts(case(SHEET))
    kinds = [source.fact(s, "线索.类型").value for s in source.subjects("线索")]
    assert kinds == ["财产", "行踪", "第三人债权"]


@pytest.mark.parametrize(
    ("text", "heading", "kind"),
    [
        ("其名下有鄂D12345小型轿车一辆", "", "财产"),
        ("近期住在监利市容城镇其姐姐家", "", "行踪"),
        ("某某公司欠他货款五万元未付", "", "第三人债权"),
        ("在工地承包劳务", "行踪线索", "行踪"),
        ("某工地老板", "到期债权", "第三人债权"),
    ],
)
def test_type(text: str, heading: str, kind: str) -> None:
    assert kind_of(text, heading) == kind


@pytest.mark.parametrize(
    "statement",
    [
        "本人目前没有被执行人的财产线索可以提供。",
        "暂无任何财产线索和行踪线索。",
        "线索提供不了。",
        "不清楚他的下落和财产。",
    ],
)
def test_none_stated(statement: str) -> None:
    sheet = paper("财产线索书", "财产线索书", statement)
    assert ask("案件.提供过线索", sheet).value is False
    assert leads(sheet) == []


def test_silence_is_no_statement() -> None:
    assert ask("案件.提供过线索").value is None


def test_leads_told_in_a_talk_count_where_there_is_no_sheet() -> None:
    talk = paper(
        "谈话笔录",
        "谈话笔录",
        "被谈话人：周启明（申请执行人）",
        "问：你能提供哪些线索？",
        "答：他名下有一辆鄂D12345轿车。现在住在朱河镇建设路他哥哥家。",
    )
    assert len(leads(talk)) == 2
    assert len(leads(talk, SHEET)) == 3


VISIT = paper("调查笔录", "调查笔录", "2022年5月30日", "问：朱河镇建设路这间门面是谁的？", "答：不是何文斌的。")
NOTICE = paper("线索核查结果告知书", "线索核查结果告知书", "周启明：", "你提供的朱河镇建设路门面的线索，经核查不属实。")


def test_verified_and_told() -> None:
    assert ask("线索.核查材料", SHEET, VISIT, about=SHOP).value is True
    assert ask("线索.核查材料", SHEET, about=SHOP).value is False
    assert ask("线索.结果告知", SHEET, VISIT, about=SHOP).value is False
    assert ask("线索.结果告知", SHEET, VISIT, NOTICE, about=SHOP).value is True


def test_figures_and_stock_words_tie_nothing_together() -> None:
    other = paper(
        "调查笔录", "调查笔录", "电话：13920000788", "问：何文斌有没有工资20000元？", "答：没有，他没有工程款。"
    )
    claim = "兴达建筑劳务有限公司尚欠何文斌工程款20000元"
    assert ask("线索.查证不实笔录", SHEET, other, about=claim).value is False


def test_third_party_notice() -> None:
    claim = "兴达建筑劳务有限公司尚欠何文斌工程款20000元"
    notice = paper(
        "履行到期债务通知书", "履行到期债务通知书", "监利市兴达建筑劳务有限公司：", "你单位应当履行到期债务。"
    )
    assert ask("线索.履行到期债务通知书", SHEET, notice, about=claim).value is True
    assert ask("线索.履行到期债务通知书", SHEET, about=claim).value is False
