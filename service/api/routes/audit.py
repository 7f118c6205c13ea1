"""The audit ledger, for programs that keep a copy of it elsewhere."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

from fastapi import Query
from sqlalchemy import select

from service.accounts.policy import Doing
from service.api.models.accounts import AuditEntry
from service.api.models.common import Page
from service.api.paging import AskedPage, page_of
from service.api.route import api_router
from service.database.models import LedgerEntry
from service.deps import Reading
from service.ledger import Act
from service.numbers import LARGEST_ID

router = api_router("操作记录", Doing.SEE_AUDIT)
_Number = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]


@router.get("/audit")
def list_audit(
    session: Reading,
    listing: AskedPage,
    act: Annotated[Act | None, Query(description="何事")] = None,
    case_id: _Number = None,
    actor_id: _Number = None,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID, description="只要条号大于此数的")] = 0,
    since: Annotated[datetime | None, Query(description="只要此刻及以后的，须带时区")] = None,
    newest_first: Annotated[bool, Query(description="从最新的起；否则从最早的起")] = True,
) -> Page[AuditEntry]:
    """操作记录。

    逐条续接、只增不改；同步到别处的，用 after 从上次的条号接着取，并核对每条的 previous 与前一条的 hash 相等。
    """
    order = LedgerEntry.seq.desc() if newest_first else LedgerEntry.seq
    query = select(LedgerEntry).where(LedgerEntry.seq > after).order_by(order)
    if act:
        query = query.where(LedgerEntry.act == act)
    if case_id:
        query = query.where(LedgerEntry.case_id == case_id)
    if actor_id:
        query = query.where(LedgerEntry.actor_id == actor_id)
    if since:
        query = query.where(LedgerEntry.at >= since.astimezone())
    return page_of(session, query, listing, entry_model)


def entry_model(entry: LedgerEntry) -> AuditEntry:
    """An entry as programs see it."""
    return AuditEntry(
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        actor=entry.actor,
        act=entry.act,
        act_name=Act(entry.act).chinese,
        case_id=entry.case_id,
        about=entry.about,
        detail=json.loads(entry.detail),
        previous=entry.previous,
        hash=entry.hash,
    )
