"""Periods (期间) and how they are counted.

The day on which a period begins is not counted; a period of months or years ends on the day of the same number, or
on the last day of the month where there is none (民法典第二百零一条、第二百零二条; 民诉法解释第一百二十五条). So
`day 加 三个月` is the *last* day of the period, and "满三个月以后" is `晚于 day 加 三个月`. Counting back mirrors it.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"日": (0, 1), "天": (0, 1), "周": (0, 7), "个月": (1, 0), "月": (1, 0), "年": (12, 0)}
_PERIOD = re.compile(r"(?P<number>\d{1,4}|[零〇一二两三四五六七八九十百]{1,6}|半)(?P<unit>日|天|周|个月|月|年)")


@dataclass(frozen=True, slots=True)
class Period:
    """So many months and days; `text` is how it was written."""

    months: int
    days: int
    text: str = ""

    def __str__(self) -> str:
        return self.text


def parse_period(text: str) -> Period | None:
    """`三个月`, `15日`, `半年`, `一年六个月` → Period; None where the text is not a period."""
    months = days = end = 0
    for match in _PERIOD.finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        unit_months, unit_days = _UNITS[match["unit"]]
        if match["number"] == "半":
            if match["unit"] != "年":
                return None
            months += 6
            continue
        number = parse_number(match["number"])
        months += number * unit_months
        days += number * unit_days
    return Period(months, days, text) if end and end == len(text) else None


def parse_number(text: str) -> int:
    """A whole number below a thousand in digits or Chinese (`十五`, `二十`, `一百二十`)."""
    if text.isdecimal():
        return int(text)
    total = current = 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char]
        else:
            total += max(current, 1) * (10 if char == "十" else 100)
            current = 0
    return total + current


def shift(day: date, period: Period, sign: int) -> date:
    """`day` moved by a period: sign +1 forward (加), -1 back (减). Out of the calendar: its first or last day."""
    month = day.year * 12 + day.month - 1 + sign * period.months
    year, month = divmod(month, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if sign > 0 else date.min
    last = calendar.monthrange(year, month + 1)[1]
    try:
        return date(year, month + 1, min(day.day, last)) + timedelta(days=sign * period.days)
    except OverflowError:
        return date.max if sign > 0 else date.min
