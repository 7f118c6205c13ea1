"""Recomputes a report from itself: every sentence from its values, every status from its sentences, the verdict.

It needs the report, the rules, and nothing else; where the input files are given, their hashes are compared too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checker import oracle
from checker.check import overall, pack_verdicts
from checker.errors import CaseFileError
from checker.evaluate import decide
from checker.facts import CASE, THE_CASE, UNKNOWN, Fact, Subject, Value
from checker.gates import GATES
from checker.judge import question_for
from checker.literals import FactType
from checker.outcome import Level, Status
from checker.receipt import rule_hashes
from checker.report_json import SCHEMA
from checker.rule import Rule
from checker.rulebook import Rulebook


def load_report(path: Path) -> dict[str, Any]:
    """A report file as JSON values. CaseFileError where it is not one."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise CaseFileError("报告打不开", where=str(path), how="请检查文件是否存在、是否有读取权限") from error
    except ValueError as error:
        raise CaseFileError(
            "这不是 JSON 报告", where=str(path), how="请用 zhongben check … --json 写出的文件"
        ) from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise CaseFileError("这不是本程序的检查报告", where=str(path), how=f"报告的 schema 应为 {SCHEMA}")
    return content


def differences(report: Mapping[str, Any], rulebook: Rulebook, inputs: Mapping[str, str] | None = None) -> list[str]:
    """What does not hold, as Chinese sentences; empty where the report holds. Wrongly formed parts do not hold."""
    try:
        return [
            *_rule_differences(report, rulebook),
            *(_input_differences(report, inputs) if inputs is not None else ()),
            *_finding_differences(report, rulebook),
            *_verdict_differences(report),
            *_page_differences(report),
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [f"报告的内容不完整或被改动：{error}"]


def _rule_differences(report: Mapping[str, Any], rulebook: Rulebook) -> list[str]:
    then, now = report["receipt"]["rules"], rule_hashes(rulebook)
    changed = sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    return [f"规则文件与出报告时不同：{name}" for name in changed]


def _input_differences(report: Mapping[str, Any], inputs: Mapping[str, str]) -> list[str]:
    then = report["receipt"]["inputs"]
    words = {(True, False): "卷宗里没有", (False, True): "报告里没有", (True, True): "内容与报告不同"}
    return [
        f"{words[name in then, name in inputs]}：{name}"
        for name in sorted(then.keys() | inputs.keys())
        if then.get(name) != inputs.get(name)
    ]


def _finding_differences(report: Mapping[str, Any], rulebook: Rulebook) -> list[str]:
    as_of = date.fromisoformat(report["as_of"])
    if report["gate"] not in GATES:
        return [f"没有这个关口：{report['gate']}"]
    rules = {rule.id: rule for rule in rulebook.as_of(as_of).for_gate(report["gate"])}
    found = {finding["rule"] for finding in report["findings"]}
    wrong = [f"缺少规则 {rule} 的结果" for rule in sorted(rules.keys() - found)]
    wrong += [f"规则 {rule} 不属于这个关口" for rule in sorted(found - rules.keys())]
    seen: set[tuple[str, str]] = set()
    for finding in report["findings"]:
        where = (finding["rule"], finding["subject"])
        if where in seen:
            wrong.append(f"{where[0]}（{where[1]}）有两个结果")
        seen.add(where)
        if finding["rule"] in rules:
            reason = _recompute(finding, rules[finding["rule"]], as_of)
            wrong += [f"{where[0]}（{where[1]}）：{reason}"] if reason else []
    return wrong


def _recompute(finding: Mapping[str, Any], rule: Rule, as_of: date) -> str:
    """What is wrong with a finding, "" where it holds."""
    subject = _subject(finding["subject"])
    nobody = subject.kind == CASE and rule.for_each != CASE
    question = question_for(rule, nobody=nobody)
    facts = _FactsOfFinding(finding)
    truths = [decide(atom, subject, facts, as_of).truth for atom in question.atoms]
    written = {because["sentence"]: because["truth"] for because in finding["because"]}
    for atom, truth in zip(question.atoms, truths, strict=True):
        if atom.sentence not in written or written[atom.sentence] is not truth:
            return f"“{atom.sentence}”的真假与所载的事实不符"
    if oracle.judge(question.logic, truths) != finding["status"]:
        return "结果与所载的事实不符"
    return "" if finding["level"] == rule.level else "等级与规则不符"


def _subject(text: str) -> Subject:
    kind, _, name = text.partition(":")
    return Subject(kind, name) if name else THE_CASE


@dataclass(frozen=True)
class _FactsOfFinding:
    """The facts a finding itself records."""

    finding: Mapping[str, Any]

    def subjects(self, kind: str) -> list[Subject]:
        """The finding's own subject."""
        return [_subject(self.finding["subject"])]

    def fact(self, subject: Subject, name: str) -> Fact:
        """The value recorded in its trace."""
        for because in self.finding["because"]:
            for named in because["values"]:
                if named["name"] == name:
                    return Fact(_value(named["value"], FactType(named["type"])))
        return UNKNOWN


def _value(value: Any, type_: FactType) -> Value | None:  # noqa: ANN401 (JSON)
    if isinstance(value, str) and type_ is FactType.DATE:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return frozenset(str(item) for item in value)
    result: Value | None = value
    return result


def _verdict_differences(report: Mapping[str, Any]) -> list[str]:
    outcomes = [(f["rule"], Level(f["level"]), Status(f["status"])) for f in report["findings"]]
    packs = pack_verdicts(outcomes)
    wrong = [] if report["packs"] == packs else ["各规则包的结论与各项结果不符"]
    unread = any(page["problem"] for page in report["unknown_pages"])
    return wrong if report["verdict"] == overall(packs, unread=unread) else [*wrong, "总的结论与各项结果不符"]


def _page_differences(report: Mapping[str, Any]) -> list[str]:
    pages = dict(report["pages"])
    total = pages.pop("in")
    return [] if total == sum(pages.values()) else ["页数不平：总页数不等于各类之和"]
