"""`/webhooks`: where decisions are told to, for the administrator."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.policy import Doing
from service.api.webhooks import Event, add_webhook, stop_webhook, test_webhook
from service.database.models import Delivery, Webhook
from service.deps import CaseId, CurrentUser, Reading, TheService, Writing, allowed
from service.errors import FormError
from service.pages import page
from service.paging import paged

router = APIRouter(prefix="/webhooks", dependencies=[allowed(Doing.MANAGE_WEBHOOKS)])


@router.get("")
def list_webhooks(request: Request, session: Reading, page: int = 1) -> HTMLResponse:
    """The receivers, and what was sent of late."""
    return _list(request, session, page)


@router.post("", response_model=None)
def add(
    request: Request, session: Writing, service: TheService, user: CurrentUser, url: Annotated[str, Form()]
) -> HTMLResponse:
    """A new receiver; its secret is shown once."""
    try:
        made = add_webhook(session, service.settings, user, url.strip())
    except FormError as error:
        return _list(request, session, 1, wrong=error.what, url=url)
    return _list(request, session, 1, made=made)


@router.post("/{webhook_id}/stop")
def stop(session: Writing, user: CurrentUser, webhook_id: CaseId) -> RedirectResponse:
    """Sends it nothing more."""
    stop_webhook(session, user, webhook_id)
    return RedirectResponse("/webhooks", 303)


@router.post("/{webhook_id}/test")
def test(session: Writing, user: CurrentUser, webhook_id: CaseId) -> RedirectResponse:
    """Sends it a test."""
    test_webhook(session, user, webhook_id)
    return RedirectResponse("/webhooks", 303)


def _list(
    request: Request, session: Session, number: int, made: Webhook | None = None, wrong: str = "", url: str = ""
) -> HTMLResponse:
    webhooks = session.scalars(select(Webhook).order_by(Webhook.active.desc(), Webhook.id)).all()
    deliveries, paging = paged(session, select(Delivery).order_by(Delivery.id.desc()), request, number, 20)
    return page(
        request,
        "webhooks/list.html",
        422 if wrong else 200,
        webhooks=webhooks,
        deliveries=deliveries,
        paging=paging,
        urls={one.id: one.url for one in webhooks},
        events={str(event): event.chinese for event in Event},
        made=made,
        wrong=wrong,
        url=url,
    )
