"""What the loader cannot see: facts that nobody derives or uses, parameters and words that no rule needs."""

from __future__ import annotations

from collections.abc import Iterator, Set

from checker.clock import ALLOWED, OVERRUN_BEFORE, OVERRUNS, USED
from checker.gate_facts import GATE, MISSING_COUNT, MISSING_LIST
from checker.gates import GROUPS, first_handed_over_on, handed_over_on
from checker.messages import names_in
from checker.rule import Rule
from checker.rulebook import Rulebook, missing_examples

FROM_THE_CHECK = frozenset({GATE, MISSING_COUNT, MISSING_LIST, USED, ALLOWED, OVERRUN_BEFORE, OVERRUNS})
ALSO_USED = frozenset(
    {"案件.案号", "案件.裁定日期", "案件.报结日期", *map(handed_over_on, GROUPS), *map(first_handed_over_on, GROUPS)}
)
"""Facts that the program itself asks for, whether or not a rule names them."""


def lint(rulebook: Rulebook) -> list[str]:
    """What is wrong with the rulebook as a whole, as Chinese sentences with places."""
    return [*_examples(rulebook), *_facts(rulebook)]


def unused(rulebook: Rulebook) -> list[str]:
    """The facts and parameters that no rule uses: no fault, but something to tidy or to write a rule for."""
    used = set().union(*(used_names(rule) for rule in rulebook.rules)) | ALSO_USED
    facts = (fact for name, fact in rulebook.libraries.vocabulary.items() if name not in used)
    return [*(f"事实“{fact.name}”没有规则使用（{fact.place}）" for fact in facts), *_parameters(rulebook, used)]


def used_names(rule: Rule) -> set[str]:
    """The facts, and parameters (参数.x), that a rule's sentences and messages name."""
    atoms = rule.question.atoms + (rule.if_none.atoms if rule.if_none else ())
    names = {fact.name for atom in atoms for fact in atom.facts}
    names |= {f"参数.{parameter.name}" for atom in atoms for parameter in atom.parameters}
    return names | names_in(rule.on_violation) | names_in(rule.on_unknown)


def _examples(rulebook: Rulebook) -> Iterator[str]:
    for rule in rulebook.rules:
        for status in missing_examples(rule):
            yield f"{rule.id} 没有“{status.chinese}”的例子（{rule.place}）"


def _facts(rulebook: Rulebook) -> Iterator[str]:
    from checker.derive import load_modules
    from checker.derive.registry import FACTS

    load_modules()
    derived = FACTS.keys() | FROM_THE_CHECK
    for name, fact in rulebook.libraries.vocabulary.items():
        if name not in derived:
            yield f"事实“{name}”没有推导函数（{fact.place}）"
    for name in sorted(derived - rulebook.libraries.vocabulary.keys()):
        yield f"推导函数的“{name}”不在词汇表中"


def _parameters(rulebook: Rulebook, used: Set[str]) -> Iterator[str]:
    for name, parameter in rulebook.libraries.parameters.items():
        if f"参数.{name}" not in used and not name.endswith("组期限"):
            yield f"参数“{name}”没有规则使用（{parameter.place}）"
