"""The database and the clock of a single case agree on every light, so a count leads to as many cases."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from checker.parameters import DatedValue, Parameter
from checker.periods import Period
from service.clocks import bands
from service.clocks.bands import HANDLING, Band, band_of, in_band, ranges
from service.clocks.board import board, listed, waiting_row
from service.clocks.due import clock, stage_clock
from service.database.models import Case, Submission, SubmissionState
from service.moment import now
from service.rulebase import rulebook
from tests.service.conftest import Court

DAY = date(2022, 6, 15)


@given(ago=st.integers(-40, 900), day=st.dates(date(2022, 2, 1), date(2030, 1, 1)), group=st.sampled_from(HANDLING))
def test_a_day_of_coming_lies_in_the_range_of_its_light_and_in_no_other(ago: int, day: date, group: str) -> None:
    case = Case(group=group, state="open", entered_on=day - timedelta(days=ago))
    found = [band for band, first, last in ranges(group, day) if first <= case.entered_on <= last]
    assert found == [band_of(stage_clock(case, day))]


CHANGED = Parameter(
    name="线上查控组期限",
    id="online_budget",
    type=rulebook().libraries.parameters["线上查控组期限"].type,
    note="",
    values=(
        DatedValue(date(2022, 1, 1), Period(0, 21, "21日"), "甲"),
        DatedValue(date(2022, 6, 1), Period(1, 0, "一个月"), "乙"),
        DatedValue(date(2023, 1, 1), None, "丙"),
    ),
    place="",
)


@pytest.fixture
def changed_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """The budget of 线上查控组 becomes one month in June, and ends with the year."""
    libraries = rulebook().libraries
    monkeypatch.setattr(
        "service.clocks.bands.rulebook",
        lambda: type(
            "Book", (), {"libraries": type("L", (), {"parameters": {**libraries.parameters, CHANGED.name: CHANGED}})}
        ),
    )


@pytest.mark.usefixtures("changed_budget")
def test_a_budget_that_changed_holds_for_those_who_came_under_it() -> None:
    spans = [(span.first, span.last, span.budget and span.budget.text) for span in bands.spans("online")]
    assert spans == [
        (date.min, date(2021, 12, 31), None),
        (date(2022, 1, 1), date(2022, 5, 31), "21日"),
        (date(2022, 6, 1), date(2022, 12, 31), "一个月"),
        (date(2023, 1, 1), date.max, None),
    ]
    for ago in range(60):
        came = DAY - timedelta(days=ago)
        due = date(2022, 7, came.day) if came.month == 6 else came + timedelta(days=21)
        found = [band for band, first, last in ranges("online", DAY) if first <= came <= last]
        assert found == [band_of(clock(came, due, DAY))], came


def _fill(court: Court) -> None:
    """Cases of every group that came on each of many days; one that is closed, one older than the plan."""
    for group in HANDLING:
        for number, ago in enumerate((0, 3, 4, 5, 6, 7, 8, 11, 13, 14, 18, 21, 22, 30, 47, 54, 55, 56, 57, 80)):
            court.add_case(f"（2022）鄂1023执{group}{number}号", group, entered_on=DAY - timedelta(days=ago))
    court.add_case("（2022）鄂1023执1号", "online", entered_on=date(2022, 1, 2), state="closed")
    court.add_case("（2021）鄂1023执2号", "online", entered_on=date(2021, 12, 1))


def test_the_board_counts_what_the_lists_hold(any_court: Court) -> None:
    _fill(any_court)
    with any_court.service.reading() as session:
        command = any_court.person(session, "wei.command")
        cases = list(session.scalars(select(Case).where(Case.state == "open")))
        expected = Counter((case.group, band_of(stage_clock(case, DAY))) for case in cases)
        rows = board(session, command, DAY)
        counted = {(row.group, band): row.counts[band] for row in rows for band in Band if row.counts[band]}
        assert counted == dict(expected)
        for group in HANDLING:
            for band in Band:
                found = session.scalars(listed(command, DAY, group, band)).all()
                assert len(found) == expected[group, band]
                assert {band_of(stage_clock(case, DAY)) for case in found} <= {band}
        over = session.scalars(select(Case).where(Case.state == "open", in_band(Band.OVERDUE, DAY))).all()
        assert len(over) == sum(number for (_, band), number in expected.items() if band is Band.OVERDUE)


def test_the_most_urgent_of_all_groups_stands_first(any_court: Court) -> None:
    _fill(any_court)
    with any_court.service.reading() as session:
        command = any_court.person(session, "wei.command")
        due = [stage_clock(case, DAY).due_on for case in session.scalars(listed(command, DAY, None, None))]
    assert due[:-1] == sorted(day for day in due if day)
    assert due[-1] is None  # came before the plan: no limit, so it stands last


def test_a_group_sees_its_own_clocks_only(court: Court) -> None:
    _fill(court)
    with court.service.reading() as session:
        leader = court.person(session, "sun.clue")
        assert [row.group for row in board(session, leader, DAY)] == ["clue"]
        assert {case.group for case in session.scalars(listed(leader, DAY, None, None))} == {"clue"}
        assert session.scalars(listed(leader, DAY, "online", None)).all() == []


def test_what_waits_for_the_command_centre_has_its_own_row(court: Court) -> None:
    case = court.add_case()
    with court.service.writing() as session:
        for gate, ago in (("online-offline", 0), ("online-offline", 9), ("closing-performed", 9)):
            person = court.person(session, "li.online")
            at = now() - timedelta(days=ago)
            session.add(
                Submission(
                    case_id=case, gate=gate, from_group="online", by_id=person.id, at=at, state=SubmissionState.WAITING
                )
            )
    with court.service.reading() as session:
        row = waiting_row(session, now().date())
    assert row.total == 2
    assert row.counts[Band.OVERDUE] == 1
