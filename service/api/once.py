"""Writes that a program may repeat: the same `Idempotency-Key` is acted on once, and answered alike each time.

The answer is kept in the transaction of the act itself: an act without its answer, or an answer without its act, cannot be.
Two at once: the second waits for the first (SQLite: for the write lock; PostgreSQL: for a lock of its own) and is given its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from service.database.models import IdempotencyKey, User
from service.errors import ConflictError, FormError
from service.moment import now

KEY_HEADER = "idempotency-key"
REPEATED_HEADER = "idempotency-replayed"
KEPT = timedelta(days=7)
_LONGEST = 128
_SHOWN_ONCE = "!"  # in place of a body that holds a secret


@dataclass(slots=True)
class Repeatable:
    """A write with a key. `session` and `user_id` are known once the route has its writing session."""

    key: str
    request_hash: str
    secret: bool
    session: Session | None = None
    user_id: int = 0


class AnsweredBefore(Exception):  # noqa: N818 — nothing is wrong
    """The write was done already; `response` is the answer that was given."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


async def repeatable(request: Request, *, secret: bool) -> Repeatable | None:
    """What the header of a request says; None where there is none. `secret`: the answer must not be kept."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
        raise FormError(
            f"Idempotency-Key 须为1至{_LONGEST}个可见的英文字符",
            where="Idempotency-Key",
            how="每次写操作用一个新的随机值，例如 UUID",
        )
    target = f"{request.method} {request.url.path}?{request.url.query}\n{request.headers.get('content-type', '')}\n"
    return Repeatable(key, sha256(target.encode() + await request.body()).hexdigest(), secret)


def look_up(session: Session, user: User, asked: Repeatable) -> None:
    """`AnsweredBefore` where the key was used for this request, `ConflictError` where for another. Before the act."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"once:{user.id}:{asked.key}"}
        )
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.user_id == user.id, IdempotencyKey.at < now() - KEPT))
    asked.session, asked.user_id = session, user.id
    found = session.scalar(
        select(IdempotencyKey).where(IdempotencyKey.user_id == user.id, IdempotencyKey.key == asked.key)
    )
    if found is None:
        return
    if found.request_hash != asked.request_hash:
        raise ConflictError(
            "这个 Idempotency-Key 已经用于另一个请求", where="Idempotency-Key", how="每次写操作用一个新的随机值"
        )
    if found.body == _SHOWN_ONCE:
        raise ConflictError(
            "这个请求已经办理；答复含密钥，只给一次", how="没有收到的，撤销已签发的，另用新的 Idempotency-Key 重新签发"
        )
    raise AnsweredBefore(Response(found.body, found.status, {REPEATED_HEADER: "true"}, media_type="application/json"))


def keep_answer(asked: Repeatable, response: Response) -> None:
    """Keeps the answer beside the act, in its session. Called after the act, before the commit."""
    if asked.session is None:
        raise RuntimeError("a writing route of the interface opened no session of its own: use ApiWriting")
    asked.session.add(
        IdempotencyKey(
            user_id=asked.user_id,
            key=asked.key,
            request_hash=asked.request_hash,
            status=response.status_code,
            body=_SHOWN_ONCE if asked.secret else bytes(response.body).decode(),
            at=now(),
        )
    )
    asked.session.flush()
