"""What a person has to do today: what he holds, what came back, what is due, what waits for him."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from service.accounts.policy import Doing, may
from service.clocks.bands import due_order
from service.clocks.board import Row, board, waiting_row
from service.clocks.due import Clock, stage_clock
from service.clocks.legal import Standing, soonest
from service.database.models import AftercareTask, Case, CaseState, Escalation, Role, Submission, User
from service.work.aftercare import due_tasks
from service.work.assignment import unassigned
from service.work.came_back import Returned, came_back
from service.work.glance import Figure, this_month
from service.work.waiting import followed, ordered, unsettled, waiting

SHOWN = 20
"""Rows of the cases one holds; the rest stands behind a link."""
FEW = 6
"""Rows of everything else."""
_AFTERCARE_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Held:
    """A case that somebody holds, with the clock of its stage."""

    case: Case
    clock: Clock


@dataclass(frozen=True)
class Desk:
    """A desk. What does not concern the person is empty."""

    held: Sequence[Held] = ()
    held_count: int = 0
    unassigned: int = 0
    rows: Sequence[Row] = ()
    returned: Sequence[Returned] = ()
    returned_count: int = 0
    limits: Sequence[Standing] = ()
    tasks: Sequence[AftercareTask] = ()
    ordered: Sequence[Escalation] = ()
    followed: Sequence[Escalation] = ()
    waiting: Sequence[Submission] = ()
    waiting_count: int = 0
    unsettled: Sequence[Escalation] = ()
    unsettled_count: int = 0
    waiting_row: Row | None = None
    month: Sequence[Figure] = ()
    people: Sequence[tuple[str, int]] = ()


def desk_of(session: Session, user: User, today: date) -> Desk:
    """The desk of a person on a day."""
    role = Role(user.role)
    if role.of_group:
        return _of_group(session, user, today)
    waiting_count, first = waiting(session, user, FEW)
    unsettled_count, escalations = unsettled(session, user, FEW)
    sees_clocks = may(user, Doing.SEE_CLOCKS)
    return Desk(
        rows=board(session, user, today) if sees_clocks else (),
        waiting_row=waiting_row(session, today) if sees_clocks else None,
        waiting=first,
        waiting_count=waiting_count,
        unsettled=escalations,
        unsettled_count=unsettled_count,
        month=this_month(session, today) if sees_clocks else (),
        people=people(session) if may(user, Doing.MANAGE_USERS) else (),
    )


def _of_group(session: Session, user: User, today: date) -> Desk:
    mine = Case.handler_id == user.id
    number, cases = _held(session, user, today)
    returned_count, returned = came_back(session, user, FEW)
    waiting_count, first = waiting(session, user, FEW)
    leads = Role(user.role) is Role.LEADER
    return Desk(
        held=cases,
        held_count=number,
        unassigned=_count(session, unassigned(user.group or "")) if leads else 0,
        rows=board(session, user, today) if leads else (),
        returned=returned,
        returned_count=returned_count,
        limits=soonest(session, Case.group == user.group if leads else mine, user, today, FEW),
        tasks=_tasks(session, user, today) if may(user, Doing.SEE_AFTERCARE) else (),
        ordered=ordered(session, user, FEW),
        followed=followed(session, user, FEW),
        waiting=first,
        waiting_count=waiting_count,
    )


def _held(session: Session, user: User, today: date) -> tuple[int, list[Held]]:
    condition = (Case.handler_id == user.id) & (Case.state == CaseState.OPEN) & (Case.group == user.group)
    query = (
        select(Case)
        .where(condition)
        .options(selectinload(Case.parties))
        .order_by(due_order(today), Case.id)
        .limit(SHOWN)
    )
    return _count(session, condition), [Held(case, stage_clock(case, today)) for case in session.scalars(query)]


def _tasks(session: Session, user: User, today: date) -> list[AftercareTask]:
    query = due_tasks(user, today + _AFTERCARE_AHEAD).limit(FEW).options(joinedload(AftercareTask.case))
    return list(session.scalars(query))


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Case).where(condition)) or 0


def people(session: Session) -> list[tuple[str, int]]:
    """How many active people have each role, and how many are stopped: the administrator's desk."""
    counted = dict(session.execute(select(User.role, func.count()).where(User.active).group_by(User.role)).all())
    stopped = session.scalar(select(func.count()).select_from(User).where(~User.active)) or 0
    return [*((role.chinese, counted.get(role, 0)) for role in Role), ("已停用", stopped)]
