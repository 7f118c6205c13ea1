"""How long the group that asks for a gate has had the file, and how long the plan gives it (第七组9).

A group that overran its time is told at its own gate, and at the gates after it: the figure is wanted when the whole file
is looked at. Of the groups before only those count whose days are on record at both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checker.casefile import CaseRecord, Evidence
from checker.evaluate import FactSource
from checker.facts import THE_CASE, Fact
from checker.gates import (
    GATES,
    GROUPS,
    OWNERS,
    RECEIVER,
    SENDER,
    earlier_gates,
    first_handed_over_on,
    handed_over_on,
)
from checker.parameters import Parameters
from checker.periods import Period, shift

USED, ALLOWED = "案件.本组用时", "案件.本组期限"
OVERRUN_BEFORE, OVERRUNS = "案件.前序超期组数", "案件.超期情况"
_FILED, _RULED = "案件.立案日期", "案件.裁定日期"
_LINE = ("online", "offline", "clue", "refusal", "zhongben")
"""The groups that every file goes through, in order."""


def clock_facts(
    record: CaseRecord | None, source: FactSource, gate: str, as_of: date, parameters: Parameters
) -> dict[str, Fact]:
    """The facts of the clock, in days: by the gates passed in the case system's record, else by the hand-over sheets."""
    if gate not in SENDER:
        return {}
    start = _entered(record, source, gate)
    used = _days(start, _left(record, source, gate, as_of, start))
    allowed = _allowed(SENDER[gate], parameters, as_of)
    before = list(_overruns_before(record, source, gate, as_of, parameters))
    own = [f"本组用时{used.value}天，超过期限{allowed.value}天"] if _exceeds(used, allowed) else []
    return {
        USED: used,
        ALLOWED: allowed,
        OVERRUN_BEFORE: Fact(len(before), tuple(place for _, places in before for place in places)),
        OVERRUNS: Fact("；".join([*own, *(told for told, _ in before)]) or None),
    }


def budget_of(group: str, parameters: Parameters, day: date) -> tuple[Period, str] | None:
    """How long a group (slug) may have a file by the rules of a day, with the provision that says so; None: it has no limit."""
    budget = parameters.get(f"{OWNERS[group]}期限")
    dated = budget.dated_on(day) if budget else None
    return (dated.value, dated.source) if dated and isinstance(dated.value, Period) else None


def stage_ends(source: FactSource, parameters: Parameters, as_of: date) -> dict[str, date]:
    """The day on which each group's time ends, counted from the filing through the groups before it; empty where the day of
    filing is not known.
    """
    filed = source.fact(THE_CASE, _FILED).value
    if not isinstance(filed, date):
        return {}
    ends, day = {}, filed
    for group in _LINE:
        budget = budget_of(group, parameters, as_of)
        if budget is None:
            break
        day = ends[group] = shift(day, budget[0], 1)
    return ends


def _overruns_before(
    record: CaseRecord | None, source: FactSource, gate: str, as_of: date, parameters: Parameters
) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """The groups before this gate that had the file longer than the plan gives them, in words, with the places."""
    history = record.history if record else ()
    for earlier in earlier_gates(gate, tuple(name for name, _ in history)):
        came = _entered(record, source, earlier)
        went = _left(record, source, earlier, as_of, came)
        used, allowed = _days(came, went), _allowed(SENDER[earlier], parameters, as_of)
        on_record = any(name == earlier for name, _ in history) or bool(went.evidence)
        if on_record and _exceeds(used, allowed):
            yield f"{GROUPS[SENDER[earlier]]}用时{used.value}天，超过期限{allowed.value}天", used.evidence


def _exceeds(used: Fact, allowed: Fact) -> bool:
    return isinstance(used.value, int) and isinstance(allowed.value, int) and used.value > allowed.value


def _days(start: Fact, end: Fact) -> Fact:
    if not isinstance(start.value, date) or not isinstance(end.value, date):
        return Fact(None, note=start.note or end.note)
    return Fact((end.value - start.value).days, start.evidence + end.evidence)


def _entered(record: CaseRecord | None, source: FactSource, gate: str) -> Fact:
    """The day of the last gate passed before this one, else of the sheet that handed the file over; for the first group
    the day of filing.
    """
    if gate == next(iter(SENDER)):
        return source.fact(THE_CASE, _FILED)
    order = list(GATES)
    passed = [(on, name) for name, on in (record.history if record else ()) if order.index(name) < order.index(gate)]
    if not passed:
        sheet = source.fact(THE_CASE, handed_over_on(SENDER[gate]))
        return sheet if sheet.value else replace(sheet, note=f"案件系统记录没有上一次流转的日期，卷内也{sheet.note}")
    on, name = max(passed)
    return Fact(on, (Evidence("case.yaml", 1, text=f"{GATES[name]} {on}"),))


def _left(record: CaseRecord | None, source: FactSource, gate: str, as_of: date, entered: Fact) -> Fact:
    """The day this gate was passed: by the record, else by the first sheet of a later day than the file came, for the
    receiver may get it again from another group; at the last gate the day of the ruling, unknown where it could not be
    read; else the day judged on.
    """
    passed = [on for name, on in (record.history if record else ()) if name == gate]
    if passed:
        return Fact(max(passed))
    if gate in RECEIVER:
        names = (first_handed_over_on(RECEIVER[gate]), handed_over_on(RECEIVER[gate]))
        sheets = [source.fact(THE_CASE, name) for name in names]
        return next((sheet for sheet in sheets if _between(entered.value, sheet.value, as_of)), Fact(as_of))
    ruled = source.fact(THE_CASE, _RULED)
    there = ruled.value is not None or bool(ruled.evidence)
    return ruled if gate == "zhongben" and there else Fact(as_of)


def _between(came: object, went: object, as_of: date) -> bool:
    return isinstance(came, date) and isinstance(went, date) and came <= went <= as_of


def _allowed(group: str, parameters: Parameters, as_of: date) -> Fact:
    budget = budget_of(group, parameters, as_of)
    if budget is None:
        return Fact(None, note="参数表没有本组期限")
    return Fact((shift(as_of, budget[0], 1) - as_of).days)
