"""The report: what `check` returns. Its JSON form is in `report_json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from checker.assume import Assumption
from checker.casefile import (
    CaseFile,
    Document,
    Evidence,
    PageRef,
    PageState,
    TakenCorrection,
    UnknownPage,
    Waiver,
)
from checker.closing_conditions import ConditionMet
from checker.conflicts import Outcome, Standing
from checker.facts import Value
from checker.logic import AllOf, Logic, Truth
from checker.outcome import Level, National, Status, Verdict
from checker.periods import Period
from checker.sources import Basis

NO_LOGIC = Logic(AllOf(), None)


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A fact or parameter a sentence rested on: name, type, value, and `shown`, the value as a clerk reads it.

    `note` says why it is unknown or what was searched; `searched` are the pages that were looked through.
    """

    name: str
    type: str
    value: Value | Period | None
    shown: str
    note: str = ""
    searched: tuple[PageRef, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Because:
    """One sentence of the rule with its truth (None: unknown). `condition`: it says when the rule applies.

    `open`: it is one of those that the file still has to meet; others may be false without anything being owed.
    """

    sentence: str
    truth: Truth
    condition: bool
    values: tuple[NamedValue, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A paper in the file that comes near to one that was not found: where it begins, and what was read of it (Chinese)."""

    place: Evidence
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How one rule came out for one subject. `owner` is a group (`checker.gates.OWNERS`).

    `remedy` and `papers` are what this finding asks for. `logic` joins the sentences of `because`, by their numbers.
    `earlier` are the findings of the gates before, where this finding rests on what those still lack. `waiver`: it is open,
    and an approver let it pass. `nearest`: it is violated, and these come nearest to what was not found.
    """

    rule: str
    code: str
    title: str
    subject: str
    status: Status
    level: Level
    message: str
    remedy: str
    papers: tuple[str, ...]
    owner: str
    basis: tuple[Basis, ...]
    because: tuple[Because, ...]
    evidence: tuple[Evidence, ...]
    logic: Logic = NO_LOGIC
    earlier: tuple[AtEarlierGate, ...] = ()
    waiver: Waiver | None = None
    nearest: tuple[NearMiss, ...] = ()

    @property
    def pack(self) -> str:
        """The pack its rule belongs to."""
        return self.rule.partition("/")[0]

    @property
    def blocks(self) -> bool:
        """Whether it alone keeps the file from passing the gate."""
        return self.level is Level.BLOCKING and self.status is Status.VIOLATED and self.waiver is None

    @property
    def outcome(self) -> Outcome:
        """How it came out, as a conflict sees it."""
        return Outcome(self.rule, self.subject, self.level, self.status)

    @property
    def counted(self) -> Status:
        """Its status as the verdict counts it: what was waived asks nothing more."""
        return Status.NOT_APPLICABLE if self.waiver else self.status


@dataclass(frozen=True, slots=True)
class AtEarlierGate:
    """A finding of a gate (slug) that the file passed before."""

    gate: str
    finding: Finding


class Need(NamedTuple):
    """A sentence that must come true of a subject (`wanted` False: that must not hold)."""

    subject: str
    sentence: str
    wanted: bool

    def __str__(self) -> str:
        return f"{self.subject} {'' if self.wanted else '不得成立：'}{self.sentence}"


@dataclass(frozen=True, slots=True)
class Repair:
    """One paper or act that is owed, by whom, until when, and the findings (rule ids) it settles.

    `needs` are the sentences that must come true, each with its subject. The deadline is `period` after `counted_from`, as
    `period_source` (a provision) has it.
    """

    owner: str
    subject: str
    do: str
    papers: tuple[str, ...]
    deadline: date | None
    rules: tuple[str, ...]
    basis: tuple[Basis, ...]
    needs: tuple[Need, ...] = ()
    counted_from: date | None = None
    period: str = ""
    period_source: str = ""


class WaiverState(StrEnum):
    """What a waiver of the case record did at a gate."""

    USED = "used"
    EXPIRED = "expired"
    UNNEEDED = "unneeded"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"used": "已适用", "expired": "已过有效期，不适用", "unneeded": "本关口没有用到"}[self]


@dataclass(frozen=True, slots=True)
class GivenWaiver:
    """A waiver of the case record, and what it did."""

    waiver: Waiver
    state: WaiverState


@dataclass(frozen=True, slots=True)
class Ahead:
    """An item that a later gate will ask for and the file does not secure yet: the gate (slug), the number of the closing
    condition it belongs to (empty: none), the finding, and the day on which its group's time ends (None: not known).
    """

    gate: str
    condition: str
    finding: Finding
    due: date | None


@dataclass(frozen=True, slots=True)
class PageCount:
    """Page accounting: `in_` = the sum of the others."""

    in_: int
    catalogued: int
    blank: int
    duplicate: int
    unknown: int
    foreign: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the report was made from: SHA-256 of inputs and rule files, versions of what read and judged them."""

    inputs: Mapping[str, str]
    rules: Mapping[str, str]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of checking one case file at one gate. `case` is its 案号, else the name of what was checked.

    `national`: what a violated superior rule does to the verdict. `assumed`: facts set by hand, so that the report is no
    result of the check. `ahead`: what later gates will ask for, where that was asked. `corrections`: what people saw otherwise
    than the program read it.
    """

    case: str
    name: str
    gate: str
    as_of: date
    verdict: Verdict
    packs: Mapping[str, Verdict]
    parties: tuple[tuple[str, str], ...]  # (role, name)
    findings: tuple[Finding, ...]
    repair: tuple[Repair, ...]
    documents: tuple[Document, ...]
    foreign: tuple[Document, ...]
    unknown: tuple[UnknownPage, ...]
    pages: PageCount
    problems: tuple[str, ...]
    receipt: Receipt
    notes: tuple[str, ...] = ()
    national: National = National.REVIEW
    conflicts: tuple[Standing, ...] = ()
    conditions: tuple[ConditionMet, ...] = ()
    waivers: tuple[GivenWaiver, ...] = ()
    assumed: tuple[Assumption, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    corrections: tuple[TakenCorrection, ...] = ()

    @property
    def every_finding(self) -> tuple[Finding, ...]:
        """Its findings, those of earlier gates that they carry, and those of later gates."""
        earlier = (item.finding for finding in self.findings for item in finding.earlier)
        return (*self.findings, *earlier, *(item.finding for item in self.ahead))

    @property
    def passed_by_waiver(self) -> bool:
        """Whether it passes only because something that stops a file was waived."""
        waived = any(f.waiver and f.level is Level.BLOCKING for f in self.findings)
        return self.verdict is Verdict.PASS and waived


def not_found(finding: Finding) -> list[NamedValue]:
    """What is lacking of a finding and was searched for in vain, each once."""
    values = (
        value for because in finding.because if because.open and because.truth is False for value in because.values
    )
    return list({value.name: value for value in values if value.searched and value.value is not True}.values())


def count_pages(case: CaseFile) -> PageCount:
    """The page accounting of a case. A page without a state counts as unknown: none is dropped."""
    states = [case.states.get(page.ref, PageState.UNKNOWN) for page in case.pages]
    return PageCount(
        len(states),
        *(
            states.count(state)
            for state in (
                PageState.CATALOGUED,
                PageState.BLANK,
                PageState.DUPLICATE,
                PageState.UNKNOWN,
                PageState.FOREIGN,
            )
        ),
    )
