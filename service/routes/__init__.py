"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.api.routes import ROUTERS as API_ROUTERS
from service.routes import account, aftercare, api, assignment, cases, checks, clocks, decisions, desk, escalations, feedback, health, imports, login, papers, submissions, transfers, waivers, webhooks

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
    api.router,
    webhooks.router,
    *API_ROUTERS,
)
