"""What becomes of a case that passed a gate."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from checker.gates import GROUPS, RECEIVER
from service.accounts.policy import CLOSINGS, RESUMPTION
from service.database.models import CaseState, Passage, Submission, User
from service.handover.gates import CLOSING, REVIEW
from service.handover.people import give, handler_then, leader_of

_BACK = ("disposal-clue",)
"""Gates that bring a case back to a group that had it: who handled it then goes on with it."""
_KINDS = {
    "closing-performed": "执行完毕",
    "closing-waived": "执行完毕",
    "closing-settled": "终结执行",
    CLOSING: "终结本次执行程序",
}
"""Gate → 结案方式 (申请执行人放弃其他权利 is 执行完毕 in the plan, 第一组4)."""


def pass_gate(session: Session, actor: User, submission: Submission, day: date, *, served_on: date | None) -> None:
    """Writes the passage, and hands the case on, closes it, or puts it under 终本管理."""
    case, gate = submission.case, submission.gate
    receiver = RECEIVER.get(gate)
    session.add(
        Passage(
            case_id=case.id,
            gate=gate,
            on=day,
            from_group=submission.from_group,
            to_group=receiver,
            submission_id=submission.id,
        )
    )
    if receiver:
        handler = handler_then(session, case, receiver) if gate in _BACK else leader_of(session, receiver)
        give(session, actor, case, handler, day)
    elif gate in CLOSINGS:
        case.state, case.closed_on = CaseState.CLOSED, day
    elif gate == RESUMPTION and case.state == CaseState.AFTERCARE:
        case.state = CaseState.RESUMED
    elif gate == CLOSING:
        case.state, case.closed_on = CaseState.AFTERCARE, day
        _begin_aftercare(session, actor, submission, served_on)
    case.closing_kind = _KINDS.get(gate, case.closing_kind)


def consequence(submission: Submission) -> str:
    """What passing the gate will do, told to whoever decides before he does it: there is no way back."""
    case, gate = submission.case, submission.gate
    if receiver := RECEIVER.get(gate):
        whose = "由原承办人继续办理" if gate in _BACK else "承办人变更为该组组长"
        return f"通过后案件移送{GROUPS[receiver]}，{whose}"
    if gate in CLOSINGS:
        return "通过后案件即结案"
    if gate == RESUMPTION and case.state == CaseState.AFTERCARE:
        return "通过后本案恢复执行，由线上查控组立案登记"
    if gate == CLOSING:
        return "通过后案件以终结本次执行程序结案，转入终本后管理"
    return "通过后由终本办理组制作并送达裁定，再报结" if gate == REVIEW else "通过后案件仍由现承办组办理"


def _begin_aftercare(session: Session, actor: User, submission: Submission, served_on: date | None) -> None:
    from service.work.aftercare import open_aftercare

    assert served_on is not None  # noqa: S101 — the approval asked for it
    open_aftercare(session, submission.case, served_on, actor)
