"""When what a file was returned for is in order again."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Decision, ReturnItem, Submission
from service.handover.review import Key, Review


def open_return_items(session: Session, case_id: int, gate: str | None = None) -> list[ReturnItem]:
    """What a case was returned for and is not in order yet, oldest first; of one gate, or of all."""
    query = (
        select(ReturnItem)
        .join(ReturnItem.decision)
        .join(Decision.submission)
        .where(Submission.case_id == case_id, ReturnItem.repaired_on.is_(None))
    )
    if gate:
        query = query.where(Submission.gate == gate)
    return list(session.scalars(query.order_by(ReturnItem.id)))


def asked_for(session: Session, case_id: int) -> list[ReturnItem]:
    """What a case was returned for and is not in order yet, for a person: what was asked twice stands once, as it was asked
    last.
    """
    last = {
        (item.rule or item.title, item.subject, item.decision.submission.gate): item
        for item in open_return_items(session, case_id)
    }
    return sorted(last.values(), key=lambda item: item.id)


def settle(session: Session, submission: Submission, review: Review, day: date) -> int:
    """Marks what a new check at the same gate no longer finds open; what a person found waits for a person. How many."""
    return _mark(session, submission, review.open_keys, day, by_person=False)


def settle_on_approval(session: Session, submission: Submission, review: Review, day: date) -> int:
    """Marks all but what is still 不符合 and passes by a waiver or an acknowledgement. How many."""
    return _mark(session, submission, review.violated_keys, day, by_person=True)


def _mark(session: Session, submission: Submission, still: Container[Key], day: date, *, by_person: bool) -> int:
    marked = 0
    for item in open_return_items(session, submission.case_id, submission.gate):
        found_by_person = not item.rule
        if (found_by_person and by_person) or (not found_by_person and (item.rule, item.subject) not in still):
            item.repaired_on = day
            marked += 1
    return marked
