"""Every case gets the answers that a person wrote into its spec, from the plan alone."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checker.outcome import Status
from checker.verdicts import NATIONAL_PACK, own_verdict
from fixtures.answers import means
from tests.cases.checking import Asked, bearing, every_case

CASES = every_case()
SHORTFALLS = YAML(typ="safe", pure=True).load((Path(__file__).parent / "shortfalls.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("asked", CASES, ids=str)
def test_what_is_missing_is_found(asked: Asked) -> None:
    found = bearing(asked.report, Status.VIOLATED)
    missed = [one for one in asked.expected.violated or () if not any(means(one, other) for other in found)]
    assert not missed


@pytest.mark.parametrize("asked", CASES, ids=str)
def test_nothing_else_is_reported(asked: Asked) -> None:
    expected = asked.expected.violated
    if expected is None:
        pytest.skip("the spec says nothing about single findings")
    found = bearing(asked.report, Status.VIOLATED)
    assert not [one for one in found if not any(means(other, one) for other in expected)]


@pytest.mark.parametrize("asked", CASES, ids=str)
def test_the_verdict_is_the_one_a_person_gives(asked: Asked) -> None:
    known = SHORTFALLS.get(str(asked))
    assert own_verdict(asked.report) == (known["verdict"] if known else asked.expected.verdict)


@pytest.mark.parametrize("asked", [one for one in CASES if one.expected.national is not None], ids=str)
def test_what_the_superior_rules_lack_is_found_and_nothing_else(asked: Asked) -> None:
    found = bearing(asked.report, Status.VIOLATED, NATIONAL_PACK)
    expected = asked.expected.national or ()
    assert not [one for one in expected if not any(means(one, other) for other in found)]
    assert not [one for one in found if not any(means(other, one) for other in expected)]


def test_no_shortfall_is_a_wrong_pass() -> None:
    assert {entry["verdict"] for entry in SHORTFALLS.values()} <= {"review"}


@pytest.mark.parametrize("asked", CASES, ids=str)
def test_every_page_ends_in_one_state(asked: Asked) -> None:
    pages = asked.report.pages
    assert pages.in_ == len(asked.case.pages) > 0
    assert pages.in_ == pages.catalogued + pages.blank + pages.duplicate + pages.unknown + pages.foreign
