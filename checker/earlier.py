"""The items of earlier gates that a finding in a report carries. They have no trace, so they are not made anew: they are
held against their rules, and against the finding that counts and lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.casefile import Box, Evidence
from checker.facts import CASE, Fact, Subject, read_subject
from checker.gate_facts import MISSING_COUNT, count_fact
from checker.gates import GATES
from checker.messages import SUBJECT_NAME, unsure_of_any
from checker.outcome import OPEN, Level, Status
from checker.places import read_places
from checker.report import AtEarlierGate, Finding
from checker.report_json import evidence_json
from checker.rule import Remedy, Rule
from checker.rulebook import Rulebook
from checker.sources import Basis


def read_evidence(place: Mapping[str, Any]) -> Evidence:
    """A place as a report has it."""
    return Evidence(place["file"], place["page"], Box(*place["box"]), place["text"], place["confidence"])


def items_of(recorded: Mapping[str, Any]) -> tuple[AtEarlierGate, ...]:
    """The items that a finding carries, without trace."""
    return tuple(AtEarlierGate(item["gate"], _finding(item)) for item in recorded["earlier"])


def wrong_items(recorded: Mapping[str, Any], gate: str, rulebook: Rulebook) -> list[str]:
    """What of the items of a finding at a gate does not hold. The rulebook is that of the day."""
    items = items_of(recorded)
    wrong = [] if _is_counted(recorded, items) else ["前序关口的各项与所载的项数或证据不符"]
    if len({(item.finding.rule, item.finding.subject) for item in items}) < len(items):
        wrong.append("前序关口有重复的项")
    order = list(GATES)
    for item, plain in zip(items, recorded["earlier"], strict=True):
        rules = {rule.id: rule for rule in rulebook.for_gate(item.gate)}
        rule = rules.get(item.finding.rule) if order.index(item.gate) < order.index(gate) else None
        reasons = wrong_item(plain, rule)
        wrong += [f"前序关口 {item.finding.rule}（{item.finding.subject}）：{reason}" for reason in reasons]
    return wrong


def _is_counted(recorded: Mapping[str, Any], items: Sequence[AtEarlierGate]) -> bool:
    """Whether the finding's own values count these items. A finding that asks for no count carries none."""
    counts = [value for because in recorded["because"] for value in because["values"] if value["name"] == MISSING_COUNT]
    expected = count_fact(items)
    if expected is None:
        return all(value["value"] == 0 for value in counts)
    return bool(counts) and all(_is_count(value, expected) for value in counts)


def _is_count(value: Mapping[str, Any], expected: Fact) -> bool:
    places = [evidence_json(place) for place in expected.evidence]
    return (value["value"], value["note"], value["evidence"]) == (expected.value, expected.note, places)


def wrong_item(plain: Mapping[str, Any], rule: Rule | None) -> list[str]:
    """What of an item of another gate does not hold against its rule (None: that gate does not ask it)."""
    return list(_wrong_item(_finding(plain), plain, rule)) if rule else ["不属于这个关口"]


def _wrong_item(finding: Finding, plain: Mapping[str, Any], rule: Rule) -> Iterator[str]:
    of_rule = (rule.code, rule.title, rule.level, rule.remedy.owner, rule.basis)
    if of_rule != (finding.code, finding.title, finding.level, finding.owner, finding.basis):
        yield "编号、名称、等级、责任组或依据与规则不符"
    if finding.level is not Level.BLOCKING or finding.status not in OPEN:
        yield "不是待补或待核的必备要件"
    subject = read_subject(finding.subject)
    if subject.kind not in (rule.for_each, CASE):
        yield "对象与规则不符"
    if not _may_ask(rule.remedy, finding):
        yield "补正办法或应补的文书与规则不符"
    if not _may_say(rule, subject, finding):
        yield "说明与规则不符"
    questions = (rule.question, *((rule.if_none,) if rule.if_none else ()))
    asked = {fact.name for question in questions for atom in question.atoms for fact in atom.facts}
    for lacking in plain["not_found"]:
        if lacking["name"] not in asked or lacking["pages"] != len(read_places(lacking["in"])):
            yield "没有找到的事实、查过的页与规则或页数不符"


def _may_ask(remedy: Remedy, finding: Finding) -> bool:
    """Whether it asks for acts and papers of its rule."""
    asked = finding.remedy == remedy.do or _joins(finding.remedy, tuple(dict.fromkeys(remedy.acts.values())))
    papers = tuple(paper for paper in remedy.papers if paper in finding.papers)
    return asked and papers == finding.papers and bool(papers) == bool(remedy.papers)


def _joins(text: str, acts: Sequence[str]) -> bool:
    """Whether a text is some of these acts, each once."""
    return text in acts or any(
        text.startswith(f"{act}；") and _joins(text.removeprefix(f"{act}；"), [other for other in acts if other != act])
        for act in acts
    )


def _may_say(rule: Rule, subject: Subject, finding: Finding) -> bool:
    """Whether it says what its rule says, whatever the facts named in it are; notes may follow."""
    text = rule.on_violation if finding.status is Status.VIOLATED else rule.on_unknown
    if subject.kind == CASE and rule.for_each != CASE:
        text = unsure_of_any(rule.for_each, rule.title)
    said = text.replace(f"{{{SUBJECT_NAME}}}", subject.name or "本案")
    known = ".*".join(re.escape(part) for part in re.split(r"\{[^{}]*\}", said))
    return re.fullmatch(f"{known}(?:（.*）)?(?:；另须核对：.*)?", finding.message, re.DOTALL) is not None


def _finding(item: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=item["rule"],
        code=item["code"],
        title=item["title"],
        subject=item["subject"],
        status=Status(item["status"]),
        level=Level(item["level"]),
        message=item["message"],
        remedy=item["remedy"],
        papers=tuple(item["papers"]),
        owner=item["owner"],
        basis=tuple(Basis(basis["cite"], basis["grade"]) for basis in item["basis"]),
        because=(),
        evidence=tuple(read_evidence(place) for place in item["evidence"]),
    )
