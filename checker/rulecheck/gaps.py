"""Choices by the words of a fact that leave a word out: by the branches of an `any`, or by rules side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.conditions import Atom
from checker.gate_facts import GATE
from checker.gates import GATES
from checker.literals import FactType
from checker.logic import AllOf, AnyOf, Leaf, Tree
from checker.rule import Rule
from checker.rulebook import Rulebook

Handled = dict[str, frozenset[str]]
"""By fact, the words that something is for."""


def gaps(rulebook: Rulebook) -> Iterator[str]:
    """What is left out, as Chinese sentences."""
    for rule in rulebook.rules:
        yield from _in_branches(rule)
    yield from _between_rules(rulebook.rules)


def _in_branches(rule: Rule) -> Iterator[str]:
    atoms, logic = rule.question.atoms, rule.question.logic
    allowed = _handled(logic.applies, atoms)
    for choice in _choices(logic.applies, logic.requires or AllOf()):
        branches = [_handled(branch, atoms) for branch in choice.parts]
        for fact in set.intersection(*(set(branch) for branch in branches)):
            told = _left_out(fact, [branch[fact] for branch in branches], allowed.get(fact) or _words(rule, fact))
            if told:
                yield f"{rule.id} 的 any 按“{fact}”分情形，没有写：{told}（{rule.place}）"


def _between_rules(rules: Iterable[Rule]) -> Iterator[str]:
    """Rules of one section and kind that apply by different words of a fact."""
    beside: dict[tuple[str, str, str], list[tuple[Rule, frozenset[str]]]] = {}
    for rule in rules:
        for fact, words in _handled(rule.question.logic.applies, rule.question.atoms).items():
            beside.setdefault((rule.id.rpartition("/")[0], rule.for_each, fact), []).append((rule, words))
    for (section, _, fact), found in beside.items():
        first = found[0][0]
        if told := _left_out(fact, [words for _, words in found], _words(first, fact)):
            yield f"{section} 的规则按“{fact}”分情形，没有规则处理：{told}（如 {first.place}）"


def _left_out(fact: str, handled: Sequence[frozenset[str]], all_: frozenset[str]) -> str:
    """The words that none is for, where several are for different ones."""
    return "、".join(sorted(all_ - frozenset().union(*handled))) if len(set(handled)) > 1 else ""


def _words(rule: Rule, fact: str) -> frozenset[str]:
    """The words that can come up: all of the fact's; of the gate, those of the rule's gates."""
    if fact == GATE:
        return frozenset(GATES[gate] for gate in rule.gates)
    return next(frozenset(a.fact.words) for a in rule.question.atoms if a.fact.name == fact)


def _choices(*trees: Tree) -> Iterator[AnyOf]:
    for tree in trees:
        if isinstance(tree, AnyOf) and len(tree.parts) > 1:
            yield tree
        if isinstance(tree, AllOf | AnyOf):
            yield from _choices(*tree.parts)


def _handled(tree: Tree, atoms: Sequence[Atom]) -> Handled:
    """The words for which a tree can hold, by fact: what its own sentences say (not those of an `any` or `not`)."""
    found: Handled = {}
    for leaf in tree.parts if isinstance(tree, AllOf) else (tree,):
        if isinstance(leaf, Leaf) and (words := _asserted(atoms[leaf.atom])) is not None:
            name = atoms[leaf.atom].fact.name
            found[name] = found.get(name, words) & words
    return found


def _asserted(atom: Atom) -> frozenset[str] | None:
    """The words of its fact that a sentence allows; None where it is not about words of the vocabulary."""
    literal = atom.operand.literal if atom.operand else None
    if atom.fact.type is not FactType.WORD or not atom.fact.words or literal is None:
        return None
    words = literal if isinstance(literal, frozenset) else frozenset({str(literal)})
    return frozenset(atom.fact.words) - words if atom.word == "不是" else words
