"""Writes an act to the ledger, in the transaction of the act itself: both are kept, or neither."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from service.database.models import Case, LedgerEntry, User
from service.ledger.acts import Act
from service.moment import now

HEAD = "ledger_head"
"""Key in `session.info`: (seq, hash) of the last entry of this transaction, for the checkpoint after the commit."""
START = "0" * 64
SYSTEM = "系统"
_LOCK = 4_201_023  # any number that only the ledger uses


def record(
    session: Session,
    act: Act,
    actor: User | None,
    *,
    case: Case | None = None,
    about: str = "",
    **detail: object,
) -> LedgerEntry:
    """Appends an act. `actor` None: the program itself. `about` says in a few words what it was done to; `detail` is plain
    JSON (ids, days, reasons) and never holds a password, a token or the text of a paper.
    """
    _alone(session)
    last = session.execute(select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    entry = LedgerEntry(
        seq=seq,
        at=now().replace(microsecond=0),
        actor_id=actor.id if actor else None,
        actor=actor.name if actor else SYSTEM,
        act=str(act),
        case_id=case.id if case else None,
        about=(about or (case.number if case else ""))[:200],
        detail=plain(detail),
        previous=previous,
    )
    entry.hash = hash_of(entry)
    session.add(entry)
    session.flush()
    session.info[HEAD] = (seq, entry.hash)
    return entry


def hash_of(entry: LedgerEntry) -> str:
    """SHA-256 (hex) over everything an entry says and the hash of the one before."""
    parts = [
        entry.seq,
        entry.at.isoformat(),
        entry.actor_id,
        entry.actor,
        entry.act,
        entry.case_id,
        entry.about,
        entry.detail,
        entry.previous,
    ]
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def plain(detail: Mapping[str, object]) -> str:
    """JSON in one form only: sorted, without blanks; days and words as text."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _alone(session: Session) -> None:
    """Keeps other writers of the ledger out until the commit. On SQLite a writing session already holds the lock."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
