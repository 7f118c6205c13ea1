"""Registering a case, and correcting what was registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from checker.gates import GROUPS
from service.accounts.policy import REGISTERING, Doing, keeps_record, require
from service.cases.entry import CaseForm, PartyForm, faults_of, passed_from
from service.cases.submitted import require_not_ended, require_not_submitted
from service.database.models import Assignment, Case, CaseParty, Passage, Role, User
from service.errors import ConflictError, ForbiddenError, FormError
from service.ledger import Act, record
from service.moment import now, today

REGISTERED = "registered"
"""How the first assignment of a case came about, see `Assignment.how`."""
GIVABLE = tuple(slug for slug in GROUPS if slug != "command")
"""The groups that handle cases."""


def create_case(session: Session, actor: User, form: CaseForm, *, source: str = "") -> Case:
    """Registers a case. 线上查控组 registers for itself (第一组1); the command centre takes over cases that other groups have.

    `source`: what it was imported from. `FormError` with its fields, `ConflictError` where the number is registered already.
    """
    require(actor, Doing.CREATE_CASES)
    faults = faults_of(form, today()) | rights_faults(actor, form)
    handler = _handler(session, form)
    if form.handler_id and handler is None:
        faults["handler_id"] = "承办人不在所选的组，或者已经停用"
    if faults:
        raise FormError("案件信息有误，没有登记", fields=faults)
    case = Case(
        number=form.number,
        filed_on=form.filed_on,
        closing_kind=form.closing_kind or None,
        claim_fen=form.claim_fen,
        paid_fen=form.paid_fen,
        group=form.group,
        handler_id=handler.id if handler else None,
        entered_on=form.entered_on or form.filed_on,
        created_by_id=actor.id,
        created_at=now(),
    )
    case.parties = [_party(party) for party in form.parties]
    case.passages = [_passage(gate, on) for gate, on in form.passages]
    _insert(session, case)
    if handler:  # who has it from now on: whoever gets the case back later looks here for him
        session.add(
            Assignment(
                case_id=case.id, group=case.group, handler_id=handler.id, how=REGISTERED, by_id=actor.id, at=now()
            )
        )
    record(session, Act.CASE_CREATED, actor, case=case, group=case.group, handler=case.handler_id, source=source)
    return case


def rights_faults(actor: User, form: CaseForm) -> dict[str, str]:
    """What of a form this person may not enter; and what the command centre must."""
    if form.group not in GIVABLE:
        return {"group": f"没有这个组，可写：{'、'.join(GROUPS[slug] for slug in GIVABLE)}"}
    faults = {}
    if Role(actor.role).of_group:
        if form.group != actor.group:
            faults["group"] = f"只能登记到{GROUPS[str(actor.group)]}；其他组的在办案件由指挥中心登记"
        if form.passages:
            faults["passages"] = "此前的流转由指挥中心登记"
    if form.entered_on is None and form.group != REGISTERING:
        faults["entered_on"] = "须写明进入现承办组的日期，期限从这一天起算"
    return faults


def change_case(session: Session, actor: User, case: Case, form: CaseForm, version: int) -> None:
    """Corrects a case's data. Group and handler stay: they change with a hand-over or an assignment. The day from which the
    group's clock runs is for the command centre only.
    """
    if not keeps_record(actor, case):
        raise ForbiddenError("案件现在不在您的组，不能改动", how="由现承办组或者指挥中心办理")
    if version != case.version:
        raise ConflictError("别人刚刚改过这个案件，您的改动没有保存", how="返回案件页看最新内容，再改一次")
    if Role(actor.role) is not Role.COMMAND:
        require_not_ended(case)
    require_not_submitted(session, case)
    faults = faults_of(form, today())
    moves = clock_from_filing(case) and form.entered_on == form.filed_on
    if form.entered_on != case.entered_on and not moves and Role(actor.role) is not Role.COMMAND:
        faults["entered_on"] = "进入本组日期只能由指挥中心更正"
    if _taken(session, form.number, case.id):
        faults["number"] = "这个案号已经登记在另一个案件上"
    if faults:
        raise FormError("案件信息有误，没有保存", fields=faults)
    changed = _change_facts(case, form) | _change_parties(session, case, form)
    if not changed:
        return
    flag_modified(case, "number")  # so that the version grows where only the parties changed
    session.flush()
    record(session, Act.CASE_CHANGED, actor, case=case, changed=changed)


def clock_from_filing(case: Case) -> bool:
    """Whether the group's clock runs from the day of filing: then it moves with it, when that day was registered wrong."""
    return case.group == REGISTERING and not case.passages and case.entered_on == case.filed_on


def _change_facts(case: Case, form: CaseForm) -> dict[str, object]:
    values: Mapping[str, object] = {
        "number": form.number,
        "filed_on": form.filed_on,
        "closing_kind": form.closing_kind or None,
        "claim_fen": form.claim_fen,
        "paid_fen": form.paid_fen,
        "entered_on": form.entered_on or case.entered_on,
    }
    changed: dict[str, object] = {}
    for name, value in values.items():
        before = getattr(case, name)
        if before != value:
            setattr(case, name, value)
            changed[name] = [_told(before), _told(value)]
    return changed


def _change_parties(session: Session, case: Case, form: CaseForm) -> dict[str, object]:
    """New parties in place of the old. The ledger keeps their names, not their numbers and telephones."""
    before = [PartyForm(one.role, one.name, one.kind, one.number, one.phone) for one in case.parties]
    after = list(form.parties)
    if before == after:
        return {}
    for old in case.parties:
        session.delete(old)
    case.parties = [_party(party) for party in after]
    return {"parties": [[f"{one.role}{one.name}" for one in parties] for parties in (before, after)]}


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _insert(session: Session, case: Case) -> None:
    told = ConflictError(f"{case.number} 已经登记过", how="在案件列表中按案号查找；确属另一案的，核对案号")
    if _taken(session, case.number):
        raise told
    try:
        with session.begin_nested():
            session.add(case)
            session.flush()
    except IntegrityError:  # somebody else registered it at the same moment
        raise told from None


def _taken(session: Session, number: str, other_than: int = 0) -> bool:
    return session.scalar(select(Case.id).where(Case.number == number, Case.id != other_than)) is not None


def _handler(session: Session, form: CaseForm) -> User | None:
    if not form.handler_id:
        return None
    user = session.get(User, form.handler_id)
    fits = user is not None and user.active and user.group == form.group and Role(user.role).of_group
    return user if fits else None


def _party(form: PartyForm) -> CaseParty:
    return CaseParty(**{name: value or None for name, value in asdict(form).items()})


def _passage(gate: str, on: date) -> Passage:
    giver, taker = passed_from(gate)
    return Passage(gate=gate, on=on, from_group=giver, to_group=taker)
