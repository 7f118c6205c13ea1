"""What time it is for the court. Instants are kept in UTC; days are those of Chinese standard time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

COURT_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991: needs no time-zone tables


def now() -> datetime:
    """This instant, UTC."""
    return datetime.now(UTC)


def day_of(at: datetime) -> date:
    """The court's calendar day of an instant."""
    return at.astimezone(COURT_TIME).date()


def today() -> date:
    """The court's calendar day."""
    return day_of(now())
