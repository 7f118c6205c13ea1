"""Every recorded case gets the answers that a person wrote into its spec, from the plan alone."""

import pytest

from checker.outcome import Status
from fixtures.recordings import recorded_names
from fixtures.spec import Expectation
from tests.cases.checking import check_recorded, day, expectations

EXPECTED = expectations(recorded_names())
IDS = [f"{name}@{expected.gate}" for name, expected in EXPECTED]


def _bearing(name: str, expected: Expectation, status: Status) -> list[str]:
    report = check_recorded(name, expected.gate, day(expected))
    return sorted(f"{f.rule} {f.subject}" for f in report.findings if f.status is status)


@pytest.mark.parametrize(("name", "expected"), EXPECTED, ids=IDS)
def test_what_is_missing_is_found_and_nothing_else(name: str, expected: Expectation) -> None:
    if expected.violated is not None:
        assert _bearing(name, expected, Status.VIOLATED) == sorted(expected.violated)


@pytest.mark.parametrize(("name", "expected"), EXPECTED, ids=IDS)
def test_the_verdict_is_the_one_a_person_gives(name: str, expected: Expectation) -> None:
    assert check_recorded(name, expected.gate, day(expected)).verdict == expected.verdict


@pytest.mark.parametrize(("name", "expected"), EXPECTED, ids=IDS)
def test_every_page_ends_in_one_state(name: str, expected: Expectation) -> None:
    pages = check_recorded(name, expected.gate, day(expected)).pages
    assert pages.in_ == pages.catalogued + pages.blank + pages.duplicate + pages.unknown + pages.foreign
    assert pages.in_ > 0
