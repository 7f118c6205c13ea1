"""The rulebook: all rules with what they are read against. `load_rulebook(root).as_of(day)` gives the rules in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from checker.closing_conditions import ClosingCondition, check_condition_rules, load_conditions
from checker.conflicts import Conflict, check_rules, load_conflicts
from checker.errors import RulebookError
from checker.files import sha256_of
from checker.judge import rulesets
from checker.logic import check_limits
from checker.outcome import Status
from checker.parameters import load_parameters
from checker.rule import Libraries, Rule, load_rule
from checker.rule_names import require_rules
from checker.sources import cited_on, load_sources
from checker.vocabulary import load_vocabulary

RULES_ROOT = Path(__file__).resolve().parent.parent / "rules"


@dataclass(frozen=True)
class Rulebook:
    """Rules, by pack, gate order of their files; `files` are all files they were read from."""

    root: Path
    libraries: Libraries
    rules: tuple[Rule, ...]
    files: tuple[Path, ...]
    conflicts: tuple[Conflict, ...] = ()
    conditions: tuple[ClosingCondition, ...] = ()

    @cached_property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file, by its path within the rules folder; worked out once, for every report alike."""
        return {path.relative_to(self.root).as_posix(): sha256_of(path) for path in self.files}

    def as_of(self, day: date) -> Rulebook:
        """The same rulebook with only the rules in force on a day, each citing the texts in force on that day."""
        if day not in self._days:
            self._days[day] = self._on(day)
        return self._days[day]

    @cached_property
    def _days(self) -> dict[date, Rulebook]:
        """The rulebooks of days that were asked for: an audit asks for the same few again and again."""
        return {}

    def _on(self, day: date) -> Rulebook:
        sources = self.libraries.sources
        return replace(
            self,
            rules=tuple(
                replace(rule, basis=cited_on(rule.basis, sources, day)) for rule in self.rules if rule.in_force(day)
            ),
            conflicts=tuple(
                replace(one, plan=one.plan.on(sources, day), superior=one.superior.on(sources, day))
                for one in self.conflicts
            ),
        )

    def for_gate(self, gate: str) -> tuple[Rule, ...]:
        """The rules that serve a gate."""
        return tuple(rule for rule in self.rules if gate in rule.gates)

    def find(self, name: str) -> list[Rule]:
        """The rules whose id or code begins with a text."""
        return [rule for rule in self.rules if rule.id.startswith(name) or rule.code.startswith(name)]


def load_rulebook(root: Path = RULES_ROOT, only: str = "") -> Rulebook:
    """Reads `vocabulary/`, `parameters.yaml`, `sources.yaml` and `packs/` of a folder.

    `only` is the beginning of an id: rule files elsewhere are not looked at, and a mistake in them not met.
    """
    libraries = load_libraries(root)
    paths = [
        path
        for path in sorted((root / "packs").glob("*/*/*.yaml"))
        if path.relative_to(root / "packs").as_posix().startswith(only)
    ]
    rules = _load_all(paths, root / "packs", libraries)
    if not rules:
        raise RulebookError("没有找到规则", where=str(root / "packs"), how="请检查安装是否完整")
    _check_unique(rules)
    _check_conflicts(rules)
    for ruleset in rulesets(rules):
        check_limits(ruleset)
    own = (*sorted((root / "vocabulary").glob("*.yaml")), root / "parameters.yaml", root / "sources.yaml")
    beside = tuple(path for path in (root / "conflicts.yaml", root / "conditions.yaml") if path.exists() and not only)
    return _with_what_ties_rules(Rulebook(root, libraries, rules, (*own, *beside, *paths)), beside)


def _with_what_ties_rules(rulebook: Rulebook, files: Sequence[Path]) -> Rulebook:
    """The rulebook with its conflicts and conditions, which name rules; without them where only some rules are read."""
    ids, sources = [rule.id for rule in rulebook.rules], rulebook.libraries.sources
    conflicts = tuple(one for f in files if f.stem == "conflicts" for one in load_conflicts(f, sources))
    conditions = tuple(one for f in files if f.stem == "conditions" for one in load_conditions(f, sources))
    check_rules(conflicts, ids)
    check_condition_rules(conditions, ids)
    return replace(rulebook, conflicts=conflicts, conditions=conditions)


def _load_all(paths: Iterable[Path], packs: Path, libraries: Libraries) -> tuple[Rule, ...]:
    """Every rule; where files are wrong, one error that names them all."""
    rules, errors = [], []
    for path in paths:
        try:
            rules.append(load_rule(path, packs, libraries))
        except RulebookError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise RulebookError(f"规则有 {len(errors)} 处错误", how="逐处改正：\n" + "\n\n".join(map(str, errors)))
    return tuple(rules)


def load_libraries(root: Path = RULES_ROOT) -> Libraries:
    """The vocabulary, parameters and sources of a rules folder."""
    return Libraries(
        load_vocabulary(root / "vocabulary"),
        load_parameters(root / "parameters.yaml"),
        load_sources(root / "sources.yaml"),
    )


def _check_unique(rules: Iterable[Rule]) -> None:
    codes: dict[str, Rule] = {}
    for rule in rules:
        other = codes.setdefault(rule.code, rule)
        if other is not rule:
            raise RulebookError(f"编号“{rule.code}”用了两次", where=rule.place, how=f"另一处：{other.place}")


def _check_conflicts(rules: tuple[Rule, ...]) -> None:
    """A conflict must name a rule that exists, unless its whole pack is not installed."""
    ids = {rule.id for rule in rules}
    for rule in rules:
        require_rules(((other, rule.place) for other in rule.conflicts_with), ids, "conflicts_with ")


def missing_examples(rule: Rule) -> list[Status]:
    """The statuses for which the rule should have an example and has none."""
    wanted = [Status.SATISFIED, Status.VIOLATED, Status.UNDETERMINED]
    if rule.can_be_excluded:
        wanted.append(Status.NOT_APPLICABLE)
    shown = {example.expect for example in rule.examples}
    return [status for status in wanted if status not in shown]
