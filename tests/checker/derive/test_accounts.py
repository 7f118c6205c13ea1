"""Accounts that were not read as such, and freezing that failed."""

import pytest

from checker.facts import Subject
from tests.checker.derive.build import ask, case, facts, paper
from tests.checker.derive.test_channels import NONE, Row, printed

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
        (f"已冻结；账号{OTHER}已销户，未能冻结。", True),
        (f"已冻结；账号{OTHER}。上述账户均未能冻结。", None),
    ],
)
def test_a_reply_that_nothing_was_frozen(reply: str, expected: bool | None) -> None:
    feedback = printed(("监利农商行", NUMBER, "5,000.00元"), *REST)
    notice = paper("协助冻结存款通知书", "协助冻结存款通知书（回执）", f"被执行人何文斌 账号{NUMBER}", reply)
    assert ask("账户.协助冻结通知书", feedback, notice).value is expected
