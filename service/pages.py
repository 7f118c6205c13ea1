"""Renders pages. Every page is handed the person, what he may do, and the word his forms carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.gates import GATES, OWNERS
from checker.places import subject_text
from service import field_names
from service.accounts.login import csrf_token
from service.accounts.policy import Doing, may
from service.database.models import LoginSession, User
from service.moment import COURT_TIME, today

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
_CODE, _STRONG = re.compile(r"`([^`]+)`"), re.compile(r"\*\*([^*]+)\*\*")
START = "/desk"
_MENDABLE = (403, 409, 422)
"""Errors of a page that was asked for, not sent, after which one goes on where one came from."""
_OWED = re.compile(r"(.*?)（(案件|[^（）:]+:.+)）")
NAVIGATION = (
    ("/desk", "我的工作", Doing.USE),
    ("/cases", "案件", Doing.SEE_CASES),
    ("/transfers", "流转审批", Doing.SEE_TRANSFERS),
    ("/clocks", "期限", Doing.SEE_CLOCKS),
    ("/ledger", "台账", Doing.SEE_LEDGER),
    ("/figures", "统计", Doing.SEE_FIGURES),
    ("/rules", "规则", Doing.USE),
    ("/audit", "操作记录", Doing.SEE_AUDIT),
    ("/users", "用户", Doing.MANAGE_USERS),
    ("/webhooks", "推送", Doing.MANAGE_WEBHOOKS),
)
"""Path, name, and what one must be allowed to do to see it."""


def page(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """A page of `templates/`. `user` and `login` are taken from the request where `remember` put them."""
    return HTMLResponse(render(request, template, **context), status)


def render(request: Request, template: str, **context: object) -> str:
    """The text of a page, or of a part of one."""
    user: User | None = getattr(request.state, "user", None)
    login: LoginSession | None = getattr(request.state, "login", None)
    service = request.app.state.service
    return (
        _environment()
        .get_template(template)
        .render(
            {
                "request": request,
                "user": user,
                "csrf": csrf_token(service.secret, login) if login else "",
                "court": service.settings.court,
                "navigation": [(path, name) for path, name, doing in NAVIGATION if user and may(user, doing)],
                "may": lambda doing: user is not None and may(user, Doing(doing)),
                "today": today(),
                **context,
            }
        )
    )


def render_alone(template: str, **context: object) -> str:
    """The text of a template that is no page of the service: a file that is sent or printed."""
    return _environment().get_template(template).render(context)


def error_page(
    request: Request, status: int, what: str, where: str, how: str, fields: Mapping[str, str]
) -> HTMLResponse:
    """The page of an error. What was typed into the form that is refused, `keep.js` has; its page puts it back."""
    refused = request.method not in ("GET", "HEAD")
    back = _came_from(request, status) if refused or status in _MENDABLE else START
    told = field_names.told(fields)
    return page(
        request,
        "error.html",
        status,
        code=status,
        what=what,
        where=where,
        how=how,
        told=told,
        refused=refused,
        back=back,
    )


def _came_from(request: Request, status: int) -> str:
    """The page of this service that a request came from, the start where it does not say. Not this very address where that would
    only fail again, as the form of a decision does once somebody else has decided: then the page above it.
    """
    before = urlsplit(request.headers.get("referer", ""))
    if before.netloc != request.url.netloc or before.path == "/login":
        return START
    decided = status == 409 and before.path.startswith("/transfers/")
    if before.path == request.url.path and (decided or request.method == "GET"):
        return request.url.path.rpartition("/")[0] or START
    return before.path + (f"?{before.query}" if before.query else "")


def owed_text(name: str) -> str:
    """What is owed, of whom, as people write it: the name of an escalation ends with its subject in brackets."""
    found = _OWED.fullmatch(name)
    return f"{found[1]}（{subject_text(found[2])}）" if found else name


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        owed=owed_text,
        told=field_names.told,
        day=day_text,
        moment=moment_text,
        yuan=yuan_text,
        subject=subject_text,
        lines=lines,
        code=code,
    )
    environment.globals.update(GATES=GATES, GROUPS=OWNERS, asset=asset)
    return environment


def day_text(value: date | datetime | None) -> str:
    """2026-01-31, — where there is none."""
    if isinstance(value, datetime):
        value = value.astimezone(COURT_TIME).date()
    return value.isoformat() if value else "—"


def moment_text(value: datetime | None) -> str:
    """2026-01-31 14:05 in the court's time, — where there is none."""
    return value.astimezone(COURT_TIME).strftime("%Y-%m-%d %H:%M") if value else "—"


def yuan_text(fen: int | None) -> str:
    """12,345.67 of an amount in fen, — where there is none."""
    return "—" if fen is None else f"{fen / 100:,.2f}"


def lines(text: str) -> Markup:
    """Text with its line breaks, escaped."""
    return Markup("<br>").join(Markup.escape(line) for line in text.splitlines())


def code(text: str) -> Markup:
    """Text with what stands between backticks set as code and between double stars strong, escaped."""
    escaped = str(Markup.escape(text))
    return Markup(_STRONG.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", escaped)))  # noqa: S704


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The address of a file of `static/`, with a mark of its content, so that a browser takes a new one at once."""
    mark = sha256((STATIC / name).read_bytes()).hexdigest()[:8]
    return f"/static/{name}?{mark}"
