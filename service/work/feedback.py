"""Telling the applicant how the enforcement goes (第七组10): a message of the stage, written here and sent after the commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from checker.gates import GROUPS
from checker.yamlfile import read_yaml, word
from service.accounts.policy import require_holding
from service.database.models import Case, CaseParty, CaseState, Feedback, FeedbackState, User
from service.errors import ConflictError, FormError
from service.ledger import Act, record
from service.moment import day_of, now
from service.work.phones import mobile

_TEXTS = Path(__file__).parent / "feedback_texts.yaml"
AFTERCARE = "aftercare"
LONGEST = 500
"""Letters of a message; gateways cut longer ones into several."""


@lru_cache(maxsize=1)
def texts() -> Mapping[str, str]:
    """The template of each stage."""
    return {str(stage): str(word(text)) for stage, text in read_yaml(_TEXTS).items()}


def stage_of(case: Case) -> str:
    """The stage a message belongs to: the group that has the case, or the time after 终本."""
    return AFTERCARE if case.state == CaseState.AFTERCARE else case.group


def stage_name(stage: str) -> str:
    """The plain word for a stage."""
    return "终本后管理" if stage == AFTERCARE else GROUPS[stage]


def prefilled(case: Case, court: str, result: str = "没有发现可供执行的财产") -> str:
    """The message of the stage a case is in, with its own words filled in."""
    words = {
        "案号": case.number,
        "承办人": case.handler.name if case.handler else "待定",
        "组": GROUPS[case.group],
        "法院": court,
        "结果": result,
    }
    text = texts()[stage_of(case)]
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def tell_applicant(
    session: Session, actor: User, case: Case, text: str, *, to: CaseParty | None = None, phone: str = ""
) -> Feedback:
    """Writes a message to an applicant of the case, to be sent after the commit. `to` None: the first applicant; `phone`
    empty: the number on record. Only applicants are told: what is written about a case goes to nobody else.
    """
    require_holding(actor, case)
    person = to or next(iter(case.applicants), None)
    if person is None or person not in case.applicants:
        raise FormError("只能告知本案的申请执行人", how="先在案件信息里登记申请执行人")
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise FormError(f"短信须有内容，不超过{LONGEST}个字", fields={"text": f"1至{LONGEST}个字"})
    at = now()
    told = Feedback(
        case_id=case.id,
        stage=stage_of(case),
        to_name=person.name,
        phone=mobile(phone or person.phone or ""),
        text=text,
        state=FeedbackState.WAITING,
        by_id=actor.id,
        at=at,
        on=day_of(at),
        next_at=at,
    )
    session.add(told)
    session.flush()
    record(session, Act.FEEDBACK, actor, case=case, message=told.id, stage=told.stage)
    return told


def told(session: Session, case: Case) -> list[Feedback]:
    """What the applicants of a case were told, the newest first."""
    query = select(Feedback).where(Feedback.case_id == case.id).options(joinedload(Feedback.by))
    return list(session.scalars(query.order_by(Feedback.id.desc())))


def last_phone(session: Session, case: Case, person: CaseParty) -> str:
    """The number an applicant was last told at, else the one on record."""
    query = select(Feedback.phone).where(Feedback.case_id == case.id, Feedback.to_name == person.name)
    return session.scalar(query.order_by(Feedback.id.desc()).limit(1)) or person.phone or ""


def send_again(session: Session, actor: User, case: Case, message_id: int, at: datetime) -> Feedback:
    """Puts a message that failed back to those that wait."""
    require_holding(actor, case)
    found = session.scalar(select(Feedback).where(Feedback.id == message_id, Feedback.case_id == case.id))
    if found is None or found.state != FeedbackState.FAILED:
        raise ConflictError("这条短信没有发送失败，不用重发", how="刷新页面看最新情况")
    found.state, found.attempts, found.next_at, found.error = FeedbackState.WAITING, 0, at, ""
    record(session, Act.FEEDBACK, actor, case=case, message=found.id, again=True)
    return found
