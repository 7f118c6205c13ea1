"""Waivers: the bureau chief lets a requirement of a case pass, with a reason and until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.facts import CASE
from service.accounts.policy import Doing, require
from service.database.models import Case, CaseState, GrantedWaiver, User
from service.errors import ConflictError, FormError, NotFoundError
from service.handover.access import lock_case
from service.ledger import Act, record
from service.moment import now
from service.rulebase import rulebook

REASON_MOST = 2_000


@dataclass(frozen=True, slots=True)
class WaiverForm:
    """A waiver as entered. `rule` is a rule's id or code; an empty `subject`: whomever or whatever the rule asks it of."""

    rule: str
    reason: str
    expires: date
    subject: str = ""


def grant(session: Session, actor: User, case: Case, form: WaiverForm, *, day: date) -> GrantedWaiver:
    """Grants a waiver on a day. `ForbiddenError` where he may not, `FormError` where something is not given."""
    require(actor, Doing.WAIVE)
    lock_case(session, case)
    if case.state not in (CaseState.OPEN, CaseState.AFTERCARE):
        raise ConflictError(f"本案{CaseState(case.state).chinese}，不能再批准豁免")
    rule, wrong = _rule(form.rule), {}
    subject, reason = form.subject.strip(), form.reason.strip()
    if rule is None:
        wrong["rule"] = "没有这条规则，填写编号或者从列表选择"
    if subject and subject != CASE and not all(subject.partition(":")):
        wrong["subject"] = "写成“被执行人:姓名”，或者“案件”；不填为全部"
    if not 2 <= len(reason) <= REASON_MOST:
        wrong["reason"] = f"须写明理由，不超过{REASON_MOST}字"
    if form.expires < day:
        wrong["expires"] = "有效期不能早于今天"
    if wrong or rule is None:
        raise FormError("豁免没有填写完整", fields=wrong)
    waiver = GrantedWaiver(
        case_id=case.id,
        rule=rule,
        subject=subject,
        reason=reason,
        approver_id=actor.id,
        expires=form.expires,
        at=now(),
    )
    session.add(waiver)
    session.flush()
    record(
        session, Act.WAIVED, actor, case=case, waiver=waiver.id, rule=rule, subject=subject, reason=reason,
        expires=form.expires,
    )  # fmt: skip
    return waiver


def revoke_waiver(session: Session, actor: User, case: Case, waiver_id: int) -> None:
    """Ends a waiver now. One that is revoked already is left alone."""
    require(actor, Doing.WAIVE)
    lock_case(session, case)
    query = select(GrantedWaiver).where(GrantedWaiver.id == waiver_id, GrantedWaiver.case_id == case.id)
    waiver = session.scalar(query)
    if waiver is None:
        raise NotFoundError("没有这项豁免")
    if waiver.revoked_at is None:
        waiver.revoked_at = now()
        session.flush()
        record(
            session, Act.WAIVER_REVOKED, actor, case=case, waiver=waiver.id, rule=waiver.rule, subject=waiver.subject
        )


def waivers_of(session: Session, case: Case) -> list[GrantedWaiver]:
    """All waivers of a case, the newest first."""
    query = select(GrantedWaiver).where(GrantedWaiver.case_id == case.id).order_by(GrantedWaiver.id.desc())
    return list(session.scalars(query))


def _rule(text: str) -> str | None:
    """The id of a rule by its id or code."""
    wanted = text.strip().partition(" ")[0]
    return next((rule.id for rule in rulebook().rules if wanted in (rule.id, rule.code)), None)
