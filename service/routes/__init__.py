"""The routes, one file a page or a part of the interface."""

from fastapi import APIRouter

from service.routes import account, health, login, viewer

ROUTERS: tuple[APIRouter, ...] = (health.router, login.router, account.router, viewer.router)
