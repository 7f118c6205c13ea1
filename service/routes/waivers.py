"""Waivers of a case."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.accounts.policy import Doing
from service.deps import CurrentUser, Reading, SeenCase, TheService, Writing, WrittenCase, allowed
from service.handover.last import last_review
from service.handover.waivers import WaiverForm, grant, revoke_waiver, waivers_of
from service.moment import today
from service.pages import page
from service.rulebase import rulebook

router = APIRouter(prefix="/cases/{case_id}/waivers")


@router.get("", dependencies=[allowed(Doing.SEE_CASES)])
def waivers(
    request: Request, service: TheService, case: SeenCase, session: Reading, rule: str = "", subject: str = ""
) -> HTMLResponse:
    """What was waived, and for who may: the form. `rule` and `subject` fill it."""
    review = last_review(service, session, case)
    return page(
        request,
        "transfers/waivers.html",
        case=case,
        waivers=waivers_of(session, case),
        rules={one.id: one for one in rulebook().rules},
        open_items=[item for item in review.items if item.level == "blocking"] if review else [],
        rule=rule,
        subject=subject,
    )


@router.post("", dependencies=[allowed(Doing.WAIVE)])
def grant_one(
    case: WrittenCase,
    session: Writing,
    user: CurrentUser,
    rule: Annotated[str, Form(max_length=120)],
    reason: Annotated[str, Form(max_length=2000)],
    expires: Annotated[date, Form()],
    subject: Annotated[str, Form(max_length=200)] = "",
) -> RedirectResponse:
    """Grants one."""
    grant(session, user, case, WaiverForm(rule, reason, expires, subject), day=today())
    return RedirectResponse(f"/cases/{case.id}/waivers", 303)


@router.post("/{waiver_id}/revoke", dependencies=[allowed(Doing.WAIVE)])
def revoke_one(case: WrittenCase, session: Writing, user: CurrentUser, waiver_id: int) -> RedirectResponse:
    """Ends one."""
    revoke_waiver(session, user, case, waiver_id)
    return RedirectResponse(f"/cases/{case.id}/waivers", 303)
