"""The routes of the interface, one file a part."""

from fastapi import APIRouter

from service.api.routes import (
    assignments,
    audit,
    cases,
    checks,
    clocks,
    corrections,
    decisions,
    desk,
    feedback,
    figures,
    me,
    papers,
    rules,
    submissions,
    users,
    waivers,
    webhooks,
)

ROUTERS: tuple[APIRouter, ...] = (
    me.router,
    desk.router,
    cases.router,
    papers.router,
    checks.router,
    corrections.router,
    submissions.router,
    decisions.router,
    waivers.router,
    assignments.router,
    feedback.router,
    clocks.router,
    figures.router,
    rules.router,
    audit.router,
    users.router,
    webhooks.router,
)
"""In the order in which the document shows them."""
