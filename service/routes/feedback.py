"""Messages to applicants: those of a case, and the stages in which none was sent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.accounts.policy import Doing, holds
from service.clocks.board import shown_groups
from service.database.models import CaseState, FeedbackState
from service.deps import CurrentUser, Reading, SeenCase, TheService, Writing, WrittenCase, allowed
from service.errors import FormError
from service.moment import now, today
from service.pages import page
from service.paging import paged
from service.work.feedback import (
    LONGEST,
    last_phone,
    prefilled,
    send_again,
    stage_name,
    stage_of,
    tell_applicant,
    told,
)
from service.work.feedback_gaps import by_group, ended_rows, open_rows
from service.work.months import month_of
from service.work.phones import masked
from service.work.sending import send_waiting

router = APIRouter()


@router.get("/feedback", dependencies=[allowed(Doing.SEE_FIGURES)])
def gaps(
    request: Request,
    session: Reading,
    user: CurrentUser,
    month: Annotated[str, Query(max_length=7)] = "",
    group: Annotated[str, Query(max_length=16)] = "",
    show: Annotated[str, Query(max_length=8)] = "ended",
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """Stages without a message: those that ended in a month (`show=ended`), and those that go on (`show=open`)."""
    first, last = month_of(month, today())
    chosen = group if group in shown_groups(user) else None
    query = open_rows(user, chosen) if show == "open" else ended_rows(user, first, last, chosen)
    rows, paging = paged(session, query, request, at)
    return page(
        request,
        "feedback/gaps.html",
        months=by_group(session, user, first, last),
        first=first,
        group=chosen or "",
        show="open" if show == "open" else "ended",
        rows=rows,
        paging=paging,
    )


@router.get("/cases/{case_id}/feedback", dependencies=[allowed(Doing.SEE_CASES)])
def case_feedback(
    request: Request, service: TheService, session: Reading, user: CurrentUser, case: SeenCase
) -> HTMLResponse:
    """What the applicants were told, and, for the group that has the case, the form for the next message."""
    return page(
        request,
        "feedback/case.html",
        case=case,
        messages=told(session, case),
        state=lambda one: FeedbackState(one.state),
        stage_name=stage_name,
        stage=stage_of(case),
        masked=masked,
        may_tell=holds(user, case) and case.state in (CaseState.OPEN, CaseState.AFTERCARE),
        text=prefilled(case, service.settings.court),
        longest=LONGEST,
        phones={one.id: last_phone(session, case, one) for one in case.applicants},
    )


@router.post("/cases/{case_id}/feedback", dependencies=[allowed(Doing.WORK_ON_CASE)])
def tell(
    service: TheService,
    session: Writing,
    user: CurrentUser,
    case: WrittenCase,
    later: BackgroundTasks,
    text: Annotated[str, Form(max_length=4000)],
    to: Annotated[int, Form()],
    phone: Annotated[str, Form(max_length=40)] = "",
) -> RedirectResponse:
    """Writes a message; it is sent when it is safely kept, and by the worker where that fails."""
    person = next((one for one in case.applicants if one.id == to), None)
    if person is None:
        raise FormError("只能告知本案的申请执行人", how="从名单里选择")
    tell_applicant(session, user, case, text, to=person, phone=phone or last_phone(session, case, person))
    later.add_task(send_waiting, service)
    return RedirectResponse(f"/cases/{case.id}/feedback", 303)


@router.post("/cases/{case_id}/feedback/{message_id}/again", dependencies=[allowed(Doing.WORK_ON_CASE)])
def again(
    service: TheService,
    session: Writing,
    user: CurrentUser,
    case: WrittenCase,
    message_id: int,
    later: BackgroundTasks,
) -> RedirectResponse:
    """Sends a message that failed once more."""
    send_again(session, user, case, message_id, now())
    later.add_task(send_waiting, service)
    return RedirectResponse(f"/cases/{case.id}/feedback", 303)
