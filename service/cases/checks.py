"""Asking for a check, finding checks, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from checker.gates import require_gate
from service.accounts.policy import case_for, require_holding
from service.database.models import Case, CasePaper, Check, CheckPurpose, CheckState, Correction, User
from service.errors import ConflictError, NotFoundError
from service.ledger import Act, record
from service.moment import now

OPEN = tuple(state for state in CheckState if not state.over)
MOST_PRECHECKS = 5
"""Of one case that are not over."""


def ask_check(
    session: Session,
    actor: User,
    case: Case,
    gate: str,
    purpose: CheckPurpose = CheckPurpose.PRECHECK,
    as_of: date | None = None,
) -> Check:
    """A check in state WAITING, which a worker finds. One of the same case, gate, purpose and day that is not over is given
    back instead: whoever clicks twice waits for one. `ForbiddenError` where the case is not with the actor's group,
    `ConflictError` where too many of its prechecks wait.
    """
    require_holding(actor, case)
    gate = require_gate(gate)
    session.execute(
        select(Case.id).where(Case.id == case.id).with_for_update()
    )  # two who ask at once: one after the other
    begun = session.scalar(
        select(Check).where(
            Check.case_id == case.id,
            Check.gate == gate,
            Check.purpose == purpose,
            Check.as_of.is_(None) if as_of is None else Check.as_of == as_of,
            Check.state.in_(OPEN),
        )
    )
    if begun:
        return begun
    if purpose is CheckPurpose.PRECHECK:
        _require_few(session, case)
    check = Check(
        case=case, gate=gate, purpose=purpose, as_of=as_of, requested_by_id=actor.id, requested_at=now()
    )  # fmt: skip
    session.add(check)
    session.flush()
    record(session, Act.CHECK_ASKED, actor, case=case, check=check.id, gate=gate, purpose=str(purpose), as_of=as_of)
    return check


def _require_few(session: Session, case: Case) -> None:
    """`ConflictError` where many prechecks of the case wait already: all cases of the court stand in the same queue."""
    query = select(func.count()).where(
        Check.case_id == case.id, Check.purpose == CheckPurpose.PRECHECK, Check.state.in_(OPEN)
    )
    if (session.scalar(query) or 0) >= MOST_PRECHECKS:
        told = f"本案已有{MOST_PRECHECKS}次预检在排队，没有再发起"
        raise ConflictError(told, how="等其中一次检查完成后再发起")


def check_for(session: Session, user: User, case_id: int, check_id: int) -> Check:
    """A check of a case that he may see; else `NotFoundError`, which does not tell whether it exists."""
    case = case_for(session, user, case_id)
    check = session.scalar(
        select(Check)
        .options(joinedload(Check.requested_by))
        .where(Check.id == check_id, Check.case_id == case.id)
    )  # fmt: skip
    if check is None:
        raise NotFoundError("没有这次检查，或者您无权查看")
    return check


def checks_of(session: Session, case: Case, limit: int = 50) -> list[Check]:
    """The checks of a case, the newest first."""
    query = select(Check).options(joinedload(Check.requested_by)).where(Check.case_id == case.id)
    return list(session.scalars(query.order_by(Check.id.desc()).limit(limit)))


def previous_check(session: Session, check: Check) -> Check | None:
    """The last check of the same case and gate that came to an end before this one was asked for."""
    return session.scalar(
        select(Check)
        .where(Check.case_id == check.case_id, Check.gate == check.gate, Check.id < check.id)
        .where(Check.state == CheckState.DONE)
        .order_by(Check.id.desc())
        .limit(1)
    )


def changed_since(session: Session, check: Check) -> bool:
    """Whether papers came or went, or something was corrected, since a check was asked for: its report is no longer of
    what is there.
    """
    since = check.requested_at
    papers = select(CasePaper.id).where(
        CasePaper.case_id == check.case_id, or_(CasePaper.added_at > since, CasePaper.removed_at > since)
    )
    corrections = select(Correction.id).where(
        Correction.case_id == check.case_id, or_(Correction.at > since, Correction.revoked_at > since)
    )
    return any(session.scalar(query.limit(1)) is not None for query in (papers, corrections))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a check is. `before`: how many wait before it."""

    state: CheckState
    pages_done: int
    pages_all: int
    before: int = 0

    @property
    def text(self) -> str:
        """As a clerk reads it."""
        match self.state:
            case CheckState.WAITING:
                return f"排队等候，前面还有 {self.before} 件" if self.before else "排队等候，即将开始"
            case CheckState.READING if self.pages_all:
                return f"正在辨认材料：{self.pages_done} / {self.pages_all} 页"
            case CheckState.READING:
                return "正在整理材料"
            case CheckState.JUDGING:
                return "材料已经读完，正在对照标准核对"
        return self.state.chinese


def progress_of(session: Session, check_id: int) -> Progress | None:
    """How far a check is; None where there is none."""
    columns = Check.state, Check.pages_done, Check.pages_all
    row = session.execute(select(*columns).where(Check.id == check_id)).first()
    if row is None:
        return None
    state = CheckState(row.state)
    before = 0
    if state is CheckState.WAITING:
        waiting = select(func.count()).where(Check.state.in_(OPEN), Check.id < check_id)
        before = session.scalar(waiting) or 0
    return Progress(state, row.pages_done, row.pages_all, before)
