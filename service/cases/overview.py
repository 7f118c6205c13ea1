"""What the page of a case shows."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from checker.gates import GATES
from service.accounts.policy import Doing, holds, keeps_record, may, sees_numbers, supplies
from service.cases.papers import papers_of
from service.cases.room import bytes_text
from service.cases.submitted import ENDED, closed_upon
from service.cases.uploads import unfinished
from service.clocks.due import stage_clock
from service.database.models import (
    Case,
    CaseState,
    Check,
    CheckState,
    Correction,
    Role,
    Submission,
    SubmissionState,
    User,
)
from service.figures.masking import hide_number
from service.handover.escalations import has_escalations, orders_for
from service.handover.gates import gates_for, gates_of
from service.handover.next_gate import next_gate
from service.handover.submitting import open_submission
from service.work.came_back import returned_of

PAPERS_AT_ONCE = 100
_LATEST = 20


def overview(session: Session, user: User, case: Case, today: date, papers_page: int = 1) -> dict[str, Any]:
    """The values of `cases/case.html`. Papers come a hundred a page; of checks and submissions the latest twenty."""
    papers = papers_of(case)
    pages = max(1, -(-len(papers) // PAPERS_AT_ONCE))
    shown = min(papers_page, pages)
    submitted = open_submission(session, case)
    working, supplying = holds(user, case), supplies(session, user, case)
    gates = [(gate, GATES[gate]) for gate in gates_of(case)]
    return {
        "case": case,
        "clock": stage_clock(case, today),
        "papers": papers[(shown - 1) * PAPERS_AT_ONCE : shown * PAPERS_AT_ONCE],
        "papers_count": len(papers),
        "papers_size": bytes_text(sum(paper.size for paper in papers)),
        "papers_page": shown,
        "papers_pages": pages,
        "removed": [paper for paper in case.papers if paper.removed_at][:PAPERS_AT_ONCE],
        "checks": _checks(session, case),
        "submissions": _submissions(session, case),
        "corrections": _corrections(session, case),
        "uploads": unfinished(session, case)[:_LATEST] if supplying else [],
        "submitted": submitted,
        "working": working,
        "number": (lambda text: text or "") if sees_numbers(user, case) else hide_number,
        "uploading": supplying and not submitted,
        "removing": working and not submitted,
        "closed_upon": partial(closed_upon, case),
        "orders": orders_for(session, user, case),
        "escalated": has_escalations(session, case),
        "changing": keeps_record(user, case)
        and may(user, Doing.CHANGE_CASES)
        and not submitted
        and (case.state not in ENDED or Role(user.role) is Role.COMMAND),
        "state_name": CaseState(case.state).chinese,
        "check_names": {one.value: one.chinese for one in CheckState},
        "submission_names": {one.value: one.chinese for one in SubmissionState},
        "gates": gates,
        "gate": next_gate(session, case, gates_of(case)) if working else "",
        "submits": working and not submitted and bool(papers) and bool(gates_for(user, case)),
        "returned": returned_of(session, case) if working and not submitted else None,
        "other_gates": [(gate, name) for gate, name in GATES.items() if (gate, name) not in gates],
        "size": bytes_text,
    }


def _checks(session: Session, case: Case) -> list[Check]:
    query = select(Check).where(Check.case_id == case.id).options(joinedload(Check.requested_by))
    return list(session.scalars(query.order_by(Check.id.desc()).limit(_LATEST)))


def _submissions(session: Session, case: Case) -> list[Submission]:
    query = select(Submission).where(Submission.case_id == case.id).options(joinedload(Submission.by))
    return list(session.scalars(query.order_by(Submission.id.desc()).limit(_LATEST)))


def _corrections(session: Session, case: Case) -> int:
    query = select(func.count()).where(Correction.case_id == case.id, Correction.revoked_at.is_(None))
    return session.scalar(query) or 0
