"""Survivors that may live: `rules/justified_mutants.yaml` says for each which rule, which mutation and why."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from checker.errors import RulebookError
from checker.rulecheck.mutate import Reason, Reasons, Score
from checker.yamlfile import Series, block, check_keys, read_yaml, series, word

FILE = "justified_mutants.yaml"


def load_justifications(root: Path) -> Reasons:
    """The reasons by rule and mutation; none where there is no such file."""
    path = root / FILE
    entry = read_yaml(path) if path.exists() else None
    if not entry:
        return {}
    check_keys(entry, ("justified",))
    reasons: dict[tuple[str, str], Reason] = {}
    for item in series(entry.optional("justified", Series())):
        one = block(item)
        check_keys(one, ("rule", "mutation", "reason"))
        reasons[word(one["rule"]), word(one["mutation"])] = Reason(word(one["reason"]), one.place)
    return reasons


def check_used(reasons: Reasons, score: Score, rules: Collection[str]) -> None:
    """Raises for a reason, about one of these rules, that justifies no survivor."""
    used = {(one.mutant.rule, one.mutant.mutation) for one in score.justified}
    for (rule, mutation), reason in reasons.items():
        if rule in rules and (rule, mutation) not in used:
            raise RulebookError(
                f"说明了理由，却没有这样一处没被发现的改动：{mutation}",
                where=reason.place,
                how="已经有例子能发现，或者规则改过了：请删去这一项，或照 zhongben rules mutate 显示的改写",
            )
