"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.api.routes import ROUTERS as API_ROUTERS
from service.routes import (
    account,
    aftercare,
    api,
    assignment,
    audit,
    cases,
    checks,
    clocks,
    decisions,
    desk,
    escalations,
    feedback,
    figures,
    health,
    imports,
    ledger,
    login,
    papers,
    rules,
    submissions,
    transfers,
    users,
    waivers,
    webhooks,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    login.router,
    account.router,
    desk.router,
    imports.router,  # before cases: its paths would be taken for the number of a case
    cases.router,
    papers.router,
    checks.router,
    transfers.router,
    decisions.router,
    submissions.router,
    waivers.router,
    escalations.router,
    assignment.router,
    feedback.router,
    aftercare.router,
    clocks.router,
    ledger.router,
    figures.router,
    rules.router,
    audit.router,
    users.router,
    api.router,
    webhooks.router,
    *API_ROUTERS,
)
