"""Logging in and out: a random token in a cookie, its SHA-256 in the database."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from service.accounts.passwords import password_fits
from service.database.models import LoginFailure, LoginSession, User
from service.errors import NotLoggedInError, TooManyError
from service.ledger import Act, record
from service.moment import now
from service.settings import Settings

_SEEN_EVERY = timedelta(minutes=1)  # how exactly the time of the last request is kept
_MANY = 10
"""An address may fail this many times as often with all names as with one, for courts share one address; and a name from all
addresses as from one: whoever types it wrong on purpose keeps nobody out who sits elsewhere.
"""


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def begin_attempt(session: Session, settings: Settings, login: str, address: str) -> None:
    """Counts an attempt before its password is looked at, so that many at once are counted too; one that succeeds takes the
    count back. `TooManyError` where this name failed too often of late from this address, or the one or the other far too often.
    """
    since = now() - timedelta(minutes=settings.login_pause_minutes)
    counted = select(func.count()).select_from(LoginFailure).where(LoginFailure.at > since)
    of_name, of_address = LoginFailure.login == login[:64], LoginFailure.address == address[:64]
    few, many = settings.login_attempts, settings.login_attempts * _MANY
    limits = ((few, of_name & of_address), (many, of_name), (many, of_address))
    if any((session.scalar(counted.where(failed)) or 0) >= most for most, failed in limits):
        raise TooManyError(
            "密码连续输错，暂停登录",
            how=f"{settings.login_pause_minutes}分钟后再试；忘记密码请找系统管理员重设",
        )
    session.add(LoginFailure(login=login[:64], address=address[:64], at=now()))


def who(session: Session, login: str, password: str) -> User | None:
    """The active person with this name and password."""
    user = session.scalar(select(User).where(User.login == login))
    fits = password_fits(password, user.password_hash if user and user.active else None)
    return user if fits else None


def forget_attempts(session: Session, login: str, address: str) -> None:
    """Takes back the count of a name from an address, once the password was right."""
    session.execute(delete(LoginFailure).where(LoginFailure.login == login, LoginFailure.address == address[:64]))


def is_known(session: Session, login: str) -> bool:
    """Whether somebody has, or had, this name."""
    return session.scalar(select(User.id).where(User.login == login)) is not None


def open_session(session: Session, settings: Settings, user: User, address: str, agent: str) -> str:
    """Logs a person in; returns the token for his cookie."""
    token = secrets.token_urlsafe(32)
    at = now()
    forget_attempts(session, user.login, address)
    session.add(
        LoginSession(
            token_hash=token_hash(token),
            user_id=user.id,
            created_at=at,
            seen_at=at,
            expires_at=at + timedelta(hours=settings.session_hours),
            address=address[:64],
            agent=agent[:200],
        )
    )
    record(session, Act.LOGIN, user, about=user.login, address=address)
    return token


def session_of(session: Session, settings: Settings, token: str) -> LoginSession:
    """The login of a token; `NotLoggedInError` where it ended, was revoked or was idle too long."""
    found = session.scalar(select(LoginSession).where(LoginSession.token_hash == token_hash(token)))
    at = now()
    if found is None or found.revoked_at or found.expires_at <= at or not found.user.active:
        raise NotLoggedInError
    if found.seen_at + timedelta(minutes=settings.session_idle_minutes) <= at:
        raise NotLoggedInError(f"超过{settings.session_idle_minutes}分钟没有操作，登录已经失效")
    return found


def stale(login: LoginSession) -> bool:
    """Whether the time of its last request should be kept anew."""
    return login.seen_at + _SEEN_EVERY <= now()


def touch(session: Session, login_id: int) -> None:
    """Keeps the time of the last request."""
    session.execute(update(LoginSession).where(LoginSession.id == login_id).values(seen_at=now()))


def revoke(session: Session, *, user_id: int | None = None, login_id: int | None = None) -> None:
    """Ends one login, or all of a person."""
    session.execute(
        update(LoginSession)
        .where(LoginSession.revoked_at.is_(None))
        .where(or_(LoginSession.user_id == user_id, LoginSession.id == login_id))
        .values(revoked_at=now())
    )


def csrf_token(secret: str, login: LoginSession) -> str:
    """The word that every form of this login carries: no other site can know it."""
    return hmac.new(secret.encode(), f"csrf:{login.token_hash}".encode(), sha256).hexdigest()
