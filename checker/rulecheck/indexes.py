"""The index of rules by gate, and the one by the article that a rule rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.gates import GATES, OWNERS
from checker.periods import parse_number
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.markdown import link, page, section, table
from checker.rulecheck.rule_page import path_of, show_day, subject_of
from checker.sources import Source, source_of

BY_GATE, BY_ARTICLE = "rules/README.md", "rules/by-article.md"
_NUMBER = re.compile(r"\d+|[零〇一二两三四五六七八九十百]+")


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
    cited = _cited(rulebook)
    sources = [section(f"{cite}　{source.title}", _dates(source), _articles(cited[cite]))
               for cite, source in rulebook.libraries.sources.items() if cite in cited]  # fmt: skip
    return page("规则，按依据的条文", f"另见：{link('按关口', BY_GATE, BY_ARTICLE)}。", *sources)


def _cited(rulebook: Rulebook) -> dict[str, dict[str, list[Rule]]]:
    """By source and article, the rules."""
    cited: dict[str, dict[str, list[Rule]]] = {}
    for rule in rulebook.rules:
        for basis in rule.basis:
            source = source_of(basis, rulebook.libraries.sources)
            article = basis.cite.removeprefix(source.cite).strip() or "全文"
            cited.setdefault(source.cite, {}).setdefault(article, []).append(rule)
    return cited


def _dates(source: Source) -> str:
    until = f"，至{show_day(source.end)}止" if source.end else ""
    return f"{show_day(source.start)}起{until}；我们手头的文本：{source.grade}级。"


def _articles(articles: dict[str, list[Rule]]) -> str:
    rows = ((article, "；".join(_links(articles[article]))) for article in sorted(articles, key=_order))
    return table(("条文", "规则"), rows)


def _links(rules: list[Rule]) -> Iterator[str]:
    for rule in rules:
        yield f"{link(rule.code, path_of(rule.id), BY_ARTICLE)} {rule.title}"


def _order(article: str) -> str:
    """第十条 after 第九条."""
    return _NUMBER.sub(lambda match: f"{parse_number(match[0]):04}", article)
