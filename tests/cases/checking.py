"""Checks the cases whose readings are kept; rulebook and readings are loaded once a process.

Statuses come from the oracle, which the engine is compared with elsewhere: thousands of checks need no process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from checker.casefile import CaseFile
from checker.check import check
from checker.derive import facts_of
from checker.judge import judge_plainly
from checker.outcome import Status
from checker.report import Report
from checker.rulebook import Rulebook, load_rulebook
from checker.verdicts import OWN_PACK
from fixtures.recordings import IDEAL, RECORDED, load, recorded_names
from fixtures.spec import Expectation, load_spec

READINGS = {"ideal": IDEAL, "recorded": RECORDED}
BROKEN_ELSEWHERE = {"jianli/every-gate/pages-accounted"}
"""By a file that cannot be opened, which is no paper of a case: `tests/checker/derive/test_accounting.py`."""


@dataclass(frozen=True)
class Asked:
    """A case, how it was read, and what a person expects of it at a gate."""

    reading: str
    name: str
    expected: Expectation

    def __str__(self) -> str:
        return f"{self.reading}/{self.name}@{self.expected.gate}"

    @property
    def day(self) -> date:
        """The day the spec is judged by; a spec that names none does not depend on it."""
        return date.fromisoformat(self.expected.as_of or "2024-12-31")

    @property
    def case(self) -> CaseFile:
        return case_file(self.reading, self.name)

    @property
    def report(self) -> Report:
        return check_kept(self.reading, self.name, self.expected.gate, self.day)


def every_case() -> list[Asked]:
    return [
        Asked(reading, name, expected)
        for reading, folder in READINGS.items()
        for name in recorded_names(folder)
        for expected in load_spec(name).expect
    ]


class Oracle:
    """Stands in for the engine."""

    notes: tuple[str, ...] = ()
    judge = staticmethod(judge_plainly)

    def use(self, rulesets: Sequence[object]) -> None:
        """The oracle needs no preparation."""

    def settle(self) -> None:
        """What it said needs no comparing."""


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@cache
def case_file(reading: str, name: str) -> CaseFile:
    return load(name, READINGS[reading]).case_file()


def check_case(case: CaseFile, gate: str, as_of: date) -> Report:
    return check(case, facts_of(case, as_of), gate, as_of, rulebook(), Oracle())  # type: ignore[arg-type]


@cache
def check_kept(reading: str, name: str, gate: str, as_of: date) -> Report:
    return check_case(case_file(reading, name), gate, as_of)


def bearing(report: Report, status: Status, pack: str = OWN_PACK) -> list[str]:
    """`rule subject` of the findings of a pack with a status."""
    return sorted(f"{f.rule} {f.subject}" for f in report.findings if f.status is status and f.pack == pack)
