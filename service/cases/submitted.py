"""While a case is submitted, nothing that was checked may change under the eyes of who decides."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Case, Submission, SubmissionState
from service.errors import ConflictError

OPEN = tuple(state for state in SubmissionState if state.open)


def is_submitted(session: Session, case: Case) -> bool:
    """Whether a submission of the case is open."""
    query = select(Submission.id).where(Submission.case_id == case.id, Submission.state.in_(OPEN)).limit(1)
    return session.scalar(query) is not None


def require_not_submitted(session: Session, case: Case) -> None:
    """`ConflictError` where the case is submitted."""
    if is_submitted(session, case):
        raise ConflictError("案件正在报送审批，材料和案件信息不能改动", how="等审批结果，或者先撤回报送")
