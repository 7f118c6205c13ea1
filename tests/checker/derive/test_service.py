"""送达: which receipt proves which paper for whom, and what is wrong with the others."""

import pytest

from checker.casefile import Document, Mark
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, sign, unread

NOTICE = "被执行人.执行通知书送达"
RECEIVER = "受送达人签名或盖章"


def receipt(
    *more: str | tuple[str, float, float] | Mark,
    to: str = "何文斌",
    papers: str = "《执行通知书》1份、《报告财产令》1份",
) -> Document:
    return paper(
        "送达回证",
        "送达回证",
        ("受送达人", 0.12, 0.2),
        (to, 0.34, 0.2),
        ("送达文书", 0.12, 0.3),
        (papers, 0.34, 0.3),
        (RECEIVER, 0.12, 0.45),
        *more,
    )


SIGNED = sign(RECEIVER, "何文斌", at=(0.34, 0.45))
DATED = ("2022年4月20日", 0.7, 0.46)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((receipt(SIGNED, DATED),), "已签收", id="signed and dated"),
        pytest.param((receipt(sign(RECEIVER, at=(0.34, 0.45)), DATED),), "未签名", id="the room is empty"),
        pytest.param((receipt(SIGNED, ("年　月　日", 0.7, 0.46)),), "未注明日期", id="no day filled in"),
        pytest.param((receipt(SIGNED, ("年", 0.7, 0.46), ("月", 0.76, 0.46), ("日", 0.8, 0.46)),), "未注明日期",
                     id="no day, read as three lines"),
        pytest.param((receipt(sign(RECEIVER, doubtful=True, at=(0.34, 0.45)), DATED),), None, id="doubtful image"),
        pytest.param((receipt(DATED),), None, id="no room to sign found"),
        pytest.param((receipt(SIGNED, DATED, papers="限制消费令"),), "无回证", id="another paper"),
        pytest.param((receipt(SIGNED, DATED, papers="协助执行通知书"),), "无回证", id="a notice to assist is another paper"),
        pytest.param((receipt(SIGNED, DATED, papers="执衍通知书"),), "已签收", id="one character misread"),
        pytest.param((receipt(SIGNED, DATED, to="周启明"),), "无回证", id="for the other side"),
        pytest.param((receipt(SIGNED, DATED, to="何文武"),), "已签收", id="one wrong character in the name"),
        pytest.param((), "无回证", id="none"),
        pytest.param((receipt(sign(RECEIVER, at=(0.34, 0.45)), DATED), receipt(SIGNED, DATED)), "已签收", id="the better one counts"),
    ],
)  # fmt: skip
def test_how_the_notice_was_served(papers: tuple[Document, ...], expected: str | None) -> None:
    assert ask(NOTICE, *papers).value == expected


def test_each_row_has_its_own_signature() -> None:
    rows = paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), ("何文斌", 0.3, 0.2),
        ("执行通知书", 0.12, 0.30), ("2022年4月20日", 0.75, 0.30), sign(RECEIVER, "何文斌", at=(0.5, 0.30)),
        ("报告财产令", 0.12, 0.36), ("年　月　日", 0.75, 0.36), sign(RECEIVER, at=(0.5, 0.36)),
    )  # fmt: skip
    assert ask(NOTICE, rows).value == "已签收"
    assert ask("被执行人.报告财产令送达", rows).value == "未签名"


def test_left_at_his_home_needs_refusal_and_witness() -> None:
    empty = sign(RECEIVER, at=(0.34, 0.45))
    told = receipt(empty, DATED, ("备注：留置送达，受送达人拒绝签收", 0.12, 0.6), sign("见证人签名", "谢长林"))
    bare = receipt(empty, DATED, ("备注：留置送达", 0.12, 0.6))
    printed = receipt(empty, DATED, ("注：拒收的，由见证人签名，留置送达", 0.12, 0.8))
    assert [ask(NOTICE, r).value for r in (told, bare, printed)] == ["留置送达", "未签名", "未签名"]


def test_an_ems_slip_is_no_receipt_and_is_named() -> None:
    slip = paper("邮寄回执", "法院专递邮件详情单", "收件人：何文斌", "内件品名：执行通知书、报告财产令")
    fact = ask(NOTICE, slip)
    assert fact.value == "无回证"
    assert "邮寄回执" in ask(NOTICE, slip, receipt(SIGNED, DATED, papers="传票")).note
    assert ask("被执行人.邮寄执行通知书", slip).value is True


def test_an_unread_page_may_be_the_receipt() -> None:
    assert ask(NOTICE, unknown=(unread(),)).value is None
    assert ask(NOTICE, unknown=(unread(readable=True, candidates=("公告",)),)).value == "无回证"


def test_somebody_else_signed() -> None:
    other = receipt(sign(RECEIVER, "孙大力", at=(0.34, 0.45)), DATED)
    assert ask(NOTICE, other, parties=(ZHOU, HE, SUN)).value is None
    company = receipt(sign(RECEIVER, "孙大力", at=(0.34, 0.45)), DATED, to=MILL.name)
    assert ask(NOTICE, company, parties=(ZHOU, MILL, SUN), about=MILL.name).value == "已签收"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("执行通知书", "（2022）鄂1023执1234号", "何文斌："), True),
        (("执行通知书", "（2022）鄂1023执1234号", "何文武："), True),
        (("执行通知书", "（2022）鄂1023执1234号", "王五全：", "你与周启明一案"), False),
        (("执行通知书", "（2022）鄂1023执1234号", "孙大力："), False),
        (("执行通知书", "（2022）鄂1023执1234号", "你与周启明一案"), None),
        (("执行通知书", "（2022）鄂1023执1234号", "被执行人：何文斌，男"), True),
    ],
)
def test_a_notice_is_its_addressees(lines: tuple[str, ...], expected: bool | None) -> None:
    fact = ask("被执行人.执行通知书", paper("执行通知书", *lines), parties=(ZHOU, HE, SUN))
    assert fact.value is expected


def test_a_slip_in_the_name_is_shown() -> None:
    fact = ask("被执行人.执行通知书", paper("执行通知书", "执行通知书", "（2022）鄂1023执1234号", "何文武："))
    assert "一字之差" in fact.note
