"""Every rule of the court's pack comes out satisfied in some case and violated in another."""

import pytest

from checker.outcome import Status
from tests.cases.checking import BROKEN_ELSEWHERE, every_case, rulebook

RULES = sorted(rule.id for rule in rulebook().rules if rule.id.startswith("jianli/"))


@pytest.fixture(scope="module")
def seen() -> dict[Status, set[str]]:
    found: dict[Status, set[str]] = {status: set() for status in Status}
    for asked in every_case():
        for finding in asked.report.findings:
            found[finding.status].add(finding.rule)
    return found


def test_every_rule_is_satisfied_in_some_case(seen: dict[Status, set[str]]) -> None:
    assert not set(RULES) - seen[Status.SATISFIED]


def test_every_rule_is_violated_in_some_case(seen: dict[Status, set[str]]) -> None:
    assert not set(RULES) - seen[Status.VIOLATED] - BROKEN_ELSEWHERE
