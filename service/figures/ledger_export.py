"""The ledger of returns as a file that leaves the service."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from service.context import Service
from service.database.models import User
from service.errors import FormError
from service.figures.exports import record_export
from service.figures.ledger_query import MOST, LedgerFilter, ledger_count
from service.figures.ledger_sheet import ledger_xlsx


def exported_ledger(
    service: Service, session: Session, user: User, wanted: LedgerFilter, today: date
) -> tuple[bytes, str]:
    """All rows of a filter that he may see as XLSX, and the name of the file; noted in the audit ledger before it is made."""
    rows = ledger_count(session, user, wanted)
    if rows > MOST:
        raise FormError(f"共 {rows} 条，一次最多导出 {MOST} 条", how="缩短期间，分几次导出")
    record_export(
        service, user, "台账", rows=rows, period=[str(wanted.first), str(wanted.last)], group=wanted.group,
        kind=wanted.kind, reason=wanted.reason, rule=wanted.rule, handler=wanted.handler, manner=wanted.manner,
    )  # fmt: skip
    return ledger_xlsx(session, user, wanted, today), f"台账_{wanted.first}_{wanted.last}.xlsx"
