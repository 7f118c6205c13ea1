"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.routes import account, aftercare, assignment, clocks, desk, feedback, health, login

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    login.router,
    account.router,
    desk.router,
    clocks.router,
    assignment.router,
    feedback.router,
    aftercare.router,
)
