"""Approving a submission, and at a resumption the leader's agreement that goes before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from checker.gates import GATES
from checker.outcome import National
from checker.places import subject_text
from service.accounts.policy import RESUMPTION, Doing, require
from service.database.models import (
    Acknowledgement,
    Decision,
    DecisionKind,
    Role,
    Submission,
    SubmissionState,
    User,
)
from service.errors import ConflictError, ForbiddenError, FormError
from service.handover import events
from service.handover.access import lock, require_deciding
from service.handover.effects import pass_gate
from service.handover.gates import CLOSING
from service.handover.repaired import settle_on_approval
from service.handover.review import Item, Key, Review
from service.handover.standing import Standing, standing_of
from service.ledger import Act, record
from service.moment import now

TEXT_MOST = 4_000
REASON_LEAST = 2


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval as entered. `version` is that of the submission he looked at. `acknowledged` and `looked` give a reason for
    each superior rule that is not kept, and for each item that a person had to look at, by rule and subject. `served_on`: at
    终本报结, the day on which the ruling was served on the applicant.
    """

    version: int
    text: str = ""
    internal_note: str = ""
    acknowledged: Mapping[Key, str] = field(default_factory=dict)
    looked: Mapping[Key, str] = field(default_factory=dict)
    served_on: date | None = None


def approve(
    session: Session,
    actor: User,
    submission: Submission,
    review: Review,
    approval: Approval,
    *,
    national: National,
    day: date,
) -> Decision:
    """Lets a case pass its gate on a day. `review` is what the submission's check found.

    `ForbiddenError` where he may not, `ConflictError` where somebody was first, the file changed or something blocks,
    `FormError` where a reason is missing.
    """
    standing = _ready(session, actor, submission, review, approval.version, national, day)
    if submission.gate == RESUMPTION and submission.state != SubmissionState.FORWARDED:
        raise ForbiddenError("恢复执行由组长初审，局长审核", how="请办理“初审同意”")
    served_on = _served_on(submission, approval, day)
    confirmed = _reasons(standing.look, approval.looked, "须由人核对的事项", "looked")
    acknowledged = _reasons(standing.to_acknowledge, approval.acknowledged, "上位规定风险", "acknowledged")
    submission.state = SubmissionState.APPROVED
    decision = _decide(session, actor, submission, DecisionKind.APPROVE, approval)
    decision.waived, decision.acknowledged, decision.looked = len(standing.waived), len(acknowledged), len(confirmed)
    _keep_reasons(session, actor, submission, {**acknowledged, **confirmed})
    case = submission.case
    before = {"group": case.group, "handler": case.handler_id, "state": str(case.state)}
    pass_gate(session, actor, submission, day, served_on=served_on)
    decision.to_group, decision.to_user_id = case.group, case.handler_id
    settle_on_approval(session, submission, review, day)
    session.flush()
    for item, reason in acknowledged.items():
        record(session, Act.ACKNOWLEDGED, actor, case=case, submission=submission.id, rule=item.rule,
               subject=item.subject, reason=reason)  # fmt: skip
    record(
        session,
        Act.APPROVED,
        actor,
        case=case,
        submission=submission.id,
        gate=submission.gate,
        on=day,
        verdict=review.verdict,
        report=review.sha256,
        before=before,
        after={"group": case.group, "handler": case.handler_id, "state": str(case.state)},
        looked=[[*item.key, reason] for item, reason in confirmed.items()],
        waived=[[*item.key, waiver.id] for item, waiver in standing.waived],
    )
    events.announce(session, events.APPROVED, submission)
    return decision


def forward(
    session: Session,
    actor: User,
    submission: Submission,
    review: Review,
    approval: Approval,
    *,
    national: National,
    day: date,
) -> Decision:
    """组长初审: the leader agrees to a resumption, and the bureau chief decides next."""
    _ready(session, actor, submission, review, approval.version, national, day)
    if submission.gate != RESUMPTION or Role(actor.role) is not Role.LEADER:
        raise ForbiddenError("只有恢复执行须组长初审")
    submission.state = SubmissionState.FORWARDED
    decision = _decide(session, actor, submission, DecisionKind.FORWARD, approval)
    record(session, Act.FORWARDED, actor, case=submission.case, submission=submission.id, gate=submission.gate,
           report=review.sha256)  # fmt: skip
    return decision


def _ready(
    session: Session, actor: User, submission: Submission, review: Review, version: int, national: National, day: date
) -> Standing:
    """What stands in the way, after nothing does that cannot be answered by a reason."""
    from service.cases.checks import changed_since

    require(actor, Doing.DECIDE)
    lock(session, submission, version)
    require_deciding(actor, submission)
    if submission.check is None or submission.check.report_sha256 != review.sha256:
        raise ConflictError("检查结果已经更新", how="刷新页面，看过新的检查结果再办理")
    if changed_since(session, submission.check):
        raise ConflictError("报送检查以后，卷内材料或者人工更正有变动", how="请报送组撤回后重新报送，或者退回")
    standing = standing_of(session, submission, review, national, day)
    if standing.stopped:
        listed = "；".join(f"{one.title}（{subject_text(one.subject)}）" for one in standing.stopped)
        raise ConflictError(
            f"还有{len(standing.stopped)}项必备要件不符合，不能通过“{GATES[submission.gate]}”",
            where=listed,
            how="退回整改；确有特殊情况的，由局长批准豁免",
        )
    return standing


def _reasons(items: Iterable[Item], given: Mapping[Key, str], what: str, name: str) -> dict[Item, str]:
    reasons = {item: given.get(item.key, "").strip() for item in items}
    lacking = [item for item, reason in reasons.items() if len(reason) < REASON_LEAST]
    if lacking:
        listed = {f"{item.title}（{subject_text(item.subject)}）": "须写明理由" for item in lacking}
        raise FormError(
            f"{what}有{len(lacking)}项没有写明理由", where=name, how="逐项看过后，勾选并写明理由再提交", fields=listed
        )
    return reasons


def _served_on(submission: Submission, approval: Approval, day: date) -> date | None:
    """The day of service, which starts what follows a 终本: it is entered by a person, never guessed."""
    if submission.gate != CLOSING:
        return None
    served, filed = approval.served_on, submission.case.filed_on
    if served is None or served > day or (filed and served < filed):
        told = "须填写" if served is None else "应在立案以后、今天以前"
        raise FormError("裁定书送达日期不对", how=f"裁定书送达申请执行人的日期{told}", fields={"served_on": told})
    return served


def _decide(session: Session, actor: User, submission: Submission, kind: DecisionKind, approval: Approval) -> Decision:
    if len(approval.text) > TEXT_MOST or len(approval.internal_note) > TEXT_MOST:
        raise FormError("意见太长", how=f"不超过{TEXT_MOST}字", fields={"text": "太长"})
    decision = Decision(
        submission_id=submission.id,
        kind=kind,
        by_id=actor.id,
        at=now(),
        text=approval.text.strip(),
        internal_note=approval.internal_note.strip(),
    )
    session.add(decision)
    session.flush()
    return decision


def _keep_reasons(session: Session, actor: User, submission: Submission, reasons: Mapping[Item, str]) -> None:
    at = now()
    session.add_all(
        Acknowledgement(
            submission_id=submission.id, rule=item.rule, subject=item.subject, reason=reason, by_id=actor.id, at=at
        )
        for item, reason in reasons.items()
    )
