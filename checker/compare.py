"""One case by the rules of two days: what comes out otherwise, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.places import subject_text
from checker.report import Because, Finding, NamedValue, Report
from checker.report_json import dump_json
from checker.reports.words import chinese_date

COMPARISON = "zhongben/comparison/1"
_KEY = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding that differs between the days; None: that day's rules do not ask it. `reasons` are Chinese sentences."""

    before: Finding | None
    after: Finding | None
    reasons: tuple[str, ...]

    @property
    def same_result(self) -> bool:
        """Whether the finding came out alike on both days."""
        return bool(self.before and self.after and self.before.status is self.after.status)

    @property
    def finding(self) -> Finding:
        """The finding of either day, the later first."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference is between findings")
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports on one case at one gate, and what differs."""

    before: Report
    after: Report
    differences: tuple[Difference, ...]


def compare(before: Report, after: Report) -> Comparison:
    """What differs between the reports of two days: other results first, then other grounds for the same one; each in the
    order of the rules.
    """
    first, second = _by_key(before), _by_key(after)
    found = (_difference(first.get(key), second.get(key)) for key in dict.fromkeys((*first, *second)))
    differing = sorted((one for one in found if one.reasons), key=lambda one: one.same_result)
    return Comparison(before, after, tuple(differing))


def _by_key(report: Report) -> Mapping[_KEY, Finding]:
    return {(finding.rule, finding.subject): finding for finding in report.findings}


def _difference(before: Finding | None, after: Finding | None) -> Difference:
    return Difference(before, after, tuple(_reasons(before, after)))


def _reasons(before: Finding | None, after: Finding | None) -> Iterator[str]:
    if before is None or after is None:
        if before is not after:
            yield "这条规则在后一日才有效" if before is None else "这条规则在后一日已经失效，或者没有这个对象"
        return
    changed = [pair for pair in zip(before.because, after.because, strict=False) if pair[0].truth is not pair[1].truth]
    for old, new in changed:
        yield f"“{new.sentence}”由{_truth(old)}变为{_truth(new)}"
    for old, new in zip(before.because, after.because, strict=False):
        yield from (
            f"{b.name}由{a.shown}变为{b.shown}" for a, b in zip(old.values, new.values, strict=False) if _moved(a, b)
        )
    old_basis, new_basis = (tuple(b.cite for b in f.basis) for f in (before, after))
    if old_basis != new_basis:
        yield f"依据由“{'；'.join(old_basis)}”变为“{'；'.join(new_basis)}”"
    if before.status is not after.status and not changed:
        yield "规则的条件有变化"


def _moved(before: NamedValue, after: NamedValue) -> bool:
    return before.name == after.name and before.value != after.value


def _truth(because: Because) -> str:
    return {True: "成立", False: "不成立", None: "未知"}[because.truth]


def comparison_lines(comparison: Comparison) -> list[str]:
    """The comparison as a clerk reads it."""
    before, after = comparison.before, comparison.after
    lines = [
        f"{before.case}　{chinese_date(before.as_of)}：{before.verdict.chinese}　"
        f"{chinese_date(after.as_of)}：{after.verdict.chinese}"
    ]
    for one in comparison.differences:
        finding = one.finding
        lines.append(f"\n{finding.code}　{finding.title}　{subject_text(finding.subject)}")
        lines.append(f"  {_status(one.before)} → {_status(one.after)}")
        lines += [f"  因为：{reason}" for reason in one.reasons]
    return lines if comparison.differences else [*lines, "两日的各项结果、依据和参数都相同"]


def _status(finding: Finding | None) -> str:
    return finding.status.chinese if finding else "没有这一项"


def comparison_bytes(comparison: Comparison) -> bytes:
    """The comparison as a JSON file."""
    return dump_json(_json(comparison))


def _json(comparison: Comparison) -> dict[str, Any]:
    return {
        "schema": COMPARISON,
        "case": comparison.after.case,
        "gate": comparison.after.gate,
        "days": [
            {"as_of": one.as_of.isoformat(), "verdict": str(one.verdict), "packs": dict(sorted(one.packs.items()))}
            for one in (comparison.before, comparison.after)
        ],
        "differences": [
            {
                "rule": one.finding.rule,
                "code": one.finding.code,
                "title": one.finding.title,
                "subject": one.finding.subject,
                "status": [str(f.status) if f else None for f in (one.before, one.after)],
                "reasons": list(one.reasons),
            }
            for one in comparison.differences
        ],
    }
