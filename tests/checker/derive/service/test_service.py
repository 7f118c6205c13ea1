"""送达: which receipt proves which paper for whom, and what is wrong with the others."""

from dataclasses import replace
from datetime import date

import pytest

from checker.casefile import Document, Line, Mark
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, sign, unread

NOTICE = "被执行人.执行通知书送达"
RECEIVER = "受送达人签名或盖章"


def receipt(
    *more: str | tuple[str, float, float] | Mark,
    to: str = "何文斌",
    papers: str = "《执行通知书》1份、《报告财产令》1份",
    label: str = "受送达人",
) -> Document:
    return paper(
        "送达回证",
        "送达回证",
        (label, 0.12, 0.2),
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


LISTS = {
    "one cell": [("送达文书", 0.12, 0.3), ("《执行通知书》1份、《报告财产令》1份", 0.34, 0.3)],
    "wrapped over lines": [
        ("送达文书的名", 0.12, 0.30), ("《传票》1份、《执行通", 0.34, 0.29),
        ("称、件数", 0.12, 0.32), ("知书》1份、《报告财", 0.34, 0.31), ("产令》1份", 0.34, 0.33),
    ],
    "rows": [("送达文书名称", 0.15, 0.26), ("件数", 0.5, 0.26), ("执行通知书", 0.12, 0.30), ("1份", 0.5, 0.30),
             ("报告财产令", 0.12, 0.34), ("1份", 0.5, 0.34)],
    "tight rows": [("文书名称", 0.15, 0.28), ("执行通知书", 0.12, 0.30), ("报告财产令", 0.12, 0.32), ("财产申报表", 0.12, 0.34)],
    "numbered": [("送达文书", 0.12, 0.3), ("1.执行通知书一份", 0.34, 0.3), ("2.报告财产令一份", 0.34, 0.33)],
    "numbered on one line": [("送达文书：①执行通知书 ②报告财产令", 0.12, 0.3)],
    "no brackets, copies": [("送达文书及份数", 0.12, 0.3), ("执行通知书一份，报告财产令壹份", 0.34, 0.3)],
    "no heading": [("执行通知书、报告财产令各一份", 0.34, 0.3)],
    "the heading misread": [("送边又书", 0.12, 0.3), ("执行通知书、报告财产令", 0.34, 0.3)],
    "one character misread": [("送达文书", 0.12, 0.3), ("执衍通知书、报告财产今", 0.34, 0.3)],
    "nothing between them": [("送达文书", 0.12, 0.3), ("执行通知书报告财产令", 0.34, 0.3)],
    "the court and the number": [("送达文书", 0.12, 0.3), ("（2022）鄂1023执1234号执行通知书、报告财产令", 0.34, 0.3)],
    "a sentence": [("今收到监利市人民法院执行通知书及报告财产令各一份。", 0.12, 0.3)],
    "a tall cell under another row": [
        ("送达地点", 0.15, 0.26), ("本院执行局", 0.34, 0.26), ("执行通知书", 0.34, 0.288), ("壹份", 0.5, 0.288),
        ("送达文书名称", 0.15, 0.30), ("报告财产令", 0.34, 0.308), ("壹份", 0.5, 0.308), ("及件数", 0.17, 0.32),
        ("财产申报表", 0.34, 0.328), ("壹份", 0.5, 0.328), ("传票", 0.34, 0.348), ("壹份", 0.5, 0.348),
    ],
    "a label of two lines beside two lines": [
        ("送达地点", 0.15, 0.26), ("本院", 0.34, 0.26), ("送达文书", 0.15, 0.30), ("执行通知书、报告财", 0.34, 0.30),
        ("名称、件数", 0.15, 0.32), ("产令各一份", 0.34, 0.32), ("代收人", 0.15, 0.36),
    ],
    "a remark on something else": [("送达文书", 0.12, 0.3), ("执行通知书、报告财产令", 0.34, 0.3), ("备注：已当面释明", 0.12, 0.6)],
}  # fmt: skip


@pytest.mark.parametrize("layout", LISTS)
def test_lists_of_papers_in_every_layout(layout: str) -> None:
    one = paper("送达回证", "送达回证", ("受送达人", 0.12, 0.2), ("何文斌", 0.34, 0.2), *LISTS[layout],
                (RECEIVER, 0.12, 0.45), SIGNED, DATED)  # fmt: skip
    assert [ask(name, one).value for name in (NOTICE, "被执行人.报告财产令送达")] == ["已签收", "已签收"]
    assert ask("被执行人.限制消费令送达", one).value == "无回证"


@pytest.mark.parametrize(
    ("listed", "kind"),
    [
        (listed, kind)
        for kind, papers in {
            "执行通知书": (
                "限期履行通知书",
                "暂缓执行通知书",
                "《中止执行通知书》1份",
                "终结执行通知书",
                "恢复执行通知书",
            ),
            "报告财产令": ("被执行人报告财产表", "报告财产须知", "财产申报表"),
            "限制消费令": (
                "解除限制消费令",
                "《解除限制消费令》1份",
                "限制消费告知书",
                "关于解除《限制消费令》的通知书",
            ),
            "失信决定书": ("删除失信被执行人名单信息决定书", "屏蔽失信决定书", "不予纳入失信决定书"),
        }.items()
        for listed in papers
    ],
)
def test_another_paper_with_a_like_name(listed: str, kind: str) -> None:
    assert ask(f"被执行人.{kind}送达", receipt(SIGNED, DATED, papers=listed)).value == "无回证"


@pytest.mark.parametrize("name", ["《解除", "解除"])
def test_a_name_that_wraps_stays_whole_between_labels(name: str) -> None:
    wrapped = paper("送达回证", "送达回证", ("受送达人", 0.12, 0.26), ("何文斌", 0.34, 0.26), ("送达文书", 0.12, 0.3),
                    (name, 0.34, 0.3), ("限制消费令》1份", 0.34, 0.32), ("备注", 0.12, 0.345), SIGNED, DATED)  # fmt: skip
    assert ask("被执行人.限制消费令送达", wrapped).value == "无回证"


def test_a_name_wrapped_behind_another_act() -> None:
    wrapped = paper("送达回证", "送达回证", ("受送达人", 0.12, 0.2), ("何文斌", 0.34, 0.2), ("送达文书", 0.12, 0.3),
                    ("《解除", 0.34, 0.29), ("限制消费令》1份", 0.34, 0.31), (RECEIVER, 0.12, 0.45), SIGNED, DATED)  # fmt: skip
    assert ask("被执行人.限制消费令送达", wrapped).value == "无回证"


@pytest.mark.parametrize(
    ("papers", "remark", "expected"),
    [
        ("限制消费令", "备注：执行通知书、报告财产令未向其送达", None),
        ("限制消费令", "备注：执行通知书、报告财产令另行邮寄", None),
        ("限制消费令", "备注：一并送达执行通知书", None),
        ("执行通知书、限制消费令", "备注：执行通知书未送达", None),
        ("执行通知书、限制消费令", "备注：执行通知书、报告财产令，均未送达", None),
        ("执行通知书、限制消费令", "备注：限制消费令未送达", "已签收"),
        ("执行通知书、限制消费令", "备注：受送达人未在家，执行通知书由其当日到院领取", "已签收"),
        ("执行通知书、限制消费令", "备注：直接送达", "已签收"),
        ("□执行通知书 ☑限制消费令", "", None),
        ("☑执行通知书 □限制消费令", "", "已签收"),
        ("限制消费令", "备注：无", "无回证"),
    ],
)
def test_what_a_remark_tells_of_a_paper(papers: str, remark: str, expected: str | None) -> None:
    assert ask(NOTICE, receipt(SIGNED, DATED, (remark, 0.12, 0.6), papers=papers)).value == expected


@pytest.mark.parametrize(
    ("remark", "witness", "expected"),
    [
        ("备注：留置送达，受送达人拒绝签收", sign("见证人签名", "谢长林"), "留置送达"),
        ("备注：留置送达，受送达人拒收，由村主任谢长林见证", None, "留置送达"),
        ("备注：留置送达。因受送达人拒不签字，全程录像", None, "留置送达"),
        ("备注：留置送达，受送达人不愿签收，邀请村委会干部在场见证并拍照", None, "留置送达"),
        ("备注：留置送达，受送达人拒收，无见证人在场", None, None),
        ("备注：留置送达，受送达人拒收，未能录像", None, None),
        ("备注：留置送达，受送达人拒收", sign("见证人签名"), None),
        ("备注：留置送达，受送达人拒收", None, None),
        ("备注：留置送达，因家中无人，未能录像，并非拒收", None, "未签名"),
        ("备注：留置送达", None, "未签名"),
        ("注：拒收的，由见证人签名，留置送达", None, "未签名"),
    ],
)
def test_left_at_his_home_needs_refusal_and_witness(remark: str, witness: Mark | None, expected: str | None) -> None:
    one = receipt(sign(RECEIVER, at=(0.34, 0.45)), DATED, (remark, 0.12, 0.6), *([witness] if witness else []))
    assert ask(NOTICE, one).value == expected


CAUSE = ("案由", 0.12, 0.15), ("周启明与何文斌、孙大力借款纠纷", 0.34, 0.15)


@pytest.mark.parametrize(
    ("to", "more", "expected"),
    [
        pytest.param("李秀兰", (), "无回证", id="a stranger"),
        pytest.param("李秀兰", CAUSE, "无回证", id="a stranger, the cause names him"),
        pytest.param("李秀兰", (("何文斌", 0.34, 0.38),), None, id="a stranger, but his name stands there too"),
        pytest.param(" ", CAUSE, None, id="no name read, the cause names both"),
        pytest.param(" ", (*CAUSE, ("何文斌，住容城镇", 0.34, 0.38)), "已签收", id="no name read, he alone is named"),
        pytest.param(" ", (*CAUSE, ("孙大力，住容城镇", 0.34, 0.38)), None, id="no name read, the other is named"),
        pytest.param("何文斌", CAUSE, "已签收", id="his"),
        pytest.param("何文斌，湖北省监利市容城镇玉沙大道46号", CAUSE, "已签收", id="his, with the address"),
        pytest.param("孙大力", CAUSE, "无回证", id="the other's"),
    ],
)
def test_whose_receipt(to: str, more: tuple[tuple[str, float, float], ...], expected: str | None) -> None:
    one = receipt(*more, sign(RECEIVER, at=(0.34, 0.45)), SIGNED, DATED, to=to)
    assert ask(NOTICE, one, parties=(ZHOU, HE, SUN)).value == expected


@pytest.mark.parametrize(
    "label", ["受送达人名称/姓名", "受送达人姓名／名称", "受送达人名称或者姓名", "受送达人姓名、名称"]
)
@pytest.mark.parametrize(("to", "expected"), [("何文斌（被执行人）", "已签收"), ("孙大力（被执行人）", "无回证")])
def test_a_room_for_name_or_firm(label: str, to: str, expected: str) -> None:
    one = receipt(SIGNED, DATED, to=to, label=label)
    assert ask(NOTICE, one, parties=(ZHOU, HE, SUN)).value == expected


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("洪城米业公司", None),
        ("洪城米业", None),
        ("监利市洪城米业公司", None),
        ("监利市洪城米业有限公司", "已签收"),
        ("监利市江汉商贸有限公司", "无回证"),
        ("荆州米业公司", "无回证"),
    ],
)
def test_an_abbreviated_company(to: str, expected: str | None) -> None:
    signed = sign(RECEIVER, "尹春生", at=(0.34, 0.45))
    assert ask(NOTICE, receipt(signed, DATED, to=to), parties=(ZHOU, MILL), about=MILL.name).value == expected


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("何文斌", (), "已签收"),
        ("何女斌", (), "已签收"),
        ("何", (), "已签收"),
        ("", (), "已签收"),
        ("李秀兰", (), None),
        ("李秀兰", (("代收人与受送达人关系", 0.12, 0.55), ("同住妻子", 0.5, 0.55)), "已代收"),
    ],
)
def test_who_signed(name: str, more: tuple[tuple[str, float, float], ...], expected: str | None) -> None:
    signed = replace(sign(RECEIVER, "何文斌", at=(0.34, 0.45)), text=name)
    assert ask(NOTICE, receipt(signed, DATED, *more)).value == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((("签发日期", 0.12, 0.85), ("2022年4月1日", 0.34, 0.85)), None),
        ((("填发人：许婷　2022年4月1日", 0.12, 0.85),), None),
        ((("送达人：陆正平　2022年4月20日", 0.12, 0.85),), None),
        ((("填发人：许婷　2022年4月1日", 0.12, 0.8), ("收到日期：2022年4月20日", 0.12, 0.85)), date(2022, 4, 20)),
        ((("2022年4月20日", 0.7, 0.8), ("签发：2022年4月1日", 0.12, 0.85)), date(2022, 4, 20)),
        ((("送达时间", 0.12, 0.8), ("2022年4月20日", 0.34, 0.8)), date(2022, 4, 20)),
    ],
)
def test_the_day_is_the_receivers(lines: tuple[tuple[str, float, float], ...], expected: date | None) -> None:
    one = receipt(SIGNED, *lines)
    assert ask(NOTICE, one).value == ("已签收" if expected else None)
    assert ask("被执行人.执行通知书送达日期", one).value == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("内件品名：执行通知书、报告财产令",), True),
        (("备注：内件为《执行通知书》一份、《报告财产令》一份",), True),
        (("内件：（2022）鄂1023执1234号执行通知书及报告财产令",), True),
        (("内件品名：限期履行通知书、财产报告表",), False),
        (("内件品名：传票",), False),
        (("内件品名：传票", "备注：执行通知书、报告财产令未装入"), None),
        (("内件品名：执行通知书、传票", "备注：执行通知书漏装"), None),
    ],
)
def test_what_was_posted(lines: tuple[str, ...], expected: bool | None) -> None:
    slip = paper("邮寄回执", "法院专递邮件详情单", "收件人：何文斌", *lines)
    assert ask("被执行人.邮寄执行通知书", slip).value is expected


@pytest.mark.parametrize("inside", ["执行通知书、报告财产令各1份", "报告财产令、执行通知书"])
def test_the_rows_of_a_slip_are_parted_by_its_own_labels(inside: str) -> None:
    rows = (
        ("寄件人", "监利市人民法院执行局", 0.06),
        ("收件人", MILL.name, 0.09),
        ("地址", "监利市容城镇工业小区", 0.12),
    )
    above = [cell for label, said, y in rows for cell in ((label, 0.14, y), (said, 0.26, y))]
    list_ = (("内件品名", 0.14, 0.154), (inside, 0.26, 0.146), ("交寄日期", 0.14, 0.18), ("2022年2月16日", 0.26, 0.18))
    slip = paper("邮寄回执", ("EMS", 0.14, 0.02), *above, *list_)
    for name in ("执行通知书", "报告财产令"):
        assert ask(f"被执行人.邮寄{name}", slip, parties=(ZHOU, MILL), about=MILL.name).value is True


def test_who_signed_for_a_slip_is_not_whom_it_was_sent_to() -> None:
    rows = (("收件人", MILL.name, 0.09), ("内件品名", "执行通知书、报告财产令", 0.15), ("收件人签收", "孙大力", 0.21))
    slip = paper("邮寄回执", "EMS", *[cell for at, said, y in rows for cell in ((at, 0.14, y), (said, 0.26, y))])
    for party, expected in ((MILL, True), (SUN, False)):
        fact = ask("被执行人.邮寄执行通知书", slip, parties=(ZHOU, MILL, SUN), about=party.name)
        assert fact.value is expected


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


@pytest.mark.parametrize(
    ("inside", "notice", "order"),
    [
        ("内件品名：☑执行通知书☑报告财产令□传票□裁定书", True, True),
        ("内件品名：☑执行通知书 □报告财产令 □传票 □其他", True, False),
        ("内件品名：□执行通知书 □报告财产令 □传票 □其他", None, None),
    ],
)
def test_a_slip_with_boxes(inside: str, notice: bool | None, order: bool | None) -> None:
    slip = paper("邮寄回执", "EMS法院专递邮件详情单", "收件人：何文斌", inside)
    assert ask("被执行人.邮寄执行通知书", slip).value is notice
    assert ask("被执行人.邮寄报告财产令", slip).value is order


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("备注：收件人外出，邮件退回；上门无人，下落不明，未能签收", True),
        ("备注：受送达人拒收，留置送达", True),
        ("备注：已电话通知", False),
    ],
)
def test_nobody_owes_a_failed_service_his_signature(remark: str, expected: bool) -> None:
    failed = receipt(sign(RECEIVER, at=(0.34, 0.45)), (remark, 0.12, 0.7))
    assert ask("案件.签名齐全", failed).value is expected


def test_two_slips_on_one_page() -> None:
    rows = [
        ("收件人", "何文斌", 0.14), ("内件品名", "执行通知书、报告财产令", 0.26),
        ("收件人", "孙大力", 0.45), ("内件品名", "执行通知书", 0.57),
    ]  # fmt: skip
    slips = paper("邮寄回执", "EMS", *[cell for at, said, y in rows for cell in ((at, 0.14, y), (said, 0.26, y))])
    for name, report in (("何文斌", True), ("孙大力", False)):
        assert ask("被执行人.邮寄执行通知书", slips, parties=(ZHOU, HE, SUN), about=name).value is True
        assert ask("被执行人.邮寄报告财产令", slips, parties=(ZHOU, HE, SUN), about=name).value is report


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((("收到时间", 0.12, 0.5), ("备注", 0.12, 0.6)), "未注明日期"),
        ((("收到时间", 0.12, 0.5), ("22牛", 0.34, 0.5)), None),
        ((("备注", 0.12, 0.6),), None),
    ],
    ids=["nothing behind it", "something behind it", "no room for it"],
)
def test_an_empty_room_for_the_day_of_receipt(
    lines: tuple[tuple[str, float, float], ...], expected: str | None
) -> None:
    assert ask(NOTICE, receipt(SIGNED, *lines)).value == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("手书何文斌",), "已签收"),
        (("何文斌",), None),  # no larger than print
        ((), "未签名"),  # the room beside the heading and the cell under it are empty
        (("拒签",), None),
        (("送达人",), "未签名"),
    ],
)
def test_a_signature_under_the_heading_of_its_column(written: tuple[str, ...], expected: str | None) -> None:
    """The room of a heading is the cell under it, in the row of each paper, not what lies beside the heading."""
    rows = paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), ("何文斌", 0.3, 0.2),
        ("送达文书名称及件数", 0.12, 0.30), ("收到时间", 0.5, 0.30), ("受送达人签名", 0.7, 0.30),
        sign("受送达人签名", at=(0.82, 0.29)),
        ("《执行通知书》壹份", 0.12, 0.35), ("2022年4月20日", 0.5, 0.35), *((name, 0.7, 0.35) for name in written),
    )  # fmt: skip
    assert ask(NOTICE, by_hand(rows)).value == expected


def by_hand(document: Document) -> Document:
    """The paper with what is marked 手书 written there by hand: larger than print."""

    def written(line: Line) -> Line:
        larger = line.box._replace(y0=line.box.y0 - 0.006, y1=line.box.y1 + 0.006)
        return replace(line, text=line.text[2:], box=larger) if line.text.startswith("手书") else line

    (page,) = document.pages
    return replace(document, pages=(replace(page, lines=tuple(map(written, page.lines))),))


def test_a_representative_signs_under_the_heading_for_a_firm() -> None:
    rows = paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), (MILL.name, 0.3, 0.2),
        ("送达文书名称及件数", 0.12, 0.30), ("收到时间", 0.5, 0.30), ("受送达人签名", 0.7, 0.30),
        sign("受送达人签名", at=(0.82, 0.29)),
        ("《执行通知书》壹份", 0.12, 0.35), ("2022年4月20日", 0.5, 0.35), ("手书罗有才", 0.7, 0.35),
        ("《报告财产令》壹份", 0.12, 0.40), ("2022年4月20日", 0.5, 0.40),
    )  # fmt: skip
    parties = (ZHOU, MILL)
    rows = by_hand(rows)
    assert ask(NOTICE, rows, about=MILL.name, parties=parties).value == "已签收"
    assert ask("被执行人.报告财产令送达", rows, about=MILL.name, parties=parties).value == "未签名"
