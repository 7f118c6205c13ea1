"""The stays of cases in the groups: when a case came, when it left, by which gate.

A case leaves a group by a gate that hands it on or closes it; the other gates (终本报审, 终本后管理) move nothing. It came with
the hand-over before, the first group had it from its filing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session

from checker.clock import budget_of
from checker.gates import RECEIVER
from checker.periods import shift
from service.database.models import Case, CaseState, Passage
from service.figures.month import Month
from service.moment import day_of
from service.rulebase import rulebook

CLOSING_GATES = ("closing-performed", "closing-waived", "closing-settled", "zhongben")
LEAVING = (*RECEIVER, *CLOSING_GATES)
_IN_ONE = 500
_LONGEST_BUDGET = 400  # days; the plan's longest is 56


class Stay(NamedTuple):
    """A case in a group. `came` None: not known. `left` None: it is still there; else `gate` is the one it left by."""

    case_id: int
    group: str
    came: date | None
    left: date | None = None
    gate: str = ""
    submission_id: int | None = None

    def days(self, until: date) -> int | None:
        """How many days it was there, until it left or until a day."""
        return ((self.left or until) - self.came).days if self.came else None

    def over(self, until: date) -> bool:
        """Whether it was there longer than the group's budget, when it left or on a day."""
        due = due_on(self.group, self.came) if self.came else None
        return due is not None and (self.left or until) > due


@lru_cache(maxsize=16_384)
def due_on(group: str, came: date) -> date | None:
    """The last day of a group's budget for a case that came on a day; None: it has no limit."""
    budget = budget_of(group, rulebook().libraries.parameters, came)
    return shift(came, budget[0], 1) if budget else None


def stays_of(session: Session, month: Month, today: date, groups: Sequence[str]) -> list[Stay]:
    """The stays in groups that ended in a month, and those that went on at its end (today, while it lasts)."""
    return _stays(session, month, today, groups, Case.group.in_(groups))


def late_or_ended(session: Session, month: Month, today: date, groups: Sequence[str]) -> list[Stay]:
    """The same without those that went on and were in time."""
    until = month.until(today)
    late = [and_(Case.group == group, Case.entered_on <= day) for group in groups if (day := _late_from(group, until))]
    return _stays(session, month, today, groups, or_(false(), *late))


def _stays(
    session: Session, month: Month, today: date, groups: Sequence[str], open_ones: ColumnElement[bool]
) -> list[Stay]:
    until = month.until(today)
    ended = _leaving(session, month.first, until)
    went_on = list(_open_now(session, until, open_ones))
    if until < today:
        left_since: dict[int, Stay] = {}
        for stay in _leaving(session, until + timedelta(days=1), None):
            if stay.came is None or stay.came <= until:
                left_since.setdefault(stay.case_id, Stay(stay.case_id, stay.group, stay.came))
        went_on += left_since.values()
    return [stay for stay in (*ended, *went_on) if stay.group in groups]


@lru_cache(maxsize=1_024)
def _late_from(group: str, until: date) -> date | None:
    """The latest day of coming with which a case in a group is late on a day; None: none is."""
    days = (until - timedelta(days=back) for back in range(_LONGEST_BUDGET))
    return next((day for day in days if (due := due_on(group, day)) and due < until), None)


def _open_now(session: Session, until: date, condition: ColumnElement[bool]) -> Iterator[Stay]:
    query = select(Case.id, Case.group, Case.entered_on).where(
        Case.state == CaseState.OPEN, Case.entered_on <= until, condition
    )
    return (Stay(case_id, group, came) for case_id, group, came in session.execute(query))


def _leaving(session: Session, first: date, last: date | None) -> list[Stay]:
    """The stays that ended from one day to another, in order."""
    query = select(Passage.case_id).where(Passage.on >= first, Passage.gate.in_(LEAVING))
    if last:
        query = query.where(Passage.on <= last)
    ids = sorted(set(session.scalars(query)))
    found: list[Stay] = []
    for start in range(0, len(ids), _IN_ONE):
        found += _ended(session, ids[start : start + _IN_ONE])
    return sorted(
        (stay for stay in found if stay.left and stay.left >= first and (last is None or stay.left <= last)),
        key=lambda stay: (stay.left or first, stay.case_id),
    )


def _ended(session: Session, ids: Sequence[int]) -> Iterator[Stay]:
    """All ended stays of cases."""
    filed = {row.id: row.filed_on or day_of(row.created_at) for row in session.execute(
        select(Case.id, Case.filed_on, Case.created_at).where(Case.id.in_(ids))
    )}  # fmt: skip
    query = (
        select(Passage.case_id, Passage.gate, Passage.on, Passage.from_group, Passage.to_group, Passage.submission_id)
        .where(Passage.case_id.in_(ids), Passage.gate.in_(LEAVING))
        .order_by(Passage.case_id, Passage.on, Passage.id)
    )
    before: Any = None
    for passage in session.execute(query):
        if before is None or before.case_id != passage.case_id:
            came: date | None = filed[passage.case_id]
        else:
            came = before.on if before.to_group == passage.from_group else None
        yield Stay(passage.case_id, passage.from_group, came, passage.on, passage.gate, passage.submission_id)
        before = passage
