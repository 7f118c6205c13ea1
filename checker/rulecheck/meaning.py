"""When two rules come to the same: the smallest sets of sentences that give each status, in one spelling.

`X 是 无` is the contrary of `X 是 有`, `晚于` of `不晚于`, in three-valued logic too, so that both are one sentence with
its truth. Sets that no case can meet (a fact with two values at once) are left out. Rules with equal sets give equal
statuses on every case; rules with unequal sets may still do so, and are not taken to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checker.conditions import KNOWN, PARAMETER, Atom
from checker.errors import RuleCompileError
from checker.literals import TRUE_FALSE
from checker.logic import Logic, Way

_CONTRARY = {"不是": "是", "不晚于": "晚于", "不早于": "早于", "不多于": "多于", "不少于": "少于"}


class Said(NamedTuple):
    """A sentence in its one spelling, with the truth it has; `other` is the fact it compares with, if any."""

    fact: str
    word: str
    operand: str
    other: str
    truth: bool

    @property
    def is_literal(self) -> bool:
        """Whether it compares with a value that stands in the sentence."""
        return not self.other and not self.operand.startswith(PARAMETER)

    @property
    def says_unknown(self) -> bool:
        """Whether it says that its fact is not known."""
        return self.word == KNOWN and not self.truth

    @property
    def says_known(self) -> bool:
        """Whether it says no more than that its fact is known."""
        return self.word == KNOWN and self.truth


Case = frozenset[Said]
"""Sentences that together settle something."""


class Meaning(NamedTuple):
    """The smallest sets of sentences that make a rule not applicable, satisfied and violated."""

    excluded: frozenset[Case]
    satisfied: frozenset[Case]
    violated: frozenset[Case]


def said(atom: Atom, truth: bool) -> Said:
    """A sentence and its truth in the one spelling."""
    fact, word, *rest = atom.sentence.split(" ", 2)
    operand = rest[0] if rest else ""
    literal = atom.operand.literal if atom.operand else None
    if word in _CONTRARY:
        word, truth = _CONTRARY[word], not truth
    if isinstance(literal, bool) and not literal:
        operand, truth = TRUE_FALSE[atom.fact.type][0], not truth
    other = atom.operand.fact.name if atom.operand and atom.operand.fact else ""
    return Said(fact, word, operand, other, truth)


def cases(ways: Iterable[Way], atoms: Sequence[Atom]) -> frozenset[Case]:
    """Ways as sentences, smallest only, without those that no case can meet."""
    found = (frozenset(said(atoms[atom], truth) for atom, truth in way) for way in ways)
    return smallest(_plain(case) for case in found if can_be(case))


def can_be(case: Case) -> bool:
    """Whether sentences can stand together: none with its contrary, no fact with two values, none said of the unknown."""
    if len({sentence[:-1] for sentence in case}) < len(case):
        return False
    values = [(s.fact, s.operand) for s in case if s.word == "是" and s.truth and s.is_literal]
    unknown = {s.fact for s in case if s.says_unknown}
    return len({fact for fact, _ in values}) == len(values) and not unknown & _known(case)


def _known(case: Case) -> set[str]:
    """The facts that must be known for the sentences to be true or false."""
    return {fact for s in case if s.word != KNOWN for fact in (s.fact, s.other)}


def _plain(case: Case) -> Case:
    """Without what the other sentences say already: that a fact is known of which they say something."""
    known = _known(case)
    return frozenset(s for s in case if not (s.says_known and s.fact in known))


def smallest(found: Iterable[Case]) -> frozenset[Case]:
    """The sets that hold none of the others."""
    kept: list[Case] = []
    for case in sorted(set(found), key=len):
        if not any(smaller <= case for smaller in kept):
            kept.append(case)
    return frozenset(kept)


def meaning(logic: Logic, atoms: Sequence[Atom]) -> Meaning | None:
    """What a rule says; None where it has too many ways to be told."""
    try:
        ways = {outcome: cases(found, atoms) for outcome, found in logic.ways().items()}
    except RuleCompileError:
        return None
    return Meaning(
        excluded=ways["excluded"],
        satisfied=_both(ways["applies"], ways.get("met", frozenset())),
        violated=_both(ways["applies"], ways.get("unmet", frozenset())),
    )


def _both(left: frozenset[Case], right: frozenset[Case]) -> frozenset[Case]:
    return smallest(_plain(case) for a in left for b in right if can_be(case := a | b))
