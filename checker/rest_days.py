"""Rest days (法定休假日) and what they do to a period: one that ends on such a day ends on the first working day after it
(民事诉讼法第八十五条第三款; 民诉法解释第一百二十五条; 民法典第二百零三条).

Which days are rest days the State Council announces each autumn for the next year; `chinesecalendar` carries them, working
weekends included. Of a year that is not announced yet (or lies before 2004) nothing is known: a Saturday may be worked on.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

LONGEST_BREAK = timedelta(days=15)
"""No rest has been longer (the longest so far: ten days, Spring Festival of 2020)."""
_ONE = timedelta(days=1)


def working_day(day: date) -> bool | None:
    """Whether courts work on a day; None where its year's rest days are not known."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # how the library says that it does not know the year
        return None


def ends_between(last: date) -> tuple[date, date]:
    """On which day a period ends whose last day is `last`: twice the same day where it is known, else the first and the last
    day that it can be.
    """
    day = last
    while (works := working_day(day)) is False:
        day += _ONE
    if works:
        return day, day
    latest = last + LONGEST_BREAK if last <= date.max - LONGEST_BREAK else date.max
    return day, max(day, latest)
