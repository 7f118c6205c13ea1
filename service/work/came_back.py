"""Files that were returned to a group and have something left to repair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from service.accounts.policy import visible
from service.database.models import (
    Case,
    CaseState,
    Decision,
    DecisionKind,
    ReturnItem,
    Role,
    Submission,
    SubmissionState,
    User,
)

_Later = aliased(Submission)


@dataclass(frozen=True, slots=True)
class Returned:
    """A return: what is left of its items, and the first day by which one is due."""

    decision: Decision
    case: Case
    items: Sequence[ReturnItem]
    due_on: date | None


def came_back(session: Session, user: User, at_most: int) -> tuple[int, list[Returned]]:
    """How many returned files his group has (a member: those sent to him or handled by him), and the oldest of them."""
    condition = _his(user)
    number = session.scalar(select(func.count()).select_from(_open_returns().where(condition).subquery())) or 0
    query = (
        _open_returns()
        .where(condition)
        .options(
            joinedload(Decision.submission).joinedload(Submission.case),
            joinedload(Decision.to_user),
            selectinload(Decision.items),
        )
        .order_by(Decision.at, Decision.id)
        .limit(at_most)
    )
    return number, [_returned(one) for one in session.scalars(query)]


def returned_of(session: Session, case: Case) -> Returned | None:
    """The last return of a case to the group that has it now, where something is left to repair."""
    group = func.coalesce(Decision.to_group, Submission.from_group) == case.group
    query = _open_returns().where(Submission.case_id == case.id, group).options(selectinload(Decision.items))
    last = session.scalar(query.order_by(Decision.id.desc()).limit(1))
    return _returned(last) if last else None


def _open_returns() -> Select[Any]:
    """Returns with an item that nothing shows repaired, of open cases, that were not submitted anew. One taken back, or whose
    check failed, is not submitted.
    """
    unrepaired = select(ReturnItem.id).where(ReturnItem.decision_id == Decision.id, ReturnItem.repaired_on.is_(None))
    withdrawn = _Later.state == SubmissionState.WITHDRAWN
    anew = select(_Later.id).where(_Later.previous_id == Decision.submission_id, ~withdrawn)
    return (
        select(Decision)
        .join(Submission, Submission.id == Decision.submission_id)
        .join(Case, Case.id == Submission.case_id)
        .where(Decision.kind == DecisionKind.RETURN, Case.state == CaseState.OPEN)
        .where(unrepaired.exists(), ~anew.exists())
    )


def _his(user: User) -> ColumnElement[bool]:
    role = Role(user.role)
    if not role.of_group or not user.group:
        return false()
    group = (func.coalesce(Decision.to_group, Submission.from_group) == user.group) & visible(user)
    if role is Role.LEADER:
        return group
    return group & or_(Decision.to_user_id == user.id, Case.handler_id == user.id)


def _returned(decision: Decision) -> Returned:
    items = [item for item in decision.items if item.repaired_on is None]
    due = min((item.due_on for item in items if item.due_on), default=None)
    return Returned(decision, decision.submission.case, items, due)
