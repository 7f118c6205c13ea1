"""谈话、终本约谈: with whom, the three points, signed, what was said on leads."""

import pytest

from checker.casefile import Document, Mark, Party, PartyKind
from tests.checker.derive.build import HE, SUN, ZHOU, ask, paper, sign, unread

SIGNED = sign("被谈话人（签名）", "周启明")
RISK = "问：申请执行可能面临执行不能的风险，你清楚吗？"
CASE_ = "问：说说本案的基本情况，对方履行了多少？"
LEADS = "问：请把被执行人的财产情况和下落写成书面材料交来。"
NONE = "答：我没有线索。"


def talk(*more: str | Mark, asked: str = "周启明", role: str = "申请执行人") -> Document:
    return paper("谈话笔录", "谈话笔录", "时间：2022年4月6日", f"被谈话人：{asked}（{role}）", *more)


@pytest.mark.parametrize(
    ("name", "papers", "expected"),
    [
        ("谈话笔录", (talk(SIGNED),), True),
        ("谈话笔录", (talk(SIGNED, asked="何文斌", role="被执行人"),), False),
        ("谈话笔录", (), False),
        ("谈话笔录签名", (talk(SIGNED),), True),
        ("谈话笔录签名", (talk(sign("被谈话人（签名）"), sign("记录人", "许婷")),), False),
        ("谈话笔录签名", (talk(sign("被谈话人（签名）", doubtful=True)),), None),
        ("谈话笔录签名", (talk(sign("签名：", "周启明")),), True),
        ("已告知执行风险", (talk(RISK, SIGNED),), True),
        ("已告知执行风险", (talk(CASE_, SIGNED),), False),
        ("已了解案情", (talk(CASE_, SIGNED),), True),
        ("已了解案情", (talk(RISK, SIGNED),), False),
        ("已要求书面线索", (talk(LEADS, SIGNED),), True),
        ("已要求书面线索", (talk(CASE_, SIGNED),), False),
        ("笔录载明线索情况", (talk("问：你有没有被执行人的线索？", NONE, SIGNED),), True),
        ("笔录载明线索情况", (talk("问：你有没有被执行人的线索？", "答：我回去整理后再交。", SIGNED),), False),
        ("笔录载明线索情况", (talk(CASE_, "答：他借钱不还。", SIGNED),), False),
    ],
)
def test_talk(name: str, papers: tuple[Document, ...], expected: bool | None) -> None:
    assert ask(f"申请执行人.{name}", *papers).value is expected


WEI = Party("申请执行人", "卫东平", PartyKind.PERSON)
FIRST, SECOND = sign("被谈话人（签名）", "周启明"), sign("被谈话人（签名）", "卫东平", at=(0.5, 0.7))


@pytest.mark.parametrize(
    "asked",
    [
        "周启明，男，66岁，申请执行人；卫东平，女，64岁，申请执行人（夫妻）",
        "周启明、卫东平，申请执行人",
        "周启明（申请执行人）、卫东平（申请执行人）",
    ],
)
@pytest.mark.parametrize(
    ("marks", "first", "second"),
    [
        ((FIRST, SECOND), True, True),
        ((FIRST, sign("被谈话人（签名）", "卫车", at=(0.5, 0.7))), True, True),
        ((FIRST,), True, None),
        ((FIRST, sign("被谈话人（签名）", at=(0.5, 0.7))), True, None),
    ],
    ids=["both signed", "one is hard to read", "one room, one signed", "two rooms, one signed"],
)  # fmt: skip
def test_each_of_two_people_talked_to_signs(
    asked: str, marks: tuple[Mark, ...], first: bool | None, second: bool | None
) -> None:
    record = paper("谈话笔录", "谈话笔录", "时间：2022年4月6日", f"被谈话人：{asked}", RISK, "答：清楚。", *marks)
    for party, signed in ((ZHOU, first), (WEI, second)):
        more = {"about": party.name, "parties": (ZHOU, WEI, HE)}
        assert ask("申请执行人.谈话笔录", record, **more).value is True  # type: ignore[arg-type]
        assert ask("申请执行人.谈话笔录签名", record, **more).value is signed  # type: ignore[arg-type]


def test_a_closing_talk_with_two_is_signed_by_both() -> None:
    def record(*marks: Mark) -> Document:
        return paper("终本约谈笔录", "终本约谈笔录", "约谈时间：2022年8月1日", "被约谈人：周启明、卫东平", *marks)

    one, other = sign("被约谈人", "周启明"), sign("被约谈人", "卫东平", at=(0.5, 0.7))
    for marks, expected in (((one, other), True), ((one,), None)):
        found = ask("申请执行人.终本约谈签名", record(*marks), about="卫东平", parties=(ZHOU, WEI, HE))
        assert found.value is expected


def test_a_talk_with_one_of_two_is_not_of_the_other() -> None:
    parties = (ZHOU, WEI, HE)
    assert ask("申请执行人.谈话笔录", talk(SIGNED), about="卫东平", parties=parties).value is False
    wife = paper("谈话笔录", "谈话笔录", "被谈话人：周启明，男，卫东平之夫", RISK, SIGNED)
    assert ask("申请执行人.谈话笔录", wife, about="卫东平", parties=parties).value is False


def test_a_point_in_an_unread_page_is_unknown() -> None:
    assert ask("申请执行人.谈话笔录", unknown=(unread(),)).value is None
    dim = paper("谈话笔录", "谈话笔录", "被谈话人：周启明（申请执行人）", "问：□□□□□□？", confidence=0.4)
    assert ask("申请执行人.已告知执行风险", dim).value is None


def test_an_agent_speaks_for_the_organisation() -> None:
    lender = Party("申请执行人", "监利市荆南小额贷款有限公司", PartyKind.ORGANISATION)
    power = paper("授权委托书", "授权委托书", "委托人：监利市荆南小额贷款有限公司", "受委托人：叶蓉")
    record = talk(sign("被谈话人", "叶蓉"), asked="叶蓉", role="申请执行人的委托代理人")
    assert ask("申请执行人.谈话笔录签名", power, record, parties=(lender, HE)).value is True


def test_an_agent_of_a_party_whose_name_was_misread_may_be_this_one_s() -> None:
    lender = Party("申请执行人", "监利市金穗种业有限公司", PartyKind.ORGANISATION)
    record = paper(
        "谈话笔录", "谈话笔录", "时间：2022年4月6日", "被谈话人：古小川，监利市金租种业省限出司委托代理人", SIGNED
    )
    assert ask("申请执行人.谈话笔录", record, parties=(lender, HE)).value is None
    his = paper("谈话笔录", "谈话笔录", "时间：2022年4月6日", "被谈话人：古小川，何文斌委托代理人", SIGNED)
    assert ask("申请执行人.谈话笔录", his, parties=(lender, HE)).value is False
    nobodys = paper("谈话笔录", "谈话笔录", "时间：2022年4月6日", "被谈话人：古小川，委托代理人", SIGNED)
    assert ask("申请执行人.谈话笔录", nobodys, parties=(lender, HE)).value is False
    misread = paper("谈话笔录", "谈话笔录", "时间：2022年4月6日", "被谈话人：古小川，申清执行人委托代理人", SIGNED)
    assert ask("申请执行人.谈话笔录", misread, parties=(lender, HE)).value is True


def closing_talk(*more: str | Mark, on: str = "2022年8月1日") -> Document:
    return paper("终本约谈笔录", "终本约谈笔录", f"约谈时间：{on}", "被约谈人：申请执行人周启明", *more)


def test_closing_talk() -> None:
    signed = closing_talk(sign("被约谈人", "周启明"))
    assert ask("申请执行人.终本约谈笔录", signed).value is True
    assert ask("申请执行人.终本约谈签名", signed).value is True
    assert str(ask("申请执行人.终本约谈日期", signed).value) == "2022-08-01"
    assert ask("申请执行人.终本约谈签名", closing_talk(sign("被约谈人"))).value is False
    other = Party("申请执行人", "卫东平", PartyKind.PERSON)
    assert ask("申请执行人.终本约谈笔录", signed, about="卫东平", parties=(ZHOU, other, HE, SUN)).value is False


RULING = paper("终本裁定书", "执行裁定书", "终结本次执行程序。", "二〇二二年八月五日")
SIGNED_THERE, UNSIGNED, DIM = sign("被约谈人", "周启明"), sign("被约谈人"), sign("被约谈人", doubtful=True)


@pytest.mark.parametrize(
    ("records", "signed", "on"),
    [
        ([(UNSIGNED, "2022年8月1日"), (SIGNED_THERE, "2022年9月1日")], True, "2022-09-01"),
        ([(UNSIGNED, "2022年7月1日"), (SIGNED_THERE, "2022年8月1日")], True, "2022-08-01"),
        ([(SIGNED_THERE, "2022年8月5日"), (SIGNED_THERE, "2022年9月1日")], True, "2022-08-05"),
        ([(DIM, "2022年8月1日"), (SIGNED_THERE, "2022年9月1日")], None, "2022-08-01"),
    ],
)
def test_signature_and_day_are_of_one_record(records: list[tuple[Mark, str]], signed: bool | None, on: str) -> None:
    papers = [closing_talk(mark, on=day) for mark, day in records]
    assert ask("申请执行人.终本约谈签名", RULING, *papers).value is signed
    assert str(ask("申请执行人.终本约谈日期", RULING, *papers).value) == on


def test_whose_particulars_the_head_gives_is_asked() -> None:
    head = ("时间：2022年4月8日", "申请执行人：周启明性别：女电话：139，住容城镇", RISK, "答：清楚。")
    assert ask("申请执行人.谈话笔录", paper("谈话笔录", "谈话笔录", *head)).value is True
    both = ("申请执行人：周启明，男", "被执行人：何文斌，男", RISK, "答：清楚。")
    assert ask("申请执行人.谈话笔录", paper("谈话笔录", "谈话笔录", *both)).value is None
