"""What the page of a case shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from checker.gates import GATES, SENDER
from service.accounts.policy import CLOSINGS, RESUMPTION, Doing, holds, keeps_record, may, supplies
from service.cases.papers import papers_of
from service.cases.room import bytes_text
from service.cases.submitted import is_submitted
from service.cases.uploads import unfinished
from service.clocks.due import stage_clock
from service.database.models import Case, CaseState, Check, CheckState, Correction, Submission, SubmissionState, User
from service.handover.escalations import has_escalations, orders_for

PAPERS_AT_ONCE = 100
_LATEST = 20
_CLOSERS = ("online", "offline", "clue", "refusal")
"""The groups that may close a case as performed, waived or settled (第一组4、第二组4、第三组12、第五组2)."""


def overview(session: Session, user: User, case: Case, today: date, papers_page: int = 1) -> dict[str, Any]:
    """The values of `cases/case.html`. Papers come a hundred a page; of checks and submissions the latest twenty."""
    papers = papers_of(case)
    pages = max(1, -(-len(papers) // PAPERS_AT_ONCE))
    shown = min(papers_page, pages)
    submitted = is_submitted(session, case)
    working, gates = holds(user, case), next_gates(case)
    supplying = supplies(session, user, case)
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
        "uploading": supplying and not submitted,
        "removing": working and not submitted,
        "orders": orders_for(session, user, case),
        "escalated": has_escalations(session, case),
        "changing": keeps_record(user, case) and may(user, Doing.CHANGE_CASES) and not submitted,
        "state_name": CaseState(case.state).chinese,
        "check_names": {one.value: one.chinese for one in CheckState},
        "submission_names": {one.value: one.chinese for one in SubmissionState},
        "gates": gates,
        "other_gates": [(gate, name) for gate, name in GATES.items() if (gate, name) not in gates],
        "size": bytes_text,
    }


def next_gates(case: Case) -> list[tuple[str, str]]:
    """The gates that the group which has the case can ask for (slug, name): those it hands over at, and the closings that the
    plan gives it.
    """
    if case.state != CaseState.OPEN:
        return [(gate, GATES[gate]) for gate in ("aftercare", RESUMPTION)] if case.state == CaseState.AFTERCARE else []
    own = [gate for gate in GATES if SENDER.get(gate) == case.group]
    return [(gate, GATES[gate]) for gate in [*own, *(CLOSINGS if case.group in _CLOSERS else ())]]


def _checks(session: Session, case: Case) -> list[Check]:
    query = select(Check).where(Check.case_id == case.id).options(joinedload(Check.requested_by))
    return list(session.scalars(query.order_by(Check.id.desc()).limit(_LATEST)))


def _submissions(session: Session, case: Case) -> list[Submission]:
    query = select(Submission).where(Submission.case_id == case.id).options(joinedload(Submission.by))
    return list(session.scalars(query.order_by(Submission.id.desc()).limit(_LATEST)))


def _corrections(session: Session, case: Case) -> int:
    query = select(func.count()).where(Correction.case_id == case.id, Correction.revoked_at.is_(None))
    return session.scalar(query) or 0
