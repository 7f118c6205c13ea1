"""Two receipts on one page are two papers: the receiver who signed one without a day is not served by the other's."""

from dataclasses import replace

import pytest

from checker.casefile import Box, CaseFile, Document, Line, PageRef
from checker.derive.service.slips import part_slips
from tests.checker.derive.build import HE, MILL, SUN, ask, paper, sign

NOTICE = "被执行人.执行通知书送达"


def two_on_a_page(second_day: str = "") -> Document:
    lines = [
        ("某某市人民法院", 0.4, 0.04), ("送达回证", 0.42, 0.07),
        ("受送达人", 0.12, 0.12), ("监利市洪城米业有限公司", 0.34, 0.12),
        ("送达文书", 0.12, 0.16), ("执行通知书", 0.34, 0.16), ("受送达人签收", 0.12, 0.2), sign("受送达人签收", "何文斌", at=(0.34, 0.2)),
        ("2022年4月20日", 0.7, 0.2),
        ("某某市人民法院", 0.4, 0.5), ("送达回证", 0.42, 0.53),
        ("受送达人", 0.12, 0.58), ("何文斌", 0.34, 0.58),
        ("送达文书", 0.12, 0.62), ("执行通知书", 0.34, 0.62), ("受送达人签收", 0.12, 0.66), sign("受送达人签收", "何文斌", at=(0.34, 0.66)),
    ]  # fmt: skip
    if second_day:
        lines.append((second_day, 0.7, 0.66))
    return paper("送达回证", *lines)


def test_each_form_is_a_paper_of_its_own() -> None:
    whole = two_on_a_page()
    case = CaseFile("例", whole.pages, (whole,), {})
    first, second = part_slips(case).documents
    assert [one.pages[0].lines[0].box.y0 for one in (first, second)] == [0.04, 0.5]
    assert {page.ref for one in (first, second) for page in one.pages} == {PageRef(*whole.pages[0].ref)}
    assert sum(len(one.pages[0].lines) for one in (first, second)) == len(whole.pages[0].lines)


def test_a_paper_with_one_heading_is_left_as_it_is() -> None:
    one = replace(two_on_a_page(), kind="执行通知书")
    case = CaseFile("例", one.pages, (one,), {})
    assert part_slips(case).documents == (one,)


def test_a_day_on_another_form_of_the_page_serves_nobody_else() -> None:
    assert ask(NOTICE, two_on_a_page(), parties=(HE, MILL)).value is None
    assert ask(NOTICE, two_on_a_page("2022年4月21日"), parties=(HE, MILL)).value == "已签收"


def two_slips_on_a_page(first: str, second: str) -> Document:
    lines: list[tuple[str, float, float]] = [("国内特快专递邮件详情单", 0.3, 0.05)]
    for y, receiver in ((0.1, first), (0.4, second)):
        lines += [
            ("EMS 法院专递 邮件号码：1199 2815 003 42", 0.12, y),
            ("收件人", 0.12, y + 0.05), (receiver, 0.25, y + 0.05), ("电话", 0.6, y + 0.05),
            ("内件品名", 0.12, y + 0.1), ("执行通知书壹份、报告财产令壹份", 0.25, y + 0.1),
            ("投递结果", 0.12, y + 0.15), ("已妥投 本人签收 2024年6月10日", 0.25, y + 0.15),
        ]  # fmt: skip
    return paper("邮寄回执", *lines)


POSTED = "被执行人.邮寄执行通知书"


def test_two_slips_under_one_heading_are_two_papers() -> None:
    whole = two_slips_on_a_page("何文斌", "监利市洪城米业有限公司")
    parts = part_slips(CaseFile("例", whole.pages, (whole,), {})).documents
    assert len(parts) == 2
    assert ask(POSTED, *parts, parties=(HE, MILL, SUN), about=SUN.name).value is False
    assert ask(POSTED, *parts, parties=(HE, MILL, SUN), about=HE.name).value is True


def test_a_receiver_misread_by_hand_is_still_nobody_elses() -> None:
    whole = two_slips_on_a_page("何丈斌", "監利市洪域米业有限公司")
    parts = part_slips(CaseFile("例", whole.pages, (whole,), {})).documents
    assert ask(POSTED, *parts, parties=(HE, MILL, SUN), about=SUN.name).value is False
    assert ask(POSTED, *parts, parties=(HE, MILL, SUN), about=HE.name).value is not False


@pytest.mark.parametrize(("enclosed", "orders"), [("执行通知书、报告财产令各壹份", True), ("执行通知书壹份", False)])
@pytest.mark.parametrize("label", [("寄件人",), ("寄", "件人"), ("寄", "件", "人")])
def test_the_senders_address_is_no_part_of_what_is_enclosed(
    label: tuple[str, ...], enclosed: str, orders: bool
) -> None:
    """Its label stands beside it from top to bottom, read whole or in pieces."""
    slip = paper(
        "邮寄回执", ("中国邮政特快专递详情单", 0.3, 0.07), ("某某县人民法院执行局", 0.19, 0.164),
        ("17-2886611", 0.19, 0.186), ("某某县茅坪镇屈原路", 0.19, 0.21), ("收件人", 0.51, 0.164), ("何文斌", 0.58, 0.17),
        ("内件", 0.125, 0.24), ("品名", 0.126, 0.257), (enclosed, 0.19, 0.234),
    )  # fmt: skip
    (page,) = slip.pages
    tall = 0.07 / len(label)
    down = [Line(text, Box(0.12, 0.162 + tall * i, 0.164, 0.162 + tall * (i + 1))) for i, text in enumerate(label)]
    slip = replace(slip, pages=(replace(page, lines=(*page.lines, *down)),))
    assert ask(POSTED, slip).value is True
    assert ask("被执行人.邮寄报告财产令", slip).value is orders
