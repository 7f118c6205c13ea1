"""What the page of a rule says, whoever lays it out: the Markdown under `docs/rules/` and the pages of the service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from checker.conditions import Atom
from checker.examples import Example
from checker.facts import CASE
from checker.gates import GATES, OWNERS
from checker.literals import show_value
from checker.logic import AllOf, Tree
from checker.outline import outline
from checker.parameters import Parameter
from checker.periods import parse_number
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.sources import Source, source_of

GRADES = {"A": "全文读过", "B": "摘录或转载", "C": "第三方材料", "M": "凭记忆，须核对"}
_NUMBER = re.compile(r"\d+|[零〇一二两三四五六七八九十百]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of an outline: how deep it stands, and what it says."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Applies:
    """To whom a rule applies. `conditions` empty: to all. `of_nobody` says what comes out where the file has no such
    subject, on the conditions `of_nobody_if`; both empty for a rule on the case.
    """

    says: str
    conditions: tuple[Sentence, ...]
    of_nobody: str = ""
    of_nobody_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example: its name, what is given, and how it comes out."""

    name: str
    given: str
    expect: str


@dataclass(frozen=True, slots=True)
class RuleContent:
    """All that is told of a rule, in Chinese, in the order of its page."""

    rule: Rule
    gates: str
    subject: str
    in_force: str
    basis: tuple[str, ...]
    applies: Applies
    required: tuple[Sentence, ...]
    parameters: tuple[str, ...]
    examples: tuple[ShownExample, ...]
    owner: str
    remedy: tuple[str, ...]


def rule_content(rule: Rule, rulebook: Rulebook) -> RuleContent:
    """What the page of a rule says."""
    return RuleContent(
        rule=rule,
        gates="、".join(GATES[gate] for gate in rule.gates),
        subject=subject_of(rule),
        in_force=f"{show_day(rule.start)}起" + (f"，至{show_day(rule.end)}止" if rule.end else ""),
        basis=tuple(_basis(rule, rulebook)),
        applies=_applies(rule),
        required=_sentences(rule.question.logic.requires, rule.question.atoms),
        parameters=tuple(_parameters(rule)),
        examples=tuple(_example(rule, example, rulebook) for example in rule.examples),
        owner=OWNERS[rule.remedy.owner],
        remedy=tuple(_remedy(rule)),
    )


def subject_of(rule: Rule) -> str:
    """Of whom it is asked."""
    return "本案" if rule.for_each == CASE else f"每个{rule.for_each}"


def show_day(day: date) -> str:
    """A day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def source_dates(source: Source) -> str:
    """From when to when a source is in force, and how good our text of it is."""
    until = f"，至{show_day(source.end)}止" if source.end else ""
    return f"{show_day(source.start)}起{until}；我们手头的文本：{source.grade}级。"


def cited_rules(rulebook: Rulebook) -> dict[str, dict[str, list[Rule]]]:
    """By source (its cite) and article, in their order, the rules that rest on it."""
    cited: dict[str, dict[str, list[Rule]]] = {}
    for rule in rulebook.rules:
        for basis in rule.basis:
            source = source_of(basis, rulebook.libraries.sources)
            article = basis.cite.removeprefix(source.cite).strip() or "全文"
            cited.setdefault(source.cite, {}).setdefault(article, []).append(rule)
    return {
        cite: {article: cited[cite][article] for article in sorted(cited[cite], key=_article_order)}
        for cite in rulebook.libraries.sources
        if cite in cited
    }


def _article_order(article: str) -> str:
    """第十条 after 第九条."""
    return _NUMBER.sub(lambda match: f"{parse_number(match[0]):04}", article)


def _basis(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    for basis in rule.basis:
        source = source_of(basis, rulebook.libraries.sources)
        until = f"至{show_day(source.end)}止" if source.end else "现行有效"
        yield f"{basis.cite}（{source.title}，{show_day(source.start)}起，{until}；{basis.grade}级：{GRADES[basis.grade]}）"


def _applies(rule: Rule) -> Applies:
    question = rule.question
    says = "以下各项都成立的适用；有一项不成立的，不适用，理由就是那一项："
    conditions = _sentences(question.logic.applies, question.atoms)
    if question.logic.applies == AllOf():
        says, conditions = f"一律适用于{subject_of(rule)}。", ()
    if rule.for_each == CASE:
        return Applies(says, conditions)
    if rule.if_none is None:
        return Applies(says, conditions, f"卷内没有认出{rule.for_each}的，待核。")
    nobody = f"卷内没有{rule.for_each}，并且以下各项都成立的，不适用，否则待核："
    return Applies(says, conditions, nobody, tuple(atom.sentence for atom in rule.if_none.atoms))


def _sentences(tree: Tree | None, atoms: Sequence[Atom]) -> tuple[Sentence, ...]:
    entries = outline(tree, [None] * len(atoms))
    return tuple(
        Sentence(entry.depth, f"{entry.heading}：" if entry.heading else atoms[entry.atom].sentence)
        for entry in entries
    )


def _parameters(rule: Rule) -> Iterator[str]:
    atoms = (*rule.question.atoms, *(rule.if_none.atoms if rule.if_none else ()))
    for parameter in dict.fromkeys(p.name for atom in atoms for p in atom.parameters):
        yield from _dated(next(p for atom in atoms for p in atom.parameters if p.name == parameter))


def _dated(parameter: Parameter) -> Iterator[str]:
    for dated in parameter.values:
        value = "不再适用" if dated.value is None else show_value(dated.value, parameter.type)
        yield f"参数.{parameter.name}：{show_day(dated.start)}起 {value}（{dated.source}）"


def _example(rule: Rule, example: Example, rulebook: Rulebook) -> ShownExample:
    given = [_given(rule, name, example, rulebook) for name in example.given]
    if example.no_subjects:
        given.insert(0, f"卷内没有认出{rule.for_each}")
    if example.as_of:
        given.append(f"判断日 {show_day(example.as_of)}")
    return ShownExample(example.name, "；".join(given) or "都没有读到", example.expect.chinese)


def _given(rule: Rule, name: str, example: Example, rulebook: Rulebook) -> str:
    fact = rulebook.libraries.vocabulary[name]
    shown = fact.short if fact.kind == rule.for_each else fact.name
    return f"{shown}：{show_value(example.given[name], fact.type)}"


def _remedy(rule: Rule) -> Iterator[str]:
    if rule.remedy.acts:
        yield from (f"{fact.partition('.')[2]}：{act}" for fact, act in rule.remedy.acts.items())
    else:
        yield rule.remedy.do
    if rule.remedy.papers:
        yield "材料：" + "、".join(rule.remedy.papers)
