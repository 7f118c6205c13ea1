"""How long the group that asks for a gate has had the file, and how long the plan gives it (第七组9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checker.casefile import CaseRecord, Evidence
from checker.evaluate import FactSource
from checker.facts import THE_CASE, Fact
from checker.gates import GATES, GROUPS, handed_over_on
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
_RECEIVER = {
    "online-offline": "offline",
    "offline-clue": "clue",
    "clue-disposal": "disposal",
    "clue-refusal": "refusal",
    "disposal-clue": "clue",
    "disposal-zhongben": "zhongben",
    "refusal-zhongben": "zhongben",
}
"""The group that has it after the gate."""


def clock_facts(
    record: CaseRecord | None, source: FactSource, gate: str, as_of: date, parameters: Parameters
) -> dict[str, Fact]:
    """案件.本组用时 and 案件.本组期限, in days: by the gates passed in the case system's record, else by the hand-over sheets."""
    group = _SENDER.get(gate)
    if group is None:
        return {}
    start = _entered(record, source, gate)
    end = _left(record, source, gate, as_of, start)
    return {USED: _days(start, end), ALLOWED: _allowed(group, parameters, as_of)}


def _days(start: Fact, end: Fact) -> Fact:
    if not isinstance(start.value, date) or not isinstance(end.value, date):
        return Fact(None, note=start.note or end.note)
    return Fact((end.value - start.value).days, start.evidence + end.evidence)


def _entered(record: CaseRecord | None, source: FactSource, gate: str) -> Fact:
    """The day of the last gate passed before this one, else of the sheet that handed the file over; for the first group
    the day of filing.
    """
    if gate == next(iter(_SENDER)):
        return source.fact(THE_CASE, _FILED)
    order = list(GATES)
    passed = [(on, name) for name, on in (record.history if record else ()) if order.index(name) < order.index(gate)]
    if not passed:
        sheet = source.fact(THE_CASE, handed_over_on(_SENDER[gate]))
        return sheet if sheet.value else replace(sheet, note=f"案件系统记录没有上一次流转的日期，卷内也{sheet.note}")
    on, name = max(passed)
    return Fact(on, (Evidence("case.yaml", 1, text=f"{GATES[name]} {on}"),))


def _left(record: CaseRecord | None, source: FactSource, gate: str, as_of: date, entered: Fact) -> Fact:
    """The day this gate was passed: by the record, else by a sheet of a later day than the file came; at the last gate
    the day of the ruling, unknown where it could not be read; else the day judged on.
    """
    passed = [on for name, on in (record.history if record else ()) if name == gate]
    if passed:
        return Fact(max(passed))
    if gate in _RECEIVER:
        sheet = source.fact(THE_CASE, handed_over_on(_RECEIVER[gate]))
        came, went = entered.value, sheet.value
        return sheet if isinstance(came, date) and isinstance(went, date) and came <= went <= as_of else Fact(as_of)
    ruled = source.fact(THE_CASE, _RULED)
    there = ruled.value is not None or bool(ruled.evidence)
    return ruled if gate == "zhongben" and there else Fact(as_of)


def _allowed(group: str, parameters: Parameters, as_of: date) -> Fact:
    budget = parameters.get(f"{GROUPS[group]}期限")
    period = budget.on(as_of) if budget else None
    if not isinstance(period, Period):
        return Fact(None, note="参数表没有本组期限")
    return Fact((shift(as_of, period, 1) - as_of).days)
