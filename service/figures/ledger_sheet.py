"""The ledger as XLSX."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from service.database.models import User
from service.figures.ledger_query import LedgerFilter, ledger_all
from service.figures.ledger_row import LedgerRow
from service.figures.parties import Masks
from service.figures.sheets import Cell, Column, Sheet, xlsx

_COLUMNS = (
    Column("日期", 11), Column("案号", 26), Column("关口", 24), Column("送审组", 12), Column("结果", 9),
    Column("退回原因、通过情形", 20), Column("规则编号", 12), Column("要件", 28), Column("对象", 18), Column("问题或者意见", 46),
    Column("责任组", 12), Column("承办人", 10), Column("近12个月第几次", 12), Column("其中本案第几次", 12),
    Column("补正情况", 24), Column("补正日期", 11), Column("补正天数", 9), Column("审批人", 10),
)  # fmt: skip


def ledger_xlsx(session: Session, user: User, wanted: LedgerFilter, today: date) -> bytes:
    """All rows of a filter that he may see."""
    masks = Masks(user)
    notes = [f"期间：{wanted.first}至{wanted.last}。近12个月按责任组和同一规则（人工发现的按原因）计算。"]
    if masks.masked:
        notes.append("当事人姓名、名称和号码已隐去一部分。")
    return xlsx(Sheet("台账", _COLUMNS, _cells(session, user, wanted, today, masks), notes))


def _cells(session: Session, user: User, wanted: LedgerFilter, today: date, masks: Masks) -> Iterator[list[Cell]]:
    for rows in ledger_all(session, user, wanted, today):
        masks.load(session, (row.case_id for row in rows))
        yield from (_line(row, masks) for row in rows)


def _line(row: LedgerRow, masks: Masks) -> list[Cell]:
    is_item = bool(row.title)
    return [
        row.day,
        row.case_number,
        row.gate_name,
        row.from_group,
        row.kind.chinese,
        row.reason or row.manner,
        row.code,
        row.title,
        masks.text(row.case_id, row.subject),
        masks.text(row.case_id, row.problem),
        row.owner,
        row.handler,
        row.recurrence.before + 1 if is_item else None,
        row.recurrence.same_case + 1 if is_item else None,
        row.repair_text,
        row.repaired_on,
        row.days if row.repaired_on else None,
        row.decided_by,
    ]
