"""The page of one rule, for a judge's assistant: 规则 依据 适用 要求 例子 补正."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checker.conditions import Atom
from checker.examples import Example
from checker.facts import CASE
from checker.gates import GATES, OWNERS
from checker.literals import show_value
from checker.logic import AllOf, Tree
from checker.outline import outline
from checker.parameters import Parameter
from checker.rule import Question, Rule
from checker.rulebook import Rulebook
from checker.rulecheck.markdown import bullets, link, page, section, table
from checker.sources import source_of

GRADES = {"A": "全文读过", "B": "摘录或转载", "C": "第三方材料", "M": "凭记忆，须核对"}


def path_of(rule_id: str) -> str:
    """Where a rule's page is, from the folder of all pages."""
    return f"rules/{rule_id}.md"


def rule_page(rule: Rule, rulebook: Rulebook) -> str:
    """The whole page."""
    return page(
        f"{rule.code}　{rule.title}",
        section("规则", bullets(_about(rule, rulebook))),
        section("依据", bullets(_basis(rule, rulebook))),
        section("适用", _applies(rule)),
        section("要求", _required(rule), bullets(_parameters(rule))),
        section("例子", table(("例子", "已知的情况", "结果"), (_example(rule, e, rulebook) for e in rule.examples))),
        section("补正", f"责任组：{OWNERS[rule.remedy.owner]}", bullets(_remedy(rule))),
    )


def _about(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    yield f"编号：`{rule.id}`"
    yield f"等级：{rule.level.chinese}"
    yield "关口：" + "、".join(GATES[gate] for gate in rule.gates)
    yield "对象：" + subject_of(rule)
    yield f"有效：{show_day(rule.start)}起" + (f"，至{show_day(rule.end)}止" if rule.end else "")
    installed = {other.id for other in rulebook.rules}
    for other in rule.conflicts_with:
        shown = link(f"`{other}`", path_of(other), path_of(rule.id)) if other in installed else f"`{other}`"
        yield f"与这条规则不一致，两条都报告：{shown}"
    yield f"不符合时报告：{rule.on_violation}"
    yield f"待核时请人：{rule.on_unknown}"


def subject_of(rule: Rule) -> str:
    """Of whom it is asked."""
    return "本案" if rule.for_each == CASE else f"每个{rule.for_each}"


def show_day(day: date) -> str:
    """A day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _basis(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    for basis in rule.basis:
        source = source_of(basis, rulebook.libraries.sources)
        until = f"至{show_day(source.end)}止" if source.end else "现行有效"
        yield f"{basis.cite}（{source.title}，{show_day(source.start)}起，{until}；{basis.grade}级：{GRADES[basis.grade]}）"


def _applies(rule: Rule) -> str:
    question = rule.question
    parts = [
        "以下各项都成立的适用；有一项不成立的，不适用，理由就是那一项：",
        _sentences(question.logic.applies, question.atoms),
    ]
    if question.logic.applies == AllOf():
        parts = [f"一律适用于{subject_of(rule)}。"]
    if rule.for_each != CASE:
        parts.append(_of_nobody(rule.for_each, rule.if_none))
    return "\n\n".join(parts)


def _of_nobody(kind: str, if_none: Question | None) -> str:
    if if_none is None:
        return f"卷内没有认出{kind}的，待核。"
    return f"卷内没有{kind}，并且以下各项都成立的，不适用，否则待核：\n\n" + bullets(a.sentence for a in if_none.atoms)


def _required(rule: Rule) -> str:
    return _sentences(rule.question.logic.requires, rule.question.atoms)


def _sentences(tree: Tree | None, atoms: Sequence[Atom]) -> str:
    entries = outline(tree, [None] * len(atoms))
    return "\n".join(
        f"{'  ' * entry.depth}- {f'{entry.heading}：' if entry.heading else atoms[entry.atom].sentence}"
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


def _example(rule: Rule, example: Example, rulebook: Rulebook) -> tuple[str, str, str]:
    given = [_given(rule, name, example, rulebook) for name in example.given]
    if example.no_subjects:
        given.insert(0, f"卷内没有认出{rule.for_each}")
    if example.as_of:
        given.append(f"判断日 {show_day(example.as_of)}")
    return example.name, "；".join(given) or "都没有读到", example.expect.chinese


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
