"""The clock of a stage as a condition and an order of the database, so that ten thousand cases need not be loaded to find the
red ones. It says what `stage_clock` says: the days of each light are found with that very function.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, and_, case, cast, false, func, literal, or_
from sqlalchemy.orm import Session

from checker.gates import GROUPS, OWNERS
from service.clocks.due import Colour, stage_clock
from service.database.models import Case, CaseState
from service.rulebase import rulebook

_DAYS_BACK = 400  # beyond every stage's budget: what entered earlier is overdue, or never had one
_ONE_DAY = timedelta(days=1)


class _Run(NamedTuple):
    """Cases of a group that entered from `first` (None: any time before) to `last` have one light."""

    group: str
    colour: Colour
    first: date | None
    last: date


def light_is(colour: Colour, today: date) -> ColumnElement[bool]:
    """The condition on `Case` under which its clock has this light on a day."""
    runs = [
        and_(
            Case.group == run.group, Case.entered_on <= run.last, *([Case.entered_on >= run.first] if run.first else [])
        )
        for run in _runs(today)
        if run.colour is colour
    ]
    open_ones = and_(Case.state == CaseState.OPEN, or_(false(), *runs))
    return or_(Case.state != CaseState.OPEN, open_ones) if colour is Colour.NONE else open_ones


def due_order(session: Session, today: date) -> ColumnElement[Any]:
    """What to sort by so that the clock that runs out first comes first; cases without a clock come last."""
    days = {group: left for group in GROUPS if (left := _budget_days(group, today)) is not None}
    allowed = case(*((Case.group == group, literal(number)) for group, number in days.items()), else_=literal(0))
    due: ColumnElement[Any]
    if session.get_bind().dialect.name == "sqlite":
        due = func.julianday(Case.entered_on) + allowed
    else:
        due = cast(Case.entered_on, Date) + allowed
    return case((and_(Case.state == CaseState.OPEN, Case.group.in_(days)), due))


def _budget_days(group: str, today: date) -> int | None:
    clock = stage_clock(Case(group=group, state=CaseState.OPEN, entered_on=today), today)
    return None if clock.due_on is None else (clock.due_on - today).days


@lru_cache(maxsize=4)
def _runs(today: date) -> tuple[_Run, ...]:
    return tuple(run for group in GROUPS for run in _runs_of(group, today))


def _runs_of(group: str, today: date) -> Iterator[_Run]:
    oldest = today - timedelta(days=_DAYS_BACK)
    first: date | None = None
    for start in [*_changes_before(group, oldest), oldest]:
        yield _Run(group, _light(group, start - _ONE_DAY, today), first, start - _ONE_DAY)
        first = start
    days = [oldest + timedelta(days=number) for number in range(_DAYS_BACK + 1)]
    for colour, run in groupby(days, key=lambda day: _light(group, day, today)):
        entered = list(run)
        yield _Run(group, colour, entered[0], entered[-1])


def _changes_before(group: str, day: date) -> list[date]:
    """The days before `day` from which another budget was in force, or the first one."""
    budget = rulebook().libraries.parameters.get(f"{OWNERS[group]}期限")
    return [dated.start for dated in budget.values if dated.start < day] if budget else []


def _light(group: str, entered_on: date, today: date) -> Colour:
    return stage_clock(Case(group=group, state=CaseState.OPEN, entered_on=entered_on), today).colour
