"""Stages in which the applicant was told nothing (第七组10): those that ended in a month, and those that go on now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from service.accounts.policy import visible
from service.clocks.bands import HANDLING
from service.clocks.board import open_cases, shown_groups
from service.database.models import Case, Feedback, FeedbackState, Passage, User

_Before = aliased(Passage)


@dataclass(frozen=True, slots=True)
class Months:
    """For a group: stages that ended in the month, those of them without a message, and open cases without one."""

    group: str
    ended: int
    ended_untold: int
    open: int
    open_untold: int


def by_group(session: Session, user: User, first: date, last: date) -> list[Months]:
    """The figures of each group he sees, for the stages that ended between two days, both included."""
    stages = select(Passage.from_group, func.count()).join(Case).where(_ended(user, first, last))
    cases = select(Case.group, func.count()).where(open_cases(user))
    ended, untold = (_counts(session, one, Passage.from_group) for one in (stages, stages.where(_ended_untold())))
    going, silent = (_counts(session, one, Case.group) for one in (cases, cases.where(_open_untold())))
    return [
        Months(group, ended[group], untold[group], going[group], silent[group])
        for group in HANDLING
        if group in shown_groups(user)
    ]


def ended_rows(user: User, first: date, last: date, group: str | None) -> Select[Any]:
    """The stages without a message that ended between two days, the latest first."""
    query = (
        select(Passage)
        .join(Case)
        .where(_ended(user, first, last), _ended_untold())
        .options(joinedload(Passage.case).joinedload(Case.handler))
        .order_by(Passage.on.desc(), Passage.id.desc())
    )
    return query.where(Passage.from_group == group) if group else query


def open_rows(user: User, group: str | None) -> Select[Any]:
    """The open cases whose applicant was told nothing since the group has them, the longest first."""
    query = (
        select(Case)
        .where(open_cases(user), _open_untold())
        .options(joinedload(Case.handler))
        .order_by(Case.entered_on, Case.id)
    )
    return query.where(Case.group == group) if group else query


def _counts(session: Session, query: Select[Any, Any], by: Any) -> Mapping[str, int]:  # noqa: ANN401 — a column
    return Counter(dict(session.execute(query.group_by(by)).all()))


def _ended(user: User, first: date, last: date) -> ColumnElement[bool]:
    return and_(Passage.on.between(first, last), visible(user), Passage.from_group.in_(shown_groups(user)))


def _ended_untold() -> ColumnElement[bool]:
    """No message between the day the case came to the group and the day it went on. Of a group that has it for the second
    time only what was told the second time counts.
    """
    came = (
        select(func.max(_Before.on))
        .where(
            _Before.case_id == Passage.case_id,
            _Before.to_group == Passage.from_group,
            _Before.on <= Passage.on,
            _Before.id < Passage.id,
        )
        .correlate(Passage)
        .scalar_subquery()
    )
    told = select(Feedback.id).where(
        Feedback.case_id == Passage.case_id,
        Feedback.stage == Passage.from_group,
        Feedback.state != FeedbackState.FAILED,
        Feedback.on <= Passage.on,
        or_(came.is_(None), Feedback.on >= came),
    )
    return ~told.correlate(Passage).exists()


def _open_untold() -> ColumnElement[bool]:
    told = select(Feedback.id).where(
        Feedback.case_id == Case.id,
        Feedback.stage == Case.group,
        Feedback.state != FeedbackState.FAILED,
        Feedback.on >= Case.entered_on,
    )
    return ~told.correlate(Case).exists()
