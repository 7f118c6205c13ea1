"""送达日期: a receipt bears the day of signing, not a notice's day, nor two days; the ruling is signed for after it was made."""

from collections.abc import Sequence

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, SUN, ZHOU, Written, ask, paper, sign

SAME, TWO, OWN = "被执行人.回证日期为公告日期", "被执行人.回证日期前后不一", "被执行人.送达回证"
RECEIVER = "受送达人签名或盖章"


def receipt(day: str, *more: Written, to: str = "何文斌", confidence: float = 0.98) -> Document:
    return paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), (to, 0.34, 0.2), ("送达文书", 0.12, 0.3), ("《执行通知书》1份", 0.34, 0.3),
        (RECEIVER, 0.12, 0.6), sign(RECEIVER, to, at=(0.34, 0.6)), (day, 0.7, 0.6), *more, confidence=confidence,
    )  # fmt: skip


def filled(day: str) -> tuple[Written, Written]:
    return ("送达日期", 0.12, 0.38), (day, 0.34, 0.38)


def notice(day: str = "二〇二二年三月二十八日", *, of: str = "执行通知书") -> Document:
    return paper("公告", "公告", "何文斌：", f"现依法向你公告送达{of}。", day)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((receipt("2022年3月28日"), notice()), True, id="the notice's day"),
        pytest.param((receipt("2022年4月20日"), notice()), False, id="his own day"),
        pytest.param((receipt("2022年3月28日"), notice(of="限制消费令")), False, id="a notice of another paper"),
        pytest.param((receipt("2022年3月28日"),), False, id="no notice"),
        pytest.param((receipt("2022年3月28日", confidence=0.8), notice()), None, id="the same, read with doubt"),
        pytest.param((receipt("2022年4月20日"), notice("二〇二二年")), None, id="the notice's day was not read"),
        pytest.param((), False, id="no receipt"),
    ],
)
def test_a_receipt_does_not_bear_the_day_of_a_notice(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask(SAME, *papers).value is expected


CALL = paper("公告", "执行公告", "何文斌：", "现公告责令你主动到本院履行义务。", "二〇二二年三月二十八日")


@pytest.mark.parametrize(
    ("remark", "day", "expected"),
    [
        pytest.param(
            "备注：当面送达，送达时间按公告发布时间填写",
            "2022年3月28日",
            True,
            id="says so, and the day is the notice's",
        ),
        pytest.param("备注：送达日期以公告之日为准", "2022年4月20日", None, id="says so of another day"),
        pytest.param("备注：公告日期为2022年3月28日", "2022年3月28日", False, id="only tells of the notice"),
    ],
)
def test_a_receipt_that_says_it_bears_the_day_of_a_notice(remark: str, day: str, expected: bool | None) -> None:
    assert ask(SAME, receipt(day, (remark, 0.12, 0.7)), CALL).value is expected


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((receipt("2022年4月20日", *filled("2022年3月28日")),), True, id="filled in another day"),
        pytest.param((receipt("2022年4月20日", *filled("2022年4月20日")),), False, id="the same day twice"),
        pytest.param((receipt("2022年4月20日"),), False, id="one day"),
        pytest.param((receipt("2022年4月20日", *filled("2022年3月28日"), confidence=0.8),), None, id="read with doubt"),
        pytest.param((receipt("2022年4月11日", *filled("2022年4月1日")),), None, id="a digit may have been lost"),
        pytest.param((receipt("2022年4月20日", *filled("2022年3月28日"), to="孙大力"),), False, id="another's receipt"),
    ],
)
def test_a_receipt_does_not_bear_two_days(papers: Sequence[Document], expected: bool | None) -> None:
    assert ask(TWO, *papers, parties=(ZHOU, HE, SUN), about="何文斌").value is expected


def test_rows_of_a_table_have_days_of_their_own() -> None:
    rows = paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), ("何文斌", 0.34, 0.2), ("送达文书名称", 0.12, 0.3), ("受送达人签名", 0.4, 0.3),
        ("收到时间", 0.7, 0.3), ("传票", 0.12, 0.36), sign("受送达人签名", "何文斌", at=(0.4, 0.36)), ("2022年3月9日", 0.7, 0.36),
        ("执行通知书", 0.12, 0.42), sign("受送达人签名", "何文斌", at=(0.4, 0.42)), ("2022年4月20日", 0.7, 0.42),
    )  # fmt: skip
    assert ask(TWO, rows).value is False


def test_whether_he_has_a_receipt_at_all() -> None:
    assert ask(OWN, receipt("2022年4月20日")).value is True
    assert ask(OWN, receipt("2022年4月20日", to="周启明")).value is False
    assert ask(OWN, receipt("2022年4月20日", to="")).value is None
    assert ask(OWN).value is False


RULED = "申请执行人.裁定书签收日期"


def ruling() -> Document:
    return paper("终本裁定书", "执行裁定书", "申请执行人：周启明", "终结本次执行程序。", "二〇二二年六月十八日")


def signed_ruling(day: str, name: str = "终结本次执行程序裁定书") -> Document:
    return paper(
        "送达回证", "送达回证", ("受送达人", 0.12, 0.2), ("周启明", 0.34, 0.2), ("送达文书", 0.12, 0.3), (name, 0.34, 0.3),
        (RECEIVER, 0.12, 0.6), sign(RECEIVER, "周启明", at=(0.34, 0.6)), (day, 0.7, 0.6),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        pytest.param((signed_ruling("2022年6月30日"),), "2022-06-30", id="after it"),
        pytest.param((signed_ruling("2022年6月15日"),), "2022-06-15", id="before it, by its name"),
        pytest.param((signed_ruling("2022年4月15日", "执行裁定书"),), "None", id="some ruling of an earlier day"),
        pytest.param((signed_ruling("2022年6月2日"),), "None", id="a digit may have been lost"),
        pytest.param((signed_ruling("年　月　日"),), "None", id="no day"),
        pytest.param((), "None", id="no receipt"),
    ],
)
def test_the_day_the_applicant_signed_for_the_ruling(papers: Sequence[Document], expected: str) -> None:
    assert str(ask(RULED, ruling(), *papers).value) == expected
