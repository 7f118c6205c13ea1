"""The ledger (台账): every return, item by item, and every approval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import True_

from service.accounts.policy import visible
from service.database.models import Case, Decision, DecisionKind, ReturnItem, Role, Submission, User
from service.figures.ledger_row import LedgerRow, rows_of
from service.figures.month import instants
from service.rulebase import rulebook

MOST = 100_000
"""Rows of one export."""
_AT_ONCE = 1_000


class Manner(StrEnum):
    """How an approval came about."""

    WAIVED = "waived"
    RISK = "risk"
    LOOKED = "looked"
    PLAIN = "plain"

    @property
    def chinese(self) -> str:
        """The plain words for it."""
        return {
            "waived": "有豁免的",
            "risk": "确认上位规定风险的",
            "looked": "有人工核对的",
            "plain": "没有豁免、确认和人工核对的",
        }[self]


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """Which rows; empty: all. `rule` is an id, a code, or part of a title; `handler` (id) submitted it or had it returned;
    `manner`: approvals that came about in this way.
    """

    first: date
    last: date
    group: str = ""
    kind: str = ""
    reason: str = ""
    rule: str = ""
    handler: int | None = None
    manner: str = ""


def ledger_page(
    session: Session, user: User, wanted: LedgerFilter, today: date, page: int, at_once: int
) -> tuple[list[LedgerRow], int]:
    """One page of the rows he may see, latest first, and how many there are in all."""
    total = ledger_count(session, user, wanted)
    last_page = max(1, -(-total // at_once))
    keys = _keys(user, wanted).limit(at_once).offset((min(max(1, page), last_page) - 1) * at_once)
    return rows_of(session, _load(session, session.execute(keys).all()), today), total


def ledger_all(session: Session, user: User, wanted: LedgerFilter, today: date) -> Iterator[list[LedgerRow]]:
    """All rows he may see, latest first, some at a time; `MOST` at most."""
    keys = session.execute(_keys(user, wanted).limit(MOST)).all()
    for start in range(0, len(keys), _AT_ONCE):
        yield rows_of(session, _load(session, keys[start : start + _AT_ONCE]), today)
        session.expunge_all()


def ledger_count(session: Session, user: User, wanted: LedgerFilter) -> int:
    """How many rows there are."""
    return session.scalar(_joined(select(func.count()).select_from(Decision), user, wanted)) or 0


def of_group(group: str) -> ColumnElement[bool]:
    """The rows of a group: what it submitted, and what it owes of others' submissions."""
    returned_to = and_(Decision.kind == DecisionKind.RETURN, Decision.to_group == group)
    return or_(Submission.from_group == group, ReturnItem.owner == group, returned_to)


def _keys(user: User, wanted: LedgerFilter) -> Select[Any]:
    """The ids of decisions and items in order: only these are sorted and skipped, not whole rows."""
    query = _joined(cast("Select[Any]", select(Decision.id, ReturnItem.id)), user, wanted)
    return query.order_by(Decision.at.desc(), Decision.id.desc(), ReturnItem.id)


def _load(session: Session, keys: Sequence[Any]) -> list[tuple[Decision, ReturnItem | None, Submission, Case]]:
    """The objects of keys, in their order."""
    query = (
        select(Decision, Submission, Case)
        .join(Submission, Submission.id == Decision.submission_id)
        .join(Case, Case.id == Submission.case_id)
        .where(Decision.id.in_(sorted({decision for decision, _ in keys})))
    )
    decisions = {decision.id: (decision, submission, case) for decision, submission, case in session.execute(query)}
    wanted = sorted({item for _, item in keys if item is not None})
    items = {item.id: item for item in session.scalars(select(ReturnItem).where(ReturnItem.id.in_(wanted)))}
    return [(decisions[decision][0], items.get(item), *decisions[decision][1:]) for decision, item in keys]


def _joined(query: Select[Any], user: User, wanted: LedgerFilter) -> Select[Any]:
    """With what the conditions need, and no more: most look at all groups."""
    start, end = instants(wanted.first, wanted.last)
    query = query.outerjoin(ReturnItem, ReturnItem.decision_id == Decision.id).where(
        Decision.at >= start, Decision.at < end
    )
    seen, groups = visible(user), [wanted.group] if wanted.group else []
    if Role(user.role).of_group:
        groups.append(str(user.group))
    if groups or wanted.handler is not None or not isinstance(seen, True_):
        query = query.join(Submission, Submission.id == Decision.submission_id)
    if not isinstance(seen, True_):
        query = query.join(Case, Case.id == Submission.case_id).where(seen)
    for group in groups:
        query = query.where(of_group(group))
    if wanted.kind:
        query = query.where(Decision.kind == wanted.kind)
    if wanted.manner:
        query = query.where(Decision.kind == DecisionKind.APPROVE, _of_manner(Manner(wanted.manner)))
    if wanted.reason:
        query = query.where(ReturnItem.reason == wanted.reason)
    if wanted.rule:
        query = query.where(ReturnItem.rule.in_(_rules(wanted.rule)))
    if wanted.handler is not None:
        had_back = and_(Decision.kind == DecisionKind.RETURN, Decision.to_user_id == wanted.handler)
        query = query.where(or_(Submission.by_id == wanted.handler, had_back))
    return query


def _of_manner(manner: Manner) -> ColumnElement[bool]:
    counts = {Manner.WAIVED: Decision.waived, Manner.RISK: Decision.acknowledged, Manner.LOOKED: Decision.looked}
    if manner in counts:
        return counts[manner] > 0
    return and_(*(count == 0 for count in counts.values()))


def _rules(text: str) -> list[str]:
    text = text.strip()
    exact = [rule.id for rule in rulebook().rules if text in (rule.id, rule.code)]
    return exact or [rule.id for rule in rulebook().rules if text in rule.title or rule.code.startswith(text)]
