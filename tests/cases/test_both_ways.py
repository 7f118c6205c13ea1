"""Every rule of the court's pack comes out satisfied in some recorded case and violated in another."""

import pytest

from checker.outcome import Status
from fixtures.recordings import recorded_names
from tests.cases.checking import check_recorded, day, expectations, rulebook

RULES = sorted(rule.id for rule in rulebook().rules if rule.id.startswith("jianli/"))


@pytest.fixture(scope="module")
def seen() -> dict[Status, set[str]]:
    found: dict[Status, set[str]] = {status: set() for status in Status}
    for name, expected in expectations(recorded_names()):
        for finding in check_recorded(name, expected.gate, day(expected)).findings:
            found[finding.status].add(finding.rule)
    return found


@pytest.mark.parametrize("status", [Status.SATISFIED, Status.VIOLATED])
@pytest.mark.parametrize("rule", RULES)
def test_some_case_shows_the_rule(rule: str, status: Status, seen: dict[Status, set[str]]) -> None:
    assert rule in seen[status]
