"""How long the group that asks for a gate has had the file, and how long the plan gives it (第七组9)."""

from __future__ import annotations

from datetime import date

from checker.casefile import CaseRecord, Evidence
from checker.evaluate import FactSource
from checker.facts import THE_CASE, Fact
from checker.gates import GATES, GROUPS
from checker.parameters import Parameters
from checker.periods import Period, shift

USED, ALLOWED = "案件.本组用时", "案件.本组期限"
_FILED, _RULED = "案件.立案日期", "案件.裁定日期"
_SENDER = {
    "online-offline": "online",
    "offline-clue": "offline",
    "clue-disposal": "clue",
    "clue-refusal": "clue",
    "disposal-clue": "disposal",
    "disposal-zhongben": "disposal",
    "refusal-zhongben": "refusal",
    "zhongben-review": "zhongben",
    "zhongben": "zhongben",
}
"""The group that has the file before each gate; closings, resumption and aftercare have no clock of their own."""


def clock_facts(
    record: CaseRecord | None, source: FactSource, gate: str, as_of: date, parameters: Parameters
) -> dict[str, Fact]:
    """案件.本组用时 and 案件.本组期限, in days, by the gates passed in the case system's record."""
    group = _SENDER.get(gate)
    if group is None:
        return {}
    start, end = _entered(record, source, gate), _left(record, source, gate, as_of)
    return {USED: _days(start, end), ALLOWED: _allowed(group, parameters, as_of)}


def _days(start: Fact, end: Fact) -> Fact:
    if not isinstance(start.value, date) or not isinstance(end.value, date):
        return Fact(None, note=start.note or end.note)
    return Fact((end.value - start.value).days, start.evidence + end.evidence)


def _entered(record: CaseRecord | None, source: FactSource, gate: str) -> Fact:
    """The day of the last gate passed before this one; for the first group the day of filing."""
    if gate == next(iter(_SENDER)):
        return source.fact(THE_CASE, _FILED)
    order = list(GATES)
    passed = [(on, name) for name, on in (record.history if record else ()) if order.index(name) < order.index(gate)]
    if not passed:
        return Fact(None, note="案件系统记录没有上一次流转的日期")
    on, name = max(passed)
    return Fact(on, (Evidence("case.yaml", 1, text=f"{GATES[name]} {on}"),))


def _left(record: CaseRecord | None, source: FactSource, gate: str, as_of: date) -> Fact:
    """The day this gate was passed; at the last gate the day of the ruling, unknown where it could not be read; else the
    day judged on.
    """
    passed = [on for name, on in (record.history if record else ()) if name == gate]
    if passed:
        return Fact(max(passed))
    ruled = source.fact(THE_CASE, _RULED)
    there = ruled.value is not None or bool(ruled.evidence)
    return ruled if gate == "zhongben" and there else Fact(as_of)


def _allowed(group: str, parameters: Parameters, as_of: date) -> Fact:
    budget = parameters.get(f"{GROUPS[group]}期限")
    period = budget.on(as_of) if budget else None
    if not isinstance(period, Period):
        return Fact(None, note="参数表没有本组期限")
    return Fact((shift(as_of, period, 1) - as_of).days)
