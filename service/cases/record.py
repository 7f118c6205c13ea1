"""The case's data as `case.yaml`, which the checker reads (`checker.record`)."""

from __future__ import annotations

from decimal import Decimal

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Case, CaseParty, GrantedWaiver


def record_yaml(session: Session, case: Case) -> str:
    """The text of `case.yaml`. What is not known is left out. Waivers that were revoked are no waivers."""
    values: dict[str, object] = {
        "case_number": case.number,
        "filed_on": case.filed_on and case.filed_on.isoformat(),
        "closing_kind": case.closing_kind,
        "claim": _known({"amount": _yuan(case.claim_fen), "paid": _yuan(case.paid_fen)}) or None,
        "parties": [_party(party) for party in case.parties],
        "group": case.group,
        "history": [{"gate": passage.gate, "on": passage.on.isoformat()} for passage in case.passages],
        "waivers": _waivers(session, case),
    }
    return str(yaml.safe_dump(_known(values), allow_unicode=True, sort_keys=False, width=1000))


def _party(party: CaseParty) -> dict[str, object]:
    return _known({"role": party.role, "name": party.name, "kind": party.kind, "id": party.number})


def _waivers(session: Session, case: Case) -> list[dict[str, object]]:
    granted = session.scalars(
        select(GrantedWaiver)
        .where(GrantedWaiver.case_id == case.id, GrantedWaiver.revoked_at.is_(None))
        .order_by(GrantedWaiver.id)
    )
    return [
        _known(
            {
                "rule": one.rule,
                "subject": one.subject,
                "reason": one.reason,
                "approver": f"{one.approver.name}（{one.approver.title}）",
                "expires": one.expires.isoformat(),
            }
        )
        for one in granted
    ]


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{Decimal(fen) / 100:.2f}"


def _known(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
