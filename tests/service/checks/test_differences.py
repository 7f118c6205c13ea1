"""What became of the findings from one check to the next."""

from __future__ import annotations

from typing import Any

import pytest

from checker.outcome import Status
from service.cases.reports import differences, load_report
from tests.service.checks.conftest import Returned

_WAIVER = {"rule": "r", "subject": "", "reason": "x", "approver": "y", "expires": "2030-01-01"}


def _finding(status: str, level: str = "blocking", waiver: dict[str, str] | None = None) -> dict[str, Any]:
    return {"rule": "r", "subject": "被执行人:张三", "status": status, "level": level, "waiver": waiver}


def _report(finding: dict[str, Any] | None) -> dict[str, Any]:
    return {"findings": [finding] if finding else []}


BAD, OPEN, GOOD, NONE = _finding("violated"), _finding("undetermined"), _finding("satisfied"), None
WAIVED, ADVICE = _finding("violated", waiver=_WAIVER), _finding("violated", "notice")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (BAD, GOOD, "settled"),
        (OPEN, GOOD, "settled"),
        (BAD, WAIVED, "settled"),
        (BAD, NONE, "settled"),
        (BAD, BAD, "still_open"),
        (BAD, OPEN, "still_open"),
        (OPEN, BAD, "still_open"),
        (GOOD, BAD, "newly_open"),
        (NONE, OPEN, "newly_open"),
        (WAIVED, BAD, "newly_open"),
        (GOOD, GOOD, None),
        (ADVICE, GOOD, None),
        (GOOD, ADVICE, None),
        (NONE, GOOD, None),
    ],
)
def test_a_finding_goes_where_it_belongs(old: dict | None, new: dict | None, found: str | None) -> None:
    result = differences(_report(old), _report(new))
    counts = {name: len(getattr(result, name)) for name in ("settled", "still_open", "newly_open")}
    assert counts == {name: int(name == found) for name in counts}
    assert bool(result) is (found is not None)
    if found:
        change = getattr(result, found)[0]
        assert change.finding == (new or old)
        assert (change.before, change.after) == tuple(Status(one["status"]) if one else None for one in (old, new))


def test_a_report_held_against_itself_has_nothing_settled_and_nothing_new(returned: Returned) -> None:
    report = load_report(returned.court.service, returned.check)
    same = differences(report, report)
    assert (same.settled, same.newly_open) == ((), ())
    assert len(same.still_open) > 5
