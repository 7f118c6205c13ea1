"""Submitting a case at a gate."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.accounts.policy import Doing, require_holding
from service.deps import CurrentUser, Reading, SeenCase, Writing, WrittenCase, allowed
from service.handover.gates import gates_for, gates_of
from service.handover.next_gate import next_gate
from service.handover.reasons import REASONS
from service.handover.repaired import asked_for
from service.handover.submitting import NOTE_MOST, open_submission, submit
from service.pages import page

router = APIRouter(prefix="/cases/{case_id}/submit", dependencies=[allowed(Doing.WORK_ON_CASE)])


@router.get("")
def submit_page(request: Request, case: SeenCase, session: Reading, user: CurrentUser, gate: str = "") -> HTMLResponse:
    """Which gates are open to him, and what the last return still asks for."""
    require_holding(user, case)
    gates = gates_for(user, case)
    return page(
        request,
        "transfers/submit.html",
        case=case,
        gates=gates,
        gate=gate if gate in gates else "" if gate else next_gate(session, case, gates),
        asked=gate,
        possible=gates_of(case),
        submitted=open_submission(session, case),
        items=asked_for(session, case.id),
        reasons=REASONS,
    )


@router.post("")
def submit_it(
    case: WrittenCase,
    session: Writing,
    user: CurrentUser,
    gate: Annotated[str, Form(max_length=32)],
    note: Annotated[str, Form(max_length=NOTE_MOST)] = "",
) -> RedirectResponse:
    """Submits it."""
    return RedirectResponse(f"/transfers/{submit(session, user, case, gate, note).id}", 303)
