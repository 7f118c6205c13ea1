"""Puts the service together: routes, pages, errors, headers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from checker.receipt import package_version
from service.accounts.policy import Doing
from service.context import Service
from service.deps import doing_of
from service.guards import BodyLimit, SecureHeaders
from service.pages import STATIC
from service.problems import handle_problems
from service.routes import ROUTERS

PUBLIC = {"/login", "/healthz", "/api/v1/openapi.json"}
"""Routes that ask for nobody's name."""


def create_app(service: Service) -> FastAPI:
    """The web application over a service that is open already."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        service.close()

    app = FastAPI(
        title="终本 zhongben",
        version=package_version("zhongben"),
        description="执行案件流转审批、退回台账、期限和统计的接口。",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    app.state.service = service
    handle_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(BodyLimit, settings=service.settings)
    app.add_middleware(SecureHeaders)
    hosts = [host.strip() for host in service.settings.hosts.split(",") if host.strip()]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts)
    refuse_open_routes(app)
    return app


def refuse_open_routes(app: FastAPI) -> None:
    """Stops the start where a route does not say what it lets somebody do: forgetting it must not open a door."""
    for route in routes_of(app):
        if route.path not in PUBLIC and not route_doing(route):
            raise RuntimeError(f"route {route.path} names no Doing: add allowed(...) to its dependencies")


def routes_of(app: FastAPI) -> list[RouteContext]:
    """Every route, with the path and the dependencies of the routers it stands in. `app.routes` has only the routers."""
    return [one for one in iter_route_contexts(app.routes) if isinstance(one.original_route, APIRoute)]


def route_doing(route: RouteContext) -> Doing | None:
    """What a route lets somebody do."""
    asked = [doing_of(one.call) for one in route.dependant.dependencies if one.call]
    return next((doing for doing in asked if doing), None)
