"""One shape for every error: a page for people, JSON for programs. An error says what, where and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from checker.errors import InternalError, UserError
from checker.log import log_exception
from service import field_names
from service.errors import ConflictError, FormError, NotLoggedInError, PasswordChangeError
from service.pages import error_page

API = "/api/"
API_PAGES = ("/api/v1/docs",)
"""Below `API`, yet for people."""
_WHAT = {
    400: ("提交的内容看不懂", "返回上一页，刷新后重新填写"),
    404: ("没有这个页面", "请核对地址，或者从上方导航进入"),
    405: ("这个地址不接受这种请求", "请从页面上的按钮操作"),
    413: ("提交的内容太大", "大的文件请用案件页面上的“上传”分段上传"),
}
_WHAT_OF_API = {
    400: ("请求看不懂", "请求正文须是 UTF-8 编码的 JSON，或者 multipart 表单"),
    404: ("没有这个接口", "接口的说明见 /api/v1/docs"),
    405: ("这个接口不接受这种请求方法", "接口的说明见 /api/v1/docs"),
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
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(OverflowError, _unstorable)
    app.add_exception_handler(OperationalError, _away)
    app.add_exception_handler(TimeoutError, _away)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _ours)


def too_large(scope: Scope) -> Response:
    """The answer to a body above the limit."""
    what, how = _WHAT[413]
    return _answer(Request(scope), 413, what, "", how)


async def _user_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, UserError)  # noqa: S101
    if isinstance(error, NotLoggedInError) and request.method == "GET" and not _wants_json(request):
        return RedirectResponse(f"/login?next={quote(_target(request))}", 303)
    if isinstance(error, PasswordChangeError) and request.method == "GET" and not _wants_json(request):
        return RedirectResponse("/account/password", 303)
    fields = {"fields": error.fields} if isinstance(error, FormError) and error.fields else {}
    answer = _answer(request, error.http_status, error.what, error.where, error.how, **fields)
    if isinstance(error, NotLoggedInError):
        answer.headers["www-authenticate"] = "Bearer"
    return answer


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    fields = {".".join(str(part) for part in one["loc"][1:]): _told(one) for one in error.errors()}
    first = next(iter(fields), "")
    return _answer(request, 422, "填写的内容不对", first, "请改正后重新提交", fields=fields)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    known = _WHAT_OF_API if _of_api(request) else _WHAT
    what, how = known.get(error.status_code, (str(error.detail), ""))
    answer = _answer(request, error.status_code, what, "", how)
    answer.headers.update(error.headers or {})
    return answer


async def _stale(request: Request, _: Exception) -> Response:
    """Two acted on the same thing at once: the other one was first."""
    error = ConflictError("别人刚刚处理了同一件事，您的操作没有生效", how="刷新页面看最新情况，再决定是否还要办理")
    return _answer(request, error.http_status, error.what, "", error.how)


async def _unstorable(request: Request, error: Exception) -> Response:
    """Text or a number that the database cannot hold: a NUL character, an amount beyond all amounts."""
    log_exception("unstorable", error)
    return _answer(request, 422, "内容里有不能保存的字符，或者过大的数字", "", "请改正后重新提交")


async def _away(request: Request, error: Exception) -> Response:
    """The database cannot be written or reached: its disk is full or read-only, its server away, too many ask at once."""
    log_exception("database", error)
    how = "稍后重试；仍然如此的，请技术人员查看磁盘空间和数据库"
    return _answer(request, 503, "数据库暂时不能使用，这一步没有办成", "", how)


async def _gone(_: Request, __: Exception) -> Response:
    """Whoever sent it has left before it was whole: nobody reads the answer, and it is no fault of ours."""
    return Response(status_code=400)


async def _ours(request: Request, error: Exception) -> Response:
    ours = error if isinstance(error, InternalError) else InternalError()
    log_exception(ours.reference, error)
    return _answer(request, 500, str(ours), "", "请稍后重试；仍然如此的，把编号告诉技术人员", reference=ours.reference)


def _answer(request: Request, status: int, what: str, where: str, how: str, **more: object) -> Response:
    if _wants_json(request):
        return problem_json(status, what, where, how, **more)
    fields = more.get("fields")
    known = fields if isinstance(fields, Mapping) else {}
    return error_page(request, status, what, "" if where in known or where in field_names.NAMES else where, how, known)


def _wants_json(request: Request) -> bool:
    return _of_api(request) or "application/json" in request.headers.get("accept", "")


def _of_api(request: Request) -> bool:
    return request.url.path.startswith(API) and request.url.path not in API_PAGES


def _target(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _told(error: Mapping[str, object]) -> str:
    """What is wrong with a field, in Chinese."""
    kind = str(error.get("type", ""))
    if kind == "told":  # our own check, in Chinese already
        return str(error.get("msg", ""))
    if kind == "missing":
        return "没有填写"
    if kind == "extra_forbidden":
        return "没有这一项"
    if kind == "json_invalid":
        return "不是合格的 JSON"
    if kind.startswith("string_too"):
        return "太长" if kind.endswith("long") else "不能为空"
    if "date" in kind:
        return "不是日期，写成 2026-01-31"
    if kind.startswith(("int", "float", "decimal")):
        return "不是数字"
    if kind in ("enum", "literal_error"):
        return "不在可选的范围内"
    return "不符合要求"
