"""What waits for a person's decision."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from service.accounts.policy import still_ordered, waits_for
from service.database.models import Case, Escalation, Role, Submission, User
from service.handover.escalations import ESCALATING


def waiting(session: Session, user: User, at_most: int) -> tuple[int, list[Submission]]:
    """How many submissions wait for him, and those that wait longest."""
    condition = waits_for(user)
    number = session.scalar(select(func.count()).select_from(Submission).where(condition)) or 0
    query: Select[Any] = (
        select(Submission)
        .where(condition)
        .options(joinedload(Submission.case), joinedload(Submission.by))
        .order_by(Submission.at, Submission.id)
        .limit(at_most)
    )
    return number, list(session.scalars(query))


def unsettled(session: Session, user: User, at_most: int) -> tuple[int, list[Escalation]]:
    """What was put before the bureau chief and he has not settled yet (第六组1)."""
    if Role(user.role) is not Role.DIRECTOR:
        return 0, []
    open_ = Escalation.decided_at.is_(None)
    number = session.scalar(select(func.count()).select_from(Escalation).where(open_)) or 0
    return number, _escalations(session, open_, at_most)


def ordered(session: Session, user: User, at_most: int) -> list[Escalation]:
    """What the bureau chief ordered his group to do, and the case is still open."""
    repaired = Escalation.item.has(repaired_on=None) | Escalation.item_id.is_(None)
    return _escalations(session, still_ordered(user) & repaired, at_most)


def followed(session: Session, user: User, at_most: int) -> list[Escalation]:
    """What became of what 终本办理组 laid before the bureau chief, in the cases that it still has: the latest first."""
    if user.group != ESCALATING or not Role(user.role).of_group:
        return []
    decided = Escalation.decided_at.is_not(None) & Escalation.case.has(
        (Case.state == "open") & (Case.group == ESCALATING)
    )
    return _escalations(session, decided, at_most, latest=True)


def _escalations(
    session: Session, condition: ColumnElement[bool], at_most: int, *, latest: bool = False
) -> list[Escalation]:
    query = (
        select(Escalation)
        .where(condition)
        .options(joinedload(Escalation.case), joinedload(Escalation.item), joinedload(Escalation.by))
        .order_by(*((Escalation.decided_at.desc(), Escalation.id) if latest else (Escalation.at, Escalation.id)))
        .limit(at_most)
    )
    return list(session.scalars(query))
