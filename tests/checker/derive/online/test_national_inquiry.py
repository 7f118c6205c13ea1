"""Days of leads, audit and reward, the four further items, questioning, whom the court queried, searching for him."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, seal, sign, unread
from tests.checker.derive.records import record

LEAD = "何文斌在新沟镇兴旺街有一间门面"


def lead_sheet() -> Document:
    return paper("财产线索书", "财产线索书", "申请执行人：周启明", f"1、{LEAD}。", "2022年3月4日")


def checked(day: str) -> Document:
    return paper(
        "调查笔录", "调查笔录", f"时间：{day}", "地点：新沟镇兴旺街", "被调查人：郑国庆", "问：何文斌在兴旺街有没有门面？",
        "答：何文斌在新沟镇兴旺街没有门面。", "被调查人签名：", sign("被调查人签名", "郑国庆"),
    )  # fmt: skip


def told(day: str) -> Document:
    return paper(
        "线索核查结果告知书", "线索核查结果告知书", "周启明：",
        f"你提供的{LEAD}的线索，本院{day}到现场核查，未发现该门面。", "2022年3月28日",
    )  # fmt: skip


def test_days_of_a_lead() -> None:
    given, first = "线索.提供日期", "线索.首次核查日期"
    assert str(ask(given, lead_sheet()).value) == "2022-03-04"
    assert str(ask(first, lead_sheet(), checked("2022年3月10日"), checked("2022年3月18日")).value) == "2022-03-10"
    assert ask(first, lead_sheet()).value is None
    assert ask(first, lead_sheet(), checked("")).value is None


def test_an_inquiry_before_the_lead_was_given_does_not_verify_it() -> None:
    assert ask("线索.首次核查日期", lead_sheet(), checked("2022年3月1日")).value is None


def test_the_notice_of_the_outcome_tells_the_day() -> None:
    assert str(ask("线索.首次核查日期", lead_sheet(), told("于2022年3月9日")).value) == "2022-03-09"
    assert ask("线索.首次核查日期", lead_sheet(), told("已")).value is None


def application() -> Document:
    asks = paper("悬赏公告", "悬赏申请书", "申请人：周启明", "申请对被执行人何文斌发布悬赏公告。", "2022年3月4日")
    return replace(asks, title="悬赏申请书")


def notice(day: str) -> Document:
    return paper("悬赏公告", "悬赏公告", "本院决定发布悬赏公告，征集何文斌的财产线索。", day)


ASKED, ANSWERED = "案件.书面申请审计悬赏", "案件.审计悬赏处理材料"


def test_a_reward_was_asked_for_and_granted() -> None:
    papers = (application(), notice("2022年3月12日"))
    assert ask(ASKED, *papers).value is True
    assert str(ask("案件.审计悬赏申请日期", *papers).value) == "2022-03-04"
    assert ask(ANSWERED, *papers).value is True
    assert str(ask("案件.审计悬赏处理日期", *papers).value) == "2022-03-12"


def test_an_application_is_no_answer() -> None:
    assert ask(ANSWERED, application()).value is False
    assert ask("案件.审计悬赏处理日期", application()).value is None
    assert ask(ANSWERED, application(), unknown=(unread(),)).value is None


def test_a_refusal_is_an_answer() -> None:
    refused = paper("其他决定书", "决定书", "周启明申请悬赏执行，不符合条件，决定：不予准许悬赏。", "2022年3月10日")
    assert ask(ANSWERED, application(), refused).value is True


def test_an_audit_is_not_answered_by_a_reward() -> None:
    asks = paper("强制执行申请书", "强制执行申请书", "申请对被执行人进行司法审计。", "2022年3月4日")
    assert ask(ASKED, asks).value is True
    assert ask(ANSWERED, asks, notice("2022年3月12日")).value is False
    assert ask("案件.审计悬赏处理日期", asks, paper("司法审计报告", "司法审计报告", "2022年6月1日")).value is None


def test_what_is_only_said_or_not_asked_for() -> None:
    talk = paper("谈话笔录", "谈话笔录", "被谈话人：周启明", "问：有什么要求？", "答：我要求发布悬赏公告。")
    assert ask(ASKED, talk).value is None
    assert ask(ASKED, notice("2022年3月12日")).value is False
    assert ask(ASKED, unknown=(unread(),)).value is None
    assert ask("案件.审计悬赏申请日期").value is None


WEALTH, INSURANCE, DIVIDENDS = "被执行人.金融理财产品调查", "被执行人.收益类保险调查", "被执行人.股息红利调查"


def feedback(*rows: tuple[str, str]) -> Document:
    cells = [
        cell
        for y, (label, answer) in enumerate(rows)
        for cell in ((label, 0.12, 0.3 + y / 20), (answer, 0.5, 0.3 + y / 20))
    ]
    return paper("总对总查控反馈", "网络查控反馈汇总表", "被查询人：何文斌", *cells)


def test_rows_of_a_feedback() -> None:
    told_ = feedback(("理财产品", "未查询到"), ("保险", "查询失败"), ("股息红利", ""))
    assert ask(WEALTH, told_).value is True
    assert ask(INSURANCE, told_).value is False
    assert ask(DIVIDENDS, told_).value is None
    assert ask(DIVIDENDS, feedback(("理财产品", "未查询到"))).value is False
    assert ask(DIVIDENDS, feedback(("理财产品", "未查询到")), unknown=(unread(),)).value is None


def test_a_bank_that_was_asked() -> None:
    bank = record("余晓红", "湖北银行监利支行柜员", "答：何文斌没有存款和理财产品。", place="湖北银行监利支行")
    assert ask(WEALTH, bank).value is True
    assert ask(INSURANCE, bank).value is False


def test_a_sealed_reply_and_a_bare_one() -> None:
    lines = ("协助查询通知书（回执）", "你院通知收悉，何文斌在我公司没有保险。")
    assert ask(INSURANCE, paper("协助查询通知书", *lines, seal())).value is True
    assert ask(INSURANCE, paper("协助查询通知书", *lines)).value is None


def test_what_the_court_asks_for_is_no_answer() -> None:
    notice_ = paper(
        "协助查询通知书", "协助查询通知书", "请协助查询何文斌（证件号码421023198103121279）的存款、理财、保险情况。", seal()
    )  # fmt: skip
    assert ask(INSURANCE, notice_).value is False


def test_a_note_at_the_foot_is_no_row() -> None:
    assert ask(INSURANCE, feedback(("存款", "未开户"), ("说明：保险信息未接入，无结果的不显示。", ""))).value is False


def test_his_own_word_is_for_a_person() -> None:
    own = paper("询问笔录", "询问笔录", "被询问人：何文斌（被执行人）", "问：有没有保险？", "答：没有保险。")
    assert ask(INSURANCE, own).value is None


def test_housing_fund() -> None:
    fund = record("刘芳", "住房公积金中心工作人员", "答：何文斌无公积金缴存记录。", place="住房公积金中心")
    assert ask("被执行人.公积金调查", fund).value is True
    assert ask("被执行人.公积金调查", feedback(("公积金", "未查询到"))).value is True
    assert ask("被执行人.公积金调查").value is False


def questioning(asked: str, *marks: object) -> Document:
    return paper(
        "询问笔录", "询问笔录", f"被询问人：{asked}", "问：你为什么不履行？", "答：没有钱。", "被询问人：", *marks
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "signature", "parties", "expected"),
    [
        ("何文斌（被执行人）", sign("被询问人", "何文斌"), (ZHOU, HE), True),
        ("何文斌（被执行人）", sign("被询问人"), (ZHOU, HE), False),
        ("何文斌（被执行人）", sign("被询问人", doubtful=True), (ZHOU, HE), True),
        ("龚建军（监利市洪城米业有限公司法定代表人）", sign("被询问人", "龚建军"), (ZHOU, MILL), True),
        ("谢芳（监利市洪城米业有限公司财务负责人）", sign("被询问人", "谢芳"), (ZHOU, MILL), None),
        ("谢芳（监利市洪城米业有限公司会计）", sign("被询问人", "谢芳"), (ZHOU, MILL), None),
        ("贺律师（何文斌的委托代理人）", sign("被询问人", "贺律师"), (ZHOU, HE), None),
    ],
)
def test_who_was_questioned(asked: str, signature: object, parties: tuple[object, ...], expected: bool | None) -> None:
    assert ask("被执行人.询问材料", questioning(asked, signature), parties=parties).value is expected


def test_nobody_was_questioned() -> None:
    assert ask("被执行人.询问材料").value is False
    assert ask("被执行人.询问材料", unknown=(unread(),)).value is None


QUERIED = "案件.查询对象均为当事人"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("被查询人：何文斌", True),
        ("被查询人：谢芳，证件号码421023", False),
        ("查询人员：詹立群，被执行人何文斌", True),
        ("被查询人谢芳证件号码421023", False),
        ("被查询人：何文斌，已婚，配偶：谢芳", True),
        ("被查询人何文斌名下无登记，查询人已核对", True),
        ("被查询人：何文武", True),  # one slip: his, as everywhere
        ("需查询案外人谢芳（何文斌之妻）名下的存款，何文斌", False),
    ],
)
def test_whom_the_court_queried(line: str, expected: bool | None) -> None:
    assert ask(QUERIED, paper("协助查询通知书", "协助查询通知书", line)).value is expected


def test_a_feedback_calls_whoever_was_queried_a_respondent() -> None:
    head = ("被执行人", 0.12, 0.2), ("谢芳", 0.3, 0.2), ("证件号码", 0.5, 0.2), ("421023198309122685", 0.7, 0.2)
    assert ask(QUERIED, paper("总对总查控反馈", "网络查控反馈汇总表", *head)).value is False


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("问：请把他妻子谢芳（421023198309122685）名下的账户也查一下。", "答：有一个账户。"), False),
        (("答：经查询，何文斌的妻子谢芳（421023198309122685）在我行开有账户一个。",), False),
        (("答：他妻子谢芳名下好像有一辆车，我没见过。",), True),
        (("问：请查询何文斌的存款。", "答：没有开户。"), True),
    ],
)
def test_a_spouse_queried_at_a_counter(lines: tuple[str, ...], expected: bool) -> None:
    query = paper("协助查询通知书", "协助查询通知书", "被查询人：何文斌")
    assert ask(QUERIED, query, paper("调查笔录", "调查笔录", *lines)).value is expected


def test_a_ground_for_a_stranger_is_for_a_person() -> None:
    query = paper("协助查询通知书", "协助查询通知书", "被查询人：谢芳")
    ruling = paper("其他裁定书", "执行裁定书", "裁定如下：追加谢芳为本案被执行人。")
    assert ask(QUERIED, query, ruling).value is None
    assert ask(QUERIED).value is None
    assert ask("案件.财产查询材料", query).value is True
    assert ask("案件.财产查询材料").value is False


def test_a_stranger_that_was_read_badly_accuses_nobody() -> None:
    query = paper("协助查询通知书", "协助查询通知书", "被查询人：谢芳", confidence=0.7)
    assert ask(QUERIED, query).value is None


SEARCHED = "被执行人.查找充分"


def test_searching_is_never_enough_by_itself() -> None:
    asked = record("谢长林", "横台村村委会主任", "答：何文斌外出多年，不知道去向。", place="横台村村委会")
    found = ask(SEARCHED, asked)
    assert found.value is None
    assert found.evidence
    photo = paper("现场照片", "现场照片", "何文斌住所，大门紧锁。")
    assert ask(SEARCHED, photo).value is None


def test_nothing_was_done_to_find_him() -> None:
    call = paper("电话记录", "电话记录", "被通话人：何文斌", "无人接听。")
    assert ask(SEARCHED, call).value is False
    assert ask(SEARCHED).value is False
    assert ask(SEARCHED, unknown=(unread(),)).value is None


def test_a_bank_that_was_asked_for_deposits_did_not_look_for_him() -> None:
    bank = record("余晓红", "湖北银行监利支行柜员", "答：没有存款。", place="湖北银行监利支行", about="孙大力")
    assert ask(SEARCHED, bank, parties=(ZHOU, HE, SUN), about="何文斌").value is False
