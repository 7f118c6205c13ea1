"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.api.routes import ROUTERS as API_ROUTERS
from service.routes import account, api, cases, health, imports, login, papers, webhooks

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    login.router,
    account.router,
    imports.router,  # before cases: its paths would be taken for the number of a case
    cases.router,
    papers.router,
    api.router,
    webhooks.router,
    *API_ROUTERS,
)
