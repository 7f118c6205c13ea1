"""One shape for every error: a page for people, JSON for programs. An error says what, where and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from checker.errors import InternalError, UserError
from checker.log import log_exception
from service.errors import ConflictError, FormError, NotLoggedInError
from service.pages import error_page

API = "/api/"
_WHAT = {
    404: ("没有这个页面", "请核对地址，或者从上方导航进入"),
    405: ("这个地址不接受这种请求", "请从页面上的按钮操作"),
    413: ("提交的内容太大", "大的文件请用案件页面上的“上传”分段上传"),
}


def problem_json(status: int, what: str, where: str = "", how: str = "", **more: object) -> JSONResponse:
    """The JSON of an error: `{"error": {"status", "what", "where", "how", …}}`."""
    return JSONResponse({"error": {"status": status, "what": what, "where": where, "how": how, **more}}, status)


def handle_problems(app: FastAPI) -> None:
    """Registers the handlers."""
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(StaleDataError, _stale)
    app.add_exception_handler(Exception, _ours)


def too_large(scope: Scope) -> Response:
    """The answer to a body above the limit."""
    what, how = _WHAT[413]
    return _answer(Request(scope), 413, what, "", how)


async def _user_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, UserError)  # noqa: S101
    if isinstance(error, NotLoggedInError) and request.method == "GET" and not _wants_json(request):
        return RedirectResponse(f"/login?next={quote(_target(request))}", 303)
    fields = {"fields": error.fields} if isinstance(error, FormError) and error.fields else {}
    return _answer(request, error.http_status, error.what, error.where, error.how, **fields)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    fields = {".".join(str(part) for part in one["loc"][1:]): _told(one) for one in error.errors()}
    first = next(iter(fields), "")
    return _answer(request, 422, "填写的内容不对", first, "请改正后重新提交", fields=fields)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    what, how = _WHAT.get(error.status_code, (str(error.detail), ""))
    return _answer(request, error.status_code, what, "", how)


async def _stale(request: Request, _: Exception) -> Response:
    """Two acted on the same thing at once: the other one was first."""
    error = ConflictError("别人刚刚处理了同一件事，您的操作没有生效", how="刷新页面看最新情况，再决定是否还要办理")
    return _answer(request, error.http_status, error.what, "", error.how)


async def _ours(request: Request, error: Exception) -> Response:
    ours = error if isinstance(error, InternalError) else InternalError()
    log_exception(ours.reference, error)
    return _answer(request, 500, str(ours), "", "请稍后重试；仍然如此的，把编号告诉技术人员", reference=ours.reference)


def _answer(request: Request, status: int, what: str, where: str, how: str, **more: object) -> Response:
    if _wants_json(request):
        return problem_json(status, what, where, how, **more)
    fields = more.get("fields")
    return error_page(request, status, what, where, how, fields if isinstance(fields, Mapping) else {})


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith(API) or "application/json" in request.headers.get("accept", "")


def _target(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _told(error: Mapping[str, object]) -> str:
    """What is wrong with a field, in Chinese."""
    kind = str(error.get("type", ""))
    if kind == "missing":
        return "没有填写"
    if "date" in kind:
        return "不是日期，写成 2026-01-31"
    if kind.startswith(("int", "float", "decimal")):
        return "不是数字"
    if kind in ("enum", "literal_error"):
        return "不在可选的范围内"
    return "不符合要求"
