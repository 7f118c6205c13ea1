"""A check that was asked for with a submission tells the submission when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from service.cases.checking import run_check
from service.database.models import Case, Check, CheckPurpose, Submission, SubmissionState
from service.handover import submitting
from service.handover.submitting import submit
from tests.service.checks.samples import add_sample, asked, look
from tests.service.conftest import Court


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str, Any]]:
    """What the hand-overs are told."""
    heard: list[tuple[int, str, Any]] = []

    def after_check(session: object, check: Check, report: Mapping[str, Any] | None) -> None:
        heard.append((check.id, check.state, report and report["verdict"]))

    monkeypatch.setattr(submitting, "after_check", after_check)
    return heard


def test_it_is_told_once_of_a_result_and_of_a_failure(court: Court, told: list[tuple[int, str, Any]]) -> None:
    good = asked(court, add_sample(court, "online-poor"), "online-offline", purpose=CheckPurpose.SUBMISSION)
    bad = asked(court, court.add_case(), "online-offline", purpose=CheckPurpose.SUBMISSION)
    for check_id in (good, bad, good):
        run_check(court.service, check_id)
    assert told == [(good, "done", look(court, good).verdict), (bad, "failed", None)]


def test_what_was_submitted_waits_for_its_decision_when_the_check_is_done(any_court: Court) -> None:
    case_id = add_sample(any_court, "online-poor")
    with any_court.service.writing() as session:
        case, actor = session.get_one(Case, case_id), any_court.person(session, "wang.online")
        submission = submit(session, actor, case, "online-offline")
        submission_id, check_id = submission.id, submission.check_id
    assert check_id is not None
    run_check(any_court.service, check_id)
    with any_court.service.reading() as session:
        assert session.get_one(Submission, submission_id).state == SubmissionState.WAITING


def test_a_check_before_submission_tells_nobody(court: Court, told: list[tuple[int, str, Any]]) -> None:
    run_check(court.service, asked(court, add_sample(court, "online-poor"), "online-offline"))
    assert told == []


def test_a_check_before_submission_does_not_stand_for_one_with_it(court: Court) -> None:
    case_id = court.add_case()
    before = asked(court, case_id, "online-offline")
    assert asked(court, case_id, "online-offline", purpose=CheckPurpose.SUBMISSION) != before
