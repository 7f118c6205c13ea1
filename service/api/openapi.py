"""The OpenAPI document of `/api/v1`: only its own routes, how to log in, one shape of errors."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import RouteContext

from checker.receipt import package_version
from service.accounts.policy import GRANTED
from service.accounts.tokens import needed_scope
from service.api.route import ApiRoute
from service.deps import COOKIE, CSRF_HEADER, SAFE
from service.routing import route_doing, routes_of

_ABOUT = """执行案件登记、送审、流转审批、退回台账、期限和统计的接口，与网页用同一套规则：接口不能做网页上不能做的事。

**身份**：在网页“我的账号”签发令牌，写在请求头 `Authorization: Bearer …`；也可以用网页登录后的 Cookie，此时写操作另须请求头 `X-CSRF-Token`（值在网页的 `<meta name="csrf">`）。
**列表**：`page`、`limit` 翻页，答复里有总数和下一页的地址。
**错误**：一律 `{"error": {"status", "what", "where", "how"}}`。
**重复发送**：写操作可带 `Idempotency-Key`，同一值的同一请求只办理一次，再次发送得到同样的答复（带 `Idempotency-Replayed: true`）；同一值用于另一请求答 409。
**金额**单位为分；**时刻**是 UTC，**日期**是本院当地日期。
"""


def document(app: FastAPI) -> dict[str, Any]:
    """The document, made once for an application."""
    known: dict[str, Any] | None = getattr(app.state, "openapi_of_api", None)
    if known is None:
        known = app.state.openapi_of_api = _make(app)
    return known


def api_routes(app: FastAPI) -> list[RouteContext]:
    """The routes of the interface."""
    return [one for one in routes_of(app) if isinstance(one.original_route, ApiRoute)]


def _make(app: FastAPI) -> dict[str, Any]:
    routes = api_routes(app)
    made = get_openapi(
        title="终本 zhongben 接口", version=package_version("zhongben"), description=_ABOUT, routes=routes
    )
    made["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "接口令牌"},
        "cookie": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "网页登录"},
        "csrf": {"type": "apiKey", "in": "header", "name": CSRF_HEADER, "description": "以 Cookie 写时须带"},
    }
    for route in routes:
        for method in sorted(route.methods or ()):
            _complete(made["paths"][route.path_format][method.lower()], route, method)
    for unused in ("HTTPValidationError", "ValidationError"):
        made["components"]["schemas"].pop(unused, None)
    return made


def _complete(operation: dict[str, Any], route: RouteContext, method: str) -> None:
    """Who may, with what; and no line twice."""
    doing = route_doing(route)
    operation["security"] = [{"token": []}, {"cookie": []} if method in SAFE else {"cookie": [], "csrf": []}]
    if operation.get("description") in (operation["summary"], operation["summary"] + "。"):
        del operation["description"]
    if doing:
        operation["x-doing"] = str(doing)
        operation["x-scope"] = needed_scope(doing, method)
        operation["x-roles"] = [role.chinese for role in sorted(GRANTED[doing])]
