"""Months as addresses of pages write them."""

from __future__ import annotations

import calendar
from datetime import date


def month_of(text: str, day: date) -> tuple[date, date]:
    """First and last day of a month as written (2026-01), else of the month of a day."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = day.replace(day=1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
