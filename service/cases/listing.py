"""The list of cases: searched, filtered, sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from checker.gates import GROUPS
from service.accounts.policy import visible
from service.cases.lights import due_order, light_is
from service.cases.values import plain_words
from service.clocks.due import Colour
from service.database.models import Case, CaseParty, CaseState, Check, CheckState, Role, User

SORTS = ("due", "number", "filed", "entered", "claim")
_BRACKETS = str.maketrans({"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）"})


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is looked for. `words`: a part of the number or of a party's name. `handler`: an id, 0 for none yet, None for all."""

    words: str = ""
    group: str = ""
    state: str = CaseState.OPEN
    handler: int | None = None
    light: str = ""
    sort: str = "due"
    down: bool = False


def find_cases(session: Session, user: User, wanted: CaseFilter, today: date) -> Select[Any]:
    """The query for the cases this person sees and looks for. Words that are no group, state or light find nothing."""
    query = select(Case).where(visible(user)).options(selectinload(Case.parties), joinedload(Case.handler))
    if words := plain_words(wanted.words):
        query = query.where(_named(words))
    if wanted.group:
        query = query.where(Case.group == wanted.group)
    if wanted.state:
        query = query.where(Case.state == wanted.state)
    if wanted.handler is not None:
        query = query.where(Case.handler_id == wanted.handler if wanted.handler else Case.handler_id.is_(None))
    if wanted.light in set(Colour):
        query = query.where(light_is(Colour(wanted.light), today))
    return query.order_by(*_order(session, wanted, today))


def latest_verdicts(session: Session, cases: Sequence[Case]) -> dict[int, Check]:
    """The last finished check of each case: id of the case → check."""
    last = (
        select(func.max(Check.id))
        .where(Check.case_id.in_([case.id for case in cases]), Check.state == CheckState.DONE)
        .group_by(Check.case_id)
    )
    return {check.case_id: check for check in session.scalars(select(Check).where(Check.id.in_(last)))}


def handlers_for(session: Session, user: User) -> list[User]:
    """The people who may handle cases that this person sees: his group, or all groups, in the order of the groups."""
    query = select(User).where(User.active, User.role.in_([Role.MEMBER, Role.LEADER]))
    if Role(user.role).of_group:
        query = query.where(User.group == user.group)
    order = list(GROUPS)
    found = session.scalars(query.order_by(User.role, User.id)).all()
    return sorted(found, key=lambda one: order.index(one.group) if one.group in order else len(order))


def _named(words: str) -> ColumnElement[bool]:
    number = words.replace(" ", "").translate(_BRACKETS)
    parties = select(CaseParty.case_id).where(CaseParty.name.contains(words, autoescape=True))
    return or_(Case.number.contains(number, autoescape=True), Case.id.in_(parties))


def _order(session: Session, wanted: CaseFilter, today: date) -> list[ColumnElement[Any]]:
    by: dict[str, ColumnElement[Any]] = {
        "number": Case.number.expression,
        "filed": Case.filed_on.expression,
        "entered": Case.entered_on.expression,
        "claim": Case.claim_fen.expression,
    }
    column = by[wanted.sort] if wanted.sort in by else due_order(session, today)
    ordered = column.desc() if wanted.down else column.asc()
    return [ordered.nulls_last(), Case.id.desc()]
