"""What is due after a 终本 (第六组4；法〔2016〕373号 第九条、第十三条): entry into the database, and five years of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from checker.periods import Period, shift
from service.accounts.policy import Doing, require, require_holding, visible
from service.clocks.due import Clock, clock
from service.clocks.limits import limits
from service.database.models import AftercareKind, AftercareTask, Case, CaseState, User
from service.errors import ConflictError, FormError, NotFoundError
from service.ledger import Act, record

YEARS = 5
_MONTHS_OF_A_YEAR = 12
LIMITS = {AftercareKind.REGISTRATION: "registration", AftercareKind.QUERY: "half-yearly-query"}
"""Which limit of `limits.yaml` each task keeps."""


def open_aftercare(session: Session, case: Case, served_on: date, actor: User | None = None) -> list[AftercareTask]:
    """The tasks after the ruling was served on the applicant: the entry, and ten queries, one every six months. Where the case
    has its tasks already, those. The state of the case is its caller's affair.
    """
    have = session.scalars(
        select(AftercareTask).where(AftercareTask.case_id == case.id).order_by(AftercareTask.due_on)
    ).all()
    if have:
        return list(have)
    entry = limits()["registration"].ends(served_on)
    half = limits()["half-yearly-query"].period(served_on)
    if entry is None or half is None:
        raise FormError("送达日期早于终本规定施行之日，不能安排终本后管理", how="核对终本裁定书的送达日期")
    days = [(AftercareKind.REGISTRATION, 1, entry)]
    for number in range(
        1, YEARS * _MONTHS_OF_A_YEAR // half.months + 1
    ):  # each from the service: 31 August + 6 months must
        due = shift(served_on, Period(half.months * number, 0), 1)  # not pull all later ones to the 28th
        days.append((AftercareKind.QUERY, number, due))
    tasks = [AftercareTask(case_id=case.id, kind=kind, number=number, due_on=due) for kind, number, due in days]
    session.add_all(tasks)
    session.flush()
    record(session, Act.AFTERCARE_OPENED, actor, case=case, served_on=served_on, tasks=len(tasks))
    return tasks


def due_tasks(user: User, last: date) -> Select[Any]:
    """The tasks not done yet that are due until a day, of the cases he sees that are still looked after; the oldest first."""
    return _tasks(user).where(AftercareTask.done_on.is_(None), AftercareTask.due_on <= last)


def tasks_between(user: User, first: date, last: date) -> Select[Any]:
    """The tasks due between two days, both included, done or not."""
    return _tasks(user).where(AftercareTask.due_on.between(first, last))


def next_due(session: Session, user: User, after: date) -> date | None:
    """The first day after a day on which a task not done yet is due."""
    query = select(func.min(AftercareTask.due_on)).join(Case).where(_looked_after(user))
    return session.scalar(query.where(AftercareTask.done_on.is_(None), AftercareTask.due_on > after))


def tasks_of(session: Session, case: Case) -> list[AftercareTask]:
    """All tasks of a case, by their day."""
    query = select(AftercareTask).where(AftercareTask.case_id == case.id).order_by(AftercareTask.due_on)
    return list(session.scalars(query.options(joinedload(AftercareTask.done_by))))


def count_overdue(session: Session, user: User, today: date) -> int:
    """How many tasks are past their day and not done."""
    query = select(func.count()).select_from(AftercareTask).join(Case)
    undone = AftercareTask.done_on.is_(None) & (AftercareTask.due_on < today)
    return session.scalar(query.where(_looked_after(user), undone)) or 0


def finish(
    session: Session, actor: User, task_id: int, *, done_on: date, result: str, found: bool | None, today: date
) -> AftercareTask:
    """Marks a task done on a day, with what came out. For a query `found` says whether there was property; then 恢复执行 is
    to be considered (373 art. 9: the court resumes of its own motion).
    """
    require(actor, Doing.DO_AFTERCARE)
    task = session.scalar(
        select(AftercareTask).join(Case).where(AftercareTask.id == task_id, visible(actor)).with_for_update()
    )
    if task is None:
        raise NotFoundError("没有这件事项，或者您无权查看")
    require_holding(actor, task.case)
    if task.done_on is not None:
        raise ConflictError("这件事项已经办结", how="刷新页面看最新情况")
    if done_on > today:
        raise FormError("办理日期不能晚于今天", how="填写实际办理的日期", fields={"done_on": "晚于今天"})
    if task.kind == AftercareKind.QUERY and found is None:
        raise FormError("须写明有没有查到财产", how="选择查询结果", fields={"found": "须选择"})
    task.done_on, task.done_by_id, task.result = done_on, actor.id, result.strip()
    task.found = found if task.kind == AftercareKind.QUERY else None
    record(
        session,
        Act.AFTERCARE_DONE,
        actor,
        case=task.case,
        kind=task.kind,
        number=task.number,
        on=done_on,
        found=task.found,
    )
    return task


def task_clock(task: AftercareTask, today: date) -> Clock:
    """The clock of a task; that of a query runs from the query before it."""
    limit = limits()[LIMITS[AftercareKind(task.kind)]]
    period = limit.period(task.due_on) or Period(0, 0)
    return clock(shift(task.due_on, period, -1), task.due_on, today, limit.source)


def _tasks(user: User) -> Select[Any]:
    return (
        select(AftercareTask)
        .join(Case)
        .where(_looked_after(user))
        .options(
            joinedload(AftercareTask.case).joinedload(Case.handler),
            joinedload(AftercareTask.done_by),
        )
        .order_by(AftercareTask.due_on, AftercareTask.id)
    )


def _looked_after(user: User) -> ColumnElement[bool]:
    return (Case.state == CaseState.AFTERCARE) & visible(user)
