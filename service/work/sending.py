"""Sends the messages that wait: each is claimed in a short transaction, sent outside of any, and then noted down.

A claim holds for a while. A program that was killed between claiming and noting leaves the message to be sent again after that, with
the same key: the sender knows it. So none is lost, and none arrives twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import joinedload

from checker.log import log_exception
from service.context import Service
from service.database.models import Feedback, FeedbackState
from service.ledger import Act, record
from service.moment import now
from service.work.senders import Message, Sender, sender_of

_CLAIM = timedelta(minutes=5)
_TRIES = 5
_FIRST_PAUSE = timedelta(minutes=2)  # doubled after each try


def send_waiting(service: Service, sender: Sender | None = None, at: datetime | None = None) -> tuple[int, int]:
    """Sends every message whose turn it is; returns how many were sent and how many tries failed."""
    carrier, sent, failed = sender or sender_of(service.settings), 0, 0
    for message_id in _waiting(service, at or now()):
        if not _claim(service, message_id, at or now()):
            continue
        if _send(service, carrier, message_id):
            sent += 1
        else:
            failed += 1
    return sent, failed


def _waiting(service: Service, at: datetime) -> list[int]:
    with service.reading() as session:
        query = select(Feedback.id).where(Feedback.state == FeedbackState.WAITING, Feedback.next_at <= at)
        return list(session.scalars(query.order_by(Feedback.id)))


def _claim(service: Service, message_id: int, at: datetime) -> bool:
    """Whether this program is the one to send it now."""
    with service.writing() as session:
        claimed = session.execute(
            update(Feedback)
            .where(Feedback.id == message_id, Feedback.state == FeedbackState.WAITING, Feedback.next_at <= at)
            .values(next_at=at + _CLAIM, attempts=Feedback.attempts + 1)
        )
        return cast("CursorResult[tuple[()]]", claimed).rowcount == 1


def _send(service: Service, sender: Sender, message_id: int) -> bool:
    with service.reading() as session:
        message = session.get_one(Feedback, message_id, options=[joinedload(Feedback.case)])
    try:
        sender.send(
            Message(
                key=f"feedback-{message.id:08d}",
                case_number=message.case.number,
                to_name=message.to_name,
                phone=message.phone,
                text=message.text,
                at=message.at.isoformat(),
            )
        )
    except Exception as error:  # a court's own program may raise anything
        log_exception(f"message {message.id}", error)
        _note_failure(service, message_id, str(error) or type(error).__name__)
        return False
    _note_sent(service, message_id)
    return True


def _note_sent(service: Service, message_id: int) -> None:
    with service.writing() as session:
        message = session.get_one(Feedback, message_id)
        message.state, message.sent_at, message.error = FeedbackState.SENT, now(), ""
        record(session, Act.FEEDBACK_SENT, None, case=message.case, message=message.id)


def _note_failure(service: Service, message_id: int, error: str) -> None:
    """The next try is later each time; after the last one a person has to look."""
    with service.writing() as session:
        message = session.get_one(Feedback, message_id)
        message.error = error[:400]
        message.next_at = now() + _FIRST_PAUSE * 2 ** (message.attempts - 1)
        if message.attempts >= _TRIES:
            message.state = FeedbackState.FAILED
            record(session, Act.FEEDBACK_FAILED, None, case=message.case, message=message.id)
