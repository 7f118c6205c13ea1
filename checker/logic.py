"""The boolean shape of a rule: trees of atoms, their three-valued truth, and the minimal ways they come out.

A *way* is a set of (atom, truth) that settles a tree; the engine gets one flat conjunction per way. Distribution,
De Morgan and absorption all hold in Kleene's three-valued logic, so a tree is true (false) exactly where one of its
ways to be true (false) is met in full, and undecided where none is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import NamedTuple

from checker.errors import RuleCompileError

# What the engine can take (measured; it hangs or dies on more).
MAX_ATOMS = 32
MAX_WAYS = 48
MAX_RULES = 400  # of a pack, counting the question for where a kind has no subject
MAX_TRUE_AT_ONCE = 60  # ways that can be true together for one subject
_MAX_INTERMEDIATE = 2000

Truth = bool | None
Way = frozenset[tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One atom, by its number in the rule."""

    atom: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """True where every part is; without parts: true."""

    parts: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where one part is."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is false."""

    part: Tree


Tree = Leaf | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Logic:
    """What the judge needs of a rule: when it applies, and what it asks (None: a person always decides)."""

    applies: Tree
    requires: Tree | None

    def ways(self) -> dict[str, tuple[Way, ...]]:
        """The ways to each outcome: `applies`, `excluded`, `met`, `unmet`. Raises RuleCompileError over the limits."""
        return _ways_of(self)


Ruleset = tuple[tuple[str, Logic], ...]
"""Rules by name, with their logic: what one engine ruleset holds."""


Put = tuple[str, tuple[Truth, ...]]
"""What the engine is told of an inquiry: the rule's name, and the truth of its atoms for one subject."""


class Inquiry(NamedTuple):
    """What a judge is asked: a rule by name, its logic, and the truth of its atoms for one subject."""

    name: str
    logic: Logic
    truths: tuple[Truth, ...]

    @property
    def put(self) -> Put:
        """This inquiry as it is put to the engine."""
        return self.name, self.truths


@lru_cache(maxsize=4096)
def _ways_of(logic: Logic) -> dict[str, tuple[Way, ...]]:
    outcomes = {"applies": ways(logic.applies, True), "excluded": ways(logic.applies, False)}
    if logic.requires is not None:
        outcomes |= {"met": ways(logic.requires, True), "unmet": ways(logic.requires, False)}
    return outcomes


def kleene(tree: Tree, truths: Sequence[Truth]) -> Truth:
    """The truth of a tree by Kleene's strong logic; None is unknown."""
    if isinstance(tree, Leaf):
        return truths[tree.atom]
    if isinstance(tree, Not):
        truth = kleene(tree.part, truths)
        return None if truth is None else not truth
    parts = {kleene(part, truths) for part in tree.parts}
    settling = isinstance(tree, AnyOf)
    if settling in parts:
        return settling
    return None if None in parts else not settling


def open_atoms(tree: Tree, truths: Sequence[Truth]) -> Iterator[int]:
    """The unknown atoms that keep a tree unknown: not those of a part that is settled without them."""
    if kleene(tree, truths) is not None:
        return
    if isinstance(tree, Leaf):
        yield tree.atom
        return
    for part in (tree.part,) if isinstance(tree, Not) else tree.parts:
        yield from open_atoms(part, truths)


def ways(tree: Tree, wanted: bool) -> tuple[Way, ...]:
    """Every minimal set of (atom, truth) that makes the tree `wanted`, smallest and earliest first."""
    found = sorted(_ways(tree, wanted), key=lambda way: (len(way), sorted(way)))
    if len(found) > MAX_WAYS:
        raise RuleCompileError(f"条件的组合太多（{len(found)} 种，最多 {MAX_WAYS} 种）", how="请把这条规则拆成几条")
    return tuple(found)


def _ways(tree: Tree, wanted: bool) -> set[Way]:
    if isinstance(tree, Leaf):
        return {frozenset({(tree.atom, wanted)})}
    if isinstance(tree, Not):
        return _ways(tree.part, not wanted)
    parts = [_ways(part, wanted) for part in tree.parts]
    if isinstance(tree, AllOf) is wanted:
        return reduce(_multiply, parts, {frozenset()})
    return _minimal(way for part in parts for way in part)


def _multiply(left: set[Way], right: set[Way]) -> set[Way]:
    if len(left) * len(right) > _MAX_INTERMEDIATE:
        raise RuleCompileError(f"条件的组合太多（超过 {MAX_WAYS} 种）", how="请把这条规则拆成几条")
    joined = (a | b for a in left for b in right)
    return _minimal(way for way in joined if len({atom for atom, _ in way}) == len(way))


def _minimal(found: Iterable[Way]) -> set[Way]:
    kept: set[Way] = set()
    for way in sorted(set(found), key=len):
        if not any(smaller <= way for smaller in kept):
            kept.add(way)
    return kept


def check_limits(ruleset: Ruleset) -> None:
    """Raises RuleCompileError, naming the rule, for what the engine would hang or die on."""
    if len(ruleset) > MAX_RULES:
        raise RuleCompileError(f"一个规则包最多 {MAX_RULES} 条规则，现有 {len(ruleset)} 条", how="请分成几个包")
    if len({name for name, _ in ruleset}) != len(ruleset):
        raise RuleCompileError("规则的 id 有重复")
    for name, logic in ruleset:
        found = logic.ways()
        true_at_once = len(found["applies"]) + max(len(found.get("met", ())), len(found.get("unmet", ())))
        highest = max((atom for outcome in found.values() for way in outcome for atom, _ in way), default=0)
        if true_at_once > MAX_TRUE_AT_ONCE or highest >= MAX_ATOMS:
            raise RuleCompileError(f"规则 {name} 的条件组合太多", how="请把这条规则拆成几条")
