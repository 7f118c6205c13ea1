"""Who has a case that is just filed: 线上查控组 assigns all of them to its leader (第一组3)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.policy import REGISTERING
from service.database.models import Role, User


def filing_leader(session: Session) -> int | None:
    """The leader of 线上查控组, of several the one who has been it longest; None where there is none yet."""
    query = select(User.id).where(User.group == REGISTERING, User.role == Role.LEADER, User.active).order_by(User.id)
    return session.scalars(query.limit(1)).first()
