"""A month of the court's calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.errors import FormError
from service.moment import COURT_TIME

_EARLIEST, _LATEST = date(1900, 1, 1), date(9998, 12, 31)  # beyond them an instant in UTC may be no instant
_WRITTEN = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    @property
    def chinese(self) -> str:
        """2026年11月."""
        return f"{self.year}年{self.month}月"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def plus(self, months: int) -> Month:
        """So many months later, or before."""
        number = self.year * 12 + self.month - 1 + months
        return Month(number // 12, number % 12 + 1)

    def until(self, today: date) -> date:
        """The day up to which it can be told: its last, or today while it lasts."""
        return min(self.last, today)


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(day.year, day.month)


def parse_month(text: str, today: date) -> Month:
    """A month written 2026-11; empty: this one. `FormError` for anything else, and for one that has not come."""
    if not text:
        return month_of(today)
    match = _WRITTEN.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12 or not 1990 <= int(match[1]) <= 9998:
        raise FormError(f"“{text}”不是月份", how="写成 2026-01", fields={"month": "写成 2026-01"})
    month = Month(int(match[1]), int(match[2]))
    if month.first > today:
        raise FormError(f"{month.chinese}还没有到", how="选本月或者以前的月份", fields={"month": "还没有到"})
    return month


def midnight(day: date) -> datetime:
    """The instant at which a day of the court begins."""
    return datetime.combine(day, time(), COURT_TIME)


def instants(first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of a day to the end of another: at or after the first instant, before the second."""
    return midnight(max(first, _EARLIEST)), midnight(min(last, _LATEST) + timedelta(days=1))
