"""Texts and parameters that have ended or soon will, and rules that rest on nothing that is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from checker.parameters import Parameter
from checker.periods import Period, shift
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.content import show_day
from checker.sources import Source, source_of

_SOON = Period(12, 0, "一年")


def outdated(rulebook: Rulebook, day: date) -> Iterator[str]:
    """Rules in force on a day whose texts have all ended, or that use a parameter that has."""
    for rule in rulebook.as_of(day).rules:
        sources = _sources(rule, rulebook)
        if not any(source.in_force(day) for source in sources):
            named = "、".join(dict.fromkeys(source.cite for source in sources))
            yield f"{rule.id} 的依据在{show_day(day)}都没有效力：{named}，请补现行的依据，或写上规则的停用日期（{rule.place}）"
        for parameter in _parameters(rule):
            if parameter.on(day) is None:
                yield f"{rule.id} 用的参数“{parameter.name}”在{show_day(day)}没有值，结果只能是待核（{parameter.place}）"


def ending(rulebook: Rulebook, day: date) -> Iterator[str]:
    """Texts and parameters that have ended, or do within a year, while rules that rest on them go on."""
    soon = shift(day, _SOON, 1)
    for source in rulebook.libraries.sources.values():
        if source.end is None or source.end > soon:
            continue
        going_on = rulebook.as_of(max(day, source.end + timedelta(days=1))).rules
        citing = [rule for rule in going_on if source in _sources(rule, rulebook)]
        if citing:
            has = "已于" if source.end < day else "将于"
            yield f"依据“{source.cite}”{has}{show_day(source.end)}失效，有 {len(citing)} 条规则引用（{source.place}）"
    for parameter in rulebook.libraries.parameters.values():
        end = _ends(parameter)
        if end and day < end <= soon and any(parameter in _parameters(rule) for rule in rulebook.as_of(end).rules):
            yield f"参数“{parameter.name}”从{show_day(end)}起没有值，还有规则要用（{parameter.place}）"


def uncited(rulebook: Rulebook) -> Iterator[str]:
    """Texts that no rule and no parameter rests on."""
    sources = rulebook.libraries.sources
    cited = {source_of(basis, sources).cite for rule in rulebook.rules for basis in rule.basis}
    told = [dated.source for parameter in rulebook.libraries.parameters.values() for dated in parameter.values]
    for source in sources.values():
        if source.cite not in cited and not any(text.startswith(source.cite) for text in told):
            yield f"依据“{source.cite}”没有规则引用（{source.place}）"


def _sources(rule: Rule, rulebook: Rulebook) -> list[Source]:
    return [source_of(basis, rulebook.libraries.sources) for basis in rule.basis]


def _parameters(rule: Rule) -> tuple[Parameter, ...]:
    atoms = (*rule.question.atoms, *(rule.if_none.atoms if rule.if_none else ()))
    return tuple({parameter.name: parameter for atom in atoms for parameter in atom.parameters}.values())


def _ends(parameter: Parameter) -> date | None:
    last = parameter.values[-1]
    return last.start if last.value is None else None
