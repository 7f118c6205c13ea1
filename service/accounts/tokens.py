"""Tokens for programs: they act as the person who made them, within their scopes, until they end."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.login import token_hash
from service.database.models import ApiToken, User
from service.errors import ForbiddenError, FormError, NotLoggedInError
from service.ledger import Act, record
from service.moment import now

SCOPES = {"read": "查看", "write": "登记、上传、报送、审批"}
_PREFIX = "zb_"
_MOST_DAYS = 366


def make_token(session: Session, user: User, name: str, scopes: list[str], days: int) -> tuple[ApiToken, str]:
    """A new token; its text is shown once and not kept."""
    if unknown := [scope for scope in scopes if scope not in SCOPES]:
        raise FormError(f"没有这种权限：{unknown[0]}", how=f"可选：{'、'.join(SCOPES)}")
    if not scopes or not name.strip() or not 1 <= days <= _MOST_DAYS:
        raise FormError("令牌须有名称、权限和有效天数", how=f"有效天数1至{_MOST_DAYS}")
    text = _PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        user_id=user.id,
        name=name.strip()[:64],
        token_hash=token_hash(text),
        scopes=" ".join(sorted(set(scopes))),
        created_at=now(),
        expires_at=now() + timedelta(days=days),
    )
    session.add(token)
    session.flush()
    record(session, Act.TOKEN_MADE, user, about=token.name, scopes=token.scopes, days=days)
    return token, text


def token_user(session: Session, text: str, method: str) -> User:
    """Whom a token stands for. `NotLoggedInError` where it does not hold, `ForbiddenError` where its scopes do not reach."""
    token = session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash(text)))
    if token is None or token.revoked_at or token.expires_at <= now() or not token.user.active:
        raise NotLoggedInError("接口令牌无效或者已经失效")
    needed = "read" if method in ("GET", "HEAD", "OPTIONS") else "write"
    if needed not in token.scopes.split():
        raise ForbiddenError(f"这个令牌没有“{SCOPES[needed]}”权限", how="另签发一个有此权限的令牌")
    return token.user


def revoke_token(session: Session, user: User, token_id: int) -> None:
    """Ends a token of one's own."""
    token = session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user.id))
    if token is None:
        raise FormError("没有这个令牌")
    token.revoked_at = token.revoked_at or now()
    record(session, Act.TOKEN_REVOKED, user, about=token.name)
