"""The audit ledger, for programs that keep a copy of it elsewhere."""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response
from pydantic import AwareDatetime
from sqlalchemy import func, select

from service.accounts.policy import Doing
from service.api.models.accounts import AuditEntry, Verification
from service.api.models.common import AskedDay, Line, Page
from service.api.paging import AskedPage
from service.api.route import api_router, file_answer
from service.database.models import LedgerEntry
from service.deps import CurrentUser, Reading, TheService
from service.figures.exports import XLSX, download
from service.figures.parties import Masks
from service.ledger import Act
from service.ledger.browse import AuditFilter
from service.ledger.export import exported_audit
from service.ledger.verify import verify_ledger
from service.numbers import LARGEST_ID

router = api_router("操作记录", Doing.SEE_AUDIT)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_Number = Annotated[int | None, Query(ge=1, le=LARGEST_ID)]


@router.get("/audit")
def list_audit(
    session: Reading,
    user: CurrentUser,
    listing: AskedPage,
    act: Annotated[Act | None, Query(description="何事")] = None,
    case_id: _Number = None,
    actor_id: _Number = None,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID, description="只要条号大于此数的")] = 0,
    since: Annotated[AwareDatetime | None, Query(description="只要此刻及以后的，须带时区")] = None,
    newest_first: Annotated[bool, Query(description="从最新的起；否则从最早的起")] = True,
) -> Page[AuditEntry]:
    """操作记录。

    逐条续接、只增不改；同步到别处的，用 after 从上次的条号接着取，并核对每条的 previous 与前一条的 hash 相等。
    当事人的姓名和号码对无权查看的人隐去一部分；内容与校验值是否相符，用 /audit/verification 或者 `zhongben ledger verify` 核验。
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
        query = query.where(LedgerEntry.at >= since.astimezone(UTC))
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    entries = session.scalars(query.limit(listing.limit).offset(listing.offset)).all()
    masks = Masks(user)
    masks.load(session, (one.case_id for one in entries if one.case_id))
    return listing.show([entry_model(one, masks) for one in entries], total)


@router.get("/audit/verification")
def verify_audit(session: Reading, service: TheService) -> Verification:
    """核验全部操作记录：逐条重算校验值，与签名的校验点比对。记录多的需要几秒。"""
    state = verify_ledger(session, service.checkpoints)
    return Verification(
        holds=state.holds,
        entries=state.entries,
        head=state.head,
        checkpoints=state.checkpoints,
        faults=list(state.faults),
    )


@router.get("/audit.xlsx", response_class=Response, responses=file_answer("操作记录（XLSX）", XLSX))
def get_audit_sheet(
    service: TheService,
    session: Reading,
    user: CurrentUser,
    first: Annotated[AskedDay | None, Query(description="从哪天起")] = None,
    last: Annotated[AskedDay | None, Query(description="到哪天止")] = None,
    act: Annotated[Act | None, Query(description="何事")] = None,
    actor_id: _Number = None,
    case: Annotated[Line, Query(description="案号的一部分")] = "",
) -> Response:
    """操作记录的 XLSX。导出本身记入操作记录。"""
    wanted = AuditFilter(first, last, act or "", str(actor_id or ""), case)
    return download(exported_audit(service, session, user, wanted), "操作记录.xlsx", XLSX)


def entry_model(entry: LedgerEntry, masks: Masks) -> AuditEntry:
    """An entry as programs see it."""
    return AuditEntry(
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        actor=entry.actor,
        act=entry.act,
        act_name=Act(entry.act).chinese,
        case_id=entry.case_id,
        about=masks.text(entry.case_id, entry.about),
        detail=_masked(json.loads(entry.detail), entry.case_id, masks),
        previous=entry.previous,
        hash=entry.hash,
    )


def _masked(value: Any, case_id: int | None, masks: Masks) -> Any:  # noqa: ANN401 — JSON
    """The texts in a detail with parties hidden; numbers and digests stay."""
    if isinstance(value, dict):
        return {key: _masked(one, case_id, masks) for key, one in value.items()}
    if isinstance(value, list):
        return [_masked(one, case_id, masks) for one in value]
    return masks.text(case_id, value) if isinstance(value, str) and not _DIGEST.fullmatch(value) else value
