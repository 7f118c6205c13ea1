"""What the superior rules ask of property, where a page could not be read or the figures leave it open."""

import pytest

from checker.casefile import CaseRecord, Document
from tests.checker.derive.build import ask, paper, sign, unread

CAR = paper("总对总查控实有情况表", "总对总查控实有情况表", "被执行人：何文斌", "车辆：鄂D3K558，大众牌")
PLATE = "鄂D3K558"


def failed_sale() -> list[Document]:
    return [
        paper("流拍记录", "流拍记录", "竞价阶段：第一次拍卖", f"{PLATE}轿车无人报名"),
        paper("流拍记录", "变卖不成交记录", "竞价阶段：变卖", f"{PLATE}轿车无人报名"),
        paper(
            "以物抵债征询笔录",
            "以物抵债征询笔录",
            "被征询人：周启明（申请执行人）",
            f"问：是否接受{PLATE}轿车抵债？",
            "答：不接受。",
            sign("被征询人", "周启明"),
        ),
        paper("强制管理研究记录", "强制管理研究记录", f"{PLATE}轿车不采取强制管理。"),
    ]


def test_a_whole_chain_is_for_a_person_and_each_step_is_needed() -> None:
    chain = failed_sale()
    assert ask("财产.确属不能处置", CAR, *chain, about=PLATE).value is None
    for step in chain[1:]:  # a sale without an auction before it may be lawful: a person looks
        left = [one for one in chain if one is not step]
        assert ask("财产.确属不能处置", CAR, *left, about=PLATE).value is False, step.kind


def test_an_applicant_who_takes_the_thing_leaves_it_open() -> None:
    taken = paper(
        "以物抵债征询笔录",
        "以物抵债征询笔录",
        "被征询人：周启明",
        f"问：是否接受{PLATE}抵债？",
        "答：我同意接受该车抵债。",
    )
    assert ask("财产.确属不能处置", CAR, taken, about=PLATE).value is None


@pytest.mark.parametrize("name", ["确属不能处置", "须变价", "查封未写明期限", "查封届满日", "查封日期", "启动定价日期"])
def test_an_unread_page_may_be_the_paper(name: str) -> None:
    assert ask(f"财产.{name}", CAR, about=PLATE, unknown=(unread(),)).value is None


def test_ends_that_disagree_are_for_a_person() -> None:
    orders = [
        paper("查封裁定书", "执行裁定书", f"裁定如下：查封{PLATE}轿车，期限至{day}止。", "二〇二二年二月二十三日")
        for day in ("2024年2月22日", "2025年2月22日")
    ]
    assert ask("财产.查封届满日", CAR, *orders, about=PLATE).value is None


def test_a_seizure_that_was_lifted_is_for_a_person() -> None:
    order = paper("查封裁定书", "执行裁定书", f"裁定如下：查封{PLATE}轿车，期限至2024年2月22日止。", "2022年2月23日")
    lifted = paper("解除措施裁定书", "执行裁定书", f"裁定如下：解除对{PLATE}轿车的查封。")
    assert ask("财产.查封届满日", CAR, order, lifted, about=PLATE).value is None


BANK = paper(
    "总对总查控反馈",
    "网络查控反馈汇总表",
    "被查询人：何文斌",
    ("中国农业银行", 0.12, 0.3),
    ("6228480789011112279", 0.34, 0.3),
    ("余额999.99元", 0.7, 0.3),
)


def left(record: CaseRecord | None = None, *papers: Document) -> list[object]:
    names = ("案件.未处理存款最大余额", "案件.未处理存款占比")
    return [ask(name, BANK, *papers, record=record).value for name in names]


def test_the_share_of_a_deposit_is_counted_up() -> None:
    assert left(CaseRecord(claim_fen=1_999_980, paid_fen=0)) == [99_999, 5]
    assert left(CaseRecord(claim_fen=1_999_979, paid_fen=0)) == [99_999, 6]


def test_money_that_came_in_may_be_the_deposit() -> None:
    assert left(CaseRecord(claim_fen=2_000_000, paid_fen=99_999)) == [None, None]
    assert left(CaseRecord(claim_fen=2_000_000, paid_fen=99_998)) == [99_999, 5]


def test_a_deduction_on_an_unread_page() -> None:
    assert ask("案件.未处理存款最大余额", BANK, unknown=(unread(),)).value is None
    assert ask("案件.轮候查封未争取处置权", CAR, unknown=(unread(),)).value is None
    assert ask("案件.以申请人未申请处置为由", CAR, unknown=(unread(),)).value is None
    assert ask("案件.以申请人未申请处置为由", CAR).value is False
