"""Reports that the checker really makes, as whoever decides sees them."""

from __future__ import annotations

from datetime import date

import pytest

from checker.outcome import National, Verdict
from checker.report_json import report_json
from service.handover.returning import propose
from service.handover.review import read_review
from service.handover.standing import weigh
from tests.cases.checking import check_kept

DAY = date(2024, 12, 31)
KEPT = [
    ("online-compliant", "online-offline"),
    ("online-faulty", "online-offline"),
    ("company-gaps", "offline-clue"),
    ("clue-leads-faulty", "clue-refusal"),
    ("disposal-nothing-done", "disposal-clue"),
    ("missing-no-proof", "zhongben-review"),
    ("two-compliant", "zhongben-review"),
    ("national-dates", "zhongben-review"),
    ("company-compliant", "zhongben"),
    ("early-ruling", "zhongben"),
    ("closing-performed", "closing-performed"),
    ("closing-performed-unstamped", "closing-performed"),
    ("closing-settled-one-side", "closing-settled"),
    ("resumption", "resumption"),
    ("resumption-wrong-order", "resumption"),
]


@pytest.mark.parametrize(("name", "gate"), KEPT)
def test_what_stands_in_the_way_is_what_the_verdict_says(name: str, gate: str) -> None:
    report = check_kept("ideal", name, gate, DAY)
    review = read_review(report_json(report))
    standing = weigh(review, (), National.REVIEW)
    assert bool(standing.stopped) is (report.verdict is Verdict.RETURN)
    free = not (standing.stopped or standing.look or standing.to_acknowledge)
    assert free is (report.verdict is Verdict.PASS)
    assert len(review.items) == len([one for one in report.findings if one.status in ("violated", "undetermined")])


def test_an_approval_sheet_that_the_chief_has_not_signed_yet_is_his_to_sign() -> None:
    """The only thing that is wrong with it is what he does by deciding."""
    report = report_json(check_kept("ideal", "resumption-unsigned", "resumption", DAY))
    standing = weigh(read_review(report), (), National.REVIEW)
    assert standing.blocking == ()
    assert [one.title for one in standing.look] == ["组长初审、局长审核"]


def test_the_proposed_items_of_a_real_report_can_be_printed_as_they_are() -> None:
    review = read_review(report_json(check_kept("ideal", "missing-no-proof", "zhongben-review", DAY)))
    chosen = [one for one in propose(review, weigh(review, (), National.REVIEW), DAY) if one.chosen]
    assert len(chosen) == 8
    for one in chosen:
        assert one.item.problem
        assert one.item.remedy
        assert one.item.basis
        assert one.due_on
        assert one.due_on > DAY
    assert {one.item.owner for one in chosen} == {"online", "clue"}
    assert {one.reason.chinese for one in chosen} == {"送达不合法", "缺材料"}
