"""规则: the rule base by gate and by article, and the page of each rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from checker.conflicts import Conflict
from checker.gates import GATES
from checker.rule import Rule
from checker.rulecheck.content import cited_rules, rule_content, source_dates, subject_of
from service.accounts.policy import Doing
from service.deps import Reading, allowed
from service.errors import FormError, NotFoundError
from service.figures.rule_returns import returns_by_rule, returns_of_rule
from service.moment import now, today
from service.pages import page
from service.rulebase import rulebook

router = APIRouter(prefix="/rules", dependencies=[allowed(Doing.USE)])
_YEAR = timedelta(days=365)


@router.get("")
def by_gate(
    request: Request,
    session: Reading,
    gate: Annotated[str, Query(max_length=32)] = "",
    q: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """All rules, or those of a gate, or those in which a text stands."""
    if gate and gate not in GATES:
        raise FormError("没有这个关口", fields={"gate": "从列表中选择"})
    rules = rulebook().for_gate(gate) if gate else rulebook().rules
    found = [rule for rule in rules if _holds(rule, q.strip())]
    return page(
        request, "rules/rules.html", rules=found, gate=gate, q=q.strip(), gates=list(GATES.items()),
        subject_of=subject_of, returns=returns_by_rule(session, now() - _YEAR), all=len(rulebook().rules),
    )  # fmt: skip


@router.get("/by-article")
def by_article(request: Request) -> HTMLResponse:
    """Every source with its articles and the rules that rest on them."""
    known = rulebook().libraries.sources
    sources = [(known[cite], source_dates(known[cite]), articles) for cite, articles in cited_rules(rulebook()).items()]
    return page(request, "rules/by_article.html", sources=sources)


@router.get("/{pack}/{section}/{slug}")
def rule_page(request: Request, session: Reading, pack: str, section: str, slug: str) -> HTMLResponse:
    """One rule."""
    rule_id = f"{pack}/{section}/{slug}"
    rule = next((one for one in rulebook().rules if one.id == rule_id), None)
    if rule is None:
        raise NotFoundError("没有这条规则", how="规则可能改了编号，从规则页查找")
    return page(
        request,
        "rules/rule.html",
        content=rule_content(rule, rulebook()),
        others=[(other, _titles().get(other, "")) for other in rule.conflicts_with],
        conflicts=[one for one in rulebook().conflicts if rule_id in (*one.own, *one.national)],
        rule_titles=_titles(),
        other_side=_other_side,
        returns=returns_of_rule(session, rule_id, now() - _YEAR),
        since=today() - _YEAR,
    )


def _titles() -> dict[str, str]:
    return {rule.id: f"{rule.code} {rule.title}" for rule in rulebook().rules}


def _other_side(conflict: Conflict, rule: Rule) -> tuple[str, ...]:
    """The rules of a conflict on the other side than a rule."""
    return conflict.national if rule.id in conflict.own else conflict.own


def _holds(rule: Rule, text: str) -> bool:
    """Whether every word stands somewhere in the rule."""
    said = [rule.id, rule.code, rule.title, rule.on_violation, rule.remedy.do, *rule.remedy.papers]
    said += [basis.cite for basis in rule.basis]
    said += [atom.sentence for atom in rule.question.atoms]
    whole = "\n".join(said).lower()
    return all(word in whole for word in text.lower().split())
