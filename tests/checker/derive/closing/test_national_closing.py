"""What the superior rules ask at the end of a case, where a page could not be read or the case system tells it."""

from dataclasses import replace

import pytest

from checker.casefile import CaseRecord, Line, Page, Party, PartyKind, Presence, UnknownPage
from tests.checker.derive.build import HE, MILL, ZHOU, ask, paper, seal, sign, unread

RULING = paper(
    "终本裁定书",
    "执行裁定书",
    "裁定如下：终结本次执行程序。",
    "审判长梁永年",
    "二〇二二年六月二十八日",
    "书记员许婷",
)


@pytest.mark.parametrize(
    "name",
    [
        "申请执行人.已告知办理情况",
        "申请执行人.已听取终本意见",
        "申请执行人.拟终本告知书",
        "申请执行人.拟终本告知书送达",
        "申请执行人.本人申请终本",
        "案件.合议庭人数为单数",
        "案件.院长批准终本",
        "案件.裁定写明债权",
        "案件.裁定审判人员署名",
        "案件.裁定加盖院印",
        "案件.撤回执行申请",
        "案件.撤回执行申请签名",
    ],
)
def test_a_paper_that_is_not_there_and_one_on_an_unread_page(name: str) -> None:
    assert ask(name).value is False
    assert ask(name, unknown=(unread(),)).value is None


@pytest.mark.parametrize("name", ["申请执行人.拟终本告知书送达日期", "案件.合议庭评议日期", "案件.尚未执行金额"])
def test_a_day_or_sum_that_nobody_wrote_is_unknown(name: str) -> None:
    assert ask(name).value is None


def page_of(*lines: str) -> UnknownPage:
    return UnknownPage(Page("卷宗.pdf", 99, tuple(Line(text, seal().box) for text in lines)), (), True)


def test_a_certificate_of_death_is_of_no_kind_and_yet_seen() -> None:
    certificate = page_of("居民死亡医学证明", "姓名 何文斌")
    assert ask("案件.被执行人均已死亡", RULING, unknown=(certificate,)).value is None
    assert ask("案件.被执行人均已死亡", RULING, unknown=(page_of("居民死亡医学证明", "姓名 周某"),)).value is False
    assert ask("案件.被执行人均已死亡", RULING, parties=(ZHOU, MILL), unknown=(certificate,)).value is False


def test_a_withdrawal_on_a_page_of_no_kind_is_for_a_person() -> None:
    assert ask("案件.撤回执行申请", RULING, unknown=(page_of("情况说明", "本人自愿撤回执行申请"),)).value is None


def test_what_a_court_enforces_of_its_own_motion() -> None:
    court = Party("申请执行人", "监利市人民法院", PartyKind.ORGANISATION)
    assert ask("申请执行人.是人民法院", RULING, parties=(court, HE)).value is True


def test_the_case_systems_figures_come_first() -> None:
    record = CaseRecord(claim_fen=100_00, paid_fen=100_00)
    assert ask("案件.尚未执行金额", RULING, record=record).value == 0
    told = paper("终本裁定书", "执行裁定书", "尚未执行到位20元，裁定如下：终结本次执行程序。")
    assert ask("案件.尚未执行金额", told, record=record).value is None
    assert ask("案件.尚未执行金额", told, record=replace(record, paid_fen=80_00)).value == 20_00


def test_a_claim_of_the_record_is_money() -> None:
    assert ask("案件.含金钱给付", RULING, record=CaseRecord(claim_fen=1)).value is True


def test_a_seal_that_is_not_seen_is_for_a_person() -> None:
    assert ask("案件.裁定加盖院印", RULING).value is None
    for presence, expected in ((Presence.PRESENT, True), (Presence.DOUBTFUL, None), (Presence.ABSENT, None)):
        lines = [line.text for _, line in RULING.lines()]
        assert ask("案件.裁定加盖院印", paper("终本裁定书", *lines, seal(presence))).value is expected


def test_a_ruling_read_badly_is_not_said_to_lack_anything() -> None:
    blurred = paper("终本裁定书", "执行裁定书", "裁定如下：终结本次执行程序。", confidence=0.3)
    for name in ("裁定写明债权", "裁定写明法律依据", "裁定审判人员署名", "裁定书记员署名", "裁定写明日期"):
        assert ask(f"案件.{name}", blurred).value is None, name


def test_the_record_that_counts_is_the_signed_one() -> None:
    rooms = [sign(f"{role}签名", name) for role, name in (("审判长", "甲一"), ("审判员", "乙一"), ("陪审员", "丙一"))]
    empty = [sign("审判长签名"), sign("审判员签名"), sign("陪审员签名")]
    text = ("合议庭评议笔录", "审判长甲一，审判员乙一，陪审员丙一", "评议结果：终结本次执行程序。")
    first = paper("合议庭评议笔录", *text, "评议时间：2022年6月20日", *empty)
    second = paper("合议庭评议笔录", *text, "评议时间：2022年6月24日", *rooms)
    found = ask("案件.合议庭评议日期", first, second).value
    assert str(found) == "2022-06-24"


def test_money_in_full_is_performance() -> None:
    receipt = paper("案款收据", "案款收据", "金额（小写）：¥100.00元", "2022年3月1日")
    assert ask("案件.和解已履行完毕", receipt, record=CaseRecord(claim_fen=100_00)).value is True
    assert ask("案件.和解已履行完毕", receipt, record=CaseRecord(claim_fen=100_01)).value is False
