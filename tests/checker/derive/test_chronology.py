"""日期先后: two days that a lost digit may have set at odds are for a person."""

from datetime import date

import pytest

from checker.derive.chronology import Order


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ("2022-05-09", "2022-05-11", True),
        ("2022-05-09", "2022-05-09", True),
        ("2022-05-09", "2022-05-01", None),  # 11日 may have been read as 1日
        ("2022-05-19", "2022-05-02", None),
        ("2022-05-19", "2022-05-01", False),
        ("2022-05-09", "2022-05-03", False),
        ("2022-05-09", "2022-01-12", None),
        ("2023-02-09", "2022-01-31", False),
    ],
)
def test_days_in_order(first: str, second: str, holds: bool | None) -> None:
    order = Order("制作日期", date.fromisoformat(first), "送达日期", date.fromisoformat(second), ())
    assert order.holds is holds
    assert order.misread is (holds is None)


def test_a_date_that_was_not_read_tells_nothing() -> None:
    order = Order("制作日期", None, "送达日期", date(2022, 5, 1), ())
    assert order.holds is None
    assert order.misread is False
