"""What routes ask for: a session, the person, the case. Routes stay short because of these.

Every route names what it lets somebody do, with `allowed(Doing.…)`; `create_app` refuses to start where one does not.
"""

from __future__ import annotations

import hmac
from asyncio import AbstractEventLoop, Semaphore, get_running_loop
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Depends, Path, Request, params
from fastapi.concurrency import contextmanager_in_threadpool
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from service.accounts.login import csrf_token, session_of, stale, touch
from service.accounts.policy import Doing, case_for, require
from service.accounts.tokens import needed_scope, note_use, rarely_used, require_scope, token_of
from service.context import Service
from service.database.models import ApiToken, Case, LoginSession, User
from service.errors import ForbiddenError, NotLoggedInError, PasswordChangeError
from service.numbers import LARGEST_ID

COOKIE = "zhongben_session"
CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf-token"
SAFE = ("GET", "HEAD", "OPTIONS")
PASSWORD_PAGE = "/account/password"  # noqa: S105 — a path
_UNTIL_CHANGED = (PASSWORD_PAGE, "/logout")
"""All that somebody may do whose password another person gave him."""


def service_of(request: Request) -> Service:
    """The running service."""
    service: Service = request.app.state.service
    return service


TheService = Annotated[Service, Depends(service_of)]


async def whole_body(request: Request) -> None:
    """Waits until all that is sent has come. Asked before a session: nobody keeps a connection, let alone the turn to write,
    while his line is slow.
    """
    if "form" in request.headers.get("content-type", ""):
        await request.form()
    else:
        await request.body()


async def _reading(request: Request, service: TheService) -> AsyncIterator[Session]:
    await whole_body(request)
    async with place(_READING, READERS), contextmanager_in_threadpool(service.reading()) as session:
        yield session


async def _writing(request: Request, service: TheService) -> AsyncIterator[Session]:
    async with writing_in_turn(request, service) as session:
        yield session


@asynccontextmanager
async def writing_in_turn(request: Request, service: Service) -> AsyncIterator[Session]:
    """A writing session, when it is this request's turn."""
    await whole_body(request)
    turn = place(_WRITING, 1 if service.settings.on_sqlite else WRITERS)
    async with turn, contextmanager_in_threadpool(service.writing()) as session:
        yield session


READERS, WRITERS = 16, 6
"""Requests that may have a session at once. Each keeps its connection while it waits for a thread; were there as many as the
pool has connections, all threads could wait for one, and nobody would go on. So these wait here, without a thread. SQLite has
one writer: those that wait for the database's own lock would hold all threads, and the one that has it needs one to go on.
"""
Places = WeakKeyDictionary[AbstractEventLoop, Semaphore]
_READING = Places()
_WRITING = Places()


def place(places: Places, many: int) -> Semaphore:
    """The places of a kind, so many at once; those who wait for one wait without a thread."""
    return places.setdefault(get_running_loop(), Semaphore(many))


# scope="function": the session is closed, and a writing one committed and sealed, before the answer is sent.
Reading = Annotated[Session, Depends(_reading, scope="function")]
Writing = Annotated[Session, Depends(_writing, scope="function")]


def current_login(request: Request, service: TheService) -> LoginSession | None:
    """The login of the cookie; None where the request carries an API token instead."""
    token = request.cookies.get(COOKIE)
    if not token or _bearer(request):
        return None
    with service.reading() as session:
        login = session_of(session, service.settings, token)
    if stale(login):
        with service.writing() as session:
            touch(session, login.id)
    return login


CurrentLogin = Annotated[LoginSession | None, Depends(current_login)]


def current_user(request: Request, service: TheService, login: CurrentLogin) -> User:
    """Who asks, by cookie or API token; `NotLoggedInError` where nobody does."""
    if bearer := _bearer(request):
        token = _used_token(service, bearer)
        user, request.state.token = token.user, token
    elif login:
        user = login.user
    else:
        raise NotLoggedInError
    request.state.user, request.state.login = user, login  # for the pages, see `service.pages`
    return user


CurrentUser = Annotated[User, Depends(current_user)]


def _used_token(service: Service, text: str) -> ApiToken:
    with service.reading() as session:
        token = token_of(session, text)
    if rarely_used(token):
        with suppress(OperationalError), service.writing() as session:  # a note is not worth the request
            note_use(session, token.id)
    return token


def current_token(request: Request, _: CurrentUser) -> ApiToken | None:
    """The API token that the request carries; None where somebody is logged in."""
    return getattr(request.state, "token", None)


CurrentToken = Annotated[ApiToken | None, Depends(current_token)]


async def _genuine(request: Request, service: TheService, login: CurrentLogin) -> None:
    """Refuses a write that another site may have sent: one with a cookie carries the word of this login."""
    if request.method in SAFE or _bearer(request) or login is None:
        return
    given = request.headers.get(CSRF_HEADER)
    if given is None and "form" in request.headers.get("content-type", ""):
        given = str((await request.form()).get(CSRF_FIELD, ""))
    if not hmac.compare_digest((given or "").encode(), csrf_token(service.secret, login).encode()):
        raise ForbiddenError("页面已经过期，没有提交", how="刷新页面后重新提交")


def allowed(doing: Doing) -> params.Depends:
    """A dependency that lets only those pass who may do a thing; `doing` stays readable on it for the table of routes."""

    def check(request: Request, user: CurrentUser, token: CurrentToken, _: Annotated[None, Depends(_genuine)]) -> None:
        if user.must_change_password and request.url.path not in _UNTIL_CHANGED:
            raise PasswordChangeError
        require(user, doing)
        if token:
            require_scope(token, needed_scope(doing, request.method))

    check.doing = doing  # type: ignore[attr-defined]
    asked: params.Depends = Depends(check)
    return asked


def doing_of(dependency: Callable[..., object]) -> Doing | None:
    """What a dependency made by `allowed` lets somebody do."""
    return getattr(dependency, "doing", None)


CaseId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
"""The id in a path; a larger number than the database can hold is a wrong address, no fault of ours."""


def seen_case(case_id: CaseId, session: Reading, user: CurrentUser) -> Case:
    """The case of the path, to look at."""
    return case_for(session, user, case_id)


def written_case(case_id: CaseId, session: Writing, user: CurrentUser) -> Case:
    """The case of the path, to act on; whether he may, the act itself says."""
    return case_for(session, user, case_id)


SeenCase = Annotated[Case, Depends(seen_case)]
WrittenCase = Annotated[Case, Depends(written_case)]


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None
