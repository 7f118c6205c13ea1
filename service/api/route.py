"""The kind of route that `/api/v1` is made of: it tells its errors in OpenAPI and acts once on a repeated write."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from service.accounts.policy import Doing
from service.api.deps import api_writing
from service.api.models.common import Problem
from service.api.once import AnsweredBefore, keep_answer, repeatable
from service.deps import SAFE, allowed

PREFIX = "/api/v1"
SECRET = {"x-secret-answer": True}
"""`openapi_extra` of a route whose answer holds a secret: it is given once and not kept for repeats."""
REPEATABLE_BY_NATURE = {"x-repeatable-by-nature": True}
"""`openapi_extra` of a write that needs no key, because sending it twice is the same as once."""
_TOLD = {
    400: "请求看不懂",
    401: "没有登录，或者令牌失效",
    403: "角色、令牌权限或者承办关系不允许",
    404: "没有，或者无权查看",
    409: "别人已经先办理，或者现在的状态不允许",
    413: "内容太大",
    422: "填写的内容不对",
    429: "太频繁",
    500: "程序内部错误",
}
_ALWAYS = (401, 403, 422, 500)
_WRITING = (400, 404, 409, 413)


class ApiRoute(APIRoute):
    """A route of the interface. Its docstring is Chinese: the first sentence is the summary of the operation."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401 — FastAPI's own options
        methods = set(options.get("methods") or {"GET"})
        writes = not methods <= set(SAFE)
        told = {*_ALWAYS, *(_WRITING if writes else ()), *((404,) if "{" in path else ())}
        options["responses"] = {code: {"model": Problem, "description": _TOLD[code]} for code in sorted(told)} | dict(
            options.get("responses") or {}
        )
        summary, _, description = inspect.cleandoc(endpoint.__doc__ or "").partition("。")
        options["summary"] = options.get("summary") or summary
        options["description"] = options.get("description") or description.strip() or summary
        options["operation_id"] = options.get("operation_id") or endpoint.__name__
        super().__init__(path, endpoint, **options)
        if writes and not self.by_nature and not _asks_for(self.dependant, api_writing):
            raise RuntimeError(f"{path} writes without ApiWriting: a repeated request would be done twice")

    @property
    def by_nature(self) -> bool:
        """Whether sending it twice is the same as once."""
        return "x-repeatable-by-nature" in (self.openapi_extra or {})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the answer of a repeated write given again."""
        handle = super().get_route_handler()
        secret = "x-secret-answer" in (self.openapi_extra or {})

        async def once(request: Request) -> Response:
            asked = None if request.method in SAFE or self.by_nature else await repeatable(request, secret=secret)
            request.state.repeatable = asked
            if asked is None:
                return await handle(request)
            try:
                response = await handle(request)
            except AnsweredBefore as before:
                return before.response
            await run_in_threadpool(keep_answer, asked, response)  # the session closes after this, see service.deps
            return response

        return once


def api_router(tag: str, doing: Doing | None = None) -> APIRouter:
    """A router for a part of the interface, under its heading in the OpenAPI document. `doing`: asked of all its routes."""
    asked = [allowed(doing)] if doing else []
    return APIRouter(prefix=PREFIX, tags=[tag], route_class=ApiRoute, dependencies=asked)


def file_answer(told: str, *media: str) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route whose good answer is a file of one of these types; without one, of any."""
    content = {
        one: {"schema": {"type": "string", "format": "binary"}} for one in media or ("application/octet-stream",)
    }
    return {200: {"description": told, "content": content}}


def _asks_for(dependant: Dependant, wanted: Callable[..., Any]) -> bool:
    return any(one.call is wanted or _asks_for(one, wanted) for one in dependant.dependencies)
