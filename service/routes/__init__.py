"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.api.routes import ROUTERS as API_ROUTERS
from service.routes import account, api, health, login, webhooks

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    login.router,
    account.router,
    api.router,
    webhooks.router,
    *API_ROUTERS,
)
