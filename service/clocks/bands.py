"""Which cases have which light, told by columns alone, so that the database can count and filter them.

For a given day the light of a group's case depends only on the day it came (`Case.entered_on`): the longer ago, the redder.
So each light is a range of days of each group, found by bisection in each span of days for which one budget was in force.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, and_, case, false, literal, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from checker.gates import GROUPS, OWNERS
from checker.periods import Period, shift
from service.clocks.due import DECIDING, Clock, Colour, clock
from service.database.models import Case
from service.rulebase import rulebook

HANDLING = tuple(group for group in GROUPS if group != DECIDING)
"""The groups that have cases, in the order of the plan."""
_LAST = 10**7  # in the order of what is due: after everything that has a limit


class Band(StrEnum):
    """How urgent a case is: the colour of its light, with what is over its limit told apart from red."""

    OVERDUE = "overdue"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {
            "overdue": "超期",
            "red": "红色预警",
            "orange": "橙色预警",
            "yellow": "黄色预警",
            "green": "正常",
            "none": "无期限",
        }[self]

    @property
    def colour(self) -> Colour:
        """The colour of its light."""
        return Colour.RED if self is Band.OVERDUE else Colour(self.value)


_ORDER = (Band.OVERDUE, Band.RED, Band.ORANGE, Band.YELLOW, Band.GREEN)
WARNED = _ORDER[:4]
"""Those that ask for somebody's attention."""


def band_of(one: Clock) -> Band:
    """The band of a clock."""
    return Band.OVERDUE if one.left is not None and one.left < 0 else Band(one.colour.value)


@dataclass(frozen=True, slots=True)
class Span:
    """Days of coming, first and last included, for which one budget is in force; None: no limit."""

    first: date
    last: date
    budget: Period | None


def spans(group: str) -> Iterator[Span]:
    """The spans of a group's budget, earliest first, without a gap."""
    parameter = rulebook().libraries.parameters.get(f"{OWNERS[group]}期限")
    first, budget = date.min, None
    for dated in parameter.values if parameter else ():
        if dated.start > first:
            yield Span(first, dated.start - timedelta(days=1), budget)
        first, budget = dated.start, dated.value if isinstance(dated.value, Period) else None
    yield Span(first, date.max, budget)


def ranges(group: str, today: date) -> Iterator[tuple[Band, date, date]]:
    """The days of coming, first and last included, of each band of a group on a day."""
    for span in spans(group):
        if span.budget is None:
            yield Band.NONE, span.first, span.last
            continue
        yield from _within(span, span.budget, today)


def _within(span: Span, budget: Period, today: date) -> Iterator[tuple[Band, date, date]]:
    days = range(span.first.toordinal(), span.last.toordinal() + 1)

    def place(ordinal: int) -> int:
        came = date.fromordinal(ordinal)
        return _ORDER.index(band_of(clock(came, shift(came, budget, 1), today)))

    start = 0
    for index, band in enumerate(_ORDER):
        end = bisect_left(days, index + 1, lo=start, key=place)
        if end > start:
            yield band, date.fromordinal(days[start]), date.fromordinal(days[end - 1])
        start = end


def in_band(band: Band, today: date, group: str | None = None) -> ColumnElement[bool]:
    """The condition on `Case` under which an open case has a band, of one group or of all."""
    found = [
        and_(Case.group == one, Case.entered_on.between(first, last))
        for one in ((group,) if group else HANDLING)
        for name, first, last in ranges(one, today)
        if name is band
    ]
    return or_(*found) if found else false()


def band_column(today: date) -> ColumnElement[str]:
    """The band of an open case, as a column."""
    whens = [
        (and_(Case.group == group, Case.entered_on.between(first, last)), literal(band.value))
        for group in HANDLING
        for band, first, last in ranges(group, today)
        if band is not Band.NONE
    ]
    return case(*whens, else_=Band.NONE.value)


class day_number(GenericFunction[int]):  # noqa: N801 — written like a function
    """A day as a number, the same step for every day; from what day it counts is the database's affair."""

    type = Integer()
    inherit_cache = True
    name = "day_number"


@compiles(day_number, "sqlite")
def _sqlite(element: day_number, compiler: SQLCompiler, **options: object) -> str:
    return f"CAST(julianday({compiler.process(element.clauses, **options)}) AS INTEGER)"


@compiles(day_number, "postgresql")
def _postgresql(element: day_number, compiler: SQLCompiler, **options: object) -> str:
    return f"({compiler.process(element.clauses, **options)} - DATE '2000-01-01')"


def due_order(today: date) -> ColumnElement[int]:
    """A number that is smaller the sooner the limit of an open case; of cases without one, the greatest."""
    whens = [
        (
            and_(Case.group == group, Case.entered_on.between(span.first, span.last)),
            day_number(Case.entered_on) + (shift(today, span.budget, 1) - today).days,
        )
        for group in HANDLING
        for span in spans(group)
        if span.budget is not None
    ]
    return case(*whens, else_=_LAST)
