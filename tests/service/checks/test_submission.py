"""A check that was asked for with a submission tells the submission when it is over."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest

from service.cases.checking import run_check
from service.database.models import CheckPurpose
from tests.service.checks.samples import add_sample, asked, look
from tests.service.conftest import Court


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str, Any]]:
    """What the hand-overs are told."""
    heard: list[tuple[int, str, Any]] = []
    module = ModuleType("service.handover.submitting")
    module.after_check = lambda session, check, report: heard.append(  # type: ignore[attr-defined]
        (check.id, check.state, report and report["verdict"])
    )
    monkeypatch.setitem(sys.modules, "service.handover.submitting", module)
    if "service.handover" not in sys.modules:
        monkeypatch.setitem(sys.modules, "service.handover", ModuleType("service.handover"))
    return heard


def test_it_is_told_once_of_a_result_and_of_a_failure(court: Court, told: list[tuple[int, str, Any]]) -> None:
    good = asked(court, add_sample(court, "online-poor"), "online-offline", purpose=CheckPurpose.SUBMISSION)
    bad = asked(court, court.add_case(), "online-offline", purpose=CheckPurpose.SUBMISSION)
    for check_id in (good, bad, good):
        run_check(court.service, check_id)
    assert told == [(good, "done", look(court, good).verdict), (bad, "failed", None)]


def test_a_check_before_submission_tells_nobody(court: Court, told: list[tuple[int, str, Any]]) -> None:
    run_check(court.service, asked(court, add_sample(court, "online-poor"), "online-offline"))
    assert told == []


def test_a_check_before_submission_does_not_stand_for_one_with_it(court: Court) -> None:
    case_id = court.add_case()
    before = asked(court, case_id, "online-offline")
    assert asked(court, case_id, "online-offline", purpose=CheckPurpose.SUBMISSION) != before
