"""Logging in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from service.accounts.login import begin_attempt, is_known, open_session, revoke, who
from service.accounts.policy import Doing
from service.deps import COOKIE, CurrentLogin, CurrentUser, TheService, Writing, allowed
from service.errors import TooManyError
from service.ledger import Act, record
from service.pages import page

router = APIRouter()
START = "/desk"
_UNKNOWN = "没有这个用户名"


@router.get("/", dependencies=[allowed(Doing.USE)])
def home() -> RedirectResponse:
    """Where one begins."""
    return RedirectResponse(START, 303)


@router.get("/login", name="login_page")
def login_page(request: Request, next: str = START) -> HTMLResponse:
    """The form."""
    return page(request, "login.html", next=_inside(next), wrong="", login_name="")


@router.post("/login", response_model=None)
def log_in(
    request: Request,
    service: TheService,
    login: Annotated[str, Form(max_length=64)],
    password: Annotated[str, Form(max_length=256)],
    next: Annotated[str, Form()] = START,
) -> HTMLResponse | RedirectResponse:
    """Looks at name and password; both wrong look the same."""
    settings, address = service.settings, request.client.host if request.client else ""
    name = login.strip()
    try:
        with service.writing() as session:
            begin_attempt(session, settings, name, address)
    except TooManyError as error:
        return page(request, "login.html", error.http_status, next=_inside(next), wrong=str(error), login_name=name)
    with service.reading() as session:  # a password takes a tenth of a second: not while others want to write
        user = who(session, name, password)
    with service.writing() as session:
        if user is None:
            known = is_known(
                session, name
            )  # else it may be a password in the wrong field, and the ledger keeps it for good
            record(session, Act.LOGIN_FAILED, None, about=name if known else _UNKNOWN, address=address)
        else:
            token = open_session(session, settings, user, address, request.headers.get("user-agent", ""))
    if user is None:
        return page(request, "login.html", 401, next=_inside(next), wrong="用户名或者密码不对", login_name=name)
    target = "/account/password" if user.must_change_password else _inside(next)
    answer = RedirectResponse(target, 303)
    answer.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        max_age=settings.session_hours * 3600,
    )
    return answer


@router.post("/logout", dependencies=[allowed(Doing.USE)])
def log_out(session: Writing, user: CurrentUser, login: CurrentLogin) -> RedirectResponse:
    """Ends this login."""
    if login:
        revoke(session, login_id=login.id)
        record(session, Act.LOGOUT, user, about=user.login)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _inside(target: str) -> str:
    """A path of this service; anything that leads elsewhere becomes the start page."""
    inside = (
        target.startswith("/") and not target.startswith(("//", "/\\")) and "\n" not in target and "\r" not in target
    )
    return target if inside else START
