"""Recomputes a report from itself: every sentence from its values, every status from its sentences, what a clerk reads of
them, what is owed, the verdict.

It needs the report, the rules, and nothing else; where the input files are given, their hashes are compared too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checker.earlier import wrong_item, wrong_items
from checker.errors import CaseFileError
from checker.facts import CASE, Subject
from checker.gates import GATES, later_gates
from checker.outcome import National
from checker.rebuild import rebuild, same_places, says
from checker.repair import repairs
from checker.report import Finding
from checker.report_json import SCHEMA, finding_json, repair_json
from checker.report_shape import wrong_shape
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.verdicts import owed_for
from checker.verify_whole import (
    correction_differences,
    page_differences,
    read_waivers,
    seal_differences,
    summary_differences,
    verdict_differences,
)
from checker.waivers import waive

_OF_RULE = {
    "level": "等级",
    "code": "编号",
    "title": "名称",
    "remedy": "补正办法",
    "papers": "应补的文书",
    "owner": "责任组",
    "basis": "依据",
    "logic": "条件的组合",
}


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
    if wrong := wrong_shape(report):
        return [f"报告的内容不完整或被改动：{sentence}" for sentence in wrong]
    try:
        as_of = date.fromisoformat(report["as_of"])
    except ValueError:
        return [f"报告的内容不完整或被改动：没有 {report['as_of']} 这一天"]
    return [
        *_rule_differences(report, rulebook),
        *(_input_differences(report, inputs) if inputs is not None else ()),
        *_finding_differences(report, rulebook, as_of),
        *verdict_differences(report),
        *page_differences(report),
        *correction_differences(report),
        *seal_differences(report),
    ]


def _rule_differences(report: Mapping[str, Any], rulebook: Rulebook) -> list[str]:
    then, now = report["receipt"]["rules"], rulebook.hashes
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


def _finding_differences(report: Mapping[str, Any], rulebook: Rulebook, as_of: date) -> list[str]:
    if report["gate"] not in GATES:
        return [f"没有这个关口：{report['gate']}"]
    in_force = rulebook.as_of(as_of)
    rules = {rule.id: rule for rule in in_force.for_gate(report["gate"])}
    found = {finding["rule"] for finding in report["findings"]}
    wrong = [f"缺少规则 {rule} 的结果" for rule in sorted(rules.keys() - found)]
    wrong += [f"规则 {rule} 不属于这个关口" for rule in sorted(found - rules.keys())]
    wrong += _missing_subjects(report, rules)
    seen: set[tuple[str, str]] = set()
    made: list[Finding] = []
    for finding in report["findings"]:
        where = (finding["rule"], finding["subject"])
        if where in seen:
            wrong.append(f"{where[0]}（{where[1]}）有两个结果")
        seen.add(where)
        if finding["rule"] in rules:
            try:
                made.append(rebuild(finding, rules[finding["rule"]], as_of, rulebook.libraries))
                reasons = [*_changed(finding, made[-1]), *wrong_items(finding, report["gate"], in_force)]
            except (ValueError, TypeError) as error:
                wrong.append(f"{where[0]}（{where[1]}）：报告的内容不完整或被改动：{error}")
                continue
            wrong += [f"{where[0]}（{where[1]}）：{reason}" for reason in reasons]
    wrong += _wrong_ahead(report, in_force)
    return wrong or _whole_differences(report, made, rulebook, as_of)


def _whole_differences(report: Mapping[str, Any], made: list[Finding], rulebook: Rulebook, as_of: date) -> list[str]:
    """What does not follow from findings that hold."""
    try:
        findings = waive(made, read_waivers(report), as_of)
    except ValueError as error:
        return [f"豁免记录不完整或被改动：{error}"]
    wrong = [
        f"{finding.rule}（{finding.subject}）的豁免与豁免记录不符"
        for finding, recorded in zip(findings, report["findings"], strict=True)
        if finding_json(finding)["waiver"] != recorded["waiver"]
    ]
    counted = owed_for(findings, National(report["settings"]["national"]))
    owed = [repair_json(repair) for repair in repairs(counted, rulebook.libraries.parameters, as_of)]
    wrong += [] if report["repair"] == owed else ["补正清单与各项结果不符"]
    return wrong + summary_differences(report, findings, rulebook, as_of)


def _wrong_ahead(report: Mapping[str, Any], in_force: Rulebook) -> list[str]:
    """What of the items of later gates does not hold: they have no trace, so they are held against their rules."""
    after = later_gates(report["gate"])
    wrong = []
    for item in report["ahead"]:
        rules = {rule.id: rule for rule in in_force.for_gate(item["gate"])} if item["gate"] in after else {}
        reasons = wrong_item(item, rules.get(item["rule"]))
        wrong += [f"后续关口 {item['rule']}（{item['subject']}）：{reason}" for reason in reasons]
    return wrong


def _missing_subjects(report: Mapping[str, Any], rules: Mapping[str, Rule]) -> list[str]:
    """Every rule of a kind is asked of the same subjects: of the parties, and of all that other rules were asked of."""
    asked: dict[str, set[str]] = {}
    for party in report["parties"]:
        asked.setdefault(party["role"], set()).add(str(Subject(party["role"], party["name"])))
    of_rule: dict[str, set[str]] = {}
    for finding in report["findings"]:
        asked.setdefault(finding["subject"].partition(":")[0], set()).add(finding["subject"])
        of_rule.setdefault(finding["rule"], set()).add(finding["subject"])
    return [
        f"缺少规则 {rule} 对“{subject}”的结果"
        for rule in sorted(rules.keys() & of_rule.keys())
        if rules[rule].for_each != CASE
        for subject in sorted(asked.get(rules[rule].for_each, set()) - of_rule[rule])
    ]


def _changed(recorded: Mapping[str, Any], made: Finding) -> list[str]:
    """What of a finding is not as its own values make it."""
    written = finding_json(made)
    sentences = {because["sentence"]: because["truth"] for because in recorded["because"]}
    for because in made.because:
        if because.sentence not in sentences or sentences[because.sentence] is not because.truth:
            return [f"“{because.sentence}”的真假与所载的事实不符"]
    if made.status != recorded["status"]:
        return ["结果与所载的事实不符"]
    wrong = [f"{name}与规则不符" for key, name in _OF_RULE.items() if written[key] != recorded[key]]
    if not says(made.message, recorded["message"]):
        wrong.append("说明与所载的事实不符")
    if not same_places(made, recorded):
        wrong.append("证据与所载的事实不符")
    return wrong if written["because"] == recorded["because"] else [*wrong, "所据的事实前后不一"]
