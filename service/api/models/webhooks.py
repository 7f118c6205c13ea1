"""Webhooks and what was sent to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from service.api.models.common import ApiModel, words

Url = Annotated[
    str,
    words(400, 1),
    Field(description="http 或 https 地址；不能是本机或者链路本地地址", examples=["https://oa.court.example/zhongben"]),
]


class NewWebhook(ApiModel):
    """增加一个推送地址。"""

    url: Url


class WebhookModel(ApiModel):
    """一个推送地址。"""

    id: int
    url: str
    active: bool = Field(description="是否在用")
    created_at: datetime


class MadeWebhook(ApiModel):
    """新的推送地址。"""

    webhook: WebhookModel
    secret: str = Field(
        description="签名密钥，只给出这一次。请求头 X-Zhongben-Signature 为 t=时间戳,v1=签名，"
        "签名是对“时间戳.正文”以此密钥作的 HMAC-SHA256（十六进制）"
    )


class DeliveryModel(ApiModel):
    """一次推送。"""

    id: int = Field(description="编号，即请求头 X-Zhongben-Delivery；同一编号再次收到的，按已收到处理")
    event: str = Field(description="submission.approved 审批通过，submission.returned 退回整改，test 试发")
    attempts: int = Field(description="已发送几次")
    next_at: datetime = Field(description="下次发送的时刻")
    done_at: datetime | None = Field(description="送达或者不再发送的时刻")
    error: str = Field(description="没有送达的原因；送达的为空")
