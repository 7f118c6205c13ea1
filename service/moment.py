"""What time it is for the court. Instants are kept in UTC; days are those of Chinese standard time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

COURT_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991: needs no time-zone tables
_SET: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """This instant, UTC; inside `as_if_at`, the instant given there."""
    return _SET.get() or datetime.now(UTC)


@contextmanager
def as_if_at(at: datetime) -> Iterator[None]:
    """What runs inside, in this thread, takes it to be another instant: for the demo court, whose acts lie in the past, and
    for tests. Nothing that comes from outside the program can set it.
    """
    token = _SET.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _SET.reset(token)


def day_of(at: datetime) -> date:
    """The court's calendar day of an instant."""
    return at.astimezone(COURT_TIME).date()


def today() -> date:
    """The court's calendar day."""
    return day_of(now())
