"""The OpenAPI document of the interface, and a page of it for people."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse

from service.accounts.policy import Doing
from service.api.openapi import document
from service.api.reading import models, sections
from service.deps import allowed
from service.pages import page

router = APIRouter(prefix="/api/v1", include_in_schema=False)


@router.get("/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """The document; it holds nothing of any case and is for everybody."""
    return JSONResponse(document(request.app))


@router.get("/docs", dependencies=[allowed(Doing.USE)])
def docs(request: Request) -> HTMLResponse:
    """The same, to read."""
    return page(request, "api/docs.html", **_shown(request.app))


def _shown(app: FastAPI) -> dict[str, Any]:
    """What the page shows, worked out once for an application."""
    known: dict[str, Any] | None = getattr(app.state, "docs_of_api", None)
    if known is None:
        made = document(app)
        known = {"title": made["info"]["title"], "about": made["info"]["description"]}
        app.state.docs_of_api = known = {**known, "sections": sections(made), "models": models(made)}
    return known
