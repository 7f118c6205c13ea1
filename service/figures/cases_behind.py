"""The cases behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from service.accounts.policy import visible
from service.database.models import Case, CaseState, User
from service.figures.events import Event


@dataclass(frozen=True, slots=True)
class CaseBehind:
    """A case with what it was counted for."""

    case: Case
    event: Event

    @property
    def state(self) -> str:
        """Where the case stands today, in words."""
        return CaseState(self.case.state).chinese


def cases_behind(session: Session, user: User, events: Sequence[Event]) -> list[CaseBehind]:
    """The cases of events, of those he may see; an event each, in their order."""
    ids = {event.case_id for event in events}
    query = select(Case).where(Case.id.in_(ids), visible(user)).options(joinedload(Case.handler))
    cases = {case.id: case for case in session.scalars(query)}
    return [CaseBehind(cases[event.case_id], event) for event in events if event.case_id in cases]
