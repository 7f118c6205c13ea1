"""Rules that ask what another rule of the pack asks already, of the same subjects at the same gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from checker.outcome import Level
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.meaning import Case, cases

_HARDNESS = (Level.NOTICE, Level.DEFECT, Level.BLOCKING)


@dataclass(frozen=True, slots=True)
class _Asks:
    """A rule with the smallest sets of sentences by which it applies and is met."""

    rule: Rule
    applies: frozenset[Case]
    met: frozenset[Case]

    def covers(self, other: _Asks) -> bool:
        """Whether it applies wherever the other does, and is met only where the other is."""
        return _within(other.applies, self.applies) and _within(self.met, other.met)


def _within(narrower: frozenset[Case], wider: frozenset[Case]) -> bool:
    """Whether each set holds one of the wider ones, so that whatever meets the one meets the other."""
    return all(any(small <= case for small in wider) for case in narrower)


def repeated(rulebook: Rulebook) -> Iterator[str]:
    """Pairs of rules that ask the same of the same subjects."""
    for one, other in combinations(_asks(rulebook), 2):
        if _meet(one.rule, other.rule) and one.covers(other) and other.covers(one):
            yield f"{other.rule.id} 与 {one.rule.id} 的要求相同，请删去一条（{other.rule.place}）"


def shadowed(rulebook: Rulebook) -> Iterator[str]:
    """Rules that ask only what a stricter one, of a level as hard, asks with other things."""
    for one, other in permutations(_asks(rulebook), 2):
        harder = _HARDNESS.index(one.rule.level) >= _HARDNESS.index(other.rule.level)
        if harder and _meet(one.rule, other.rule) and one.covers(other) and not other.covers(one):
            yield f"{other.rule.id} 的要求 {one.rule.id} 都已要求，同一项会报告两次（{other.rule.place}）"


def _asks(rulebook: Rulebook) -> list[_Asks]:
    found = []
    for rule in rulebook.rules:
        ways = rule.question.logic.ways()
        atoms = rule.question.atoms
        found.append(_Asks(rule, cases(ways["applies"], atoms), cases(ways["met"], atoms)))
    return found


def _meet(one: Rule, other: Rule) -> bool:
    """Whether both can be asked of one subject: of one pack and kind, at one gate, on one day."""
    together = (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)
    return (
        one.pack == other.pack and one.for_each == other.for_each and together and bool({*one.gates} & {*other.gates})
    )
