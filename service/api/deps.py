"""What routes of the interface ask for beyond `service.deps`: a writing session that looks at the key of the request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Header, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from service.accounts.policy import case_for
from service.api.models.common import Id
from service.api.once import KEY_HEADER, look_up
from service.database.models import Case
from service.deps import CurrentUser, TheService, writing_in_turn

_KEY_TEXT = "可选。重复发送同一请求时写同一个值，只办理一次，答复相同；保留7天"


async def api_writing(
    request: Request,
    service: TheService,
    user: CurrentUser,
    key: Annotated[str | None, Header(alias="Idempotency-Key", description=_KEY_TEXT, max_length=128)] = None,
) -> AsyncIterator[Session]:
    """A writing session; where the request carries a key that was used before, the act is not done again."""
    async with writing_in_turn(request, service) as session:
        if asked := getattr(request.state, "repeatable", None):
            await run_in_threadpool(look_up, session, user, asked)
        yield session


ApiWriting = Annotated[Session, Depends(api_writing, scope="function")]


def _api_written_case(case_id: Id, session: ApiWriting, user: CurrentUser) -> Case:
    return case_for(session, user, case_id)


ApiWrittenCase = Annotated[Case, Depends(_api_written_case)]
"""The case of the path, to act on; whether he may, the act itself says."""
__all__ = ["KEY_HEADER", "ApiWriting", "ApiWrittenCase", "api_writing"]
