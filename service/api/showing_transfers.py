"""Submissions and decisions as programs see them."""

from __future__ import annotations

from collections.abc import Iterable

from service.accounts.policy import decides
from service.api.models.transfers import (
    AcknowledgementModel,
    DecisionModel,
    EscalationModel,
    OpenItem,
    ReturnItemModel,
    StandingModel,
    SubmissionBrief,
    SubmissionWhole,
    WaiverModel,
)
from service.api.showing import clock_model, named
from service.database.models import Decision, Escalation, GrantedWaiver, User
from service.handover.access import sees_internal
from service.handover.page import Shown
from service.handover.queue import Row
from service.handover.review import Item
from service.handover.standing import Standing


def submission_brief(row: Row) -> SubmissionBrief:
    """A submission in a list."""
    one = row.submission
    return SubmissionBrief(
        id=one.id,
        case_id=one.case_id,
        case_number=one.case.number,
        gate=one.gate,
        from_group=one.from_group,
        by=named(one.by),
        at=one.at,
        state=one.state,
        check_id=one.check_id,
        previous_id=one.previous_id,
        verdict=one.check.verdict if one.check else None,
        stage=clock_model(row.stage),
        deciding=clock_model(row.deciding),
        version=one.version,
    )


def submission_whole(user: User, shown: Shown) -> SubmissionWhole:
    """A submission with what stands in its way and what was decided."""
    one = shown.row.submission
    return SubmissionWhole(
        **submission_brief(shown.row).model_dump(),
        note=one.note,
        standing=_standing(shown.standing) if shown.standing else None,
        decisions=[decision_model(user, decision) for decision in one.decisions],
        acknowledgements=[
            AcknowledgementModel(rule=a.rule, subject=a.subject, reason=a.reason, by=named(a.by), at=a.at)
            for a in one.acknowledgements
        ],
        decides=decides(user, one),
        withdraws=shown.withdraws,
    )


def decision_model(user: User, decision: Decision) -> DecisionModel:
    """A decision; the internal note only for those who decide and oversee."""
    return DecisionModel(
        id=decision.id,
        kind=decision.kind,
        by=named(decision.by),
        at=decision.at,
        text=decision.text,
        internal_note=decision.internal_note if sees_internal(user, decision) else None,
        fixable=decision.fixable,
        to_group=decision.to_group,
        notice_number=decision.notice_number,
        items=[ReturnItemModel.model_validate(item) for item in decision.items],
    )


def waiver_model(waiver: GrantedWaiver) -> WaiverModel:
    """A waiver."""
    return WaiverModel(
        id=waiver.id,
        rule=waiver.rule,
        subject=waiver.subject,
        reason=waiver.reason,
        approver=named(waiver.approver),
        expires=waiver.expires,
        at=waiver.at,
        revoked_at=waiver.revoked_at,
    )


def escalation_model(one: Escalation) -> EscalationModel:
    """An escalation."""
    return EscalationModel(
        id=one.id,
        case_id=one.case_id,
        case_number=one.case.number,
        owed_by=one.owed_by,
        reason=one.reason,
        by=named(one.by),
        at=one.at,
        ordered_group=one.ordered_group,
        order=one.order,
        due_on=one.due_on,
        decided_at=one.decided_at,
        done_at=one.done_at,
        done_note=one.done_note,
    )


def _standing(standing: Standing) -> StandingModel:
    return StandingModel(
        blocking=_items(standing.stopped),
        acknowledge=_items(standing.to_acknowledge),
        look=_items(standing.look),
        waived=_items(item for item, _ in standing.waived),
    )


def _items(items: Iterable[Item]) -> list[OpenItem]:
    return [
        OpenItem(
            rule=item.rule,
            code=item.code,
            title=item.title,
            subject=item.subject,
            status=str(item.status),
            level=str(item.level),
            problem=item.problem,
            remedy=item.remedy,
            owner=item.owner,
            pages=item.pages,
            due=item.due,
        )
        for item in items
    ]
