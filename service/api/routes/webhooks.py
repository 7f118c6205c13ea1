"""Webhooks, for the administrator."""

from __future__ import annotations

from sqlalchemy import select

from service.accounts.policy import Doing
from service.api.deps import ApiWriting
from service.api.models.common import Id, Page
from service.api.models.webhooks import DeliveryModel, MadeWebhook, NewWebhook, WebhookModel
from service.api.paging import AskedPage, page_of
from service.api.route import SECRET, api_router
from service.api.webhooks import add_webhook, stop_webhook, test_webhook, webhook_for
from service.database.models import Delivery, Webhook
from service.deps import CurrentUser, Reading, TheService

router = api_router("推送", Doing.MANAGE_WEBHOOKS)


@router.get("/webhooks")
def list_webhooks(session: Reading, listing: AskedPage) -> Page[WebhookModel]:
    """推送地址列表。

    审批通过和退回整改时，向在用的每个地址 POST 一条 JSON：案号、关口、结果和编号，不含当事人信息。
    对方答复 2xx 为送达；否则隔1分钟至24小时再发，七次后不再发送。
    """
    return page_of(session, select(Webhook).order_by(Webhook.id), listing, WebhookModel.model_validate)


@router.post("/webhooks", status_code=201, openapi_extra=SECRET)
def create_webhook(session: ApiWriting, service: TheService, user: CurrentUser, asked: NewWebhook) -> MadeWebhook:
    """增加推送地址。"""
    made = add_webhook(session, service.settings, user, asked.url)
    return MadeWebhook(webhook=WebhookModel.model_validate(made), secret=made.secret)


@router.post("/webhooks/{webhook_id}/stop")
def stop_webhook_by_id(session: ApiWriting, user: CurrentUser, webhook_id: Id) -> WebhookModel:
    """停用推送地址。"""
    return WebhookModel.model_validate(stop_webhook(session, user, webhook_id))


@router.post("/webhooks/{webhook_id}/test", status_code=202)
def test_webhook_by_id(session: ApiWriting, user: CurrentUser, webhook_id: Id) -> DeliveryModel:
    """试发一条。几秒后发出，结果见推送记录。"""
    return DeliveryModel.model_validate(test_webhook(session, user, webhook_id))


@router.get("/webhooks/{webhook_id}/deliveries")
def list_deliveries(session: Reading, webhook_id: Id, listing: AskedPage) -> Page[DeliveryModel]:
    """推送记录。"""
    webhook_for(session, webhook_id)
    query = select(Delivery).where(Delivery.webhook_id == webhook_id).order_by(Delivery.id.desc())
    return page_of(session, query, listing, DeliveryModel.model_validate)
