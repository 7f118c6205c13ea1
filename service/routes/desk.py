"""`/desk`: what a person has to do today."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.accounts.policy import Doing
from service.clocks.bands import Band
from service.clocks.due import submission_clock
from service.database.models import AftercareKind
from service.deps import CurrentUser, Reading, allowed
from service.moment import today
from service.pages import page
from service.work.aftercare import task_clock
from service.work.desk import desk_of

router = APIRouter(prefix="/desk", dependencies=[allowed(Doing.USE)])


@router.get("")
def desk(request: Request, session: Reading, user: CurrentUser) -> HTMLResponse:
    """My desk."""
    day = today()
    return page(
        request,
        "desk/desk.html",
        desk=desk_of(session, user, day),
        BANDS=tuple(Band),
        kind_name=lambda task: AftercareKind(task.kind).chinese,
        task_clock=lambda task: task_clock(task, day),
        submission_clock=lambda one: submission_clock(one, day),
    )
