"""The start of the service: a route that does not say what it lets somebody do stops it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from fastapi import APIRouter
from sqlalchemy import event

from service.accounts.policy import Doing
from service.app import create_app
from service.deps import allowed
from service.routing import route_doing, routes_of
from tests.service.conftest import Court


@pytest.mark.parametrize("prefix", ["", "/inner"])
def test_a_route_that_names_no_doing_stops_the_start(
    court: Court, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    inner, outer = APIRouter(), APIRouter()
    inner.add_api_route("/open", lambda: "anybody", methods=["GET"])
    outer.include_router(inner, prefix=prefix)
    monkeypatch.setattr("service.app.ROUTERS", (outer,))
    with pytest.raises(RuntimeError, match=f"{prefix}/open names no Doing"):
        create_app(court.service)


def test_what_a_router_asks_for_counts_for_its_routes(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    inner, outer = APIRouter(), APIRouter(dependencies=[allowed(Doing.SEE_CASES)])
    inner.add_api_route("/kept", lambda: "some", methods=["GET"])
    outer.include_router(inner)
    monkeypatch.setattr("service.app.ROUTERS", (outer,))
    assert [route_doing(route) for route in routes_of(create_app(court.service))] == [Doing.SEE_CASES]


def test_a_database_that_cannot_be_written_is_told_and_names_nobody_in_the_log(
    court: Court, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk, a read-only one: no fault of the program, and nothing of parties or passwords in the log."""
    browser = court.browser("li.online", raise_server_exceptions=False)
    case = {"number": "（2026）鄂1023执77号", "filed_on": "2026-01-05", "group": "online", "version": "1"}
    parties = {"party-role": ["申请执行人", "被执行人"], "party-name": ["周启明", "何文斌"]}
    empty = {f"party-{name}": ["", ""] for name in ("kind", "number", "phone")}

    def read_only(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(court.service.database.engine, "checkout", read_only)
    with caplog.at_level(logging.ERROR):
        answer = browser.post("/cases", data=case | parties | empty)
    assert answer.status_code == 503
    assert "数据库暂时不能使用" in answer.text
    assert "readonly" in caplog.text
    assert "周启明" not in caplog.text
    assert browser.get("/cases").status_code == 200
