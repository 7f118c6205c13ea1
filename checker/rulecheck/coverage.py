"""How much of the rules their examples, and the kept sample files, have passed through: k of n, never rounded up.

Counted are rules, the ways in which a rule can come out (each smallest set of sentences that settles whether it applies
and whether it is met), and sentences that were both true and false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.conditions import Atom
from checker.logic import Way, kleene
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.meaning import can_be, said
from checker.rulecheck.table import Table
from checker.rulecheck.trials import Kept, Trial, of_examples, of_files

OUTCOMES = {"applies": "适用", "excluded": "不适用", "met": "符合", "unmet": "不符合"}


@dataclass(slots=True)
class Count:
    """How many there are, and those that were not reached, as Chinese sentences."""

    total: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def reached(self) -> int:
        """How many were reached."""
        return self.total - len(self.missed)

    def add(self, told: str, *, reached: bool) -> None:
        """Counts one."""
        self.total += 1
        if not reached:
            self.missed.append(told)


@dataclass(slots=True)
class Coverage:
    """What was passed through."""

    rules: Count = field(default_factory=Count)
    ways: Count = field(default_factory=Count)
    sentences: Count = field(default_factory=Count)


def coverage(rulebook: Rulebook, rules: Iterable[Rule]) -> Coverage:
    """What the examples of some rules pass through."""
    found = Coverage()
    for rule in rules:
        table = Table(rule, rulebook.libraries)
        _add(found, rule, table, of_examples(rule, table.own))
    return found


def coverage_by_files(rulebook: Rulebook, rules: Iterable[Rule], files: Sequence[Kept]) -> Coverage:
    """What the kept files pass through."""
    found = Coverage()
    for rule in rules:
        table = Table(rule, rulebook.libraries)
        _add(found, rule, table, list(of_files(rule, table, files)))
    return found


def _add(found: Coverage, rule: Rule, table: Table, trials: Sequence[Trial]) -> None:
    found.rules.add(rule.id, reached=bool(trials))
    for outcome, way, about_nobody in _ways(table):
        sentences = "；".join(_told(table.own[atom], truth) for atom, truth in sorted(way))
        reached = any(_passes(trial, outcome, way, table) for trial in trials if trial.nobody is about_nobody)
        found.ways.add(f"{rule.id} {OUTCOMES[outcome]}：{sentences}", reached=reached)
    for number, atom in enumerate(table.own):
        truths = {trial.truths[number] for trial in trials}
        for truth in (True, False):
            found.sentences.add(f"{rule.id}：{_told(atom, truth)}", reached=truth in truths)


def _told(atom: Atom, truth: bool) -> str:
    return atom.sentence if truth else f"{atom.sentence}（不成立）"


def _ways(table: Table) -> Iterator[tuple[str, Way, bool]]:
    """Every way that a case can take, with its outcome, and whether it is one of a file without a subject."""
    asked = table.asked.ways()
    for outcome, ways in asked.items():
        for way in ways:
            if way and any(_possible(way | applies, table.own) for applies in _with(outcome, asked["applies"])):
                yield outcome, way, False
    for way in table.of_nobody.ways()["excluded"]:
        if way:
            yield "excluded", way, True


def _with(outcome: str, applies: tuple[Way, ...]) -> tuple[Way, ...]:
    """What must hold besides: a rule is met or not only where it applies."""
    return applies if outcome in ("met", "unmet") else (frozenset(),)


def _possible(way: Way, atoms: Sequence[Atom]) -> bool:
    sentences = {said(atoms[atom], truth) for atom, truth in way}
    return len({atom for atom, _ in way}) == len(way) and can_be(frozenset(sentences))


def _passes(trial: Trial, outcome: str, way: Way, table: Table) -> bool:
    if not all(trial.truths[atom] is truth for atom, truth in way):
        return False
    return outcome not in ("met", "unmet") or kleene(table.asked.applies, trial.truths) is True
