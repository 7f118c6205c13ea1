"""Every rule comes out satisfied in some case and violated in another: of the court's pack, and of the superior rules."""

import pytest

from checker.outcome import Status
from checker.verdicts import NATIONAL_PACK, OWN_PACK
from tests.cases.checking import BROKEN_ELSEWHERE, every_case, rulebook

PACKS = (OWN_PACK, NATIONAL_PACK)
LEFT_TO_A_PERSON = {
    "national/zhongben/dishonest-list": "失信条件认定妥当: whether the listing, or the reason not to list, is right",
    "national/zhongben/whereabouts-searched": "查找充分: whether the search was enough",
}
"""Rules that only a person's answer satisfies: the program never gives it (`test_left_to_a_person`)."""


@pytest.fixture(scope="module")
def seen() -> dict[Status, set[str]]:
    found: dict[Status, set[str]] = {status: set() for status in Status}
    for asked in every_case():
        for finding in asked.report.findings:
            found[finding.status].add(finding.rule)
    return found


def rules(pack: str) -> set[str]:
    return {rule.id for rule in rulebook().rules if rule.id.startswith(f"{pack}/")}


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_is_satisfied_in_some_case(pack: str, seen: dict[Status, set[str]]) -> None:
    assert rules(pack) - seen[Status.SATISFIED] == rules(pack) & LEFT_TO_A_PERSON.keys()


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_is_violated_in_some_case(pack: str, seen: dict[Status, set[str]]) -> None:
    assert not rules(pack) - seen[Status.VIOLATED] - BROKEN_ELSEWHERE
