"""Entries of the audit ledger as XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Case, LedgerEntry, User
from service.figures.parties import Masks
from service.figures.sheets import Cell, Column, Sheet, xlsx
from service.ledger.browse import AuditFilter, entries
from service.ledger.told import act_name, told
from service.pages import moment_text

MOST = 50_000
"""Entries of one export."""
_AT_ONCE = 1_000
_COLUMNS = (
    Column("条号", 9), Column("时间", 17), Column("操作人", 12), Column("操作", 16), Column("事项", 34), Column("案号", 26),
    Column("详情", 70), Column("校验值", 20),
)  # fmt: skip


def audit_xlsx(session: Session, user: User, wanted: AuditFilter, known: Mapping[int, str]) -> bytes:
    """The latest entries of a filter, `MOST` at most. `known`: names of people by id."""
    masks = Masks(user)
    notes = [f"最多导出最近 {MOST} 条。校验值只列前20位；有没有被改动，在“操作记录”页核验。"]
    if masks.masked:
        notes.append("当事人姓名、名称和号码已隐去一部分。")
    return xlsx(Sheet("操作记录", _COLUMNS, _rows(session, wanted, masks, known), notes))


def _rows(session: Session, wanted: AuditFilter, masks: Masks, known: Mapping[int, str]) -> Iterator[list[Cell]]:
    before: int | None = None
    for _ in range(0, MOST, _AT_ONCE):
        found = entries(session, wanted, before=before, most=_AT_ONCE)
        numbers = case_numbers(session, found)
        masks.load(session, numbers)
        for entry in found:
            yield _line(entry, numbers, masks, known)
        if len(found) < _AT_ONCE:
            return
        before = found[-1].seq


def _line(entry: LedgerEntry, numbers: Mapping[int, str], masks: Masks, known: Mapping[int, str]) -> list[Cell]:
    detail = "；".join(f"{label}：{text}" for label, text in told(entry, known))
    return [
        entry.seq,
        moment_text(entry.at),
        entry.actor,
        act_name(entry.act),
        masks.text(entry.case_id, entry.about),
        numbers.get(entry.case_id or 0, ""),
        masks.text(entry.case_id, detail),
        entry.hash[:20],
    ]


def case_numbers(session: Session, found: list[LedgerEntry]) -> dict[int, str]:
    """The numbers of the cases of entries, by id."""
    ids = sorted({entry.case_id for entry in found if entry.case_id})
    return {row.id: row.number for row in session.execute(select(Case.id, Case.number).where(Case.id.in_(ids)))}
