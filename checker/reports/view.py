"""What all printed reports share: which findings are open, whose they are, the checklist, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from checker.casefile import Evidence, PageRef
from checker.facts import CASE
from checker.gates import OWNERS
from checker.literals import FactType
from checker.logic import Truth
from checker.ordering import SortKey, natural_key
from checker.outcome import Level, Status, Verdict
from checker.report import Finding, Report

OWN_PACK = "jianli"
RESPONDENT = "被执行人"
OPEN = (Status.VIOLATED, Status.UNDETERMINED)
MARKS = {
    Status.SATISFIED: "✔",
    Status.VIOLATED: "✘",
    Status.UNDETERMINED: "？",
    Status.NOT_APPLICABLE: "－",
}
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


def open_groups(report: Report) -> list[Group]:
    """The findings that are 不符合 or 待核, by owner group in the order of the plan."""
    return _by_group(finding for finding in report.findings if finding.status in OPEN)


def all_groups(report: Report) -> list[Group]:
    """All findings by owner group, for the table of figures."""
    return _by_group(report.findings)


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
    blocking = [finding for finding in report.findings if finding.level is Level.BLOCKING]
    parts = [f"{count(blocking, status)} 项{status.chinese}" for status in Status if count(blocking, status)]
    text = f"必备要件 {len(blocking)} 项：{'，'.join(parts)}。" if blocking else "本关口没有可判断的必备要件。"
    defects = count(report.findings, Status.VIOLATED, Level.DEFECT)
    return text + (f"另有瑕疵 {defects} 项，须补正。" if defects else "")


def advice(report: Report) -> str:
    """What is to be done now."""
    return {
        Verdict.PASS: "必备要件齐全，可以提请下一步。",
        Verdict.REVIEW: "没有发现缺失，但有事项须由人核对后才能决定。",
        Verdict.RETURN: "缺少必备要件，应当退回责任组补正后重新检查。",
    }[report.verdict]


def subject_kind(finding: Finding) -> str:
    """The kind of its subject."""
    return finding.subject.partition(":")[0]


def subject_name(finding: Finding) -> str:
    """The name of its subject, empty for the case."""
    return finding.subject.partition(":")[2]


def subject_text(subject: str) -> str:
    """A subject as a clerk says it: 被执行人张某, 本案."""
    kind, _, name = subject.partition(":")
    return "本案" if kind == CASE and not name else f"{kind} {name}".strip()


def pages_text(places: Iterable[Evidence | PageRef]) -> str:
    """Pages by file: `卷宗.pdf 第3、5–7页；2.jpg 第1页`."""
    by_file: dict[str, set[int]] = {}
    for place in places:
        by_file.setdefault(place.file, set()).add(place.page)
    return "；".join(f"{file} 第{_ranges(sorted(pages))}页" for file, pages in by_file.items())


def group_name(finding: Finding) -> str:
    """The group that owes it, in Chinese."""
    return OWNERS.get(finding.owner, finding.owner)


def missing(finding: Finding) -> list[tuple[int, tuple[str, ...]]]:
    """The papers and acts that were searched for and not found, by the number of pages looked through."""
    by_pages: dict[int, dict[str, None]] = {}
    for value in (value for because in finding.because for value in because.values):
        if value.searched and value.type == FactType.PRESENCE and value.value is False:
            by_pages.setdefault(value.searched, {})[value.name.rpartition(".")[2]] = None
    return [(pages, tuple(names)) for pages, names in by_pages.items()]


def deadline(report: Report, finding: Finding) -> date | None:
    """The day by which it has to be repaired; None where nothing is owed or its group has no budget of days."""
    for repair in report.repair:
        if repair.subject == finding.subject and finding.rule in repair.rules:
            return repair.deadline
    return None


def mark(truth: Truth) -> str:
    """✔ true, ✘ false, ？ unknown."""
    return "？" if truth is None else ("✔" if truth else "✘")


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
    statuses = (Status.VIOLATED, Status.UNDETERMINED, Status.SATISFIED, Status.NOT_APPLICABLE)
    return _LEVELS.index(finding.level), statuses.index(finding.status), _code(finding)


def _code(finding: Finding) -> tuple[bool, SortKey, str]:
    """The court's own rules first, then by code: 一-1, 一-2, 二-1."""
    return finding.pack != OWN_PACK, natural_key(finding.code), finding.rule


def _ranges(pages: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
