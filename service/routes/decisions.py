"""Deciding on a submission: approving it, agreeing to it, returning it.

What the check found is read from the store before the writing session begins, so that nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from checker.gates import GROUPS, OWNERS
from service.accounts.policy import Doing
from service.context import Service
from service.database.models import Decision, User
from service.deps import CurrentUser, Reading, TheService, allowed
from service.errors import FormError
from service.handover.access import require_deciding, submission_for
from service.handover.approving import approve, forward
from service.handover.forms import BLANK_ROWS, PROPOSED_MOST, Entered, Kept, approval_in, key_text, return_in
from service.handover.reasons import REASONS
from service.handover.returning import groups_to_return_to, propose, return_file
from service.handover.review import Review, required_review
from service.handover.standing import standing_of
from service.moment import today
from service.pages import page
from service.routes.transfers import transfer_page

router = APIRouter(prefix="/transfers/{submission_id}", dependencies=[allowed(Doing.DECIDE)])


@router.post("/approve")
def approve_it(request: Request, service: TheService, user: CurrentUser, submission_id: int, form: Entered) -> Response:
    """Lets the case pass. Where something is lacking, the page comes back with all that was entered."""
    return _agree(approve, request, service, user, submission_id, form)


@router.post("/forward")
def forward_it(request: Request, service: TheService, user: CurrentUser, submission_id: int, form: Entered) -> Response:
    """组长初审同意."""
    return _agree(forward, request, service, user, submission_id, form)


def _agree(
    how: Callable[..., Decision], request: Request, service: Service, user: User, submission_id: int, form: FormData
) -> Response:
    review, national, day = _review(service, user, submission_id), service.settings.national, today()
    try:
        with service.writing() as session:
            submission = submission_for(session, user, submission_id)
            entered = approval_in(form, standing_of(session, submission, review, national, day))
            how(session, user, submission, review, entered, national=national, day=day)
    except FormError as wrong:
        with service.reading() as session:
            return transfer_page(request, service, session, user, submission_id, form, wrong)
    return RedirectResponse(f"/transfers/{submission_id}", 303)


@router.get("/return")
def return_page(
    request: Request, service: TheService, session: Reading, user: CurrentUser, submission_id: int
) -> HTMLResponse:
    """The form of a return, filled with what the check found open."""
    return _return_page(request, service, session, user, submission_id)


def _return_page(
    request: Request,
    service: Service,
    session: Session,
    user: User,
    submission_id: int,
    form: FormData | None = None,
    wrong: FormError | None = None,
) -> HTMLResponse:
    submission = submission_for(session, user, submission_id)
    require_deciding(user, submission)
    review, day = required_review(service, submission.check), today()
    standing = standing_of(session, submission, review, service.settings.national, day)
    return page(
        request,
        "transfers/return.html",
        422 if wrong else 200,
        wrong=wrong,
        kept=Kept(form),
        submission=submission,
        case=submission.case,
        review=review,
        proposals=propose(review, standing, day)[:PROPOSED_MOST],
        blank_rows=range(BLANK_ROWS),
        reasons=[(one.code, one.chinese) for one in REASONS.values()],
        owners=list(OWNERS.items()),
        subjects=[
            ("", "本案"),
            *((f"{one.role}:{one.name}", f"{one.role} {one.name}") for one in submission.case.parties),
        ],
        to_groups=[(group, GROUPS[group]) for group in groups_to_return_to(submission)],
        key_text=key_text,
    )


@router.post("/return")
def return_it(request: Request, service: TheService, user: CurrentUser, submission_id: int, form: Entered) -> Response:
    """Returns the file. Where something is lacking, the page comes back with all that was entered."""
    review, day = _review(service, user, submission_id), today()
    try:
        with service.writing() as session:
            submission = submission_for(session, user, submission_id)
            standing = standing_of(session, submission, review, service.settings.national, day)
            entered = return_in(form, propose(review, standing, day)[:PROPOSED_MOST])
            return_file(service, session, user, submission, review, entered, day=day)
    except FormError as wrong:
        with service.reading() as session:
            return _return_page(request, service, session, user, submission_id, form, wrong)
    return RedirectResponse(f"/transfers/{submission_id}", 303)


def _review(service: Service, user: User, submission_id: int) -> Review:
    with service.reading() as session:
        return required_review(service, submission_for(session, user, submission_id).check)
