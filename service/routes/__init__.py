"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.routes import account, cases, health, imports, login, papers

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    login.router,
    account.router,
    imports.router,  # before cases: its paths would be taken for the number of a case
    cases.router,
    papers.router,
)
