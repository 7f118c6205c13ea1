"""The audit ledger as a file that leaves the service."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.context import Service
from service.database.models import User
from service.figures.exports import record_export
from service.ledger.browse import AuditFilter
from service.ledger.sheet import audit_xlsx


def exported_audit(service: Service, session: Session, user: User, wanted: AuditFilter) -> bytes:
    """The entries of a filter as XLSX; the export is noted in the ledger itself before it is made."""
    record_export(
        service, user, "操作记录", period=[str(wanted.first or ""), str(wanted.last or "")], act=wanted.act,
        actor=wanted.actor, case=wanted.case,
    )  # fmt: skip
    return audit_xlsx(session, user, wanted, people(session))


def people(session: Session) -> dict[int, str]:
    """Everybody's name by id, in the order of the names."""
    return {row.id: row.name for row in session.execute(select(User.id, User.name).order_by(User.name))}
