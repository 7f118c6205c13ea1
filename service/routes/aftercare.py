"""`/aftercare`: what is due after 终本, by month, for 终本办理组 and 指挥中心."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.accounts.policy import Doing
from service.database.models import AftercareKind
from service.deps import CurrentUser, Reading, Writing, allowed
from service.moment import today
from service.pages import page
from service.paging import paged
from service.work.aftercare import count_overdue, due_tasks, finish, next_due, task_clock, tasks_between
from service.work.months import month_of

router = APIRouter(prefix="/aftercare")


@router.get("", dependencies=[allowed(Doing.SEE_AFTERCARE)])
def aftercare(
    request: Request,
    session: Reading,
    user: CurrentUser,
    month: Annotated[str, Query(max_length=7)] = "",
    show: Annotated[str, Query(max_length=8)] = "",
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """The tasks of a month, or (`show=overdue`) all that are past their day."""
    day = today()
    first, last = month_of(month, day)
    overdue = show == "overdue"
    query = due_tasks(user, day - timedelta(days=1)) if overdue else tasks_between(user, first, last)
    tasks, paging = paged(session, query, request, at)
    return page(
        request,
        "aftercare/aftercare.html",
        tasks=[(one, AftercareKind(one.kind), task_clock(one, day)) for one in tasks],
        paging=paging,
        first=first,
        before=(first - timedelta(days=1)).strftime("%Y-%m"),
        after=(last + timedelta(days=1)).strftime("%Y-%m"),
        overdue=overdue,
        upcoming=next_due(session, user, last),
        overdue_count=count_overdue(session, user, day),
    )


@router.post("/{task_id}/done", dependencies=[allowed(Doing.DO_AFTERCARE)])
def done(
    session: Writing,
    user: CurrentUser,
    task_id: int,
    done_on: Annotated[date, Form()],
    result: Annotated[str, Form(max_length=2000)] = "",
    found: Annotated[str, Form(max_length=3)] = "",
) -> RedirectResponse:
    """Marks a task done. `found`: yes or no, for a query."""
    answer = {"yes": True, "no": False}.get(found)
    task = finish(session, user, task_id, done_on=done_on, result=result, found=answer, today=today())
    return RedirectResponse(f"/aftercare?month={task.due_on:%Y-%m}#task-{task.id}", 303)
