"""Everybody's desk: what he holds, what came back, what is due, what waits for him; and nothing that is not his."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from service.accounts.policy import decides, waits_for
from service.clocks.due import stage_clock
from service.database.models import (
    Case,
    CaseLimit,
    Decision,
    DecisionKind,
    Escalation,
    ReturnItem,
    Submission,
    SubmissionState,
)
from service.moment import now, today
from service.work.came_back import came_back
from service.work.desk import SHOWN, Desk, desk_of
from service.work.waiting import waiting
from tests.service.conftest import PEOPLE, Court

DAY = date(2022, 6, 15)


def _desk(court: Court, login: str, day: date = DAY) -> Desk:
    with court.service.reading() as session:
        return desk_of(session, court.person(session, login), day)


def _submit(court: Court, case: int, gate: str = "online-offline", **given: Any) -> int:
    with court.service.writing() as session:
        found = session.get_one(Case, case)
        values = {"from_group": found.group, "by_id": found.handler_id, "at": now(), "state": SubmissionState.WAITING}
        submission = Submission(case_id=case, gate=gate, **{**values, **given})
        session.add(submission)
        session.flush()
        return submission.id


def _return(court: Court, case: int, *repaired: bool, to: str | None = None, **given: Any) -> int:
    submission = _submit(court, case, state=SubmissionState.RETURNED)
    with court.service.writing() as session:
        items = [
            ReturnItem(
                reason="missing",
                title=f"缺材料{number}",
                owner="online",
                due_on=DAY + timedelta(days=number),
                repaired_on=DAY if done else None,
            )
            for number, done in enumerate(repaired)
        ]
        session.add(
            Decision(
                submission_id=submission,
                kind=DecisionKind.RETURN,
                by_id=court.people["wei.command"].id,
                at=now(),
                to_group=session.get_one(Case, case).group,
                to_user_id=court.people[to].id if to else None,
                items=items,
                **given,
            )
        )
    return submission


@pytest.mark.parametrize("login", PEOPLE)
def test_on_the_first_day_every_desk_opens_and_says_what_will_be_there(court: Court, login: str) -> None:
    answer = court.browser(login).get("/desk")
    assert answer.status_code == 200
    assert "我的工作" in answer.text
    for wrong in ("None", "Undefined", "Role."):
        assert wrong not in answer.text


def test_a_handler_sees_his_cases_with_the_most_urgent_first(any_court: Court) -> None:
    mine = any_court.people["li.online"].id
    for number, ago in enumerate((2, 19, 10)):
        any_court.add_case(f"（2022）鄂1023执{number}号", handler_id=mine, entered_on=DAY - timedelta(days=ago))
    any_court.add_case("（2022）鄂1023执7号")  # the leader's
    any_court.add_case("（2022）鄂1023执8号", handler_id=mine, state="closed")
    any_court.add_case("（2022）鄂1023执9号", "offline", handler_id=mine)  # handed over, the handler not changed yet
    desk = _desk(any_court, "li.online")
    assert [one.clock.left for one in desk.held] == [2, 11, 19]
    assert desk.held_count == 3
    assert desk.rows == ()  # the board of the group is its leader's
    assert all(one.clock == stage_clock(one.case, DAY) for one in desk.held)


def test_a_long_list_is_cut_off_and_counted(court: Court) -> None:
    for number in range(SHOWN + 3):
        court.add_case(f"（2022）鄂1023执{number}号")
    desk = _desk(court, "wang.online")
    assert (len(desk.held), desk.held_count, desk.unassigned) == (SHOWN, SHOWN + 3, SHOWN + 3)
    assert f"全部 {SHOWN + 3} 件" in court.browser("wang.online").get("/desk").text


def test_what_came_back_stays_until_it_is_repaired_or_submitted_anew(any_court: Court) -> None:
    case, repaired, anew, closed = (any_court.add_case(f"（2022）鄂1023执{number}号") for number in range(4))
    _return(any_court, case, False, True, False)
    _return(any_court, repaired, True, True)
    again = _return(any_court, anew, False)
    _submit(any_court, anew, previous_id=again)
    _return(any_court, closed, False)
    with any_court.service.writing() as session:
        session.get_one(Case, closed).state = "closed"  # type: ignore[assignment]
    with any_court.service.reading() as session:
        number, (one,) = came_back(session, any_court.person(session, "wang.online"), 5)
    assert (number, one.case.id, [item.title for item in one.items], one.due_on) == (
        1,
        case,
        ["缺材料0", "缺材料2"],
        DAY,
    )


def test_a_member_sees_what_was_returned_to_him_and_other_groups_nothing(court: Court) -> None:
    mine = court.add_case("（2022）鄂1023执1号", handler_id=court.people["li.online"].id)
    sent, other = court.add_case("（2022）鄂1023执2号"), court.add_case("（2022）鄂1023执3号")
    _return(court, mine, False)
    _return(court, sent, False, to="li.online")
    _return(court, other, False)
    found = {
        login: [one.case.id for one in _desk(court, login).returned]
        for login in ("li.online", "wang.online", "sun.clue")
    }
    assert found == {"li.online": [mine, sent], "wang.online": [mine, sent, other], "sun.clue": []}


GATES = ("online-offline", "zhongben", "closing-settled", "resumption")


def test_what_waits_for_whom_is_what_the_policy_says(any_court: Court) -> None:
    """Every gate in every state, submitted by several people: the query and `policy.decides` agree for everybody."""
    case = any_court.add_case()
    for gate, state, by in product(GATES, SubmissionState, ("wang.online", "wei.command", "han.director")):
        _submit(any_court, case, gate, state=state, by_id=any_court.people[by].id)
    with any_court.service.writing() as session:  # what he agreed to as a leader is not his to decide as 局长
        forwarded = select(Submission).where(Submission.state == "forwarded", Submission.gate == "resumption")
        agreed = session.scalars(forwarded.order_by(Submission.id)).first()
        assert agreed is not None
        chief = any_court.people["han.director"].id
        session.add(Decision(submission_id=agreed.id, kind=DecisionKind.FORWARD, by_id=chief, at=now()))
    with any_court.service.reading() as session:
        every = session.scalars(select(Submission)).all()
        for login in PEOPLE:
            person = any_court.person(session, login)
            found = set(session.scalars(select(Submission.id).where(waits_for(person))))
            assert found == {one.id for one in every if decides(person, one)}, login
            number, first = waiting(session, person, 3)
            assert (number, len(first)) == (len(found), min(3, len(found)))


def test_escalations_wait_for_the_director_and_then_for_the_group(court: Court) -> None:
    case = court.add_case(group="zhongben")
    with court.service.writing() as session:
        session.add(
            Escalation(
                case_id=case, owed_by="clue", reason="缺邻居笔录", by_id=court.people["chen.zhongben"].id, at=now()
            )
        )
    assert _desk(court, "han.director").unsettled_count == 1
    assert _desk(court, "sun.clue").ordered == []
    with court.service.writing() as session:
        one = session.scalars(select(Escalation)).one()
        one.ordered_group, one.order, one.decided_at = "clue", "三日内补齐", now()
        one.decided_by_id = court.people["han.director"].id
    assert _desk(court, "han.director").unsettled_count == 0
    assert [one.order for one in _desk(court, "zhou.clue").ordered] == ["三日内补齐"]
    assert "三日内补齐" in court.browser("sun.clue").get("/desk").text
    assert "三日内补齐" not in court.browser("zhao.offline").get("/desk").text


def test_limits_of_the_law_on_the_desk_are_one_s_own(court: Court) -> None:
    mine = court.add_case("（2022）鄂1023执1号", handler_id=court.people["li.online"].id, filed_on=None)
    other = court.add_case("（2022）鄂1023执2号", filed_on=None)
    with court.service.writing() as session:
        for case in (mine, other):
            session.add(
                CaseLimit(case_id=case, limit="first-query", subject="案件", starts_on=DAY, due_on=DAY, done_on=None)
            )
    assert [one.case.id for one in _desk(court, "li.online").limits] == [mine]
    assert [one.case.id for one in _desk(court, "wang.online").limits] == [mine, other]
    assert _desk(court, "sun.clue").limits == []


def test_figures_at_a_glance_count_this_month(court: Court) -> None:
    case = court.add_case(filed_on=today())
    court.add_case("（2022）鄂1023执2号", filed_on=today().replace(day=1) - timedelta(days=1))
    _return(court, case, False)
    figures = {one.name: one.number for one in _desk(court, "yang.president", today()).month}
    assert figures == {"新立案": 1, "报送": 1, "通过": 0, "退回": 1, "结案": 0}


def test_the_administrator_sees_people_and_no_case(court: Court) -> None:
    court.add_case()
    desk = _desk(court, "admin")
    assert dict(desk.people)["组长"] == 6
    assert (desk.rows, desk.month, desk.held, desk.waiting) == ((), (), (), [])
    assert "鄂1023执" not in court.browser("admin").get("/desk").text


def test_an_outsider_is_sent_to_the_login(court: Court) -> None:
    assert court.browser().get("/desk").headers["location"] == "/login?next=/desk"


def test_a_return_submitted_anew_and_taken_back_is_on_the_desk_again(any_court: Court) -> None:
    """Otherwise nobody would be told any more that something is left to repair."""
    case = any_court.add_case()
    again = _return(any_court, case, False)
    _submit(any_court, case, previous_id=again, state=SubmissionState.WITHDRAWN)
    with any_court.service.reading() as session:
        number, _ = came_back(session, any_court.person(session, "wang.online"), 5)
    assert number == 1
