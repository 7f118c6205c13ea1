"""A group submits a case at a gate, the check comes back, or the group takes it back.

A check that could not be made ends the submission as withdrawn by the program, with its message: nothing can be decided on
it, and the group puts the cause in order and submits anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gates import GATES, GROUPS, require_gate
from service.accounts.policy import RESUMPTION, Doing, require
from service.database.models import Case, Check, CheckPurpose, CheckState, Role, Submission, SubmissionState, User
from service.errors import ConflictError, ForbiddenError, FormError
from service.handover.access import LOOK_AGAIN, lock, lock_case
from service.handover.gates import REVIEW, gates_of, submits
from service.handover.repaired import settle
from service.handover.review import read_review
from service.ledger import Act, record
from service.moment import now, today

NOTE_MOST = 2_000
_OPEN = tuple(state for state in SubmissionState if state.open)


def submit(session: Session, actor: User, case: Case, gate: str, note: str = "") -> Submission:
    """Asks that a case may pass a gate. Its check begins; when it is done, the submission waits for who decides.

    `ForbiddenError` where it is not his to submit, `FormError` where the case cannot go to that gate now, `ConflictError`
    where it is submitted already.
    """
    require(actor, Doing.WORK_ON_CASE)
    gate = require_gate(gate)
    if len(note) > NOTE_MOST:
        raise FormError("说明太长", how=f"不超过{NOTE_MOST}字", fields={"note": "太长"})
    lock_case(session, case)
    _require_gate_now(actor, case, gate)
    if open_submission(session, case):
        raise ConflictError("本案已经报送，正在检查或者等待审批", how="需要更改的，先撤回再报送")
    check = _ask(session, actor, case, gate)
    previous = _returned(session, case, gate)
    submission = Submission(
        case_id=case.id,
        gate=gate,
        from_group=actor.group,
        by_id=actor.id,
        at=now(),
        check_id=check.id,
        previous_id=previous.id if previous else None,
        note=note.strip(),
    )
    session.add(submission)
    session.flush()
    record(
        session,
        Act.SUBMITTED,
        actor,
        case=case,
        submission=submission.id,
        gate=gate,
        group=actor.group,
        check=check.id,
        previous=submission.previous_id,
    )
    return submission


def open_submission(session: Session, case: Case) -> Submission | None:
    """The submission of a case that somebody still has to act on; there is one at most."""
    query = select(Submission).where(Submission.case_id == case.id, Submission.state.in_(_OPEN))
    return session.scalars(query).first()


def withdraw(session: Session, actor: User, submission: Submission, version: int, reason: str = "") -> None:
    """Takes a submission back before it is decided: whoever submitted it, or the leader of his group."""
    lock(session, submission, version)
    own = actor.id == submission.by_id or (Role(actor.role) is Role.LEADER and actor.group == submission.from_group)
    if not own:
        raise ForbiddenError("只有报送人和本组组长可以撤回")
    if submission.state not in (SubmissionState.CHECKING, SubmissionState.WAITING):
        raise ConflictError(f"这件报送{SubmissionState(submission.state).chinese}，不能撤回", how=LOOK_AGAIN)
    submission.state = SubmissionState.WITHDRAWN
    session.flush()
    record(
        session, Act.WITHDRAWN, actor, case=submission.case, submission=submission.id, gate=submission.gate,
        reason=reason.strip()[:NOTE_MOST],
    )  # fmt: skip


def after_check(
    session: Session, check: Check, report: Mapping[str, Any] | None = None, day: date | None = None
) -> None:
    """What becomes of the submission whose check is over. `report` is its JSON, of a check that is done.

    Done twice, or for a submission taken back meanwhile, it changes nothing.
    """
    query = select(Submission).where(Submission.check_id == check.id, Submission.state == SubmissionState.CHECKING)
    submission = session.scalars(query).first()
    if submission is None:
        return
    lock_case(session, submission.case)
    session.refresh(submission)
    if submission.state != SubmissionState.CHECKING or submission.check_id != check.id:
        return
    if check.state == CheckState.FAILED:
        submission.state = SubmissionState.WITHDRAWN
        session.flush()
        record(
            session, Act.WITHDRAWN, None, case=submission.case, submission=submission.id, gate=submission.gate,
            reason=f"检查未能完成：{check.error}",
        )  # fmt: skip
        return
    submission.state = SubmissionState.WAITING
    session.flush()
    if report is not None:
        settle(session, submission, read_review(report), day or today())


def _require_gate_now(actor: User, case: Case, gate: str) -> None:
    possible = gates_of(case)
    if gate not in possible:
        if gate == "zhongben" and REVIEW in possible:
            how = "先报送终本报审，通过后制作并送达裁定，再报结"
        else:
            how = f"现在可以报送：{'、'.join(GATES[one] for one in possible) or '没有'}"
        where = GROUPS.get(case.group, case.group)
        raise FormError(f"本案现在不能报送“{GATES[gate]}”", where=where, how=how, fields={"gate": "不能选择"})
    if not submits(actor, case, gate):
        how = "由现承办组报送，线上查控组组长初审" if gate == RESUMPTION else "由承办人或者现承办组组长报送"
        raise ForbiddenError("这件案件不由您报送", how=how)


def _returned(session: Session, case: Case, gate: str) -> Submission | None:
    """The last decided submission at the gate, if it was returned."""
    decided = (SubmissionState.APPROVED, SubmissionState.RETURNED)
    query = select(Submission).where(
        Submission.case_id == case.id, Submission.gate == gate, Submission.state.in_(decided)
    )
    last = session.scalars(query.order_by(Submission.id.desc()).limit(1)).first()
    return last if last and last.state == SubmissionState.RETURNED else None


def _ask(session: Session, actor: User, case: Case, gate: str) -> Check:
    from service.cases.checks import ask_check

    return ask_check(session, actor, case, gate, CheckPurpose.SUBMISSION)
