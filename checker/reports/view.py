"""What all printed reports share: which findings are open, whose they are, the checklist, and the words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from checker.casefile import PageRef, TakenCorrection
from checker.closing_conditions import ConditionMet
from checker.gates import OWNERS
from checker.ordering import SortKey, natural_key
from checker.outcome import GRAVEST_FIRST, OPEN, Level, National, Status, Verdict
from checker.places import place_text
from checker.report import Finding, Repair, Report, not_found
from checker.reports.words import chinese_date, correction_text
from checker.verdicts import OWN_PACK

RESPONDENT = "被执行人"
MARKS = {
    Status.SATISFIED: "✔",
    Status.VIOLATED: "✘",
    Status.UNDETERMINED: "？",
    Status.NOT_APPLICABLE: "－",
}
ADVICE = "※ 提示"
WAIVED = "◇ 经批准豁免"
PACKS = {"jianli": "本院执行工作方案", "national": "上位规定"}
GRADES = {"A": "全文核对", "B": "摘录或转载", "C": "第三方来源", "M": "凭记忆，须核对原文"}
_LEVELS = (Level.BLOCKING, Level.DEFECT, Level.NOTICE)


@dataclass(frozen=True, slots=True)
class Group:
    """A group with the findings it has to see to, the gravest first."""

    slug: str
    name: str
    findings: tuple[Finding, ...]

    def count(self, status: Status, level: Level | None = None) -> int:
        """How many of its findings have a status (and a level)."""
        return sum(1 for f in self.findings if f.status is status and level in (None, f.level))


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement in the checklist: its finding for each respondent, None where it was not asked of him."""

    code: str
    title: str
    level: Level
    cells: tuple[Finding | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The checklist: a column for each respondent."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


def deciding_pack(report: Report) -> str:
    """The pack that decides the gate: the court's own; on days before it, the superior rules."""
    return OWN_PACK if OWN_PACK in report.packs else next(iter(report.packs), OWN_PACK)


def deciding(report: Report) -> list[Finding]:
    """The findings that decide the gate."""
    pack = deciding_pack(report)
    return [finding for finding in report.findings if finding.pack == pack]


def superior(report: Report, *statuses: Status) -> list[Finding]:
    """The findings of the superior rules with these statuses, the gravest first; none where those decide the gate."""
    pack = deciding_pack(report)
    return sorted((f for f in report.findings if f.pack != pack and f.status in statuses), key=_gravity)


def open_groups(report: Report) -> list[Group]:
    """The findings that are 不符合 or 待核, by owner group in the order of the plan."""
    return _by_group(finding for finding in deciding(report) if finding.status in OPEN)


def all_groups(report: Report) -> list[Group]:
    """All findings by owner group, for the table of figures."""
    return _by_group(deciding(report))


def settled(report: Report) -> list[Finding]:
    """The findings that are 符合 or 不适用, in the order of their codes."""
    return sorted((finding for finding in report.findings if finding.status not in OPEN), key=_code)


def checklist(report: Report) -> Matrix:
    """The requirements asked of each respondent."""
    own = sorted((finding for finding in report.findings if subject_kind(finding) == RESPONDENT), key=_code)
    names = tuple(dict.fromkeys(subject_name(f) for f in report.findings if subject_kind(f) == RESPONDENT))
    rows = []
    for _, same in groupby(own, key=lambda finding: finding.rule):
        findings = list(same)
        by_name = {subject_name(finding): finding for finding in findings}
        first = findings[0]
        rows.append(Row(first.code, first.title, first.level, tuple(by_name.get(name) for name in names)))
    return Matrix(names, tuple(rows))


def other_items(report: Report) -> list[Finding]:
    """The requirements asked of the case, its applicant, properties, leads, trips and papers."""
    return sorted((finding for finding in report.findings if subject_kind(finding) != RESPONDENT), key=_code)


def count(findings: Iterable[Finding], status: Status, level: Level | None = None) -> int:
    """How many findings have a status (and a level)."""
    return sum(1 for finding in findings if finding.status is status and level in (None, finding.level))


def conclusion(report: Report) -> str:
    """One sentence under the verdict."""
    blocking = [finding for finding in deciding(report) if finding.level is Level.BLOCKING]
    parts = [f"{count(blocking, status)} 项{status.chinese}" for status in Status if count(blocking, status)]
    text = f"必备要件 {len(blocking)} 项：{'，'.join(parts)}。" if blocking else "本关口没有可判断的必备要件。"
    defects = count(deciding(report), Status.VIOLATED, Level.DEFECT)
    waived = sum(1 for finding in report.findings if finding.waiver)
    text += f"经批准豁免 {waived} 项，不再要求补正。" if waived else ""
    return text + (f"另有瑕疵 {defects} 项，须补正。" if defects else "")


def named(report: Report, rule: str) -> str:
    """A rule as a clerk knows it: title and code; its id where this check does not ask it."""
    return next((f"{one.title}（{one.code}）" for one in report.findings if one.rule == rule), rule)


def risk(report: Report) -> str:
    """One sentence on the superior rules beside the court's own plan, empty where there is nothing to say."""
    blocking = [f for f in superior(report, Status.VIOLATED) if f.level is Level.BLOCKING and not f.waiver]
    if not blocking:
        return ""
    follows = {
        National.ADVISE: "只作提示",
        National.REVIEW: "审批人须写明理由后才能放行",
        National.RETURN: "须补正后再报",
    }[report.national]
    return f"上位规定风险 {len(blocking)} 项：{'、'.join(dict.fromkeys(f.title for f in blocking))}。{follows}。"


def schemes(report: Report) -> list[tuple[str, tuple[ConditionMet, ...]]]:
    """The conditions of 终本 by the scheme that sets them, the court's own first."""
    names = dict.fromkeys(met.condition.scheme for met in report.conditions)
    return [(name, tuple(met for met in report.conditions if met.condition.scheme == name)) for name in names]


def hypothesis(report: Report) -> str:
    """The warning over a report that rests on facts set by hand; empty where none was."""
    if not report.assumed:
        return ""
    return f"含假设，不是检查结论：{'；'.join(one.text for one in report.assumed)}"


def corrections(report: Report) -> list[str]:
    """What people corrected in the reading: one line on those that were used, one on those that were not."""
    used = [one for one in report.corrections if not one.ignored]
    unused = [one for one in report.corrections if one.ignored]
    lines = [f"人工更正{len(used)}处：{'；'.join(_correction(one) for one in used)}"] if used else []
    told = "；".join(f"{_correction(one)}——{one.ignored}" for one in unused)
    return lines + ([f"另有人工更正{len(unused)}处没有采用：{told}"] if unused else [])


def _correction(taken: TakenCorrection) -> str:
    one = taken.correction
    return f"{place_text(one.ref)}{correction_text(one)}（{one.by}）"


def advice(report: Report) -> str:
    """What is to be done now."""
    waived = any(finding.waiver and finding.status is Status.VIOLATED for finding in report.findings)
    but = "除经批准豁免的以外，" if waived else ""
    return {
        Verdict.PASS: f"{but}必备要件齐全，可以提请下一步。",
        Verdict.REVIEW: f"{but}没有发现缺失，但有事项须由人核对后才能决定。",
        Verdict.RETURN: "缺少必备要件，应当退回责任组补正后重新检查。",
    }[report.verdict] + risk(report)


def subject_kind(finding: Finding) -> str:
    """The kind of its subject."""
    return finding.subject.partition(":")[0]


def subject_name(finding: Finding) -> str:
    """The name of its subject, empty for the case."""
    return finding.subject.partition(":")[2]


def group_name(finding: Finding) -> str:
    """The group that owes it, in Chinese."""
    return OWNERS.get(finding.owner, finding.owner)


def missing(finding: Finding) -> list[tuple[tuple[PageRef, ...], tuple[str, ...]]]:
    """The papers and acts that were searched for and not found, by the pages looked through."""
    by_pages: dict[tuple[PageRef, ...], list[str]] = {}
    for value in not_found(finding):
        by_pages.setdefault(value.searched, []).append(value.name.rpartition(".")[2])
    return [(pages, tuple(names)) for pages, names in by_pages.items()]


def headline(finding: Finding) -> str:
    """The message; where the items of earlier gates are listed below it, only how many there are."""
    if not finding.earlier:
        return finding.message
    doubtful = sum(item.finding.status is Status.UNDETERMINED for item in finding.earlier)
    also = f"，另有{doubtful}项待核" if finding.status is Status.VIOLATED and doubtful else ""
    return f"{finding.message.partition('：')[0]}{also}，逐项列后"


def label(finding: Finding) -> str:
    """The status with its mark; advice is no fault, whatever its status."""
    if finding.waiver:
        return f"{WAIVED}（{finding.status.chinese}）"
    if finding.level is Level.NOTICE and finding.status is Status.VIOLATED:
        return ADVICE
    return f"{MARKS[finding.status]} {finding.status.chinese}"


def tally(findings: Iterable[Finding]) -> str:
    """不符合 2 项，待核 1 项，经批准豁免 1 项: what is waived and what is only advice is not counted as lacking."""
    counted = Counter(
        "经批准豁免" if one.waiver else "提示" if label(one) == ADVICE else one.status.chinese for one in findings
    )
    known = (Status.VIOLATED.chinese, Status.UNDETERMINED.chinese, "经批准豁免", "提示")
    return "，".join(f"{name} {counted[name]} 项" for name in known if counted[name])


def due(report: Report, finding: Finding, today: date | None = None) -> str:
    """By when it has to be repaired, from which day and by which provision that is counted; empty where no day is set.

    `today` tells which deadlines are past: a file judged by a day long ago is repaired from the day it is returned.
    """
    for repair in report.repair:
        if repair.subject == finding.subject and finding.rule in repair.rules and repair.deadline:
            if today and repair.deadline < today and repair.counted_from:
                return f"收到退回通知之日起{repair.period}内（{repair.period_source}）"
            past = "，已逾期" if today and repair.deadline < today else ""
            return f"{chinese_date(repair.deadline)}前{past}{_counted(repair)}"
    return ""


def _counted(repair: Repair) -> str:
    if repair.counted_from is None:
        return ""
    return f"（自检查日{chinese_date(repair.counted_from)}起{repair.period}，{repair.period_source}）"


def basis_text(finding: Finding) -> str:
    """The provisions it rests on."""
    return "；".join(basis.cite for basis in finding.basis)


def _by_group(findings: Iterable[Finding]) -> list[Group]:
    by_owner: dict[str, list[Finding]] = {}
    for finding in findings:
        by_owner.setdefault(finding.owner, []).append(finding)
    known = [slug for slug in OWNERS if slug in by_owner]
    return [Group(slug, OWNERS[slug], tuple(sorted(by_owner[slug], key=_gravity))) for slug in known]


def _gravity(finding: Finding) -> tuple[int, int, tuple[bool, SortKey, str]]:
    return _LEVELS.index(finding.level), GRAVEST_FIRST.index(finding.status), _code(finding)


def _code(finding: Finding) -> tuple[bool, SortKey, str]:
    """The court's own rules first, then by code: 一-1, 一-2, 二-1."""
    return finding.pack != OWN_PACK, natural_key(finding.code), finding.rule
