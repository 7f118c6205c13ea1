"""The maskers of cases, for exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.policy import Doing, may
from service.database.models import CaseParty, User
from service.figures.masking import OPEN, Masker, masker_of

_IN_ONE = 500


class Masks:
    """Hides parties in texts of cases, for those who may not see them; for the others nothing changes."""

    def __init__(self, user: User) -> None:
        self.masked = not may(user, Doing.SEE_PERSONAL_DATA)
        self._maskers: dict[int, Masker] = {}

    def load(self, session: Session, case_ids: Iterable[int]) -> None:
        """Learns the parties of cases; a few queries for all."""
        if self.masked:
            self._maskers |= _maskers(session, set(case_ids) - self._maskers.keys())

    def text(self, case_id: int | None, text: str) -> str:
        """A text of a case that was loaded."""
        if not self.masked:
            return text
        return self._maskers.get(case_id or 0, OPEN).text(text)


def _maskers(session: Session, case_ids: set[int]) -> Mapping[int, Masker]:
    parties: dict[int, list[tuple[str, str | None]]] = {}
    ids = sorted(case_ids)
    for start in range(0, len(ids), _IN_ONE):
        query = select(CaseParty.case_id, CaseParty.name, CaseParty.kind).where(
            CaseParty.case_id.in_(ids[start : start + _IN_ONE])
        )
        for case_id, name, kind in session.execute(query.order_by(CaseParty.id)):
            parties.setdefault(case_id, []).append((name, kind))
    return {case_id: masker_of(found) for case_id, found in parties.items()}
