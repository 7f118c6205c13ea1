"""The OpenAPI document of the interface, and a page of it for people."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from service.accounts.policy import Doing
from service.api.openapi import document
from service.api.reading import sections
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
    made = document(request.app)
    return page(
        request,
        "api/docs.html",
        title=made["info"]["title"],
        about=made["info"]["description"],
        sections=sections(made),
    )
