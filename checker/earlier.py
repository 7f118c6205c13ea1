"""What the gates a file already passed still lack, as facts of the case (规则 every earlier gate)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.evaluate import FactSource
from checker.facts import Fact, Subject
from checker.gates import GATES, GROUPS, MAIN_LINE
from checker.outcome import Level, Status
from checker.report import Finding

MISSING_COUNT = "案件.前序关口缺项"
MISSING_LIST = "案件.前序关口缺项清单"
MAX_PLACES = 8

JudgeGate = Callable[[str], list[Finding]]


def with_earlier_gates(source: FactSource, gate: str, history: Sequence[str], judge: JudgeGate) -> FactSource:
    """A source that also knows what the earlier gates lack; they are judged only when a rule asks."""
    return _WithEarlierGates(source, earlier_gates(gate, history), judge)


def earlier_gates(gate: str, history: Sequence[str]) -> tuple[str, ...]:
    """The gates a file passed before this one: those its record names, else the main line up to here."""
    order = list(GATES)
    before = order[: order.index(gate)]
    if history:
        return tuple(passed for passed in before if passed in history)
    return tuple(passed for passed in before if passed in MAIN_LINE)


@dataclass(frozen=True)
class _WithEarlierGates:
    source: FactSource
    gates: tuple[str, ...]
    judge: JudgeGate

    def subjects(self, kind: str) -> list[Subject]:
        """As the source has them."""
        return self.source.subjects(kind)

    def fact(self, subject: Subject, name: str) -> Fact:
        """As the source has it, but for the two facts about earlier gates."""
        if name == MISSING_COUNT:
            return self._count
        if name == MISSING_LIST:
            return self._list
        return self.source.fact(subject, name)

    @cached_property
    def _blocking(self) -> list[Finding]:
        findings = (finding for gate in self.gates for finding in self.judge(gate))
        unique = {(finding.rule, finding.subject): finding for finding in findings}
        return [finding for finding in unique.values() if finding.level is Level.BLOCKING]

    @cached_property
    def _missing(self) -> list[Finding]:
        return [finding for finding in self._blocking if finding.status is Status.VIOLATED]

    @cached_property
    def _count(self) -> Fact:
        places = tuple(place for finding in self._missing for place in finding.evidence)[:MAX_PLACES]
        gates = "、".join(GATES[gate] for gate in self.gates)
        if self._missing:
            return Fact(len(self._missing), places)
        open_ = [finding for finding in self._blocking if finding.status is Status.UNDETERMINED]
        if open_:
            return Fact(None, note=f"前序关口尚有{len(open_)}项待核")
        return Fact(0, note=f"已核对：{gates}" if gates else "")

    @cached_property
    def _list(self) -> Fact:
        named = (f"{GROUPS[f.owner]}：{f.title}（{f.subject}）" for f in self._missing)
        return Fact(frozenset(named)) if self._missing else Fact(None)
