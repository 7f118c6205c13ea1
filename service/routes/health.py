"""`/healthz`: whether the service can answer, for whoever watches it."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy import text

from checker.receipt import package_version
from service.deps import Reading

router = APIRouter()


@router.get("/healthz")
def health(session: Reading) -> dict[str, str]:
    """`{"status": "ok"}` where the database answers."""
    session.execute(text("SELECT 1"))
    return {"status": "ok", "version": package_version("zhongben")}
