"""Who one is, and one's own tokens."""

from __future__ import annotations

from sqlalchemy import select

from service.accounts.policy import Doing, may
from service.accounts.tokens import make_token, revoke_token
from service.api.deps import ApiWriting
from service.api.models.accounts import MadeToken, Me, NewToken, Person, Token
from service.api.models.common import Done, Id, Page
from service.api.paging import AskedPage, page_of
from service.api.route import SECRET, api_router
from service.database.models import ApiToken
from service.deps import CurrentToken, CurrentUser, Reading

router = api_router("账号和令牌", Doing.USE)


@router.get("/me")
def me(user: CurrentUser, token: CurrentToken) -> Me:
    """当前用户。"""
    doings = sorted(str(doing) for doing in Doing if may(user, doing))
    known = Person.model_validate(user).model_dump()
    return Me(**known, doings=doings, scopes=token.scopes.split() if token else None)


@router.get("/tokens")
def list_tokens(session: Reading, user: CurrentUser, listing: AskedPage) -> Page[Token]:
    """自己的令牌。"""
    query = select(ApiToken).where(ApiToken.user_id == user.id).order_by(ApiToken.id.desc())
    return page_of(session, query, listing, token_model)


@router.post("/tokens", status_code=201, openapi_extra=SECRET)
def create_token(session: ApiWriting, user: CurrentUser, token: CurrentToken, asked: NewToken) -> MadeToken:
    """签发令牌。

    令牌以签发人的身份行事，不能做其角色不能做的事。答复含令牌正文，只给一次，重复发送不再给出。
    """
    made, text = make_token(session, user, asked.name, list(asked.scopes), asked.days, by=token)
    return MadeToken(token=token_model(made), text=text)


@router.delete("/tokens/{token_id}")
def delete_token(session: ApiWriting, user: CurrentUser, token_id: Id) -> Done:
    """撤销自己的令牌。"""
    revoke_token(session, user, token_id)
    return Done()


def token_model(token: ApiToken) -> Token:
    """A token as programs see it."""
    return Token(
        id=token.id,
        name=token.name,
        scopes=token.scopes.split(),
        created_at=token.created_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
        used_at=token.used_at,
    )
