"""How sharply the examples of the rules test them: each mutant must make some example come out otherwise.

A mutant that asks the same as its rule, or as an earlier mutant, cannot be told from it and is not counted. One that no
example kills survives: an example is missing, or the survivor is justified (`justified.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.conditions import Atom
from checker.errors import UserError
from checker.logic import Logic
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.meaning import Meaning, meaning
from checker.rulecheck.mutants import Mutant, mutants
from checker.rulecheck.table import Table
from checker.rulecheck.trials import Kept, Trial, of_examples, of_files

WANTED = 98
"""More than this percentage of the mutants must be killed or justified."""
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Justified:
    """A survivor that may live, and why."""

    mutant: Mutant
    reason: str


@dataclass(slots=True)
class Score:
    """What became of the mutants. `equivalent` ask the same as their rule and are not among the rest."""

    killed: int = 0
    equivalent: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    justified: list[Justified] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All mutants that count."""
        return self.settled + len(self.survivors)

    @property
    def settled(self) -> int:
        """Those killed or justified."""
        return self.killed + len(self.justified)

    @property
    def share(self) -> float:
        """The share of those settled, never rounded up."""
        return self.settled * _WHOLE // self.total / _WHOLE if self.total else 1.0

    @property
    def good(self) -> bool:
        """Whether it is above what is wanted."""
        return self.settled * 100 > WANTED * self.total or not self.survivors

    def add(self, other: Score) -> None:
        """Counts another rule's in."""
        self.killed += other.killed
        self.equivalent += other.equivalent
        self.survivors += other.survivors
        self.justified += other.justified


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a survivor may live, and where it is said."""

    text: str
    place: str


Reasons = Mapping[tuple[str, str], Reason]
"""By rule and mutation."""


def mutate(rulebook: Rulebook, rules: Iterable[Rule], reasons: Reasons, files: Sequence[Kept] = ()) -> Score:
    """The score of some rules by their examples; what these leave alive without a reason is tried on kept files too."""
    score = Score()
    for rule in rules:
        score.add(_score(rule, Table(rule, rulebook.libraries), reasons, files))
    return score


def _score(rule: Rule, table: Table, reasons: Reasons, files: Sequence[Kept]) -> Score:
    score, candidates = _candidates(rule, table)
    trials = of_examples(rule, table.atoms)
    if any(trial.told_apart(table.asked, table.of_nobody) for trial in trials):
        raise UserError(
            "这条规则自己的例子还不对，改坏了也看不出来",
            where=rule.place,
            how=f"先改到 zhongben rules test {rule.id} 没有不对",
        )
    for mutant in _survivors(candidates, trials):
        if reason := reasons.get((mutant.rule, mutant.mutation)):
            score.justified.append(Justified(mutant, reason.text))
        else:
            score.survivors.append(mutant)
    if score.survivors and files:
        score.survivors = _survivors(score.survivors, list(of_files(rule, table, files)))
    score.killed = len(candidates) - len(score.survivors) - len(score.justified)
    return score


def _candidates(rule: Rule, table: Table) -> tuple[Score, list[Mutant]]:
    """The mutants that ask something else than the rule, and than each other; the others are counted."""
    made, score, different = mutants(rule, table), Score(), []
    own = _meanings(table.asked, table.of_nobody, table.atoms)
    seen = {own}
    for mutant in made:
        means = _meanings(mutant.asked, mutant.of_nobody, table.atoms)
        if means is None or means not in seen:
            different.append(mutant)
        score.equivalent += means is not None and means == own
        seen.add(means)
    return score, different


def _meanings(asked: Logic, of_nobody: Logic, atoms: Sequence[Atom]) -> tuple[Meaning, Meaning] | None:
    both = meaning(asked, atoms), meaning(of_nobody, atoms)
    return (both[0], both[1]) if both[0] and both[1] else None


def _survivors(candidates: Iterable[Mutant], trials: Sequence[Trial]) -> list[Mutant]:
    return [
        mutant for mutant in candidates if not any(trial.told_apart(mutant.asked, mutant.of_nobody) for trial in trials)
    ]
