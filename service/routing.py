"""Every route of the application, and the check that each says what it lets somebody do."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from service.accounts.policy import Doing
from service.deps import doing_of

PUBLIC = {"/login", "/healthz", "/api/v1/openapi.json"}
"""Routes that ask for nobody's name."""


def refuse_open_routes(app: FastAPI) -> None:
    """Stops the start where a route does not say what it lets somebody do: forgetting it must not open a door."""
    for route in routes_of(app):
        if route.path not in PUBLIC and not route_doing(route):
            raise RuntimeError(f"route {route.path} names no Doing: add allowed(...) to its dependencies")


def routes_of(app: FastAPI) -> list[RouteContext]:
    """Every route, with the path and the dependencies of the routers it stands in. `app.routes` has only the routers."""
    return [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]


def route_doing(route: RouteContext) -> Doing | None:
    """What a route lets somebody do; its own word where its router has one as well: both are asked."""
    asked = [doing_of(one.call) for one in route.dependant.dependencies if one.call]
    return next((doing for doing in reversed(asked) if doing), None)
