"""A row of the ledger, with what must be looked up for it: how often the same came back, and how long the repair took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gates import GATES, OWNERS
from checker.places import subject_text
from service.database.models import Case, Decision, DecisionKind, ReturnItem, Submission, User
from service.figures.reasons import reason_names
from service.figures.recurrence import NEVER, Recurrence, recurrences
from service.moment import day_of

_IN_ONE = 500  # ids in one IN: SQLite takes a limited number of values


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A decision; of a return, one of its items. Names of people of the court are plain text; texts are those for the group,
    never the internal note. `repaired_on`: the day from which a check or a decision has it in order; `passed_on`: the case passed
    without that, by a waiver or an acknowledgement. `manner`: with how many of these an approval came about, in words. `days` since the return until then, or until today where neither has
    happened (None: nothing to repair).
    """

    decision_id: int
    submission_id: int
    case_id: int
    case_number: str
    at: datetime
    gate: str
    from_group: str
    kind: DecisionKind
    manner: str
    reason: str
    rule: str
    code: str
    title: str
    subject: str
    problem: str
    owner: str
    handler: str
    decided_by: str
    recurrence: Recurrence
    fixable: bool
    repaired_on: date | None
    passed_on: date | None
    days: int | None

    @property
    def day(self) -> date:
        """The court's day of the decision."""
        return day_of(self.at)

    @property
    def gate_name(self) -> str:
        """The gate in words."""
        return GATES.get(self.gate, self.gate)

    @property
    def repair_text(self) -> str:
        """12天（2026-11-09 补正）, 未补正，已12天, 未补正，豁免或者确认后通过（2026-11-09）, 不能补正, or nothing."""
        if self.days is None:
            return ""
        if self.repaired_on:
            return f"{self.days}天（{self.repaired_on} 补正）"
        if self.passed_on:
            return f"未补正，豁免或者确认后通过（{self.passed_on}）"
        return f"未补正，已{self.days}天" if self.fixable else "不能补正"


def rows_of(session: Session, found: Sequence[Any], today: date) -> list[LedgerRow]:
    """The rows of (Decision, ReturnItem or None, Submission, Case); with a few queries for all of them."""
    names = _names(session, found)
    approved = _approvals(session, {case.id for _, item, _, case in found if item is not None})
    came_back = recurrences(session, [(item, decision, case.id) for decision, item, _, case in found if item])
    reasons = reason_names()
    return [
        _row(decision, item, submission, case, names, approved, came_back, reasons, today)
        for decision, item, submission, case in found
    ]


def _row(
    decision: Decision,
    item: ReturnItem | None,
    submission: Submission,
    case: Case,
    names: dict[int, str],
    approved: dict[tuple[int, str], list[datetime]],
    came_back: dict[int, Recurrence],
    reasons: dict[str, str],
    today: date,
) -> LedgerRow:
    is_return = decision.kind == DecisionKind.RETURN
    handler = decision.to_user_id if is_return and decision.to_user_id else submission.by_id
    repaired = item.repaired_on if item else None
    passed = _passed_on(decision, approved.get((case.id, submission.gate), [])) if item and not repaired else None
    return LedgerRow(
        decision_id=decision.id,
        submission_id=submission.id,
        case_id=case.id,
        case_number=case.number,
        at=decision.at,
        gate=submission.gate,
        from_group=OWNERS.get(submission.from_group, submission.from_group),
        kind=DecisionKind(decision.kind),
        manner=manner_text(decision),
        reason=reasons.get(item.reason, item.reason) if item else "",
        rule=item.rule if item else "",
        code=item.code if item else "",
        title=item.title if item else "",
        subject=subject_text(item.subject) if item else "",
        problem=item.problem if item else decision.text,
        owner=OWNERS.get(item.owner, item.owner) if item else "",
        handler=names.get(handler, ""),
        decided_by=names.get(decision.by_id, ""),
        recurrence=came_back.get(item.id, NEVER) if item else NEVER,
        fixable=item.fixable if item else True,
        repaired_on=repaired,
        passed_on=passed,
        days=((repaired or passed or today) - day_of(decision.at)).days if item else None,
    )


def manner_text(decision: Decision) -> str:
    """豁免 1 项，确认上位规定风险 2 项，人工核对 1 项; where the check showed that nothing stood in the way, that; empty of what is no
    approval.
    """
    if decision.kind != DecisionKind.APPROVE:
        return ""
    counts = (("豁免", decision.waived), ("确认上位规定风险", decision.acknowledged), ("人工核对", decision.looked))
    return "，".join(f"{name} {many} 项" for name, many in counts if many) or "无须核对"


def _passed_on(decision: Decision, approved: list[datetime]) -> date | None:
    """The day of the approval which followed. What that found in order it marked (`settle_on_approval`): the rest was let pass."""
    after = next((at for at in approved if at > decision.at), None)
    return day_of(after) if after else None


def _names(session: Session, found: Sequence[Any]) -> dict[int, str]:
    ids = {
        one for decision, _, submission, _ in found for one in (decision.by_id, decision.to_user_id, submission.by_id)
    }
    query = select(User.id, User.name).where(User.id.in_(sorted(one for one in ids if one is not None)))
    return {row.id: row.name for row in session.execute(query)}


def _approvals(session: Session, case_ids: set[int]) -> dict[tuple[int, str], list[datetime]]:
    """By case and gate, when it was approved, in order."""
    approved: dict[tuple[int, str], list[datetime]] = {}
    ids = sorted(case_ids)
    for start in range(0, len(ids), _IN_ONE):
        query = (
            select(Submission.case_id, Submission.gate, Decision.at, Decision.kind)
            .join(Decision, Decision.submission_id == Submission.id)
            .where(Submission.case_id.in_(ids[start : start + _IN_ONE]))
            .order_by(Decision.at)
        )  # the kind is looked at here: asked in SQL, it makes SQLite go through all approvals there are
        for case_id, gate, at, kind in session.execute(query):
            if kind == DecisionKind.APPROVE:
                approved.setdefault((case_id, gate), []).append(at)
    return approved
