"""A paper that bears another case's number proves nothing for this one; a slip in the number is a defect only."""

import pytest

from checker.casefile import CaseRecord
from checker.derive.case.case_numbers import is_slip
from tests.checker.derive.build import ask, paper

OWN = "（2022）鄂1023执1234号"


@pytest.mark.parametrize(
    ("number", "slip"),
    [
        ("（2022）鄂1023执1243号", True),
        ("（2022）鄂1023执1235号", True),
        ("（2022）鄂1023执124号", True),
        ("（2022）鄂1023执1234号之一", True),
        ("（2019）鄂1023执587号", False),
        ("（2022）鄂1023执2222号", False),
    ],
)
def test_a_slip_is_one_character_or_two_changed_about(number: str, slip: bool) -> None:
    assert is_slip(number, OWN) is slip


@pytest.mark.parametrize(
    ("number", "proves"), [(OWN, True), ("（2022）鄂1023执1243号", True), ("（2019）鄂1023执587号", None)]
)
def test_a_notice_of_another_case_between_them_is_looked_at(number: str, proves: bool | None) -> None:
    notice = paper("执行通知书", number, "何文斌：", "你与周启明民间借贷纠纷一案，责令你自动履行。")
    assert ask("被执行人.执行通知书", notice, record=CaseRecord(case_number=OWN)).value is proves


@pytest.mark.parametrize(
    ("own", "borne", "agree"),
    [
        ("（2022）鄂1023执1338号", "（2022）鄂1023执138号", None),  # the second of two alike is overlooked
        ("（2022）鄂1023执1338号", "（2022）鄂1023执1383号", False),
        ("（2022）鄂1023执1338号", "（2022）鄂1023执1348号", False),
        ("（2022）鄂1023执1338号", "（2022）鄂1023执1338号", True),
    ],
)
def test_a_number_that_lacks_one_of_two_like_figures(own: str, borne: str, agree: bool | None) -> None:
    order = paper("限制消费令", borne, "何文斌：", "本院对你采取限制消费措施。")
    assert ask("案件.案号一致", order, record=CaseRecord(case_number=own)).value is agree


@pytest.mark.parametrize(
    ("number", "agrees"),
    [
        (OWN, True),
        ("（2022）鄂1023执1231号", None),  # a worn 4
        ("（2022）鄂1023执1235号", False),
        ("（2022）鄂1023执1243号", False),
        ("（2022）鄂1023执1231号之一", None),
        ("（2022）鄂1023执7231号", False),
    ],
)
def test_a_digit_that_may_be_misread_accuses_nobody(number: str, agrees: bool | None) -> None:
    receipt = paper("送达回证", "送达回证", f"案号：{number}", "受送达人：何文斌")
    assert ask("案件.案号一致", receipt, record=CaseRecord(case_number=OWN)).value is agrees
