"""The start of the service: a route that does not say what it lets somebody do stops it."""

from __future__ import annotations

import pytest
from fastapi import APIRouter

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
