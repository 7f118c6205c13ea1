"""The trace of one finding, from the report's JSON: sentences, truths, values, places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.casefile import PageRef
from checker.errors import UserError
from checker.gates import GATES, OWNERS
from checker.outcome import OPEN, Level, Status
from checker.outline import Entry, outline, read_logic
from checker.places import place_text, subject_text

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
    yield f"{status}　{finding['code']}　{finding['title']}　{subject_text(finding['subject'])}"
    yield f"  {finding['message']}"
    yield f"  规则：{finding['rule']}（{level}）"
    yield "  依据：" + "；".join(f"{basis['cite']}（{basis['grade']}级）" for basis in finding["basis"])
    logic, truths = read_logic(finding["logic"]), [because["truth"] for because in finding["because"]]
    for heading, tree in (("适用条件", logic.applies), ("要求", logic.requires)):
        entries = outline(tree, truths)
        if entries:
            yield f"  {heading}"
        for entry in entries:
            yield from _entry(entry, finding["because"])
    for near in finding["nearest"]:
        yield f"  最接近的材料：{near['says']}"
    if waiver := finding["waiver"]:
        yield f"  经批准豁免：{waiver['reason']}（批准人{waiver['approver']}，有效期至{waiver['expires']}）"
    if finding["status"] in OPEN:
        yield f"  补正：{OWNERS[finding['owner']]} — {finding['remedy']}"
    for item in finding.get("earlier", ()):
        yield from _earlier(item)


def _entry(entry: Entry, because: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    indent = "    " + "  " * entry.depth
    if entry.heading:
        yield f"{indent}{entry.mark} {entry.heading}"
    else:
        yield from (f"{indent}{line}" for line in _sentence(entry.mark, because[entry.atom]))


def _earlier(item: Mapping[str, Any]) -> Iterator[str]:
    """An item of an earlier gate: what is lacking, where that was looked for, and whose repair it is."""
    yield f"  {GATES[item['gate']]}　{item['code']}　{item['title']}　{subject_text(item['subject'])}"
    yield f"    {item['message']}"
    for lost in item["not_found"]:
        yield f"    没有找到{lost['name'].rpartition('.')[2]}，查了{lost['pages']}页：{lost['in']}"
    for place in item["evidence"][:MAX_PLACES]:
        yield f"    → {_place(place)}"
    yield f"    补正：{OWNERS[item['owner']]} — {item['remedy']}"


def _sentence(mark: str, because: Mapping[str, Any]) -> Iterator[str]:
    yield f"{mark} {because['sentence']}"
    for named in because["values"]:
        note = f"（{named['note']}）" if named["note"] else ""
        yield f"    {named['name']}：{named['shown']}{note}"
        yield from (f"      → {_place(place)}" for place in named["evidence"][:MAX_PLACES])
        if len(named["evidence"]) > MAX_PLACES:
            yield f"      → 另有{len(named['evidence']) - MAX_PLACES}处"


def _place(place: Mapping[str, Any]) -> str:
    text = f"　“{place['text']}”" if place["text"] else ""
    return place_text(PageRef(place["file"], place["page"])) + text
