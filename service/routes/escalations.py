"""报局长处理: the list, what a case's earlier groups owe, and what the bureau chief decides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from checker.gates import GROUPS
from service.accounts.policy import Doing, case_for
from service.deps import CurrentUser, Reading, SeenCase, TheService, Writing, allowed
from service.errors import FormError
from service.handover.escalations import escalate, escalations_for, owed_by_others, report_done, settle_escalation
from service.handover.last import last_review
from service.moment import today
from service.pages import page

router = APIRouter()
_USUAL = timedelta(days=7)
"""The time proposed for what is ordered; the bureau chief may give another."""


@router.get("/escalations", dependencies=[allowed(Doing.SEE_TRANSFERS)])
def escalations(request: Request, session: Reading, user: CurrentUser) -> HTMLResponse:
    """All of the cases he may see, the undecided first."""
    return page(
        request,
        "transfers/escalations.html",
        escalations=escalations_for(session, user),
        groups=[(slug, name) for slug, name in GROUPS.items() if slug != "command"],
        proposed=today() + _USUAL,
    )


@router.post("/escalations/{escalation_id}", dependencies=[allowed(Doing.SETTLE_ESCALATION)])
def decide_one(
    session: Writing,
    user: CurrentUser,
    escalation_id: int,
    order: Annotated[str, Form(max_length=2000)],
    ordered_group: Annotated[str, Form(max_length=16)] = "",
    due_on: Annotated[str, Form(max_length=10)] = "",
) -> RedirectResponse:
    """The bureau chief's order or decision."""
    try:
        day = date.fromisoformat(due_on) if due_on else None
    except ValueError:
        raise FormError("完成期限不是日期", fields={"due_on": "写成 2026-01-31"}) from None
    settle_escalation(session, user, escalation_id, ordered_group=ordered_group or None, order=order, due_on=day)
    return RedirectResponse("/escalations", 303)


@router.post("/escalations/{escalation_id}/done", dependencies=[allowed(Doing.WORK_ON_CASE)])
def done(
    session: Writing, user: CurrentUser, escalation_id: int, note: Annotated[str, Form(max_length=2000)]
) -> RedirectResponse:
    """The ordered group says that it is done."""
    case_id = report_done(session, user, escalation_id, note).case_id
    return RedirectResponse(f"/cases/{case_id}/escalations", 303)


@router.get("/cases/{case_id}/escalations", dependencies=[allowed(Doing.SEE_CASES)])
def of_case(request: Request, service: TheService, case: SeenCase, session: Reading, user: CurrentUser) -> HTMLResponse:
    """What earlier groups owe in a case, and what was laid before the bureau chief."""
    return page(
        request,
        "transfers/escalate.html",
        case=case,
        owed=owed_by_others(session, case, last_review(service, session, case)),
        escalations=escalations_for(session, user, case),
    )


@router.post("/cases/{case_id}/escalations", dependencies=[allowed(Doing.ESCALATE)])
def escalate_one(
    service: TheService,
    case_id: int,
    user: CurrentUser,
    owed: Annotated[str, Form(max_length=200)],
    reason: Annotated[str, Form(max_length=2000)],
) -> RedirectResponse:
    """Lays one thing before the bureau chief; `owed` is its name on the page."""
    with service.reading() as session:
        review = last_review(service, session, case_for(session, user, case_id))
    with service.writing() as session:
        case = case_for(session, user, case_id)
        found = next((one for one in owed_by_others(session, case, review) if one.name == owed), None)
        if found is None:
            raise FormError("没有选择前述各组应完成的事项", fields={"owed": "须选择"})
        escalate(session, user, case, found, reason)
    return RedirectResponse(f"/cases/{case.id}/escalations", 303)
