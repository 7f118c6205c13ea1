"""The index of rules by gate, and the one by the article that a rule rests on."""

from __future__ import annotations

from collections.abc import Iterator

from checker.gates import GATES, OWNERS
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.content import cited_rules, source_dates, subject_of
from checker.rulecheck.markdown import link, page, section, table
from checker.rulecheck.rule_page import path_of

BY_GATE, BY_ARTICLE = "rules/README.md", "rules/by-article.md"


def by_gate(rulebook: Rulebook) -> str:
    """Every gate with its rules."""
    gates = [section(f"{name}（`{gate}`）", _rules(rulebook.for_gate(gate))) for gate, name in GATES.items()]
    return page(
        "规则，按关口",
        f"共 {len(rulebook.rules)} 条规则。另见：{link('按依据的条文', BY_ARTICLE, BY_GATE)}、"
        f"{link('与别家核查清单的对照', 'coverage.md', BY_GATE)}。",
        *gates,
    )


def _rules(rules: tuple[Rule, ...]) -> str:
    rows = (
        (
            link(rule.code, path_of(rule.id), BY_GATE),
            rule.title,
            subject_of(rule),
            rule.level.chinese,
            OWNERS[rule.remedy.owner],
        )
        for rule in rules
    )
    return table(("编号", "要求", "对象", "等级", "责任组"), rows)


def by_article(rulebook: Rulebook) -> str:
    """Every source that is cited, with its articles and the rules that rest on them."""
    known = rulebook.libraries.sources
    sources = [section(f"{cite}　{known[cite].title}", source_dates(known[cite]), _articles(articles))
               for cite, articles in cited_rules(rulebook).items()]  # fmt: skip
    return page("规则，按依据的条文", f"另见：{link('按关口', BY_GATE, BY_ARTICLE)}。", *sources)


def _articles(articles: dict[str, list[Rule]]) -> str:
    return table(("条文", "规则"), ((article, "；".join(_links(rules))) for article, rules in articles.items()))


def _links(rules: list[Rule]) -> Iterator[str]:
    for rule in rules:
        yield f"{link(rule.code, path_of(rule.id), BY_ARTICLE)} {rule.title}"
