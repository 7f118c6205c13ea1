"""How many submissions were decided, and returned, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Decision, DecisionKind, Submission
from service.figures.month import Month, instants, month_of
from service.moment import day_of


def trend(session: Session, month: Month, groups: Sequence[str], months: int = 6) -> list[tuple[Month, int, int]]:
    """(month, decided, returned) of the months up to one, earliest first."""
    first = month.plus(1 - months)
    start, end = instants(first.first, month.last)
    query = (
        select(Decision.kind, Decision.at)
        .join(Submission, Submission.id == Decision.submission_id)
        .where(
            Decision.kind.in_([DecisionKind.APPROVE, DecisionKind.RETURN]),
            Decision.at >= start,
            Decision.at < end,
            Submission.from_group.in_(groups),
        )
    )
    decided: Counter[Month] = Counter()
    returned: Counter[Month] = Counter()
    for kind, at in session.execute(query):
        of = month_of(day_of(at))
        decided[of] += 1
        returned[of] += kind == DecisionKind.RETURN
    shown = [first.plus(number) for number in range(months)]
    return [(one, decided[one], returned[one]) for one in shown]
