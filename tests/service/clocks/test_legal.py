"""The lists of limits over all cases: kept after each check, counted anew when something changed, seen by whom it concerns."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from checker.report_json import dump_json
from service.clocks.due import Colour
from service.clocks.kept import refresh_limits
from service.clocks.legal import SIX_MONTHS, filed_rows, kept_rows, of_case, soonest, standing_of, tallies
from service.database.models import Case, CaseLimit, Check, CheckState
from service.moment import now, today
from tests.service.clocks.reports import facts
from tests.service.conftest import Court

LEADS = facts("national-leads", "zhongben-review")


def _checked(court: Court, case_id: int, report: object = LEADS.report) -> None:
    digest = court.service.blobs.put_bytes(dump_json(report))
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        session.add(
            Check(
                case_id=case_id,
                gate="zhongben-review",
                state=CheckState.DONE,
                report_sha256=digest,
                requested_by_id=case.created_by_id,
                requested_at=now(),
                finished_at=now(),
            )
        )


def _names(court: Court) -> list[str]:
    with court.service.reading() as session:
        return sorted(session.scalars(select(CaseLimit.limit)))


def test_limits_are_counted_once_after_each_check(any_court: Court) -> None:
    case = any_court.add_case(group="zhongben")
    assert refresh_limits(any_court.service) == 0
    _checked(any_court, case)
    assert refresh_limits(any_court.service) == 1
    first = _names(any_court)
    assert first.count("lead-verified") == 2
    assert refresh_limits(any_court.service) == 0
    _checked(any_court, case, {**LEADS.report, "findings": [], "documents": []})
    assert refresh_limits(any_court.service) == 1
    assert _names(any_court) == ["first-query", "notice-issued"]


def test_a_case_that_went_on_is_counted_anew(any_court: Court) -> None:
    case = any_court.add_case(group="zhongben")
    _checked(any_court, case)
    refresh_limits(any_court.service)
    assert "query-goes-stale" in _names(any_court)
    with any_court.service.writing() as session:
        session.get_one(Case, case).group = "clue"
    assert refresh_limits(any_court.service) == 1
    assert "query-goes-stale" not in _names(any_court)


def test_lists_have_what_runs_out_and_count_it(any_court: Court) -> None:
    day = date(2022, 8, 20)
    case = any_court.add_case(group="zhongben")
    any_court.add_case("（2022）鄂1023执9号", "zhongben", filed_on=day - timedelta(days=10))
    any_court.add_case("（2022）鄂1023执8号", "zhongben", state="closed")
    _checked(any_court, case)
    refresh_limits(any_court.service)
    with any_court.service.reading() as session:
        leader = any_court.person(session, "chen.zhongben")
        found = {one.limit.id: (one.over, one.ahead) for one in tallies(session, leader, day)}
        assert found["lead-verified"] == (1, 0)  # the other lead was verified
        assert found["notice-issued"] == (0, 0)
        assert found[SIX_MONTHS] == (0, 1)
        leads = session.scalars(kept_rows(leader, day, "lead-verified")).all()
        (lead,) = [standing_of(one, day) for one in leads]
        assert (lead.due, lead.clock.colour, lead.clock.left) == (date(2022, 4, 13), Colour.RED, -129)
        (filed,) = [standing_of(one, day) for one in session.scalars(filed_rows(leader, day))]
        assert (filed.due, filed.case.id, filed.clock.colour) == (date(2022, 9, 1), case, Colour.YELLOW)
        first = soonest(session, Case.id == case, leader, day, 10)
        assert [one.due for one in first] == sorted(one.due for one in first)
        assert first[-1].limit.id in (SIX_MONTHS, "query-goes-stale")


def test_months_of_filing_are_cut_off_at_the_right_day(any_court: Court) -> None:
    """Filed on 31 August, six months end on the last of February."""
    for number, filed in enumerate((date(2022, 8, 28), date(2022, 8, 31), date(2022, 9, 1))):
        any_court.add_case(f"（2022）鄂1023执{number}号", filed_on=filed)
    with any_court.service.reading() as session:
        command = any_court.person(session, "wei.command")
        for day, over in ((date(2023, 2, 28), 0), (date(2023, 3, 1), 2), (date(2023, 3, 2), 3)):
            found = {one.limit.id: one for one in tallies(session, command, day)}[SIX_MONTHS]
            assert (found.over, found.over + found.ahead) == (over, 3), day


def test_another_group_sees_none_of_it(court: Court) -> None:
    _checked(court, court.add_case(group="zhongben"))
    refresh_limits(court.service)
    with court.service.reading() as session:
        other = court.person(session, "sun.clue")
        assert session.scalars(kept_rows(other, date(2022, 8, 20))).all() == []
        assert all(one.over == one.ahead == 0 for one in tallies(session, other, date(2022, 8, 20)))


def test_what_was_done_too_late_is_told_and_no_longer_runs(court: Court) -> None:
    case = court.add_case(group="zhongben")
    with court.service.reading() as session:
        found = of_case(session.get_one(Case, case), facts("national-dates", "zhongben-review"), today())
        by_name = {one.limit.id: one for one in found}
        assert by_name["first-query"].late
        assert by_name["first-query"].clock.colour is Colour.NONE
        assert not by_name["three-months"].late


def test_a_closed_case_has_no_clocks(court: Court) -> None:
    case = court.add_case(group="zhongben", state="closed")
    with court.service.reading() as session:
        assert of_case(session.get_one(Case, case), LEADS, today()) == []


def test_a_damaged_report_does_not_keep_the_others_from_being_counted(court: Court) -> None:
    first, second = court.add_case(group="zhongben"), court.add_case("（2022）鄂1023执2号", "zhongben")
    _checked(court, first, {**LEADS.report, "case": "another"})
    _checked(court, second)
    with court.service.reading() as session:
        digest = session.scalar(select(Check.report_sha256).where(Check.case_id == first))
    assert digest
    court.service.blobs.path(digest).unlink()
    assert refresh_limits(court.service) == 2
    with court.service.reading() as session:
        assert set(session.scalars(select(CaseLimit.case_id))) == {second}
