"""Rules that other rule files name: a name must be that of a rule, unless its whole pack is not installed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from checker.errors import RulebookError
from checker.yamlfile import nearest


def require_rules(named: Iterable[tuple[str, str]], known: Collection[str], who: str) -> None:
    """`RulebookError` for the first of (rule id, place of the name) that no rule has; `who` names it (冲突 K3, 条件 …)."""
    packs = {rule.partition("/")[0] for rule in known}
    for rule, place in named:
        if rule.partition("/")[0] in packs and rule not in known:
            raise RulebookError(f"{who}里的规则不存在：“{rule}”", where=place, how=nearest(rule, known))
