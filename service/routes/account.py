"""One's own account: password, logins, tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.login import begin_attempt, forget_attempts, revoke
from service.accounts.passwords import hash_password, password_fits
from service.accounts.policy import Doing
from service.accounts.tokens import SCOPES, make_token, revoke_token
from service.database.models import ApiToken, LoginSession, User
from service.deps import CurrentLogin, CurrentToken, CurrentUser, Reading, TheService, Writing, allowed
from service.errors import FormError, TooManyError
from service.ledger import Act, record
from service.moment import now
from service.pages import START, page

router = APIRouter(prefix="/account", dependencies=[allowed(Doing.USE)])


@router.get("")
def account(request: Request, session: Reading, user: CurrentUser, login: CurrentLogin, done: str = "") -> HTMLResponse:
    """Logins that are open, tokens, and the way to a new password."""
    return _account(request, session, user, login, done=done)


@router.get("/password")
def password_page(request: Request) -> HTMLResponse:
    """The form for a new password."""
    return page(request, "account/password.html", wrong="")


@router.post("/password", response_model=None)
def change_password(
    request: Request,
    service: TheService,
    user: CurrentUser,
    login: CurrentLogin,
    old: Annotated[str, Form(max_length=256)],
    password: Annotated[str, Form(max_length=256)],
    again: Annotated[str, Form(max_length=256)],
) -> HTMLResponse | RedirectResponse:
    """A new password; all other logins of the person end. The old one is counted like a login's: whoever sits at a browser that
    was left open does not guess it. A password takes a tenth of a second: not while others want to write.
    """
    if password != again:
        return page(request, "account/password.html", 422, wrong="两次输入的新密码不一样")
    address = request.client.host if request.client else ""
    try:
        with service.writing() as session:
            begin_attempt(session, service.settings, user.login, address)
    except TooManyError as error:
        return page(request, "account/password.html", error.http_status, wrong=str(error))
    with service.reading() as session:
        before = session.get_one(User, user.id).password_hash
    if not password_fits(old, before):
        return page(request, "account/password.html", 422, wrong="原密码不对")
    wrong, hashed = "", ""
    try:
        hashed = hash_password(password)
    except FormError as error:
        wrong = f"{error.what}：{error.how}"
    with service.writing() as session:
        forget_attempts(session, user.login, address)
        if hashed and not _put_password(session, user, login, before, hashed):
            wrong = "原密码不对"  # it was reset at this very moment
    if wrong:
        return page(request, "account/password.html", 422, wrong=wrong)
    return RedirectResponse(START if user.must_change_password else "/account?done=password", 303)


def _put_password(session: Session, user: User, login: LoginSession | None, before: str, hashed: str) -> bool:
    """Puts it in the place of the one that was given. False where that is not his any more."""
    stored = session.get_one(User, user.id)
    if stored.password_hash != before:
        return False
    stored.password_hash, stored.must_change_password = hashed, False
    others = select(LoginSession).where(LoginSession.user_id == user.id, LoginSession.revoked_at.is_(None))
    for other in session.scalars(others):
        if login is None or other.id != login.id:
            other.revoked_at = now()
    record(session, Act.PASSWORD, user, about=user.login)
    return True


@router.post("/sessions/revoke")
def revoke_others(session: Writing, user: CurrentUser, session_id: Annotated[int, Form()]) -> RedirectResponse:
    """Ends a login of one's own."""
    own = session.scalar(select(LoginSession).where(LoginSession.id == session_id, LoginSession.user_id == user.id))
    if own:
        revoke(session, login_id=own.id)
        record(session, Act.SESSIONS_REVOKED, user, about=user.login)
    return RedirectResponse("/account", 303)


@router.post("/tokens")
def new_token(
    request: Request,
    session: Writing,
    user: CurrentUser,
    login: CurrentLogin,
    token: CurrentToken,
    name: Annotated[str, Form(max_length=64)],
    days: Annotated[int, Form()],
    scopes: Annotated[list[str], Form()],
) -> HTMLResponse:
    """A new token, shown once."""
    _, text = make_token(session, user, name, scopes, days, by=token)
    return _account(request, session, user, login, new=text)


@router.post("/tokens/{token_id}/revoke")
def end_token(session: Writing, user: CurrentUser, token_id: int) -> RedirectResponse:
    """Ends a token of one's own."""
    revoke_token(session, user, token_id)
    return RedirectResponse("/account", 303)


def _account(
    request: Request, session: Reading, user: User, login: LoginSession | None, new: str = "", done: str = ""
) -> HTMLResponse:
    logins = session.scalars(
        select(LoginSession)
        .where(LoginSession.user_id == user.id, LoginSession.revoked_at.is_(None), LoginSession.expires_at > now())
        .order_by(LoginSession.seen_at.desc())
    ).all()
    tokens = session.scalars(select(ApiToken).where(ApiToken.user_id == user.id).order_by(ApiToken.id.desc())).all()
    return page(
        request,
        "account/account.html",
        logins=logins,
        tokens=tokens,
        this=login.id if login else None,
        new_token=new,
        done=done,
        scopes=SCOPES,
        now=now(),
    )
