"""Tells other parts that something was decided, in the same transaction. They register with `listen`; nobody has to."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from service.database.models import Submission

APPROVED, RETURNED = "approved", "returned"
Listener = Callable[[Session, str, Submission], None]
_LISTENERS: list[Listener] = []


def listen(listener: Listener) -> None:
    """From now on `listener` is told; one that is told already is not told twice."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def announce(session: Session, event: str, submission: Submission) -> None:
    """Tells all listeners. What one raises undoes the decision: a promise to send is kept with it, or neither is."""
    for listener in _LISTENERS:
        listener(session, event, submission)
