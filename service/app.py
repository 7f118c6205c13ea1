"""Puts the service together: routes, pages, errors, headers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.trustedhost import TrustedHostMiddleware

from checker.receipt import package_version
from service.api.courier import Courier
from service.api.webhooks import announce
from service.context import Service
from service.guards import BodyLimit, SecureHeaders
from service.handover.events import listen
from service.pages import STATIC
from service.problems import handle_problems
from service.routes import ROUTERS
from service.routing import refuse_open_routes


def create_app(service: Service) -> FastAPI:
    """The web application over a service that is open already."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        courier = Courier(app.state.service)
        courier.start()
        yield
        courier.stop()
        app.state.service.close()

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
    listen(announce)
    handle_problems(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(BodyLimit)
    app.add_middleware(SecureHeaders)
    hosts = [host.strip() for host in service.settings.hosts.split(",") if host.strip()]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts)
    refuse_open_routes(app)
    return app
