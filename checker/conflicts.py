"""Where the court's plan and the superior rules part (`rules/conflicts.yaml`), and how that stands in one case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from checker.errors import RulebookError
from checker.gates import GATES
from checker.outcome import OPEN, Level, Status
from checker.rule_names import require_rules
from checker.sources import Basis, Sources, cited, cited_on
from checker.yamlfile import Block, Entry, Series, Word, block, check_keys, choose, read_yaml, series, word

NATURES = ("直接冲突", "方案有缺", "方案从严", "表述不明")
_SHOWS = {"方案从严": 0, "直接冲突": 1, "方案有缺": 1}
"""On which side (0 the plan's, 1 the superior rules') a point shows by not being met; on either where nothing is said."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two texts says, and where: every edition of the provision."""

    says: str
    basis: tuple[Basis, ...]

    @property
    def cite(self) -> str:
        """The provision, as a clerk reads it."""
        return "；".join(basis.cite for basis in self.basis)

    def on(self, sources: Sources, day: date) -> Side:
        """The same, citing the editions in force on a day."""
        return replace(self, basis=cited_on(self.basis, sources, day))


@dataclass(frozen=True, slots=True)
class Conflict:
    """A point on which the plan and the superior rules differ. `own` and `national` are the rules (ids) that ask each side;
    a point that no rule asks is shown at its `gates`.
    """

    id: str
    title: str
    nature: str
    plan: Side
    superior: Side
    own: tuple[str, ...]
    national: tuple[str, ...]
    gates: tuple[str, ...]
    follows: str
    place: str


class State(StrEnum):
    """How a conflict stands in a case."""

    DIFFERS = "differs"
    OPEN = "open"
    AGREES = "agrees"
    IDLE = "idle"
    NOTE = "note"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return _STATES[self]


_STATES = {
    State.DIFFERS: "两边结果不同",
    State.OPEN: "尚待核对",
    State.AGREES: "两边结果相同",
    State.IDLE: "本案不涉及",
    State.NOTE: "提示",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a rule came out for a subject, as far as a conflict needs it."""

    rule: str
    subject: str
    level: Level
    status: Status


@dataclass(frozen=True, slots=True)
class Standing:
    """A conflict with what its rules found in a case."""

    conflict: Conflict
    own: tuple[Outcome, ...]
    national: tuple[Outcome, ...]
    state: State


def load_conflicts(path: Path, sources: Sources) -> tuple[Conflict, ...]:
    """All conflicts of the file, in its order. Raises RulebookError with file and line."""
    return tuple(_read(name, block(entry), sources) for name, entry in read_yaml(path).items())


def check_rules(conflicts: Iterable[Conflict], rules: Iterable[str]) -> None:
    """Raises where a conflict names a rule that is not there, though its pack is."""
    known = set(rules)
    for conflict in conflicts:
        named = ((rule, conflict.place) for rule in (*conflict.own, *conflict.national))
        require_rules(named, known, f"冲突 {conflict.id} ")


def standings(conflicts: Iterable[Conflict], gate: str, outcomes: Sequence[Outcome]) -> tuple[Standing, ...]:
    """The conflicts that a gate's rules, or the gate itself, touch: those that matter most first."""
    by_rule: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_rule.setdefault(outcome.rule, []).append(outcome)
    found = [_standing(conflict, by_rule) for conflict in conflicts]
    order = list(State)
    touched = [one for one in found if one.own or one.national or gate in one.conflict.gates]
    return tuple(sorted(touched, key=lambda one: order.index(one.state)))


def _standing(conflict: Conflict, by_rule: Mapping[str, Sequence[Outcome]]) -> Standing:
    own = tuple(outcome for rule in conflict.own for outcome in by_rule.get(rule, ()))
    national = tuple(outcome for rule in conflict.national for outcome in by_rule.get(rule, ()))
    return Standing(conflict, own, national, _state(conflict.nature, own, national))


def _state(nature: str, own: Sequence[Outcome], national: Sequence[Outcome]) -> State:
    """Nothing asked of a side is met by it; advice (`notice`) of the plan is no fault.

    A point where the plan asks more shows where the plan alone is not met, one where it asks less or otherwise where the
    superior rules alone are not: the other way round the file lacks something that has nothing to do with the point.
    """
    if not own and not national:
        return State.NOTE
    if all(outcome.status is Status.NOT_APPLICABLE for outcome in national or own):
        return State.IDLE
    sides = (_side(outcome for outcome in own if outcome.level is not Level.NOTICE), _side(national))
    if set(sides) == {Status.SATISFIED, Status.VIOLATED}:
        shows = _SHOWS.get(nature)
        return State.DIFFERS if shows is None or sides[shows] is Status.VIOLATED else State.IDLE
    return State.OPEN if Status.UNDETERMINED in sides else State.AGREES


def _side(outcomes: Iterable[Outcome]) -> Status:
    statuses = {outcome.status for outcome in outcomes}
    return next((s for s in OPEN if s in statuses), Status.SATISFIED)


def _read(name: Word, entry: Block, sources: Sources) -> Conflict:
    check_keys(entry, ("title", "nature", "plan", "superior", "own", "national", "follows"), ("gates",))
    gates = series(entry.optional("gates", Series()))
    conflict = Conflict(
        id=str(name),
        title=str(word(entry["title"])),
        nature=str(choose(entry["nature"], NATURES, "性质")),
        plan=_side_of(block(entry["plan"]), sources),
        superior=_side_of(block(entry["superior"]), sources),
        own=_ids(entry["own"]),
        national=_ids(entry["national"]),
        gates=tuple(str(choose(gate, GATES, "关口")) for gate in gates),
        follows=str(word(entry["follows"])),
        place=name.place,
    )
    if not (conflict.own or conflict.national or conflict.gates):
        raise RulebookError(f"冲突 {name} 没有规则，也没有关口", where=name.place, how="写 own、national 或者 gates")
    return conflict


def _side_of(entry: Block, sources: Sources) -> Side:
    check_keys(entry, ("says", "cite"))
    cites = [entry["cite"]] if isinstance(entry["cite"], Word) else series(entry["cite"])
    return Side(str(word(entry["says"])), tuple(cited(word(cite), sources) for cite in cites))


def _ids(entry: Entry) -> tuple[str, ...]:
    return tuple(str(word(item)) for item in series(entry))
