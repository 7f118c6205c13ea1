"""Waivers of a case."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from service.accounts.policy import Doing, case_for
from service.context import Service
from service.database.models import Case
from service.deps import CurrentUser, Reading, SeenCase, TheService, Writing, WrittenCase, allowed
from service.errors import FormError
from service.handover.forms import Entered, Kept, key_text, waiver_in
from service.handover.last import last_review
from service.handover.waivers import grant, revoke_waiver, waivers_of
from service.moment import today
from service.pages import page
from service.rulebase import rulebook

router = APIRouter(prefix="/cases/{case_id}/waivers")


@router.get("", dependencies=[allowed(Doing.SEE_CASES)])
def waivers(
    request: Request, service: TheService, case: SeenCase, session: Reading, rule: str = "", subject: str = ""
) -> HTMLResponse:
    """What was waived, and for who may: the form. `rule` and `subject` fill it."""
    return _page(request, service, session, case, rule, subject)


def _page(
    request: Request,
    service: Service,
    session: Session,
    case: Case,
    rule: str = "",
    subject: str = "",
    form: FormData | None = None,
    wrong: FormError | None = None,
) -> HTMLResponse:
    review = last_review(service, session, case)
    return page(
        request,
        "transfers/waivers.html",
        422 if wrong else 200,
        wrong=wrong,
        kept=Kept(form),
        key_text=key_text,
        case=case,
        waivers=waivers_of(session, case),
        rules={one.id: one for one in rulebook().rules},
        open_items=[item for item in review.items if item.level == "blocking"] if review else [],
        rule=rule,
        subject=subject,
    )


@router.post("", dependencies=[allowed(Doing.WAIVE)])
def grant_one(request: Request, service: TheService, user: CurrentUser, case_id: int, form: Entered) -> Response:
    """Grants one: of an open finding that was chosen (`item`), or by rule and subject. Refused, it comes back as entered."""
    try:
        with service.writing() as session:
            grant(session, user, case_for(session, user, case_id), waiver_in(form), day=today())
    except FormError as wrong:
        with service.reading() as session:
            return _page(request, service, session, case_for(session, user, case_id), form=form, wrong=wrong)
    return RedirectResponse(f"/cases/{case_id}/waivers", 303)


@router.post("/{waiver_id}/revoke", dependencies=[allowed(Doing.WAIVE)])
def revoke_one(case: WrittenCase, session: Writing, user: CurrentUser, waiver_id: int) -> RedirectResponse:
    """Ends one."""
    revoke_waiver(session, user, case, waiver_id)
    return RedirectResponse(f"/cases/{case.id}/waivers", 303)
