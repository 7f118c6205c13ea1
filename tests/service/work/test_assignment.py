"""The leader gives cases to members: by draw, logged so that it can be repeated, or by hand with a reason."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.models import Assignment, Case, LedgerEntry, Role, User
from service.errors import ConflictError, ForbiddenError, FormError
from service.moment import now
from service.work.assignment import assign_by_hand, assign_randomly, shares, unassigned
from service.work.draw_log import last_draws
from service.work.draws import Draw, replay
from tests.service.conftest import NO_PASSWORD, Court


def _cases(court: Court, number: int, group: str = "clue", start: int = 0) -> list[int]:
    return [court.add_case(f"（2022）鄂1023执{start + one}号", group) for one in range(number)]


def _draw(court: Court, ids: list[int], absent: tuple[str, ...] = (), actor: str = "sun.clue") -> list[str]:
    with court.service.writing() as session:
        away = [court.people[login].id for login in absent]
        rows = assign_randomly(session, court.person(session, actor), _of(session, ids), away)
        names = {one.id: one.login for one in session.scalars(select(User))}
        return [names[row.handler_id] for row in rows]


def _of(session: Session, ids: list[int]) -> list[Case]:
    return [session.get_one(Case, one) for one in ids]


def _add_member(court: Court, login: str) -> None:
    with court.service.writing() as session:
        person = User(
            login=login, name="郑索", role=Role.MEMBER, group="clue", password_hash=NO_PASSWORD, created_at=now()
        )
        session.add(person)
        session.flush()
        court.people[login] = person


def test_cases_go_evenly_to_members_and_never_to_the_leader(any_court: Court) -> None:
    got = Counter(_draw(any_court, _cases(any_court, 7)))
    assert set(got) == {"zhou.clue", "wu.clue"}
    assert sorted(got.values()) == [3, 4]
    later = got + Counter(_draw(any_court, _cases(any_court, 5, start=100)))
    assert set(later.values()) == {6}
    with any_court.service.reading() as session:
        assert session.scalars(select(Case.id).where(unassigned("clue"))).all() == []


def test_the_draw_stands_in_the_ledger_and_anybody_can_repeat_it(any_court: Court) -> None:
    ids = _cases(any_court, 5)
    _draw(any_court, ids, absent=("wu.clue",))
    with any_court.service.reading() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "drawn")).one()
        drawn = Draw.from_json(json.loads(entry.detail)["draw"])
        assert list(drawn.cases) == ids
        assert drawn.absent == [any_court.people["wu.clue"].id]
        assert replay(drawn) == [one.handler_id for one in _of(session, ids)]
        each = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "assigned").order_by(LedgerEntry.seq))
        assert [one.case_id for one in each] == ids
        (made,) = last_draws(session, "clue", 5)
        assert made.holds
        assert [one.name for one in made.candidates] == ["周索"]
        assert made.absent == ["吴索"]


def test_a_changed_assignment_shows_in_the_log_of_draws(court: Court) -> None:
    _draw(court, _cases(court, 3))
    with court.service.writing() as session:
        row = session.scalars(select(Assignment)).first()
        assert row
        row.handler_id = court.people["sun.clue"].id
    with court.service.reading() as session:
        assert [one.holds for one in last_draws(session, "clue", 5)] == [False]


def test_absent_and_stopped_members_are_left_out(court: Court) -> None:
    assert set(_draw(court, _cases(court, 4), absent=("zhou.clue",))) == {"wu.clue"}
    with court.service.writing() as session:
        court.person(session, "wu.clue").active = False
    assert set(_draw(court, _cases(court, 4, start=10))) == {"zhou.clue"}
    with pytest.raises(FormError, match="组员"):
        _draw(court, _cases(court, 1, start=20), absent=("zhou.clue",))


def test_who_comes_new_is_not_flooded(court: Court) -> None:
    _draw(court, _cases(court, 10))
    _add_member(court, "he.clue")
    assert set(Counter(_draw(court, _cases(court, 9, start=100))).values()) == {3}


def test_cases_given_by_hand_count(court: Court) -> None:
    _draw(court, _cases(court, 2))
    with court.service.writing() as session:
        extra = _of(session, _cases_in(session, court, 3))
        assign_by_hand(
            session, court.person(session, "sun.clue"), extra, court.person(session, "wu.clue"), "同一被执行人"
        )
    assert _draw(court, _cases(court, 3, start=50)) == ["zhou.clue"] * 3
    with court.service.reading() as session:
        assert {(one.person.login, one.open, one.drawn, one.by_hand) for one in shares(session, "clue")} == {
            ("zhou.clue", 4, 4, 0),
            ("wu.clue", 4, 1, 3),
        }


def _cases_in(session: Session, court: Court, number: int) -> list[int]:
    """Cases made inside a session: SQLite has one writer."""
    leader = court.people["sun.clue"]
    made = [
        Case(
            number=f"（2022）鄂1023执9{one}号",
            group="clue",
            handler_id=leader.id,
            entered_on=now().date(),
            created_by_id=leader.id,
            created_at=now(),
        )
        for one in range(number)
    ]
    session.add_all(made)
    session.flush()
    return [one.id for one in made]


def test_a_case_is_drawn_once(court: Court) -> None:
    ids = _cases(court, 2)
    _draw(court, ids)
    with pytest.raises(ConflictError, match="已经分配"):
        _draw(court, ids)


@pytest.mark.parametrize("actor", ["zhou.clue", "wei.command", "han.director", "admin"])
def test_only_the_leader_draws(court: Court, actor: str) -> None:
    with pytest.raises(ForbiddenError):
        _draw(court, _cases(court, 1), actor=actor)


def test_a_leader_gives_only_the_cases_of_his_group(court: Court) -> None:
    with pytest.raises(ForbiddenError):
        _draw(court, _cases(court, 1, "zhongben"))
    with pytest.raises(FormError, match="只用于线索查控组"):
        _draw(court, _cases(court, 1, "zhongben", 5), actor="chen.zhongben")
    with court.service.writing() as session:
        leader, other = court.person(session, "chen.zhongben"), court.person(session, "zhou.clue")
        cases = list(session.scalars(select(Case).where(Case.group == "zhongben")))
        with pytest.raises(FormError, match="本组"):
            assign_by_hand(session, leader, cases, other, "借调")


def test_in_the_group_whose_cases_are_drawn_the_exception_needs_its_reason(court: Court) -> None:
    clue, other = court.add_case(group="clue"), court.add_case("（2022）鄂1023执2号", "zhongben")
    with court.service.writing() as session, pytest.raises(FormError, match="理由"):
        assign_by_hand(
            session, court.person(session, "sun.clue"), _of(session, [clue]), court.person(session, "wu.clue"), " "
        )
    with court.service.writing() as session:
        person = court.person(session, "chu.zhongben")
        assign_by_hand(session, court.person(session, "chen.zhongben"), _of(session, [other]), person, "")
        assert session.get_one(Case, other).handler_id == person.id


def test_two_draws_at_once_stay_even(any_court: Court) -> None:
    batches = [_cases(any_court, 5, start=100 * batch) for batch in range(4)]
    with ThreadPoolExecutor(4) as pool:
        got = Counter(login for drawn in pool.map(lambda ids: _draw(any_court, ids), batches) for login in drawn)
    assert set(got.values()) == {10}


def test_the_page_draws_and_shows_the_draw(court: Court) -> None:
    ids = _cases(court, 3)
    browser = court.browser("sun.clue")
    shown = browser.get("/assignment")
    assert shown.text.count('name="case"') == 3
    assert "不在岗" in shown.text
    answer = browser.post("/assignment/draw", data={"case": [str(one) for one in ids]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/assignment/draws")
    log = court.browser("zhou.clue").get("/assignment/draws").text
    assert "复算一致" in log
    assert log.count("（2022）鄂1023执") == 3
    assert 'name="case"' not in browser.get("/assignment").text


def test_the_page_gives_by_hand(court: Court) -> None:
    case = court.add_case(group="disposal")
    browser, handler = court.browser("zheng.disposal"), court.people["zheng.disposal"].id
    assert "随机分配勾选的案件" not in browser.get("/assignment").text
    assert browser.post("/assignment/by-hand", data={"case": str(case), "handler": str(handler)}).status_code == 303
    assert browser.post("/assignment/by-hand", data={"handler": str(handler)}).status_code == 422
    assert browser.post("/assignment/by-hand", data={"case": "999", "handler": str(handler)}).status_code == 404


@pytest.mark.parametrize("login", ["zhou.clue", "wei.command", "admin", "shen.reviewer"])
def test_others_may_not_open_the_page(court: Court, login: str) -> None:
    browser = court.browser(login)
    assert browser.get("/assignment").status_code == 403
    assert browser.post("/assignment/draw", data={"case": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("login", "status"), [("zhou.clue", 200), ("wei.command", 200), ("li.online", 403), ("admin", 403)]
)
def test_who_sees_the_draws(court: Court, login: str, status: int) -> None:
    assert court.browser(login).get("/assignment/draws").status_code == status


@pytest.mark.parametrize("change", [{"active": False}, {"group": "offline"}, {"role": Role.REVIEWER, "group": None}])
def test_the_cases_of_who_is_gone_wait_to_be_given_to_others(any_court: Court, change: dict[str, object]) -> None:
    """The administrator stops an account; the leader must see what is left without anybody."""
    (case,) = _cases(any_court, 1)
    assert _draw(any_court, [case], absent=("wu.clue",)) == ["zhou.clue"]
    with any_court.service.writing() as session:
        gone = any_court.person(session, "zhou.clue")
        for name, value in change.items():
            setattr(gone, name, value)
    with any_court.service.reading() as session:
        assert session.scalars(select(Case.id).where(unassigned("clue"))).all() == [case]
    assert _draw(any_court, [case]) == ["wu.clue"]
