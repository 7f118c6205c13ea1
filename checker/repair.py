"""What is owed: the smallest list of papers or acts that makes the gate pass, with who owes it and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checker.gates import OWNERS
from checker.parameters import Parameters
from checker.periods import Period, shift
from checker.report import Finding, Repair


def repairs(findings: Iterable[Finding], parameters: Parameters, as_of: date) -> tuple[Repair, ...]:
    """One entry per act that violated blocking findings ask for, by group in the order of the plan.

    Findings that ask one group for the same act about the same subject are one entry. The deadline is the day
    judged on plus the group's budget; a group without a budget has none.
    """
    asked: dict[tuple[str, str, str, tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        if finding.blocks:
            act = (finding.owner, finding.subject, finding.remedy, finding.papers)
            asked.setdefault(act, []).append(finding)
    order = list(OWNERS)
    entries = sorted(asked.items(), key=lambda item: order.index(item[0][0]))
    return tuple(
        Repair(
            owner=owner,
            subject=subject,
            do=do,
            papers=papers,
            deadline=_deadline(owner, parameters, as_of),
            rules=tuple(dict.fromkeys(finding.rule for finding in settled)),
            basis=tuple(dict.fromkeys(basis for finding in settled for basis in finding.basis)),
        )
        for (owner, subject, do, papers), settled in entries
    )


def _deadline(owner: str, parameters: Parameters, as_of: date) -> date | None:
    budget = parameters.get(f"{OWNERS[owner]}期限")
    period = budget.on(as_of) if budget else None
    return shift(as_of, period, 1) if isinstance(period, Period) else None
