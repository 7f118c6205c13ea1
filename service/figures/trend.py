"""How many submissions were decided, and returned, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.database.models import Decision, DecisionKind, Submission
from service.figures.month import Month, instants
from service.figures.transfers import HANDLING


def trend(session: Session, month: Month, groups: Sequence[str], months: int = 6) -> list[tuple[Month, int, int]]:
    """(month, decided, returned) of the months up to one, earliest first."""
    return [(one, *_decided(session, one, groups)) for one in (month.plus(back) for back in range(1 - months, 1))]


def _decided(session: Session, month: Month, groups: Sequence[str]) -> tuple[int, int]:
    start, end = instants(month.first, month.last)
    query = (
        select(Decision.kind, func.count())
        .where(Decision.kind.in_([DecisionKind.APPROVE, DecisionKind.RETURN]), Decision.at >= start, Decision.at < end)
        .group_by(Decision.kind)
    )
    if len(groups) < len(HANDLING):
        query = query.join(Submission, Submission.id == Decision.submission_id).where(Submission.from_group.in_(groups))
    counts = dict(session.execute(query).all())
    returned = counts.get(DecisionKind.RETURN, 0)
    return returned + counts.get(DecisionKind.APPROVE, 0), returned
