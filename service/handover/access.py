"""Finding a submission for somebody, and keeping others off while it is acted on."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from service.accounts.policy import decides, visible
from service.database.models import Case, Decision, Role, Submission, User
from service.errors import ConflictError, ForbiddenError, NotFoundError

_SEE_INTERNAL = {Role.COMMAND, Role.REVIEWER, Role.DIRECTOR, Role.PRESIDENT, Role.AUDITOR}
BEATEN = "别人刚刚处理了这件报送，您的操作没有生效"
LOOK_AGAIN = "刷新页面看最新情况，再决定是否还要办理"


def submission_for(session: Session, user: User, submission_id: int) -> Submission:
    """The submission, if he may see its case; else `NotFoundError`, which does not tell whether it exists."""
    query = select(Submission).join(Submission.case).where(Submission.id == submission_id, visible(user))
    submission = session.scalar(
        query.options(
            joinedload(Submission.case).joinedload(Case.handler),
            joinedload(Submission.by),
            joinedload(Submission.check),
            selectinload(Submission.decisions).selectinload(Decision.items),
            selectinload(Submission.acknowledgements),
        )
    )
    if submission is None:
        raise NotFoundError("没有这件报送，或者您无权查看")
    return submission


def sees_internal(user: User, decision: Decision) -> bool:
    """Whether he may read the internal note of a decision: it stays with those who decide and oversee, never with groups."""
    return Role(user.role) in _SEE_INTERNAL or decision.by_id == user.id


def lock_case(session: Session, case: Case) -> None:
    """Keeps others from acting on a case until the commit, and looks at it as it is now."""
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    session.refresh(case)


def lock(session: Session, submission: Submission, version: int) -> None:
    """The same for a submission. `ConflictError` where it is not as it was when he looked at it (`version`)."""
    lock_case(session, submission.case)
    session.refresh(submission)
    if submission.version != version:
        raise ConflictError(BEATEN, how=LOOK_AGAIN)


def require_deciding(user: User, submission: Submission) -> None:
    """`ConflictError` where nothing is left to decide, `ForbiddenError` where it is not his to decide."""
    if submission.state not in ("waiting", "forwarded"):
        raise ConflictError("这件报送现在不在审批环节", how=LOOK_AGAIN)
    if submission.by_id == user.id:
        raise ForbiddenError("不能审批自己报送的案件", how="由其他有审批权限的人办理")
    if not decides(user, submission):
        raise ForbiddenError(
            "这件报送现在不由您审批",
            how="各组移送和终本由指挥中心审批，结案由结案审查审批，恢复执行由线上查控组组长初审、局长审核",
        )
