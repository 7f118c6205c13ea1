"""While a case is submitted, nothing that was checked may change under the eyes of who decides; nor after a case was closed on it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Case, CasePaper, CaseState, Submission, SubmissionState
from service.errors import ConflictError
from service.moment import day_of

ENDED = (CaseState.CLOSED, CaseState.RESUMED)
"""States in which a group has nothing more to do with the case; papers may still be added."""
OPEN = tuple(state for state in SubmissionState if state.open)


def is_submitted(session: Session, case: Case) -> bool:
    """Whether a submission of the case is open."""
    query = select(Submission.id).where(Submission.case_id == case.id, Submission.state.in_(OPEN)).limit(1)
    return session.scalar(query) is not None


def require_not_submitted(session: Session, case: Case) -> None:
    """`ConflictError` where the case is submitted."""
    if is_submitted(session, case):
        raise ConflictError("案件正在报送审批，材料和案件信息不能改动", how="等审批结果，或者先撤回报送")


def require_not_ended(case: Case) -> None:
    """`ConflictError` where the case was closed, or resumed under another number."""
    if case.state in ENDED:
        raise ConflictError(
            f"案件{CaseState(case.state).chinese}，案件信息和更正不能再改动", how="确有错误的，由指挥中心更正案件信息"
        )


def closed_upon(case: Case, paper: CasePaper) -> bool:
    """Whether the case was closed upon this paper: then it stays in the file."""
    return case.closed_on is not None and day_of(paper.added_at) <= case.closed_on
