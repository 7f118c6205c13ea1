"""A report as its page shows it: the findings with their numbers, links and words. What is said, `checker.reports.view` says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from checker.casefile import Evidence, PageRef
from checker.conflicts import Outcome, Standing, State
from checker.logic import Tree
from checker.outcome import OPEN, Level, Status
from checker.outline import Entry, outline
from checker.places import is_record, places_text
from checker.report import Finding, Report
from checker.reports import view
from checker.reports.scopes import named, papers_on
from service.database.models import Check

TONES = {Status.SATISFIED: "good", Status.VIOLATED: "bad", Status.UNDETERMINED: "doubt", Status.NOT_APPLICABLE: ""}
_SHOWN = (State.DIFFERS, State.OPEN, State.NOTE)
_IN_FULL = (
    40  # findings of a section that are shown in full; of more, a line each: the rest is on the finding's own page
)
_PAGES = 8  # pages of a finding that are linked where many findings stand; its own page has all


@dataclass(frozen=True, slots=True)
class PagesOfFile:
    """Pages of one file that show something, each with the link that opens it in the viewer. `more`: how many were left out."""

    file: str
    pages: tuple[tuple[int, str], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked for in vain, and where: how many pages, and which papers they are."""

    names: tuple[str, ...]
    pages: int
    where: str


@dataclass
class ResultView:
    """The report of a check on a day; links lead to the check's pages."""

    report: Report
    check: Check
    today: date
    _numbers: dict[int, int] = field(init=False)
    _by_key: dict[tuple[str, str], Finding] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = {id(finding): number for number, finding in enumerate(self.report.findings, 1)}
        self._by_key = {(finding.rule, finding.subject): finding for finding in self.report.findings}

    @property
    def path(self) -> str:
        """The address of the check."""
        return f"/cases/{self.check.case_id}/checks/{self.check.id}"

    def number(self, finding: Finding) -> int:
        """The number of a finding of this gate in the report, from 1; 0 of one that another gate asks."""
        return self._numbers.get(id(finding), 0)

    def own_page(self, finding: Finding) -> str:
        """The address of the page of a finding."""
        return f"{self.path}/findings/{self.number(finding)}"

    def link(self, finding: Finding) -> str:
        """Where a finding is told: on this page where it asks for something and is shown in full, else on its own."""
        full = finding.status in OPEN and self.in_full
        return f"#f{self.number(finding)}" if full else self.own_page(finding)

    @property
    def in_full(self) -> bool:
        """Whether the open findings are shown in full."""
        return sum(finding.status in OPEN for finding in self.report.findings) <= _IN_FULL

    @property
    def open_groups(self) -> list[view.Group]:
        """The open findings by the group that owes them."""
        return view.open_groups(self.report)

    def tone(self, finding: Finding) -> str:
        """The colour of a finding; advice and what was waived is no fault."""
        advice = finding.level is Level.NOTICE and finding.status is Status.VIOLATED
        return "doubt" if advice or (finding.waiver and finding.status in OPEN) else TONES[finding.status]

    def due(self, finding: Finding) -> str:
        """By when it is to be repaired; empty where no day is set."""
        return view.due(self.report, finding, self.today)

    def searched(self, finding: Finding) -> list[Searched]:
        """What was looked for in vain."""
        return [Searched(names, len(pages), self._where(pages)) for pages, names in view.missing(finding)]

    def places(self, finding: Finding, at: Finding | None = None, most: int = _PAGES) -> list[PagesOfFile]:
        """The pages that show a finding, by file. `at`: the finding of this gate that carries it."""
        return self._pages(finding.evidence, self.number(at or finding), most)

    def pages(self, evidence: Sequence[Evidence], finding: Finding) -> list[PagesOfFile]:
        """The pages of some places of a finding."""
        return self._pages(evidence, self.number(finding), len(evidence))

    def page_link(self, file: str, page: int, finding: int = 0) -> str:
        """The address that opens a page in the viewer; empty of the case record, which has no pages."""
        if is_record(file):
            return ""
        asked = {"file": file, "page": page} | ({"finding": finding} if finding else {})
        return f"{self.path}/pages?{urlencode(asked)}"

    def trace(self, finding: Finding, tree: Tree | None) -> list[Entry]:
        """The sentences of a finding as an outline."""
        return outline(tree, [because.truth for because in finding.because])

    @property
    def conflicts(self) -> list[Standing]:
        """Where the plan and the superior rules come out differently, or may."""
        return [one for one in self.report.conflicts if one.state in _SHOWN]

    @property
    def quiet_conflicts(self) -> list[Standing]:
        """Those that make no difference here."""
        return [one for one in self.report.conflicts if one.state not in _SHOWN]

    def found(self, outcome: Outcome) -> Finding:
        """The finding that an outcome of a conflict speaks of."""
        return self._by_key[outcome.rule, outcome.subject]

    def finding(self, rule: str, subject: str) -> Finding | None:
        """The finding of a rule for a subject; None where this report has none."""
        return self._by_key.get((rule, subject))

    def _where(self, pages: tuple[PageRef, ...]) -> str:
        everything = "全卷" if len(pages) == self.report.pages.in_ else places_text(pages)
        return named(papers_on(self.report, pages)) or everything

    def _pages(self, evidence: Iterable[Evidence], number: int, most: int) -> list[PagesOfFile]:
        by_file: dict[str, list[int]] = {}
        for place in evidence:
            pages = by_file.setdefault(place.file, [])
            if place.page not in pages:
                pages.append(place.page)
        return [
            PagesOfFile(
                file,
                tuple((page, self.page_link(file, page, number)) for page in sorted(pages)[:most]),
                max(0, len(pages) - most),
            )
            for file, pages in by_file.items()
        ]
