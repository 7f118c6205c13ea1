"""The gate that is meant before anybody has chosen one: a file that was returned goes to the same gate again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.policy import CLOSINGS
from service.database.models import Case, Check
from service.handover.gates import CLOSING
from service.moment import day_of
from service.work.came_back import returned_of


def next_gate(session: Session, case: Case, gates: Sequence[str]) -> str:
    """Of the gates that a case may go to: that at which it was returned; else that of the newest check since it came to its
    group; else the only one by which it goes on. Empty where only a person can say: then nothing is chosen for him.
    """
    returned = returned_of(session, case)
    if returned and returned.decision.submission.gate in gates:
        return returned.decision.submission.gate
    if gates and gates[0] == CLOSING:  # 终本报审 has passed
        return CLOSING
    newest = session.execute(
        select(Check.gate, Check.requested_at).where(Check.case_id == case.id, Check.gate.in_(gates))
        .order_by(Check.id.desc()).limit(1)
    ).first()  # fmt: skip
    if newest and day_of(newest.requested_at) >= case.entered_on:
        return str(newest.gate)
    onward = [gate for gate in gates if gate not in CLOSINGS]
    return onward[0] if len(onward) == 1 else ""
