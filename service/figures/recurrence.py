"""How often a group's files came back for the same thing within a year before a return."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.orm import Session

from service.database.models import Decision, ReturnItem, Submission

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
    """By id of the item, for items with their decision and case. Two queries for all."""
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
    of_rules = tuple_(ReturnItem.owner, ReturnItem.rule).in_(sorted((owner, rule) for owner, rule, _ in keys if rule))
    reasons = sorted((owner, reason) for owner, rule, reason in keys if not rule)
    of_reasons = and_(
        ReturnItem.rule == "",
        ReturnItem.owner.in_(sorted({owner for owner, _ in reasons})),
        tuple_(ReturnItem.owner, ReturnItem.reason).in_(reasons),
    )
    # Not the bare column: SQLite would go through a year of decisions instead of the few items of these rules.
    at = func.coalesce(Decision.at, Decision.at)
    past: dict[Key, list[tuple[datetime, int, int]]] = {}
    for condition in (of_rules, of_reasons) if reasons else (of_rules,):
        query = (
            select(ReturnItem.owner, ReturnItem.rule, ReturnItem.reason, Decision.at, Decision.id, Submission.case_id)
            .join(Decision, Decision.id == ReturnItem.decision_id)
            .join(Submission, Submission.id == Decision.submission_id)
            .where(condition, at >= year_before(first), at <= last)
            .order_by(Decision.at, Decision.id)
        )
        for owner, rule, reason, on, decision, case in session.execute(query):
            past.setdefault((owner, rule, "" if rule else reason), []).append((on, decision, case))
    return past
