"""A stretch: a limit that runs for one subject; and the register of the functions that count them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.clocks.known import Known, ReportFacts
from service.clocks.limits import Kind, Limit


@dataclass(frozen=True, slots=True)
class Stretch:
    """A limit of one subject that runs from `start` to `due`; `done`: the day on which the thing was done."""

    subject: str
    start: date
    due: date
    done: date | None = None


Counting = Callable[[Known, ReportFacts, Limit], Iterator[Stretch]]
COUNTED: dict[str, Counting] = {}
"""Limit's id → how it is counted from a report."""


def counts(name: str) -> Callable[[Counting], Counting]:
    """Registers the function that counts a limit."""

    def register(function: Counting) -> Counting:
        COUNTED[name] = function
        return function

    return register


def running_from(subject: str, start: date, limit: Limit, done: date | None = None) -> Iterator[Stretch]:
    """The stretch that begins on a day; of what is allowed after a period, from the day after it. None where no value was in
    force.
    """
    end = limit.ends(start)
    if end:
        yield Stretch(subject, start, end + timedelta(days=1) if limit.kind is Kind.EARLIEST else end, done)
