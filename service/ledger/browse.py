"""Looks things up in the audit ledger. A page is found by the number of its first entry, so that the thousandth is as quick as
the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.database.models import Case, LedgerEntry
from service.figures.month import instants

SYSTEM = "system"
"""In place of a person: what the program itself did, and those who are not known."""
_SKEW = timedelta(minutes=10)  # by how much the clocks of several machines may differ


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries; empty: all. `actor` is the id of a person or `SYSTEM`; `case` the number of a case or its beginning."""

    first: date | None = None
    last: date | None = None
    act: str = ""
    actor: str = ""
    case: str = ""


def entries(session: Session, wanted: AuditFilter, *, before: int | None, most: int) -> list[LedgerEntry]:
    """The latest entries before one, latest first."""
    query = _query(session, wanted)
    if before is not None:
        query = query.where(LedgerEntry.seq < before)
    return list(session.scalars(query.order_by(LedgerEntry.seq.desc()).limit(most)))


def _query(session: Session, wanted: AuditFilter) -> Select[Any]:
    query = select(LedgerEntry)
    if wanted.act:
        query = query.where(LedgerEntry.act == wanted.act)
    if wanted.actor == SYSTEM:
        query = query.where(LedgerEntry.actor_id.is_(None))
    elif wanted.actor:
        query = query.where(LedgerEntry.actor_id == int(wanted.actor))
    if wanted.case:
        numbers = select(Case.id).where(Case.number.startswith(wanted.case, autoescape=True))
        query = query.where(LedgerEntry.case_id.in_(numbers))
    return _in_period(session, query, wanted)


def _in_period(session: Session, query: Select[Any], wanted: AuditFilter) -> Select[Any]:
    """By instant; and by number, which is what the entries are kept in order of and grows with the instants."""
    if wanted.first:
        start = instants(wanted.first, wanted.first)[0]
        lowest = session.scalar(
            select(LedgerEntry.seq)
            .where(LedgerEntry.at >= start - _SKEW)
            .order_by(LedgerEntry.at, LedgerEntry.seq)
            .limit(1)
        )
        query = query.where(LedgerEntry.at >= start, LedgerEntry.seq >= (lowest or 0))
    if wanted.last:
        end = instants(wanted.last, wanted.last)[1]
        highest = session.scalar(
            select(LedgerEntry.seq)
            .where(LedgerEntry.at >= end + _SKEW)
            .order_by(LedgerEntry.at, LedgerEntry.seq)
            .limit(1)
        )
        query = query.where(LedgerEntry.at < end)
        if highest is not None:
            query = query.where(LedgerEntry.seq <= highest)
    return query
