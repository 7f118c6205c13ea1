"""The trace of one finding, from the report's JSON: sentences, truths, values, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.errors import UserError
from checker.gates import OWNERS
from checker.outcome import Level, Status

MARK = {True: "✔", False: "✘", None: "？"}
MAX_PLACES = 3


def find_findings(report: Mapping[str, Any], rule: str, subject: str | None) -> list[Mapping[str, Any]]:
    """The findings of a rule (id, its last part, or code), of one subject (KIND:NAME or the name) where given."""
    findings = [f for f in report["findings"] if rule in (f["rule"], f["rule"].rpartition("/")[2], f["code"])]
    if not findings:
        known = "、".join(dict.fromkeys(f["code"] for f in report["findings"]))
        raise UserError(f"报告里没有这条规则：“{rule}”", how=f"报告里有：{known}")
    if subject is None:
        return findings
    chosen = [f for f in findings if subject in (f["subject"], f["subject"].partition(":")[2])]
    if not chosen:
        known = "、".join(f["subject"] for f in findings)
        raise UserError(f"这条规则没有查过“{subject}”", how=f"查过：{known}")
    return chosen


def explanation(finding: Mapping[str, Any]) -> str:
    """The trace of a finding as indented text."""
    return "\n".join(_lines(finding))


def _lines(finding: Mapping[str, Any]) -> Iterator[str]:
    status, level = Status(finding["status"]).chinese, Level(finding["level"]).chinese
    yield f"{status}　{finding['code']}　{finding['title']}　{finding['subject']}"
    yield f"  {finding['message']}"
    yield f"  规则：{finding['rule']}（{level}）"
    yield "  依据：" + "；".join(f"{basis['cite']}（{basis['grade']}级）" for basis in finding["basis"])
    for condition, heading in ((True, "适用条件"), (False, "要求")):
        sentences = [because for because in finding["because"] if because["condition"] is condition]
        if sentences:
            yield f"  {heading}"
        for because in sentences:
            yield from _sentence(because)
    if finding["status"] in (Status.VIOLATED, Status.UNDETERMINED):
        yield f"  补正：{OWNERS[finding['owner']]} — {finding['remedy']}"


def _sentence(because: Mapping[str, Any]) -> Iterator[str]:
    yield f"    {MARK[because['truth']]} {because['sentence']}"
    for named in because["values"]:
        note = f"（{named['note']}）" if named["note"] else ""
        yield f"        {named['name']}：{named['shown']}{note}"
        for place in named["evidence"][:MAX_PLACES]:
            text = f"　“{place['text']}”" if place["text"] else ""
            yield f"          → {place['file']} 第{place['page']}页{text}"
        if len(named["evidence"]) > MAX_PLACES:
            yield f"          → 另有{len(named['evidence']) - MAX_PLACES}处"
