"""What a report says of the whole file, held against its own findings: verdicts, conditions, conflicts, waivers, pages; and
the seals over its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

from checker.assume import Assumption
from checker.casefile import PageCorrection, TakenCorrection, Waiver
from checker.closing_conditions import conditions_met
from checker.conflicts import standings
from checker.facts import CASE
from checker.literals import has_type
from checker.outcome import Level, National, Status, Verdict
from checker.rebuild import read_value
from checker.report import Finding
from checker.report_json import assumption_json, condition_json, given_json, seals, standing_json
from checker.rulebook import Rulebook
from checker.verdicts import overall, pack_verdicts
from checker.waivers import given_waivers

_PARTS = {
    "documents": "卷内文书",
    "foreign": "他案文书",
    "unknown_pages": "未能归类的页",
    "pages": "页数",
    "problems": "文件中的问题",
    "notes": "说明",
    "corrections": "人工更正",
    "parties": "当事人",
    "findings": "各项结果",
    "repair": "补正清单",
    "inputs": "输入文件的指纹",
    "rules": "规则文件的指纹",
    "versions": "程序与模型的版本",
}


def read_waivers(report: Mapping[str, Any]) -> tuple[Waiver, ...]:
    """The waivers that a report records. ValueError where a day is none."""
    return tuple(read_waiver(one) for one in report["waivers"])


def read_waiver(one: Mapping[str, Any]) -> Waiver:
    """A waiver as a report has it."""
    expires = date.fromisoformat(one["expires"])
    return Waiver(one["rule"], one["subject"], one["reason"], one["approver"], expires)


def seal_differences(report: Mapping[str, Any]) -> list[str]:
    """The parts of a report that are not as they were when it was made."""
    receipt = dict(report["receipt"])
    sealed = receipt.pop("seals")
    found = seals({**{name: part for name, part in report.items() if name != "receipt"}, **receipt})
    changed = [name for name in found | sealed if found.get(name) != sealed.get(name)]
    return [f"“{_PARTS.get(name, name)}”（{name}）与出报告时不同" for name in changed]


def verdict_differences(report: Mapping[str, Any]) -> list[str]:
    """What of the verdicts does not follow from the findings."""
    outcomes = [(f["rule"], Level(f["level"]), _counted(f)) for f in report["findings"]]
    packs = pack_verdicts(outcomes)
    wrong = [] if report["packs"] == packs else ["各规则包的结论与各项结果不符"]
    unread = any(page["problem"] for page in report["unknown_pages"])
    verdict = overall(packs, unread=unread, national=National(report["settings"]["national"]))
    wrong += [] if report["verdict"] == verdict else ["总的结论与各项结果不符"]
    waived = any(f["waiver"] and f["level"] == Level.BLOCKING for f in report["findings"])
    by_waiver = verdict is Verdict.PASS and waived
    return wrong if report["passed_by_waiver"] is by_waiver else [*wrong, "是否经豁免通过与各项结果不符"]


def _counted(finding: Mapping[str, Any]) -> Status:
    return Status.NOT_APPLICABLE if finding["waiver"] else Status(finding["status"])


def summary_differences(
    report: Mapping[str, Any], findings: Sequence[Finding], rulebook: Rulebook, as_of: date
) -> list[str]:
    """What of the conditions, conflicts, waivers and assumptions does not follow from the findings and the rules."""
    met = conditions_met(rulebook.conditions, [(f.rule, f.level, f.counted) for f in findings])
    touched = standings(rulebook.as_of(as_of).conflicts, report["gate"], [finding.outcome for finding in findings])
    given = given_waivers(findings, read_waivers(report), as_of)
    parts = (
        ("conditions", [condition_json(one) for one in met], "各项条件的结论与各项结果不符"),
        ("conflicts", [standing_json(one) for one in touched], "上位规定与本院方案的差异与各项结果不符"),
        ("waivers", [given_json(one) for one in given], "豁免记录与各项结果不符"),
        ("assumed", [_assumed(one, rulebook) for one in report["assumed"]], "假设与词汇表不符"),
    )
    return [sentence for name, expected, sentence in parts if report[name] != expected]


def _assumed(recorded: Mapping[str, Any], rulebook: Rulebook) -> dict[str, Any] | None:
    fact = rulebook.libraries.vocabulary.get(recorded["fact"])
    value = read_value(recorded["value"], fact.type) if fact else None
    if fact is None or value is None or not has_type(value, fact.type) or (fact.kind == CASE and recorded["subject"]):
        return None
    return assumption_json(Assumption(fact, value, recorded["subject"]))


def page_differences(report: Mapping[str, Any]) -> list[str]:
    """What of the page accounting does not add up."""
    pages = dict(report["pages"])
    total = pages.pop("in")
    listed = {
        "catalogued": sum(len(document["pages"]) for document in report["documents"]),
        "foreign": sum(len(document["pages"]) for document in report["foreign"]),
        "unknown": len(report["unknown_pages"]),
    }
    wrong = [] if total == sum(pages.values()) else ["页数不平：总页数不等于各类之和"]
    return wrong + (["页数与所列的文书不符"] if any(pages[key] != count for key, count in listed.items()) else [])


def read_correction(one: Mapping[str, Any]) -> TakenCorrection:
    """A correction as a report has it: without the place that was drawn. ValueError where its day is none."""
    made = PageCorrection(
        one["file"],
        one["page"],
        one["of"],
        one["name"],
        one["value"],
        None,
        one["by"],
        date.fromisoformat(one["on"]),
    )
    return TakenCorrection(made, one["ignored"])


def correction_differences(report: Mapping[str, Any]) -> list[str]:
    """The corrections that are said to be used, and of which the papers listed show nothing."""
    listed = {
        name: {(page["file"], page["page"]): paper["kind"] for paper in report[name] for page in paper["pages"]}
        for name in ("documents", "foreign")
    }
    unknown = {(page["file"], page["page"]) for page in report["unknown_pages"]}
    return [
        f"人工更正（{one['file']} 第{one['page']}页：{one['value']}）与所列的文书不符"
        for one in report.get("corrections", ())
        if one["of"] == "kind" and not one["ignored"] and not _shows(one, listed, unknown)
    ]


def _shows(
    one: Mapping[str, Any], listed: Mapping[str, Mapping[tuple[str, int], str]], unknown: Set[tuple[str, int]]
) -> bool:
    """Whether a page stands where a person put it."""
    ref = (one["file"], one["page"])
    own, others = listed["documents"].get(ref), listed["foreign"].get(ref)
    match one["value"]:
        case "空白" | "重复":
            return own is None and others is None and ref not in unknown
        case "未归类":
            return ref in unknown
        case "他案":
            return others is not None
        case "本案":
            return others is None
        case kind:
            return (own or others) is not None and (one["name"] == "next" or kind in (own, others))
