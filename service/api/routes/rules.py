"""The rule base, and the words of gates and groups."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from checker.gates import GATES, GROUPS, RECEIVER, SENDER
from checker.outcome import Level
from checker.rule import Rule
from service.accounts.policy import Doing
from service.api.models.common import Gate, Line, Page
from service.api.models.rules import Citation, GateWord, GroupWord, RuleBrief, RuleExample, RuleText, Words
from service.api.paging import AskedPage, slice_of
from service.api.route import api_router
from service.errors import NotFoundError
from service.rulebase import rulebook

router = api_router("规则", Doing.USE)
_Slug = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]


@router.get("/gates")
def list_gates() -> Words:
    """关口和工作组。"""
    gates = [
        GateWord(id=one, name=name, sender=SENDER.get(one), receiver=RECEIVER.get(one)) for one, name in GATES.items()
    ]
    return Words(gates=gates, groups=[GroupWord(id=one, name=name) for one, name in GROUPS.items()])


@router.get("/rules")
def list_rules(
    listing: AskedPage,
    gate: Annotated[Gate | None, Query(description="适用的关口")] = None,
    pack: Annotated[Line, Query(description="规则库")] = "",
    level: Annotated[Level | None, Query(description="等级")] = None,
    text: Annotated[Line, Query(description="编号、标题或者依据里的文字")] = "",
) -> Page[RuleBrief]:
    """规则列表。"""
    rules = [
        rule
        for rule in rulebook().rules
        if (not gate or gate in rule.gates) and (not pack or rule.pack == pack) and level in (None, rule.level)
    ]
    return slice_of([rule for rule in rules if text in _searched(rule)], listing, _brief)


@router.get("/rules/{pack}/{section}/{slug}")
def get_rule(pack: _Slug, section: _Slug, slug: _Slug) -> RuleText:
    """一条规则的全文。"""
    wanted = f"{pack}/{section}/{slug}"
    rule = next((rule for rule in rulebook().rules if rule.id == wanted), None)
    if rule is None:
        raise NotFoundError(f"没有这条规则：{wanted}", how="规则列表见 /api/v1/rules")
    sentences = [atom.sentence for atom in rule.question.atoms]
    return RuleText(
        **_brief(rule).model_dump(),
        applies_when=sentences[: rule.condition_count],
        requires=sentences[rule.condition_count :],
        on_violation=rule.on_violation,
        on_unknown=rule.on_unknown,
        remedy=rule.remedy.do,
        papers=list(rule.remedy.papers),
        conflicts_with=list(rule.conflicts_with),
        examples=[RuleExample(name=one.name, expect=str(one.expect)) for one in rule.examples],
    )


def _searched(rule: Rule) -> str:
    return " ".join((rule.id, rule.code, rule.title, *(basis.cite for basis in rule.basis)))


def _brief(rule: Rule) -> RuleBrief:
    return RuleBrief(
        id=rule.id,
        code=rule.code,
        title=rule.title,
        pack=rule.pack,
        gates=list(rule.gates),
        level=rule.level,
        for_each=rule.for_each,
        owner=rule.remedy.owner,
        start=rule.start,
        end=rule.end,
        basis=[Citation(cite=basis.cite, grade=basis.grade) for basis in rule.basis],
    )
