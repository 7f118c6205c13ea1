"""The maskers of cases, for exports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.policy import Doing, may
from service.cases.entry import ROLES
from service.database.models import CaseParty, LedgerEntry, User
from service.figures.masking import OPEN, Masker, masker_of
from service.ledger import Act

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
    former: dict[int, set[str]] = {}
    ids = sorted(case_ids)
    for start in range(0, len(ids), _IN_ONE):
        some = ids[start : start + _IN_ONE]
        query = select(CaseParty.case_id, CaseParty.name, CaseParty.kind).where(CaseParty.case_id.in_(some))
        for case_id, name, kind in session.execute(query.order_by(CaseParty.id)):
            parties.setdefault(case_id, []).append((name, kind))
        for case_id, name in _former(session, some):
            former.setdefault(case_id, set()).add(name)
    return {id_: masker_of(parties.get(id_, ()), former.get(id_, ())) for id_ in parties.keys() | former.keys()}


def _former(session: Session, case_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The names that parties had before a case was corrected: the ledger, which keeps them, is also what shows them."""
    changes = select(LedgerEntry.case_id, LedgerEntry.detail).where(
        LedgerEntry.case_id.in_(case_ids), LedgerEntry.act == Act.CASE_CHANGED
    )
    for case_id, detail in session.execute(changes):
        for name in json.loads(detail).get("changed", {}).get("parties", ((),))[0]:
            yield case_id or 0, next((name.removeprefix(role) for role in ROLES if name.startswith(role)), name)
