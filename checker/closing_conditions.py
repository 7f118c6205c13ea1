"""The conditions of 终本, by scheme, and the rules that ask each (`rules/conditions.yaml`): the plan's six, the superior
rules' five.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checker.outcome import GRAVEST_FIRST, Level, Status
from checker.rule_names import require_rules
from checker.sources import Sources, cited
from checker.yamlfile import Block, Word, block, check_keys, read_yaml, series, word


@dataclass(frozen=True, slots=True)
class ClosingCondition:
    """One condition: the provision and its number there, what it asks, the rules (ids) that ask it."""

    scheme: str
    number: str
    title: str
    pack: str
    rules: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class ConditionMet:
    """How a condition came out over its blocking rules."""

    condition: ClosingCondition
    status: Status


def load_conditions(path: Path, sources: Sources) -> tuple[ClosingCondition, ...]:
    """All conditions of the file, in its order. Raises RulebookError with file and line."""
    return tuple(
        one for scheme, entry in read_yaml(path).items() for one in _read_scheme(scheme, block(entry), sources)
    )


def check_condition_rules(conditions: Iterable[ClosingCondition], rules: Iterable[str]) -> None:
    """Raises where a condition names a rule that is not there, though its pack is."""
    known = set(rules)
    for condition in conditions:
        require_rules(((rule, condition.place) for rule in condition.rules), known, "条件")


def conditions_met(
    conditions: Iterable[ClosingCondition], outcomes: Iterable[tuple[str, Level, Status]]
) -> tuple[ConditionMet, ...]:
    """The conditions that were asked, from (rule id, level, status) of every finding: 不符合 where one blocking rule is
    violated, 待核 where one is open, 不适用 where none applies.
    """
    by_rule: dict[str, set[Status]] = {}
    for rule, level, status in outcomes:
        if level is Level.BLOCKING:
            by_rule.setdefault(rule, set()).add(status)
    found = []
    for condition in conditions:
        statuses = set().union(*(by_rule.get(rule, set()) for rule in condition.rules))
        found += [ConditionMet(condition, status) for status in GRAVEST_FIRST if status in statuses][:1]
    return tuple(found)


def _read_scheme(scheme: Word, entry: Block, sources: Sources) -> list[ClosingCondition]:
    check_keys(entry, ("pack", "conditions"))
    cited(scheme, sources)
    pack = str(word(entry["pack"]))
    return [_read(scheme, number, pack, block(condition)) for number, condition in block(entry["conditions"]).items()]


def _read(scheme: Word, number: Word, pack: str, entry: Block) -> ClosingCondition:
    check_keys(entry, ("title", "rules"))
    rules = tuple(str(word(rule)) for rule in series(entry["rules"]))
    return ClosingCondition(str(scheme), str(number), str(word(entry["title"])), pack, rules, number.place)
