"""Sends what waits for webhooks: signed, once taken never again, and again later where it was not taken.

A message is claimed in a short transaction of its own before it is sent: of several processes one sends it. Its lease ends
by itself, so a process that dies loses nothing; one that dies between the receiver's answer and our note of it makes the
message come twice, which its number (`X-Zhongben-Delivery`) shows the receiver.
"""

from __future__ import annotations

import hmac
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from checker.log import log_exception
from service.api.addresses import ForbiddenAddressError
from service.api.posting import post
from service.api.webhooks import STOPPED
from service.context import Service
from service.database.models import Delivery, Webhook

RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440))
"""How long it is waited after each failure; after the last it is given up."""
_FAILURES: tuple[tuple[type[OSError], str], ...] = (
    (TimeoutError, "对方没有按时答复"),
    (ConnectionRefusedError, "对方拒绝连接"),
    (ConnectionResetError, "对方中断了连接"),
    (socket.gaierror, "找不到这个主机名"),
    (ssl.SSLCertVerificationError, "对方的证书不可信"),
)
KEPT = timedelta(days=90)
"""How long it is kept what became of a message."""
_FORGOTTEN_AT_ONCE = 1_000
_LEASE = timedelta(minutes=2)
_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to send for now."""

    id: int
    url: str
    secret: str
    event: str
    body: bytes
    attempts: int


def send_due(service: Service, at: datetime) -> int:
    """Sends what is due at an instant; returns how many were taken by their receivers."""
    return sum(_send(service, claimed, at) for claimed in _claim(service, at))


def forget_old(service: Service, at: datetime) -> int:
    """Takes out what was delivered or given up long ago, some at a time; returns how many. That a decision was made stands in
    the audit ledger; who was told of it is of use only while somebody may still ask for it.
    """
    old = select(Delivery.id).where(Delivery.done_at < at - KEPT).limit(_FORGOTTEN_AT_ONCE)
    with service.reading() as session:
        ids = session.scalars(old).all()
    if ids:
        with service.writing() as session:
            session.execute(delete(Delivery).where(Delivery.id.in_(ids)))
    return len(ids)


def signature(secret: str, at: datetime, body: bytes) -> str:
    """`t=UNIX,v1=HEX`: HMAC-SHA256 over `UNIX.BODY`, so that an old message cannot be sent again as a new one."""
    stamp = str(int(at.timestamp()))
    return f"t={stamp},v1={hmac.new(secret.encode(), stamp.encode() + b'.' + body, sha256).hexdigest()}"


def _claim(service: Service, at: datetime) -> list[Claimed]:
    with service.reading() as session:
        due = select(Delivery.id).where(Delivery.done_at.is_(None), Delivery.next_at <= at)
        ids = session.scalars(due.order_by(Delivery.next_at, Delivery.id).limit(_AT_ONCE)).all()
    if not ids:
        return []
    with service.writing() as session:
        return [claimed for delivery_id in ids if (claimed := _claim_one(session, delivery_id, at))]


def _claim_one(session: Session, delivery_id: int, at: datetime) -> Claimed | None:
    free = update(Delivery).where(Delivery.id == delivery_id, Delivery.done_at.is_(None), Delivery.next_at <= at)
    taken = session.execute(free.values(next_at=at + _LEASE, attempts=Delivery.attempts + 1).returning(Delivery.id))
    if taken.first() is None:
        return None
    delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
    webhook = session.get_one(Webhook, delivery.webhook_id)
    if not webhook.active:
        delivery.done_at, delivery.error = at, STOPPED
        return None
    return Claimed(
        delivery.id, webhook.url, webhook.secret, delivery.event, delivery.payload.encode(), delivery.attempts
    )


def _send(service: Service, claimed: Claimed, at: datetime) -> bool:
    headers = {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "zhongben-webhook/1",
        "x-zhongben-event": claimed.event,
        "x-zhongben-delivery": str(claimed.id),
        "x-zhongben-signature": signature(claimed.secret, at, claimed.body),
    }
    try:
        status = post(service.settings, claimed.url, claimed.body, headers)
        error = "" if 200 <= status < 300 else f"对方答复 {status}"
    except ForbiddenAddressError as forbidden:
        error = forbidden.what
    except OSError as failure:
        error = _told(failure)
    except (
        Exception
    ) as failure:  # noted like any other failure, or it would be claimed again for ever and hold up the rest
        log_exception("webhooks", failure)
        error = f"没有发出：{type(failure).__name__}"
    with service.writing() as session:
        _note(session, claimed, at, error)
    return not error


def _told(failure: OSError) -> str:
    """Why it was not sent, in Chinese where the reason is a usual one."""
    for kind, told in _FAILURES:
        if isinstance(failure, kind):
            return told
    return f"没有连上：{failure.strerror or failure or type(failure).__name__}"


def _note(session: Session, claimed: Claimed, at: datetime, error: str) -> None:
    """What came of it: done, to be tried again, or given up."""
    ours = update(Delivery).where(
        Delivery.id == claimed.id, Delivery.attempts == claimed.attempts, Delivery.done_at.is_(None)
    )
    if not error:
        session.execute(ours.values(done_at=at, error=""))
    elif claimed.attempts > len(RETRIES):
        session.execute(ours.values(done_at=at, error=f"{error}；试了{claimed.attempts}次，不再发送"))
    else:
        session.execute(ours.values(next_at=at + RETRIES[claimed.attempts - 1], error=error))
