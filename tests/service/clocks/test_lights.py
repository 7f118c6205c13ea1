"""A light turns before the limit, by the thresholds of one file."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from checker.errors import RulebookError
from service.clocks.bands import Band, band_of
from service.clocks.due import NO_CLOCK, Colour, clock, stage_clock, submission_clock
from service.clocks.lights import lights, read_lights
from service.database.models import Case, CaseState, Submission, SubmissionState
from service.moment import COURT_TIME

DAY = date(2022, 5, 10)
TURNS = [
    # whole days of the stage, the greatest number of days left at which it is yellow, orange, red
    (7, 3, 2, 1),
    (14, 4, 2, 1),
    (21, 7, 3, 1),
    (28, 9, 4, 1),
    (56, 18, 8, 1),
    (184, 30, 10, 1),
    (365, 30, 10, 1),
]


@pytest.mark.parametrize(("whole", "yellow", "orange", "red"), TURNS)
def test_each_stage_turns_at_its_days(whole: int, yellow: int, orange: int, red: int) -> None:
    def colour(left: int) -> Colour:
        due = DAY + timedelta(days=left)
        return clock(due - timedelta(days=whole), due, DAY).colour

    assert colour(yellow + 1) is Colour.GREEN
    assert [colour(left) for left in (yellow, orange, red)] == [Colour.YELLOW, Colour.ORANGE, Colour.RED]
    assert colour(orange + 1) is Colour.YELLOW
    assert colour(red + 1) is Colour.ORANGE
    assert colour(0) is colour(-1) is Colour.RED


def test_a_clock_says_in_words_how_it_stands() -> None:
    told = [clock(DAY - timedelta(days=9), DAY + timedelta(days=left), DAY).text for left in (3, 0, -2)]
    assert told == ["还有3天", "今天到期", "超期2天"]
    assert NO_CLOCK.text == "无期限"


def test_over_the_limit_is_told_apart_from_red() -> None:
    assert band_of(clock(DAY, DAY, DAY)) is Band.RED
    assert band_of(clock(DAY, DAY, DAY + timedelta(days=1))) is Band.OVERDUE
    assert band_of(NO_CLOCK) is Band.NONE


def test_a_stage_has_the_budget_of_the_plan_and_its_source() -> None:
    case = Case(group="clue", entered_on=date(2022, 3, 1), state=CaseState.OPEN)
    found = stage_clock(case, date(2022, 3, 2))
    assert (found.due_on, found.left, found.source) == (date(2022, 4, 26), 55, "监法〔2022〕19号 第三组")
    case.state = CaseState.CLOSED
    assert stage_clock(case, date(2022, 3, 2)) is NO_CLOCK


def test_the_command_centre_has_seven_days_for_what_waits_for_it() -> None:
    at = datetime(2022, 5, 9, 23, 30, tzinfo=COURT_TIME)
    waiting = Submission(gate="online-offline", at=at, state=SubmissionState.WAITING)
    assert submission_clock(waiting, DAY).due_on == date(2022, 5, 16)
    for gate, state in (("closing-settled", "waiting"), ("resumption", "waiting"), ("online-offline", "returned")):
        assert submission_clock(Submission(gate=gate, at=at, state=state), DAY) is NO_CLOCK


def test_a_wrong_threshold_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lights.yaml"
    path.write_text("黄色: {share: 1/3, at_least: 三, at_most: 30}\n橙色: {}\n红色: {}\n")
    with pytest.raises(RulebookError) as told:
        read_lights(path)
    assert told.value.where.endswith("lights.yaml:1")
    assert lights().yellow.at_most == 30
