"""This month in a few figures, for those who see all cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from service.database.models import Case, Decision, DecisionKind, Submission
from service.moment import COURT_TIME


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its name, and the page that has its cases."""

    name: str
    number: int
    link: str


def this_month(session: Session, today: date) -> list[Figure]:
    """What was filed, submitted, approved, returned and closed since the first of the month."""
    first = today.replace(day=1)
    since = datetime.combine(first, time(), COURT_TIME)
    decided = select(Decision.kind, func.count()).where(Decision.at >= since).group_by(Decision.kind)
    kinds = dict(session.execute(decided).all())
    return [
        Figure("新立案", _count(session, Case.filed_on >= first), "/cases"),
        Figure(
            "报送",
            _count(session, Submission.at >= since),
            "/ledger",
        ),
        Figure("通过", kinds.get(DecisionKind.APPROVE, 0), "/ledger"),
        Figure("退回", kinds.get(DecisionKind.RETURN, 0), "/ledger"),
        Figure("结案", _count(session, Case.closed_on >= first), "/figures"),
    ]


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(condition)) or 0
