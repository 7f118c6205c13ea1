"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.routes import account, audit, figures, health, ledger, login, rules, users

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    login.router,
    account.router,
    ledger.router,
    figures.router,
    rules.router,
    audit.router,
    users.router,
)
