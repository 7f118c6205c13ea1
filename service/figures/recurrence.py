"""How often a group's files came back for the same thing within a year before a return."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from service.database.models import Decision, DecisionKind, ReturnItem, Submission

Key = tuple[str, str, str]
"""Owner group, rule, and where no rule is named the reason."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """So many returns within the twelve months before; `same_case` of them of the same case."""

    before: int
    same_case: int

    @property
    def text(self) -> str:
        """首次, 第3次, 第3次（本案第2次）."""
        if not self.before:
            return "首次"
        told = f"第{self.before + 1}次"
        return f"{told}（本案第{self.same_case + 1}次）" if self.same_case else told


NEVER = Recurrence(0, 0)


def recurrences(session: Session, items: Sequence[tuple[ReturnItem, Decision, int]]) -> dict[int, Recurrence]:
    """By id of the item, for items with their decision and case. One query for all."""
    if not items:
        return {}
    keys = {key_of(item) for item, _, _ in items}
    past = _past(session, keys, min(d.at for _, d, _ in items), max(d.at for _, d, _ in items))
    return {item.id: _count(past.get(key_of(item), []), decision, case_id) for item, decision, case_id in items}


def key_of(item: ReturnItem) -> Key:
    """What makes two items the same."""
    return item.owner, item.rule, "" if item.rule else item.reason


def year_before(at: datetime) -> datetime:
    """The same day of the year before; for 29 February, 28 February."""
    day = 28 if (at.month, at.day) == (2, 29) else at.day
    return at.replace(year=at.year - 1, day=day)


def _count(past: list[tuple[datetime, int, int]], decision: Decision, case_id: int) -> Recurrence:
    """Returns, not items: one that names the thing for three respondents is one."""
    start, end = bisect_left(past, (year_before(decision.at),)), bisect_left(past, (decision.at,))
    earlier = {(number, case) for _, number, case in past[start:end] if number != decision.id}
    return Recurrence(len(earlier), sum(case == case_id for _, case in earlier))


def _past(
    session: Session, keys: set[Key], first: datetime, last: datetime
) -> dict[Key, list[tuple[datetime, int, int]]]:
    """By key, the returns (instant, decision, case) in order."""
    rules, reasons = {rule for _, rule, _ in keys if rule}, {reason for _, rule, reason in keys if not rule}
    query = (
        select(ReturnItem.owner, ReturnItem.rule, ReturnItem.reason, Decision.at, Decision.id, Submission.case_id)
        .join(Decision, Decision.id == ReturnItem.decision_id)
        .join(Submission, Submission.id == Decision.submission_id)
        .where(
            Decision.kind == DecisionKind.RETURN,
            Decision.at >= year_before(first),
            Decision.at <= last,
            or_(ReturnItem.rule.in_(rules), and_(ReturnItem.rule == "", ReturnItem.reason.in_(reasons))),
        )
        .order_by(Decision.at, Decision.id)
    )
    past: dict[Key, list[tuple[datetime, int, int]]] = {}
    for owner, rule, reason, at, decision, case in session.execute(query):
        past.setdefault((owner, rule, "" if rule else reason), []).append((at, decision, case))
    return past
