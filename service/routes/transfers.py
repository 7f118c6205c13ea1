"""流转审批: the lists, the page of a submission, its notices, and taking it back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from checker.gates import GATES, GROUPS
from service.accounts.policy import Doing, waits_for
from service.context import Service
from service.database.models import Decision, Submission, SubmissionState, User
from service.deps import CurrentUser, Reading, TheService, Writing, allowed
from service.errors import FormError, NotFoundError
from service.handover import queue
from service.handover.access import submission_for
from service.handover.forms import Entered, Kept, key_text, text_of, version_in
from service.handover.gates import CLOSING
from service.handover.page import show
from service.handover.reasons import REASONS
from service.handover.submitting import withdraw
from service.ledger import Act, record
from service.moment import today
from service.pages import page
from service.paging import AT_ONCE, Paging, paged

router = APIRouter(prefix="/transfers", dependencies=[allowed(Doing.SEE_TRANSFERS)])
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("")
def transfers(
    request: Request,
    session: Reading,
    user: CurrentUser,
    tab: str = "",
    gate: str = "",
    group: str = "",
    state: str = "",
    number: Annotated[str, Query(max_length=64)] = "",
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """The lists: what waits for him (oldest clock first), what his group submitted, what is decided, all."""
    tabs = queue.tabs_of(user)
    tab = tab if tab in tabs else tabs[0]
    wanted = queue.Wanted(gate, group, state, number)
    query, day = queue.listed(user, tab, wanted), today()
    if tab == queue.WAITING:
        ids = queue.oldest_clock_first(session, query)
        paging = Paging(min(at, max(1, -(-len(ids) // AT_ONCE))), len(ids), AT_ONCE, request)
        start = (paging.page - 1) * AT_ONCE
        rows = queue.rows_of(session, ids[start : start + AT_ONCE], day)
    else:
        found, paging = paged(session, query.options(*queue.shown()), request, at)
        rows = [queue.row_of(one, day) for one in found]
    waiting = session.scalar(select(func.count()).select_from(Submission).where(waits_for(user))) or 0
    return page(
        request,
        "transfers/list.html",
        tabs=[(name, queue.TABS[name]) for name in tabs],
        tab=tab,
        rows_of=rows,
        paging=paging,
        waiting=waiting,
        wanted=wanted,
        gates=list(GATES.items()),
        groups=[(slug, name) for slug, name in GROUPS.items() if slug != "command"],
        states=[(one.value, one.chinese) for one in SubmissionState],
    )


@router.get("/{submission_id}")
def transfer(
    request: Request, service: TheService, session: Reading, user: CurrentUser, submission_id: int
) -> HTMLResponse:
    """A submission: what the check found, what changed, who decided what, and what he may do."""
    return transfer_page(request, service, session, user, submission_id)


def transfer_page(
    request: Request,
    service: Service,
    session: Session,
    user: User,
    submission_id: int,
    form: FormData | None = None,
    wrong: FormError | None = None,
) -> HTMLResponse:
    """The same; with a form that was refused, what was entered and what is wrong with it."""
    shown = show(service, session, user, submission_for(session, user, submission_id), today())
    return page(
        request,
        "transfers/view.html",
        422 if wrong else 200,
        wrong=wrong,
        kept=Kept(form),
        shown=shown,
        submission=shown.row.submission,
        case=shown.row.submission.case,
        reasons=REASONS,
        key_text=key_text,
        served=shown.row.submission.gate == CLOSING,
        following=_following(session, user, shown.row.submission),
    )


def _following(session: Session, user: User, submission: Submission) -> list[int]:
    """What waits for him next once this one is decided, the oldest clock first."""
    if SubmissionState(submission.state).open:
        return []
    return queue.oldest_clock_first(session, queue.listed(user, queue.WAITING, queue.Wanted()))


@router.post("/{submission_id}/withdraw")
def take_back(session: Writing, user: CurrentUser, submission_id: int, form: Entered) -> RedirectResponse:
    """The group takes it back, to put something in order: the page of the case is where that is done."""
    submission = submission_for(session, user, submission_id)
    withdraw(session, user, submission, version_in(form), text_of(form, "reason"))
    return RedirectResponse(f"/cases/{submission.case_id}", 303)


@router.get("/{submission_id}/notices/{decision_id}")
def notice(service: TheService, session: Writing, user: CurrentUser, submission_id: int, decision_id: int) -> Response:
    """《退回整改通知书》 as DOCX. That it was taken out is in the ledger."""
    submission = submission_for(session, user, submission_id)
    decision = session.scalar(
        select(Decision).where(Decision.id == decision_id, Decision.submission_id == submission.id)
    )
    if decision is None or decision.notice_sha256 is None:
        raise NotFoundError("没有这份退回整改通知书")
    content = service.blobs.get(decision.notice_sha256)
    name = f"退回整改通知书 {decision.notice_number} {submission.case.number}.docx"
    record(session, Act.EXPORTED, user, case=submission.case, what="退回整改通知书", number=decision.notice_number)
    disposition = f"attachment; filename=\"notice.docx\"; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=_DOCX, headers={"content-disposition": disposition})
