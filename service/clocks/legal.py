"""The limits of the law as they stand on a day: of one case, and of all cases that somebody sees."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from service.clocks.board import open_cases
from service.clocks.counting import from_filing, stretches
from service.clocks.due import NO_CLOCK, Clock, clock
from service.clocks.known import Known, ReportFacts, known_of
from service.clocks.limits import Kind, Limit, limits
from service.clocks.stretch import COUNTED
from service.database.models import Case, CaseLimit, CaseState, User

AHEAD = timedelta(days=30)
"""How far ahead lists of limits look."""
SIX_MONTHS = "six-months"


@dataclass(frozen=True, slots=True)
class Standing:
    """A limit of a case on a day. `done`: the day on which the thing was done; then its clock no longer runs."""

    limit: Limit
    subject: str
    start: date
    due: date
    done: date | None
    clock: Clock
    case: Case

    @property
    def late(self) -> bool:
        """Whether it was done, but after the limit."""
        return self.done is not None and self.limit.kind is Kind.LIMIT and self.done > self.due


def of_case(case: Case, facts: ReportFacts | None, today: date) -> list[Standing]:
    """Every limit of an open case that can be counted from its columns and the report of its last check."""
    if case.state != CaseState.OPEN:
        return []
    return [
        _standing(limit, one.subject, one.start, one.due, one.done, case, today)
        for limit, one in stretches(known_of(case, facts))
    ]


def _standing(
    limit: Limit, subject: str, start: date, due: date, done: date | None, case: Case, today: date
) -> Standing:
    over = done is not None or (limit.kind is Kind.EARLIEST and due <= today)
    running = NO_CLOCK if over or limit.kind is Kind.EARLIEST else clock(start, due, today, limit.source)
    return Standing(limit, subject, start, due, done, running, case)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many limits of a kind are over or will be within `AHEAD`."""

    limit: Limit
    over: int
    ahead: int


def tallies(session: Session, user: User, today: date, group: str | None = None) -> list[Tally]:
    """For each limit that warns, how many run out, of the open cases that he sees."""
    mine, past_due = _cases(user, group), CaseLimit.due_on < today
    kept = (
        select(CaseLimit.limit, past_due, func.count())
        .join(Case)
        .where(mine, _running(today))
        .group_by(CaseLimit.limit, past_due)
    )
    found = {(name, bool(over)): number for name, over, number in session.execute(kept)}
    last, past = _filed_until(today + AHEAD), _filed_until(today - timedelta(days=1))
    for over, condition in ((True, Case.filed_on <= past), (False, (Case.filed_on > past) & (Case.filed_on <= last))):
        found[SIX_MONTHS, over] = session.scalar(select(func.count()).select_from(Case).where(mine, condition)) or 0
    warning = [
        one
        for one in limits().values()
        if one.kind is not Kind.EARLIEST and (one.id in COUNTED or one.id == SIX_MONTHS)
    ]
    return [Tally(one, found.get((one.id, True), 0), found.get((one.id, False), 0)) for one in warning]


def kept_rows(user: User, today: date, name: str | None = None, group: str | None = None) -> Select[Any]:
    """The kept limits, not done yet, that are over or will be within `AHEAD`; what is due first stands first."""
    query = (
        select(CaseLimit)
        .join(Case)
        .where(_cases(user, group), _running(today))
        .options(joinedload(CaseLimit.case).joinedload(Case.handler))
        .order_by(CaseLimit.due_on, CaseLimit.id)
    )
    return query.where(CaseLimit.limit == name) if name else query


def filed_rows(user: User, today: date, group: str | None = None) -> Select[Any]:
    """The cases whose six months are over or will be within `AHEAD`."""
    return (
        select(Case)
        .where(_cases(user, group), Case.filed_on <= _filed_until(today + AHEAD))
        .options(joinedload(Case.handler))
        .order_by(Case.filed_on, Case.id)
    )


def standing_of(row: CaseLimit | Case, today: date) -> Standing:
    """How a row of these lists stands."""
    if isinstance(row, CaseLimit):
        return _standing(limits()[row.limit], row.subject, row.starts_on, row.due_on, row.done_on, row.case, today)
    limit = limits()[SIX_MONTHS]
    (one,) = from_filing(Known(row.group, row.filed_on, row.entered_on, fresh=False), limit)
    return _standing(limit, one.subject, one.start, one.due, None, row, today)


def soonest(
    session: Session, condition: ColumnElement[bool], user: User, today: date, at_most: int
) -> Sequence[Standing]:
    """The limits that run out first, of the open cases that he sees and that fulfil a condition."""
    kept = session.scalars(kept_rows(user, today).where(condition).limit(at_most)).all()
    filed = session.scalars(filed_rows(user, today).where(condition).limit(at_most)).all()
    rows: list[CaseLimit | Case] = [*kept, *filed]
    found = [standing_of(row, today) for row in rows]
    return sorted(found, key=lambda one: (one.due, one.case.id))[:at_most]


def _cases(user: User, group: str | None) -> ColumnElement[bool]:
    return open_cases(user) & (Case.group == group) if group else open_cases(user)


def _running(today: date) -> ColumnElement[bool]:
    earliest = [limit.id for limit in limits().values() if limit.kind is Kind.EARLIEST]
    return CaseLimit.done_on.is_(None) & (CaseLimit.due_on <= today + AHEAD) & CaseLimit.limit.not_in(earliest)


def _filed_until(due: date) -> date:
    """The last day of filing whose six months are over by a day: months have different lengths, so it is searched for."""
    limit = limits()[SIX_MONTHS]
    first = (due - timedelta(days=400)).toordinal()
    days = range(first, due.toordinal() + 1)

    def ends(ordinal: int) -> date:
        return limit.ends(date.fromordinal(ordinal)) or date.min

    return date.fromordinal(days[bisect_right(days, due, key=ends) - 1])
