"""Accounts that were not read as such, and freezing that failed."""

import pytest

from checker.facts import Subject
from tests.checker.derive.build import ask, case, facts, paper
from tests.checker.derive.online.test_channels import NONE, Row, printed

NUMBER, OTHER = "6228480012345678901", "6228480012345678919"
REST = NONE[1:]
HEAD = ("开户银行", "账号", "余额（元）")


@pytest.mark.parametrize(
    "rows",
    [
        (("监利农商行", "62284800O2345678901", "余额 5,000.00元"),),
        (("监利农商行", "余额5,000.00元"),),
        (HEAD, ("农业银行监利支行", "622848OO12345678901", "5000.00")),
        (("支付宝", "13900001111", "余额 12,000.00元"),),
        (("支付宝", "155****806", "86.12"),),
        (("网络资金", "财付通", "12,000.00元"),),
        (("一、银行存款",), ("共查询到账户3个，余额合计1,203.50元",)),
        (HEAD, ("农业银行监利支行", NUMBER, "0.00"), ("合计", "", "88.00"), ("余额合计88.00元",)),
    ],
)
def test_a_balance_without_a_number_is_an_account_for_a_person(rows: tuple[Row, ...]) -> None:
    source = facts(case(printed(*rows, *REST)))
    account = source.subjects("账户")[0]
    assert source.fact(account, "账户.冻结裁定书").value is None
    assert source.fact(account, "账户.协助冻结通知书").value is None
    assert ask("案件.有存款账户", printed(*rows, *REST)).value is not False
    assert ask("案件.反馈存款合计", printed(*rows, *REST)).value is None


@pytest.mark.parametrize(
    "rows",
    [
        (("监利农商行", NUMBER, "余额 0.00元"),),
        (HEAD, ("农业银行监利支行", NUMBER, "0.00"), ("支付宝", "无账户信息"), ("合计", "", "0.00")),
        (("银行存款：账户2个，余额合计0.00元",),),
        (("银行存款", "无"), ("住房公积金", "余额3,000.00元")),
        (("建设银行", "4367***1186", "信用卡", "0.00"), ("支付宝", "187****5502", "0.00")),
        (("申请冻结金额", "58,833.00元"), ("银行存款", "未开户")),
    ],
)
def test_no_balance_is_no_account(rows: tuple[Row, ...]) -> None:
    assert facts(case(printed(*rows, *REST))).subjects("账户") == []
    assert ask("案件.有存款账户", printed(*rows, *REST)).value is False


@pytest.mark.parametrize(
    "rows",
    [
        (("监利农商行", NUMBER, "5,000.00元"), ("共1个账户，余额合计5,000.00元",)),
        (HEAD, ("监利农商行", NUMBER, "5000.00"), ("合计", "", "5000.00")),
        (("银行存款", f"账号{NUMBER}，可用余额5000.00元"),),
    ],
)
def test_a_balance_beside_its_number_is_one_account(rows: tuple[Row, ...]) -> None:
    assert facts(case(printed(*rows, *REST))).subjects("账户") == [Subject("账户", NUMBER)]


@pytest.mark.parametrize(("total", "listed"), [("5,000.00元", [NUMBER]), ("88.00元", [NUMBER]), ("5,088.00元", None)])
def test_a_total_that_ends_in_the_next_line_of_its_cell_is_no_account(total: str, listed: list[str] | None) -> None:
    cells = (
        ("共反馈账户1个，余额合计", 0.6, 0.2), (total, 0.6, 0.22),
        ("开户银行", 0.12, 0.3), ("账号", 0.4, 0.3), ("余额（元）", 0.7, 0.3),
        ("监利农商行", 0.12, 0.34), (NUMBER, 0.4, 0.34), ("5000.00", 0.7, 0.34),
    )  # fmt: skip
    feedback = paper(
        "总对总查控反馈", "全国法院网络执行查控系统反馈", "被执行人：何文斌", ("银行存款", 0.12, 0.2), *cells
    )
    names = [account.name for account in facts(case(feedback)).subjects("账户")]
    assert names == listed if listed else len(names) == 2


def test_a_wallet_is_frozen_by_its_phone_number() -> None:
    wallet = printed(("支付宝", "13900001111", "余额 12,000.00元"), *REST)
    ruling = paper("冻结裁定书", "执行裁定书", "冻结被执行人何文斌的存款58833元。")
    notice = paper("协助冻结存款通知书", "协助冻结存款通知书（回执）", "已冻结何文斌支付宝账号：13900001111的资金。")
    assert ask("账户.冻结裁定书", wallet, ruling).value is True
    assert ask("账户.协助冻结通知书", wallet, notice).value is True
    masked = printed(("支付宝（中国）网络技术有限公司", "187****5502", "86.12"), *REST)
    reply = paper(
        "协助冻结存款通知书",
        "协助冻结存款通知书（回执）",
        "何文斌在我处账号187****5502存款已冻结86.12元，未冻结部分原因：余额不足。",
    )
    assert ask("账户.协助冻结通知书", masked, reply).value is True


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("该账户已销户，冻结未成功，实际冻结金额0元。", None),
        ("因账户状态异常，未能冻结。", None),
        ("回执：冻结失败", None),
        ("已冻结，实际冻结金额5,000.00元。", True),
        ("已足额冻结。如未能冻结的，请书面说明理由。", True),
        ("应冻结58,833.00元，已冻结3,022.46元，未冻结部分待进账后继续冻结。", True),
        ("☑冻结成功 □未能冻结", True),
        ("应冻结23,518.42元，已冻结23518.42元，未冻结0元。", True),
        ("已冻结5000元，未冻结金额0.00元。", True),
        ("应冻结58833元，已冻结5000元，未冻结53833元。", True),
        ("应冻结58833元，已冻结0元，未冻结58833元。", None),
        ("应冻结58833元，未冻结58833元。", None),
        ("应冻结58833元，未能冻结58833元。", None),
        (f"已冻结；账号{OTHER}已销户，未能冻结。", True),
        (f"已冻结；账号{OTHER}。上述账户均未能冻结。", None),
    ],
)
def test_a_reply_that_nothing_was_frozen(reply: str, expected: bool | None) -> None:
    feedback = printed(("监利农商行", NUMBER, "5,000.00元"), *REST)
    notice = paper("协助冻结存款通知书", "协助冻结存款通知书（回执）", f"被执行人何文斌 账号{NUMBER}", reply)
    assert ask("账户.协助冻结通知书", feedback, notice).value is expected


BANK, OPEN = "中国农业银行", "正常"
FIRST, REST_OF_IT = "6228 4800 1234", "5678 901"
STEP = 0.014  # the lines of one cell follow one another at this distance


def narrow(*cells: tuple[str, float, float]) -> list[Subject]:
    """The accounts of a print-out whose table has these cells: text, x0, lines below the head."""
    columns = [("反馈机构", 0.12, 0.2), ("账号", 0.32, 0.2), ("账户余额", 0.52, 0.2), ("状态", 0.72, 0.2)]
    placed = [(text, x, 0.23 + STEP * line) for text, x, line in cells]
    feedback = paper("总对总查控反馈", "全国法院网络执行查控系统反馈", "被执行人：何文斌", *columns, *placed)
    return facts(case(feedback)).subjects("账户")


MIDDLE = (("农业银行", 0.12, 0.5), ("3,022.46", 0.52, 0.5), (OPEN, 0.72, 0.5))


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        pytest.param([(FIRST, 0.32, 0), (REST_OF_IT, 0.32, 1), *MIDDLE], [NUMBER], id="its row in the middle"),
        pytest.param([(FIRST, 0.32, 0), (REST_OF_IT, 0.32, 1), ("农业银行", 0.12, 0), ("3,022.46", 0.52, 0)],
                     [NUMBER], id="its row at the top"),
        pytest.param([(FIRST, 0.32, 0), (REST_OF_IT, 0.32, 1), ("中国农业银", 0.12, 0), ("行监利支行", 0.12, 1), ("3,022.46", 0.52, 0.5),
                      ("2023-02-16", 0.72, 0), ("10:04", 0.72, 1)], [NUMBER], id="other cells wrap too"),
        pytest.param([("62284800", 0.32, 0), ("12345678", 0.32, 1), ("901", 0.32, 2), ("农业银行", 0.12, 1), ("3,022.46", 0.52, 1)],
                     [NUMBER], id="three lines"),
        pytest.param([("622848001234567890", 0.3, 0), ("1", 0.384, 1), *MIDDLE], ["6228480012345678901"], id="about one middle"),
        pytest.param([("622848001234567890", 0.3, 0), ("1", 0.36, 1), *MIDDLE], ["622848001234567890"], id="of another column"),
        pytest.param([("6228 ****", 0.32, 0), ("8901", 0.32, 1), *MIDDLE], ["6228****8901"], id="masked"),
        pytest.param([(FIRST, 0.32, 0), (REST_OF_IT, 0.32, 1), *MIDDLE, ("6222 0218 1000", 0.32, 2.4), ("2345 678", 0.32, 3.4),
                      ("工商银行", 0.12, 2.9), ("86.12", 0.52, 2.9), (OPEN, 0.72, 2.9)],
                     [NUMBER, "6222021810002345678"], id="row by row"),
        pytest.param([("622848001234", 0.32, 0), ("农业银行", 0.12, 0), ("3,022.46", 0.52, 0),
                      ("12345678", 0.32, 1), ("信用社", 0.12, 1), ("5,000.00", 0.52, 1)], ["622848001234"], id="rows of their own"),
        pytest.param([("622848001234", 0.32, 0), ("3,022.46", 0.52, 0), ("农业银行", 0.12, 0.5),
                      ("622848001235", 0.32, 1), ("5,000.00", 0.52, 1)], ["622848001234", "622848001235"], id="one bank, two accounts"),
        pytest.param([(NUMBER, 0.32, 0), ("3,022.46", 0.52, 0), ("13900001111", 0.32, 1), ("农业银行", 0.12, 0.5)], [NUMBER], id="a phone"),
    ],
)  # fmt: skip
def test_a_number_wrapped_in_its_cell_is_one(cells: list[tuple[str, float, float]], numbers: list[str]) -> None:
    assert [s.name for s in narrow(*cells) if "没有读到" not in s.name] == numbers


def test_a_wrapped_number_is_frozen_by_the_paper_that_names_it_whole() -> None:
    cells = [(FIRST, 0.32, 0.23), (REST_OF_IT, 0.32, 0.244), ("农业银行", 0.12, 0.237), ("3,022.46", 0.52, 0.237)]
    feedback = paper(
        "总对总查控反馈",
        "全国法院网络执行查控系统反馈",
        "被执行人：何文斌",
        ("账号", 0.32, 0.2),
        ("余额", 0.52, 0.2),
        *cells,
    )
    ruling = paper("冻结裁定书", "执行裁定书", f"冻结被执行人何文斌在农业银行的存款3022.46元（账号{NUMBER}）。")
    other = paper("冻结裁定书", "执行裁定书", f"冻结被执行人何文斌在农业银行的存款3022.46元（账号{OTHER}）。")
    assert ask("账户.冻结裁定书", feedback, ruling).value is True
    assert ask("账户.冻结裁定书", feedback, other).value is not True
    assert ask("账户.余额", feedback, ruling).value == 302246
