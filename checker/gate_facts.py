"""Facts that only the check knows: which gate is being passed, what the gates before it still lack, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from checker.casefile import Evidence
from checker.evaluate import FactSource
from checker.facts import Fact, Subject
from checker.gates import GATES, OWNERS, earlier_gates
from checker.outcome import OPEN, Level, Status
from checker.places import subject_text
from checker.report import AtEarlierGate, Finding

GATE = "案件.关口"
MISSING_COUNT = "案件.前序关口缺项"
MISSING_LIST = "案件.前序关口缺项清单"
MAX_PLACES = 8


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
    def open_items(self) -> tuple[AtEarlierGate, ...]:
        """What the gates before still lack, then what a person has to look at there."""
        return tuple(item for status in OPEN for item in self._blocking if item.finding.status is status)

    @cached_property
    def _blocking(self) -> list[AtEarlierGate]:
        """Every blocking finding of the gates before, once: under the first gate that asks it."""
        unique: dict[tuple[str, str], AtEarlierGate] = {}
        for gate in earlier_gates(self.gate, self.history):
            for finding in self.judge(gate):
                if finding.level is Level.BLOCKING:
                    unique.setdefault((finding.rule, finding.subject), AtEarlierGate(gate, finding))
        return list(unique.values())

    @cached_property
    def _count(self) -> Fact:
        return count_fact(self.open_items) or Fact(
            0, _places(item for item in self._blocking if item.finding.status is Status.SATISFIED)
        )

    @cached_property
    def _list(self) -> Fact:
        return list_fact(self.open_items)


def count_fact(items: Sequence[AtEarlierGate]) -> Fact | None:
    """How many of these open items are violated; unknown where a person has to look at them; None without items."""
    if not items:
        return None
    violated = sum(item.finding.status is Status.VIOLATED for item in items)
    doubtful = len(items) - violated
    note = f"{'另' if violated else '前序关口尚'}有{doubtful}项待核" if doubtful else ""
    return Fact(violated or None, _places(items), note)


def list_fact(items: Iterable[AtEarlierGate]) -> Fact:
    """The violated ones of these items, as a clerk reads them."""
    violated = (item for item in items if item.finding.status is Status.VIOLATED)
    told = (f"（{number}）{item_text(item)}" for number, item in enumerate(violated, 1))
    return Fact("；".join(told) or None)


def item_text(item: AtEarlierGate) -> str:
    """One item as a clerk reads it: who owes it, at which gate, what is asked of whom, and what is lacking."""
    finding = item.finding
    where = f"{OWNERS[finding.owner]}（{GATES[item.gate]}）“{finding.title}”"
    lacking = finding.message.removeprefix(f"{finding.subject.partition(':')[2]}：")
    doubt = "待核：" if finding.status is Status.UNDETERMINED else ""
    return f"{doubt}{where}，{subject_text(finding.subject)}：{lacking}"


def _places(items: Iterable[AtEarlierGate]) -> tuple[Evidence, ...]:
    """The first place of each item."""
    first = (item.finding.evidence[:1] for item in items)
    return tuple(dict.fromkeys(place for places in first for place in places))[:MAX_PLACES]
