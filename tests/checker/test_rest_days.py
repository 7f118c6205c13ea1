"""Rest days: which days courts rest, and when a period ends that ends on one."""

from __future__ import annotations

from datetime import date

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rest_days import LONGEST_BREAK, ends_between, working_day

DAYS = [
    (date(2022, 3, 11), True),  # Friday
    (date(2022, 3, 12), False),  # Saturday
    (date(2022, 4, 2), True),  # a Saturday worked on for 清明
    (date(2022, 10, 3), False),  # a Monday of National Day
    (date(2020, 1, 31), False),  # Spring Festival, prolonged
    (date(2003, 5, 1), None),  # before the library begins
    (date(2099, 5, 1), None),  # not announced yet
]


@pytest.mark.parametrize(("day", "works"), DAYS)
def test_working_days(day: date, works: bool | None) -> None:
    assert working_day(day) is works


ENDS = [
    (date(2022, 3, 11), date(2022, 3, 11)),
    (date(2022, 3, 12), date(2022, 3, 14)),
    (date(2022, 10, 1), date(2022, 10, 8)),  # that Saturday was worked on
    (date(2020, 1, 24), date(2020, 2, 3)),
]


@pytest.mark.parametrize(("last", "end"), ENDS)
def test_a_period_ends_on_the_first_working_day(last: date, end: date) -> None:
    assert ends_between(last) == (end, end)


def test_what_is_not_announced_has_two_ends() -> None:
    last = date(2099, 3, 8)
    assert ends_between(last) == (last, last + LONGEST_BREAK)
    assert ends_between(date.max) == (date.max, date.max)


@given(st.dates())
def test_never_ends_earlier_nor_later_than_the_longest_break(last: date) -> None:
    first, latest = ends_between(last)
    assert last <= first <= latest
    assert (latest - last) <= LONGEST_BREAK


def test_no_rest_that_was_announced_is_longer_than_is_reckoned_with() -> None:
    first, last = min(chinese_calendar.constants.holidays), max(chinese_calendar.constants.holidays)
    day = first
    while day <= last and working_day(day) is not None:
        assert ends_between(day)[1] - day <= LONGEST_BREAK
        day = date.fromordinal(day.toordinal() + 1)
