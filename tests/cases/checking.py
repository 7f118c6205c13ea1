"""Checks a recorded case; the rulebook and the readings are loaded once a process."""

from __future__ import annotations

from datetime import date
from functools import cache

from checker.casefile import CaseFile
from checker.check import check
from checker.derive import facts_of
from checker.report import Report
from checker.rulebook import Rulebook, load_rulebook
from fixtures.recordings import load
from fixtures.spec import Expectation, load_spec


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@cache
def case_file(name: str) -> CaseFile:
    return load(name).case_file()


def check_case(case: CaseFile, gate: str, as_of: date) -> Report:
    return check(case, facts_of(case, as_of), gate, as_of, rulebook())


@cache
def check_recorded(name: str, gate: str, as_of: date) -> Report:
    return check_case(case_file(name), gate, as_of)


def day(expected: Expectation) -> date:
    """The day a spec is judged by; a spec that names none does not depend on it."""
    return date.fromisoformat(expected.as_of or "2024-12-31")


def expectations(names: list[str]) -> list[tuple[str, Expectation]]:
    return [(name, expected) for name in names for expected in load_spec(name).expect]
