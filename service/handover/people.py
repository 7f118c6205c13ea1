"""Who handles a case next, and giving it to him."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gates import GROUPS
from service.database.models import Assignment, Case, Role, User
from service.errors import ConflictError
from service.moment import now

HANDOVER = "handover"
"""How the assignment came about, see `Assignment.how`."""


def leader_of(session: Session, group: str) -> User:
    """The leader of a group; of several the one who has been it longest. `ConflictError` where there is none."""
    query = select(User).where(User.group == group, User.role == Role.LEADER, User.active).order_by(User.id)
    leader = session.scalars(query).first()
    if leader is None:
        raise ConflictError(f"{GROUPS[group]}没有在用的组长账号，案件没有人接收", how="请系统管理员先设置该组组长")
    return leader


def handler_then(session: Session, case: Case, group: str) -> User:
    """Who handled a case when the group had it, if he is still there; else its leader."""
    query = (
        select(User)
        .join(Assignment, Assignment.handler_id == User.id)
        .where(Assignment.case_id == case.id, Assignment.group == group, User.group == group, User.active)
        .where(User.role.in_((Role.MEMBER, Role.LEADER)))
        .order_by(Assignment.id.desc())
    )
    return session.scalars(query).first() or leader_of(session, group)


def give(session: Session, actor: User, case: Case, handler: User, day: date) -> None:
    """Puts a case into the hands of a handler and his group, from a day on."""
    assert handler.group is not None  # noqa: S101 — members and leaders have one
    case.group, case.handler_id, case.entered_on = handler.group, handler.id, day
    session.add(
        Assignment(case_id=case.id, group=handler.group, handler_id=handler.id, how=HANDOVER, by_id=actor.id, at=now())
    )
