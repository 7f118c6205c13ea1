"""总对总: channels, accounts, freezing; the forms against what was found."""

from dataclasses import replace

import pytest

from checker.casefile import Document, Presence
from checker.facts import Subject
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, Written, ask, case, facts, paper, seal, sign, unread

ACCOUNT = "6228480789011112279"
EMPTY = "6217995200033312279"


def feedback(*rows: str | tuple[str, float, float], who: str = "何文斌") -> Document:
    return paper("总对总查控反馈", "网络查控反馈汇总表", f"查询对象：{who}", *rows)


def rows_of(balance: str = "3022.46") -> tuple[tuple[str, float, float], ...]:
    return (
        ("银行存款", 0.1, 0.2), ("开户银行", 0.1, 0.24), ("账号", 0.4, 0.24), ("余额（元）", 0.8, 0.24),
        ("中国农业银行监利支行", 0.1, 0.28), (ACCOUNT, 0.4, 0.28), (balance, 0.8, 0.28),
        ("邮政储蓄银行监利支行", 0.1, 0.32), (EMPTY, 0.4, 0.32), ("0.00", 0.8, 0.32),
        ("不动产", 0.1, 0.40), ("未查询到相关信息", 0.4, 0.40),
        ("车辆", 0.1, 0.44), ("未查询到相关信息", 0.4, 0.44),
        ("工商登记", 0.1, 0.48), ("未查询到相关信息", 0.4, 0.48),
    )  # fmt: skip


SYSTEM = rows_of()


def system(balance: str = "3022.46") -> Document:
    return feedback(*rows_of(balance))


@pytest.mark.parametrize(
    ("row", "expected"),
    [("未查询到相关信息", True), ("查询失败", False), ("未反馈", False), ("鄂D12345 正常", True), (None, False)],
)
def test_a_channel_that_gave_no_answer_is_not_there(row: str | None, expected: bool) -> None:
    rows = (("车辆", 0.1, 0.4), (row, 0.4, 0.4)) if row else (("不动产", 0.1, 0.4), ("无", 0.4, 0.4))
    assert ask("被执行人.总对总车辆反馈", feedback(*rows)).value is expected


def test_a_feedback_is_of_whom_it_names() -> None:
    assert ask("被执行人.总对总反馈", system(), parties=(ZHOU, HE, SUN), about="孙大力").value is False
    assert ask("被执行人.总对总反馈", system(), parties=(ZHOU, HE, SUN), about="何文斌").value is True


@pytest.mark.parametrize(
    "head",
    [
        (("被执行人", 0.1, 0.1), ("监利市洪城米", 0.3, 0.1), ("业有限公司", 0.3, 0.12)),
        (("查询对象证件号", 0.1, 0.1), ("91421023MA1234567X", 0.3, 0.1)),
    ],
    ids=["its name wrapped in a cell", "its number"],
)
def test_a_feedback_is_of_the_respondent_in_its_head_though_others_are_named_in_passing(
    head: tuple[Written, ...],
) -> None:
    mill = replace(MILL, id="91421023MA1234567X")
    told = paper(
        "总对总查控反馈", "网络查控反馈汇总表", *head, ("车辆", 0.1, 0.3), ("未查询到相关信息", 0.4, 0.3),
        ("企业名称：监利市洪城米业有限公司", 0.1, 0.5), ("存续，法定代表人", 0.6, 0.5), ("何文斌", 0.6, 0.52),
    )  # fmt: skip
    assert ask("被执行人.总对总车辆反馈", told, parties=(ZHOU, HE, mill), about=mill.name).value is True


def test_accounts_with_a_balance_are_the_subjects() -> None:
    source = facts(case(system()))
    assert source.subjects("账户") == [Subject("账户", ACCOUNT)]
    assert source.fact(Subject("账户", ACCOUNT), "账户.余额").value == 302246
    assert facts(case(system("0.00"))).subjects("账户") == []
    assert ask("案件.有存款账户", system("0.00")).value is False
    assert ask("案件.有存款账户").value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"已将何文斌在我处{ACCOUNT}账户存款冻结", True),
        ("已将何文斌账号为6228****2279的存款冻结", True),
        ("已将何文斌尾号2279的账户冻结", True),
        (f"已将何文斌在我处{EMPTY}账户存款冻结", False),
        ("已将何文斌在我处6228480789011112278账户存款冻结", None),
        ("已将何文斌在中国农业银行的存款冻结", True),
        ("已将何文斌在中国银行的存款冻结", False),
    ],
)
def test_which_account_a_notice_covers(text: str, expected: bool | None) -> None:
    notice = paper("协助冻结存款通知书", "协助冻结存款通知书（回执）", text)
    assert ask("账户.协助冻结通知书", system(), notice).value is expected


def form(*rows: str | tuple[str, float, float], **more: object) -> Document:
    return paper("总对总查控实有情况表", "总对总查控实有情况表", "被执行人：何文斌", *rows)


def entries(account: str = ACCOUNT, balance: str = "3022.46", cars: str = "无") -> tuple[tuple[str, float, float], ...]:
    return (
        ("银行存款", 0.1, 0.2), ("农业银行", 0.25, 0.2), (account, 0.4, 0.2), (balance, 0.8, 0.2),
        ("不动产", 0.1, 0.3), ("无", 0.4, 0.3), ("车辆", 0.1, 0.34), (cars, 0.4, 0.34), ("工商股权", 0.1, 0.38), ("无", 0.4, 0.38),
    )  # fmt: skip


FILLED = entries()


def filled(account: str = ACCOUNT, balance: str = "3022.46", cars: str = "无") -> Document:
    return form(*entries(account, balance, cars))


@pytest.mark.parametrize(
    ("paper_form", "expected"),
    [
        (filled(), True),
        (filled(balance="3202.46"), False),
        (filled(account="6228480789011112278"), None),
        (filled(account="8480789011112279"), None),
        (filled(account="6217996600018420379"), False),
        (filled(account=EMPTY, balance="0.00"), False),
        (filled(cars="鄂D12345"), False),
        (form(("银行存款", 0.1, 0.2), (ACCOUNT, 0.4, 0.2), ("3022.46", 0.8, 0.2)), None),
    ],
    ids=[
        "agrees",
        "balance",
        "one digit",
        "only its end",
        "another number",
        "account missing",
        "a car too many",
        "not all channels",
    ],
)
def test_the_form_says_what_the_feedback_says(paper_form: Document, expected: bool | None) -> None:
    assert ask("案件.总对总表与反馈一致", system(), paper_form).value is expected


@pytest.mark.parametrize(
    ("entry", "expected"), [("农行3022.46元；邮储0元", True), ("农行3002.46元；邮储0元", False), ("无", False)]
)
def test_a_form_that_tells_balances_without_numbers(entry: str, expected: bool) -> None:
    heads = (
        ("被执行人", 0.1, 0.2),
        ("银行存款", 0.3, 0.2),
        ("车辆", 0.6, 0.2),
        ("不动产", 0.7, 0.2),
        ("工商股权", 0.83, 0.2),
    )
    rows = (("何文斌", 0.1, 0.3), (entry, 0.3, 0.3), ("无", 0.6, 0.3), ("无", 0.7, 0.3), ("无", 0.83, 0.3))
    told = paper("总对总查控实有情况表", "总对总查控实有情况表", *heads, *rows)
    assert ask("案件.总对总表与反馈一致", system(), told).value is expected


@pytest.mark.parametrize(("count", "expected"), [("2个", True), ("3个", False)])
def test_an_answer_that_names_a_bank_is_counted_once(count: str, expected: bool) -> None:
    rows = (
        ("银行存款", f"农商行账户{count}，余额3022.46元，已冻结"),
        ("车辆", "无"),
        ("不动产", "无"),
        ("法人登记", "无"),
    )
    cells = [
        cell for at, row in enumerate(rows) for cell in ((row[0], 0.1, 0.2 + 0.04 * at), (row[1], 0.3, 0.2 + 0.04 * at))
    ]
    assert ask("案件.总对总表与反馈一致", system(), form(*cells)).value is expected


WALLET = (("财付通（微信支付）", 0.1, 0.36), ("wx5840000001", 0.4, 0.36), ("0.00", 0.8, 0.36), ("正常", 0.9, 0.36))


@pytest.mark.parametrize(
    ("rows", "count", "expected"),
    [
        (WALLET, "3户，余额3022.46元", True),
        (WALLET, "2户，余额3022.46元", True),
        (WALLET, "4户，余额3022.46元", False),
        ((("支付宝（中国）网络技术有限公司", 0.1, 0.36), ("139****1111", 0.6, 0.36), ("0.00", 0.8, 0.36)), "3户，余额3022.46元", True),
        ((("支付宝（中国）", 0.1, 0.36), ("未在该行开户", 0.8, 0.36)), "3户，余额3022.46元", False),
        ((("支付宝（中国）", 0.1, 0.36), ("—", 0.4, 0.36), ("—", 0.8, 0.36)), "3户，余额3022.46元", False),
    ],
    ids=["with the wallet", "without it", "too many", "by a masked telephone", "none there", "dashes"],
)  # fmt: skip
def test_a_form_may_count_wallets_among_the_accounts(
    rows: tuple[tuple[str, float, float], ...], count: str, expected: bool
) -> None:
    told = form(
        ("银行存款", 0.1, 0.2), (count, 0.3, 0.2), ("车辆", 0.1, 0.24), ("无", 0.3, 0.24),
        ("不动产", 0.1, 0.28), ("无", 0.3, 0.28), ("法人登记", 0.1, 0.32), ("无", 0.3, 0.32),
    )  # fmt: skip
    answered = paper("总对总查控反馈", "网络查控反馈汇总表", "查询对象：何文斌", *SYSTEM, *rows)
    assert ask("案件.总对总表与反馈一致", answered, told).value is expected


@pytest.mark.parametrize(
    "stamp", ["2022-05-10 13:01:55", "2022 05 10 13 01 55", "打印时间：20220510*16:25:19", "202205101301"]
)
def test_a_time_is_no_account(stamp: str) -> None:
    assert (
        ask("案件.总对总表与反馈一致", system(), form(*FILLED, ("填表人", 0.1, 0.5), (stamp, 0.3, 0.5))).value is True
    )
    answered = feedback(*SYSTEM, (stamp, 0.6, 0.06))
    assert [h.name for h in facts(case(answered)).subjects("账户")] == [ACCOUNT]
    assert ask("案件.总对总表与反馈一致", answered, filled()).value is True


def test_a_written_nothing_that_was_read_as_yuan() -> None:
    rows = ("银行账户数", "2个"), ("账户余额合计", "3,022.46元"), ("车辆／不动产", "元／元"), ("法人登记", "无")
    cells = [
        cell for at, row in enumerate(rows) for cell in ((row[0], 0.1, 0.2 + 0.03 * at), (row[1], 0.4, 0.2 + 0.03 * at))
    ]
    assert ask("案件.总对总表与反馈一致", system(), form(*cells)).value is True


def test_the_end_of_a_partys_wrapped_name_is_no_firm_it_holds() -> None:
    rows = (("法人登记", 0.1, 0.38), ("1户（任监利市洪", 0.4, 0.38), ("城米业有限公司法定代表人）", 0.4, 0.4))
    assert ask("案件.总对总表与反馈一致", system(), filled(), form(*rows), parties=(ZHOU, HE, MILL)).value is not False


@pytest.mark.parametrize(("total", "expected"), [("3,022.46元", True), ("3,002.46元", False)])
def test_a_form_that_tells_a_sum_only(total: str, expected: bool) -> None:
    rows = ("银行账户数", "2个"), ("账户余额合计", total), ("车辆", "无"), ("不动产", "无"), ("法人登记", "无")
    cells = [
        cell for at, row in enumerate(rows) for cell in ((row[0], 0.1, 0.2 + 0.03 * at), (row[1], 0.4, 0.2 + 0.03 * at))
    ]
    assert ask("案件.总对总表与反馈一致", system(), form(*cells)).value is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2个账户，余额合计3，", "022.46元", True),  # the comma of a figure that wraps
        ("2个账户，余额合计3", ",022.46元", True),
        ("2个账户，余额合计3，", "002.46元", False),
    ],
)
def test_a_figure_that_wraps_in_a_narrow_cell(first: str, second: str, expected: bool) -> None:
    heads = ("被执行人", "银行账户及余额", "不动产", "车辆", "企业登记")
    row = ("何文斌", first, "无", "无", "无")
    edges = (0.05, 0.2, 0.6, 0.72, 0.82)
    cells = [(text, x, y) for y, texts in ((0.2, heads), (0.24, row)) for x, text in zip(edges, texts, strict=True)]
    wrapped = (second, 0.2, 0.258)
    assert ask("案件.总对总表与反馈一致", system(), form(*cells, wrapped)).value is expected


def test_the_leader_signs_the_form() -> None:
    labels = ("填表人：", sign("填表人", "许婷"), "组长签字：")
    signed = paper("总对总查控实有情况表", "总对总查控实有情况表", *labels, sign("组长签字", "柳国强"))
    empty = paper("总对总查控实有情况表", "总对总查控实有情况表", *labels, sign("组长签字"))
    refused = paper(
        "总对总查控实有情况表", "总对总查控实有情况表",
        ("组长意见：不同意，退回补充。", 0.12, 0.36), sign("组长签字", "柳国强", at=(0.5, 0.36)),
    )  # fmt: skip
    assert ask("案件.总对总表组长签名", signed).value is True
    assert ask("案件.总对总表组长签名", empty).value is False
    assert ask("案件.总对总表组长签名", refused).value is False


@pytest.mark.parametrize(
    ("presence", "expected"), [(Presence.PRESENT, True), (Presence.DOUBTFUL, None), (Presence.ABSENT, False)]
)
def test_a_result_needs_its_stamp(presence: Presence, expected: bool | None) -> None:
    result = paper("车辆查询结果", "机动车登记信息查询结果", "所有人：何文斌", "无机动车登记信息", seal(presence))
    assert ask("被执行人.线下车辆调查", result).value is expected


def visits(estate: str) -> Document:
    return paper(
        "线下查控实有情况表", "线下查控实有情况表",
        ("调查单位", 0.1, 0.2), ("调查时间", 0.35, 0.2), ("查控实有情况", 0.6, 0.2),
        ("监利市不动产登记中心", 0.1, 0.25), ("2022年3月24日", 0.35, 0.25), (estate, 0.6, 0.25),
    )  # fmt: skip


def test_the_form_of_group_two_agrees_with_its_sources() -> None:
    nothing = paper("不动产查询结果", "不动产登记信息查询结果", "被查询人何文斌，在本辖区内无不动产登记信息", seal())
    agrees = "案件.线下表与笔录一致"
    assert ask(agrees, visits("无不动产登记"), nothing).value is True
    assert ask(agrees, visits("房屋一处"), nothing).value is False
    assert ask(agrees, visits("无不动产登记")).value is True, "a record that is not there is missing elsewhere"


def test_a_source_with_an_unreadable_page_accuses_no_form() -> None:
    nothing = paper("不动产查询结果", "不动产登记信息查询结果", "被查询人何文斌，在本辖区内无不动产登记信息", seal())
    assert ask("案件.线下表与笔录一致", nothing, visits("房屋一处"), unknown=(unread(),)).value is None
    assert ask("案件.总对总表与反馈一致", system(), filled(cars="鄂D12345"), unknown=(unread(),)).value is None
    assert ask("案件.反馈存款合计", system(), unknown=(unread(),)).value is None


@pytest.mark.parametrize(("kind", "agrees"), [("总对总查控反馈", None), ("查封清单", False)])
def test_a_page_that_may_go_on_with_the_feedback_accuses_no_form(kind: str, agrees: bool | None) -> None:
    loose = unread(candidates=(kind,), readable=True)
    assert ask("案件.总对总表与反馈一致", filled(cars="鄂D12345"), system(), unknown=(loose,)).value is agrees
