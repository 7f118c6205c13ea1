"""Tokens for programs: they act as the person who made them, within their scopes, until they end.

A token never reaches further than its person: what he may do is asked besides, see `service.deps.allowed`.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.accounts.login import token_hash
from service.accounts.policy import Doing
from service.database.models import ApiToken, User
from service.errors import ForbiddenError, FormError, NotFoundError, NotLoggedInError
from service.ledger import Act, record
from service.moment import now

SCOPES = {
    "read": "查看、下载",
    "write": "登记、上传、检查、更正、报送、分配、反馈",
    "decide": "审批、退回、豁免、处理上报事项",
    "manage": "管理用户、推送和令牌",
}
_DECIDING = (Doing.DECIDE, Doing.WAIVE, Doing.SETTLE_ESCALATION)
_MANAGING = (Doing.MANAGE_USERS, Doing.MANAGE_WEBHOOKS)
_SAFE = ("GET", "HEAD", "OPTIONS")
_USED_EVERY = timedelta(minutes=1)  # how exactly the time of the last use is kept
_PREFIX = "zb_"
_MOST_DAYS = 366


def make_token(
    session: Session, user: User, name: str, scopes: list[str], days: int, *, by: ApiToken | None = None
) -> tuple[ApiToken, str]:
    """A new token; its text is shown once and not kept. `by`: the token that the request came with; what it makes neither
    reaches further nor lives longer than itself, or one that was stolen would not end when it was to end.
    """
    if unknown := [scope for scope in scopes if scope not in SCOPES]:
        raise FormError(f"没有这种权限：{unknown[0]}", how=f"可选：{'、'.join(SCOPES)}")
    if not scopes or not name.strip() or not 1 <= days <= _MOST_DAYS:
        raise FormError("令牌须有名称、权限和有效天数", how=f"有效天数1至{_MOST_DAYS}")
    if by:
        _require_within(by, scopes, days)
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


def token_of(session: Session, text: str) -> ApiToken:
    """The token of a text, with its person. `NotLoggedInError` where it does not hold."""
    token = session.scalar(select(ApiToken).where(ApiToken.token_hash == token_hash(text)))
    if token is None or token.revoked_at or token.expires_at <= now() or not token.user.active:
        raise NotLoggedInError("接口令牌无效或者已经失效")
    return token


def needed_scope(doing: Doing, method: str) -> str:
    """The scope that a token needs for a thing."""
    if method in _SAFE:
        return "read"
    if doing in _DECIDING:
        return "decide"
    return "manage" if doing in _MANAGING else "write"


def require_scope(token: ApiToken, scope: str) -> None:
    """`ForbiddenError` where a token's scopes do not reach."""
    if scope not in token.scopes.split():
        raise ForbiddenError(f"这个令牌没有“{SCOPES[scope]}”（{scope}）权限", how="另签发一个有此权限的令牌")


def rarely_used(token: ApiToken) -> bool:
    """Whether the time of its last use should be kept anew."""
    return token.used_at is None or token.used_at + _USED_EVERY <= now()


def note_use(session: Session, token_id: int) -> None:
    """Keeps the time of the last use."""
    session.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_at=now()))


def revoke_token(session: Session, user: User, token_id: int) -> None:
    """Ends a token of one's own."""
    token = session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user.id))
    if token is None:
        raise NotFoundError("没有这个令牌", how="只能撤销自己的令牌")
    token.revoked_at = token.revoked_at or now()
    record(session, Act.TOKEN_REVOKED, user, about=token.name)


def revoke_tokens(session: Session, user: User) -> None:
    """Ends all tokens of a person."""
    session.execute(
        update(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None)).values(revoked_at=now())
    )


def _require_within(token: ApiToken, scopes: list[str], days: int) -> None:
    for scope in scopes:
        require_scope(token, scope)
    if now() + timedelta(days=days) > token.expires_at:
        raise ForbiddenError("用令牌签发的令牌不能比它有效更久", how="登录网页签发，或者减少有效天数")
