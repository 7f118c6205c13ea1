"""The last check of a case that came to an end, whoever asked for it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.context import Service
from service.database.models import Case, Check, CheckState
from service.handover.review import Review, review_of


def last_review(service: Service, session: Session, case: Case) -> Review | None:
    """What the last check of a case found; None where there was none."""
    query = select(Check).where(Check.case_id == case.id, Check.state == CheckState.DONE).order_by(Check.id.desc())
    return review_of(service, session.scalars(query.limit(1)).first())
