"""Webhooks: which programs are told of a decision, and the messages for them, written in the transaction of the decision."""

from __future__ import annotations

import json
import secrets
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.api.addresses import target_of
from service.database.models import Delivery, Submission, User, Webhook
from service.errors import NotFoundError
from service.ledger import Act, record
from service.moment import now
from service.settings import Settings

STOPPED = "推送已经停用"


class Event(StrEnum):
    """What is told."""

    APPROVED = "submission.approved"
    RETURNED = "submission.returned"
    TEST = "test"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"submission.approved": "审批通过", "submission.returned": "退回整改", "test": "试发"}[self]


def announce(session: Session, decided: str, submission: Submission) -> None:
    """Lays a message for every active webhook beside the decision; the sender finds them later. `decided`: approved, returned.

    The message has the case's number and the ids to ask `/api/v1` with, and nothing of the parties. Told by
    `service.handover.events`.
    """
    for webhook in _active(session):
        _lay(session, webhook, Event(f"submission.{decided}"), _told(submission))


def add_webhook(session: Session, settings: Settings, actor: User, url: str) -> Webhook:
    """A new receiver, with a secret of its own. `ForbiddenAddressError` where it may not be sent to."""
    target_of(settings, url)
    webhook = Webhook(url=url, secret=secrets.token_hex(32), active=True, created_at=now())
    session.add(webhook)
    session.flush()
    record(session, Act.WEBHOOK_CHANGED, actor, about=url, webhook=webhook.id, did="added")
    return webhook


def stop_webhook(session: Session, actor: User, webhook_id: int) -> Webhook:
    """Sends it nothing more; what waits for it is dropped."""
    webhook = webhook_for(session, webhook_id)
    if webhook.active:
        webhook.active = False
        waiting = update(Delivery).where(Delivery.webhook_id == webhook_id, Delivery.done_at.is_(None))
        session.execute(waiting.values(done_at=now(), error=STOPPED))
        record(session, Act.WEBHOOK_CHANGED, actor, about=webhook.url, webhook=webhook.id, did="stopped")
    return webhook


def test_webhook(session: Session, actor: User, webhook_id: int) -> Delivery:
    """Lays a message that says nothing but that it is a test."""
    webhook = webhook_for(session, webhook_id)
    if not webhook.active:
        raise NotFoundError(STOPPED, how="另加一个推送地址")
    record(session, Act.WEBHOOK_CHANGED, actor, about=webhook.url, webhook=webhook.id, did="tested")
    return _lay(session, webhook, Event.TEST, {})


def webhook_for(session: Session, webhook_id: int) -> Webhook:
    """The webhook, or `NotFoundError`."""
    webhook = session.get(Webhook, webhook_id)
    if webhook is None:
        raise NotFoundError("没有这个推送地址", how="推送列表见 /webhooks")
    return webhook


def _active(session: Session) -> list[Webhook]:
    return list(session.scalars(select(Webhook).where(Webhook.active).order_by(Webhook.id)))


def _lay(session: Session, webhook: Webhook, event: Event, about: dict[str, object]) -> Delivery:
    at = now().replace(microsecond=0)
    payload = json.dumps({"event": event, "at": at.isoformat(), **about}, ensure_ascii=False, sort_keys=True)
    delivery = Delivery(webhook_id=webhook.id, event=event, payload=payload, next_at=at)
    session.add(delivery)
    session.flush()
    return delivery


def _told(submission: Submission) -> dict[str, object]:
    case = submission.case
    return {
        "case": {"id": case.id, "number": case.number, "group": case.group, "state": str(case.state)},
        "submission": {
            "id": submission.id,
            "gate": submission.gate,
            "from_group": submission.from_group,
            "state": str(submission.state),
        },
    }
