"""Plays what happened in the demo court, each act at its own moment, all cases interleaved as they would have been.

A story is a generator: it yields the moment at which it goes on.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush

from service.moment import COURT_TIME, as_if_at

Story = Generator[datetime, None, None]
_APART = timedelta(minutes=10)


def on(month: int, day: int, clock: str, year: int = 2026) -> datetime:
    """A moment of the year in which the papers of the demo court were written."""
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), COURT_TIME)


@dataclass(frozen=True, slots=True)
class Days:
    """Moments counted back from a day."""

    today: date

    def __call__(self, ago: int, clock: str) -> datetime:
        """So many days ago at a time of the court (09:30); a weekend's is the Friday's before it."""
        day = self.today - timedelta(days=ago)
        day -= timedelta(days=max(0, day.weekday() - 4))
        return datetime.combine(day, time.fromisoformat(clock), COURT_TIME)


def play(stories: Iterable[Story]) -> None:
    """Goes on with the story whose next moment is the earliest, until all are told."""
    waiting: list[tuple[datetime, int, Story]] = []

    def wait(number: int, story: Story, after: datetime | None) -> None:
        at = next(story, None)
        if at is not None:
            heappush(waiting, (max(at, after + _APART) if after else at, number, story))

    for number, story in enumerate(stories):
        wait(number, story, None)
    while waiting:
        at, number, story = heappop(waiting)
        with as_if_at(at):
            wait(number, story, at)
