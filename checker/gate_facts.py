"""Facts that only the check knows: which gate is being passed, what the gates before it still lack, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.evaluate import FactSource
from checker.facts import Fact, Subject
from checker.gates import GATES, MAIN_LINE, OWNERS
from checker.outcome import Level, Status
from checker.report import Finding

GATE = "案件.关口"
MISSING_COUNT = "案件.前序关口缺项"
MISSING_LIST = "案件.前序关口缺项清单"
MAX_PLACES = 8


def earlier_gates(gate: str, history: Sequence[str]) -> tuple[str, ...]:
    """The gates a file passed before this one: those its record names, else the main line up to here."""
    order = list(GATES)
    before = order[: order.index(gate)]
    return tuple(passed for passed in before if passed in (history or MAIN_LINE))


@dataclass(frozen=True)
class FactsAtGate:
    """A FactSource that also knows the gate. `judge` gives the findings of an earlier gate; asked only if needed.

    `clock` holds the facts of `checker.clock`.
    """

    source: FactSource
    gate: str
    history: tuple[str, ...]
    judge: Callable[[str], list[Finding]]
    clock: Mapping[str, Fact] = field(default_factory=dict)

    def subjects(self, kind: str) -> list[Subject]:
        """As the source has them."""
        return self.source.subjects(kind)

    def fact(self, subject: Subject, name: str) -> Fact:
        """As the source has it, but for the facts about gates."""
        if name == GATE:
            return Fact(GATES[self.gate])
        if name == MISSING_COUNT:
            return self._count
        if name == MISSING_LIST:
            return self._list
        return self.clock.get(name) or self.source.fact(subject, name)

    @cached_property
    def _blocking(self) -> list[Finding]:
        gates = earlier_gates(self.gate, self.history)
        findings = (finding for gate in gates for finding in self.judge(gate))
        unique = {(finding.rule, finding.subject): finding for finding in findings}
        return [finding for finding in unique.values() if finding.level is Level.BLOCKING]

    @cached_property
    def _missing(self) -> list[Finding]:
        return [finding for finding in self._blocking if finding.status is Status.VIOLATED]

    @cached_property
    def _count(self) -> Fact:
        if self._missing:
            places = (place for finding in self._missing for place in finding.evidence)
            return Fact(len(self._missing), tuple(dict.fromkeys(places))[:MAX_PLACES])
        undecided = sum(finding.status is Status.UNDETERMINED for finding in self._blocking)
        if undecided:
            return Fact(None, note=f"前序关口尚有{undecided}项待核")
        return Fact(0)

    @cached_property
    def _list(self) -> Fact:
        named = (f"{OWNERS[f.owner]}：{f.title}（{f.subject}）" for f in self._missing)
        return Fact(frozenset(named) if self._missing else None)
