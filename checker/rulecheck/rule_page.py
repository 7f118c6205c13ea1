"""The page of one rule, for a judge's assistant: 规则 依据 适用 要求 例子 补正."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.rulecheck.content import Applies, RuleContent, Sentence, rule_content
from checker.rulecheck.markdown import bullets, link, page, section, table


def path_of(rule_id: str) -> str:
    """Where a rule's page is, from the folder of all pages."""
    return f"rules/{rule_id}.md"


def rule_page(rule: Rule, rulebook: Rulebook) -> str:
    """The whole page."""
    content = rule_content(rule, rulebook)
    examples = ((one.name, one.given, one.expect) for one in content.examples)
    return page(
        f"{rule.code}　{rule.title}",
        section("规则", bullets(_about(content, rulebook))),
        section("依据", bullets(content.basis)),
        section("适用", _applies(content.applies)),
        section("要求", _outline(content.required), bullets(content.parameters)),
        section("例子", table(("例子", "已知的情况", "结果"), examples)),
        section("补正", f"责任组：{content.owner}", bullets(content.remedy)),
    )


def _about(content: RuleContent, rulebook: Rulebook) -> Iterator[str]:
    rule = content.rule
    yield f"编号：`{rule.id}`"
    yield f"等级：{rule.level.chinese}"
    yield f"关口：{content.gates}"
    yield f"对象：{content.subject}"
    yield f"有效：{content.in_force}"
    installed = {other.id for other in rulebook.rules}
    for other in rule.conflicts_with:
        shown = link(f"`{other}`", path_of(other), path_of(rule.id)) if other in installed else f"`{other}`"
        yield f"与这条规则不一致，两条都报告：{shown}"
    yield f"不符合时报告：{rule.on_violation}"
    yield f"待核时请人：{rule.on_unknown}"


def _applies(applies: Applies) -> str:
    parts = [applies.says, _outline(applies.conditions), applies.of_nobody, bullets(applies.of_nobody_if)]
    return "\n\n".join(part for part in parts if part)


def _outline(sentences: Iterable[Sentence]) -> str:
    return "\n".join(f"{'  ' * sentence.depth}- {sentence.text}" for sentence in sentences)
