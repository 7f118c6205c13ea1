"""How often each rule returned files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.database.models import Decision, DecisionKind, ReturnItem, Submission


def returns_by_rule(session: Session, since: datetime) -> dict[str, int]:
    """Rule → returns since an instant that named it."""
    query = (
        select(ReturnItem.rule, func.count(func.distinct(ReturnItem.decision_id)))
        .join(Decision, Decision.id == ReturnItem.decision_id)
        .where(Decision.kind == DecisionKind.RETURN, Decision.at >= since, ReturnItem.rule != "")
        .group_by(ReturnItem.rule)
    )
    return dict(session.execute(query).all())


def returns_of_rule(session: Session, rule: str, since: datetime) -> list[tuple[str, int]]:
    """(group that had submitted, returns since an instant that named the rule), the most first."""
    counted = func.count(func.distinct(Decision.id))
    query = (
        select(Submission.from_group, counted)
        .join(Decision, Decision.submission_id == Submission.id)
        .join(ReturnItem, ReturnItem.decision_id == Decision.id)
        .where(ReturnItem.rule == rule, Decision.kind == DecisionKind.RETURN, Decision.at >= since)
        .group_by(Submission.from_group)
        .order_by(counted.desc(), Submission.from_group)
    )
    return [(group, count) for group, count in session.execute(query)]
