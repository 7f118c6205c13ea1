"""The routes of the interface, one file a part."""

from fastapi import APIRouter

from service.api.routes import audit, me, rules, users, webhooks

ROUTERS: tuple[APIRouter, ...] = (me.router, users.router, rules.router, audit.router, webhooks.router)
"""In the order in which the document shows them."""
