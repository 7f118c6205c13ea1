"""The list of cases: found, filtered, sorted, by who may see them; lights of the database are lights of the clock."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select

from service.cases.lights import light_is
from service.cases.listing import CaseFilter, find_cases
from service.clocks.due import Colour, stage_clock
from service.database.models import Case, CaseParty, CaseState, Passage
from service.moment import now, today
from tests.service.conftest import MOST_STATEMENTS, Court, statements

DAY = date(2026, 3, 10)
GROUPS = ("online", "offline", "clue", "disposal", "refusal", "zhongben")


def _numbers(court: Court, login: str, day: date = DAY, **wanted: object) -> list[str]:
    with court.service.reading() as session:
        query = find_cases(session, court.people[login], CaseFilter(**{"state": "", **wanted}), day)
        return [case.number for case in session.scalars(query).unique()]


@pytest.fixture
def three(any_court: Court) -> Court:
    any_court.add_case("（2026）鄂1023执1号", "online", entered_on=DAY - timedelta(days=30), claim_fen=300)
    any_court.add_case("（2026）鄂1023执2号", "clue", entered_on=DAY - timedelta(days=30), claim_fen=None)
    any_court.add_case(
        "（2026）鄂1023执30号", "clue", entered_on=DAY - timedelta(days=2), claim_fen=100, handler_id=None
    )
    return any_court


def test_the_clock_that_runs_out_first_comes_first(three: Court) -> None:
    assert _numbers(three, "wei.command") == ["（2026）鄂1023执1号", "（2026）鄂1023执2号", "（2026）鄂1023执30号"]
    assert _numbers(three, "wei.command", sort="claim", down=True)[0] == "（2026）鄂1023执1号"
    assert _numbers(three, "wei.command", sort="claim", down=True)[-1] == "（2026）鄂1023执2号"
    assert _numbers(three, "wei.command", sort="no-such")[0] == "（2026）鄂1023执1号"


def test_words_find_numbers_and_parties_and_are_no_patterns(three: Court) -> None:
    with three.service.writing() as session:
        case = session.scalar(select(Case).where(Case.number.contains("30号")))
        assert case
        case.parties.append(CaseParty(role="被执行人", name="一%家_公司"))
    assert _numbers(three, "wei.command", words="(2026) 鄂1023执3") == ["（2026）鄂1023执30号"]
    assert _numbers(three, "wei.command", words="%家_") == ["（2026）鄂1023执30号"]
    assert _numbers(three, "wei.command", words="家__司") == []
    assert len(_numbers(three, "wei.command", words="周启明")) == 3
    assert _numbers(three, "wei.command", words="' OR 1=1 --") == []


def test_filters_of_group_state_handler(three: Court) -> None:
    assert len(_numbers(three, "wei.command", group="clue")) == 2
    assert _numbers(three, "wei.command", handler=0) == ["（2026）鄂1023执30号"]
    assert _numbers(three, "wei.command", handler=three.people["wang.online"].id) == ["（2026）鄂1023执1号"]
    assert _numbers(three, "wei.command", state="closed") == []


def test_each_sees_his_own(three: Court) -> None:
    assert _numbers(three, "li.online") == ["（2026）鄂1023执1号"]
    assert _numbers(three, "chen.zhongben") == _numbers(three, "shen.reviewer") == _numbers(three, "admin") == []
    with three.service.writing() as session:
        case = session.scalar(select(Case).where(Case.number.contains("执2号")))
        assert case
        session.add(Passage(case_id=case.id, gate="online-offline", on=DAY, from_group="online", to_group="offline"))
    assert len(_numbers(three, "li.online")) == 2


def test_the_lights_of_the_database_are_those_of_the_clock(any_court: Court) -> None:
    """For every group and every day, also far beyond the budgets, and for a case that is over."""
    with any_court.service.writing() as session:
        maker = any_court.people["wei.command"].id
        rows = [
            {
                "number": f"{group}-{back}-{state}",
                "group": group,
                "state": state,
                "entered_on": DAY - timedelta(days=back),
                "created_by_id": maker,
                "created_at": now(),
                "version": 1,
            }
            for group in GROUPS
            for back in (*range(70), 399, 400, 401, 4000)
            for state in ((CaseState.OPEN, CaseState.CLOSED) if back == 5 else (CaseState.OPEN,))
        ]
        session.execute(insert(Case), rows)
    with any_court.service.reading() as session:
        expected: dict[Colour, set[str]] = {colour: set() for colour in Colour}
        for case in session.scalars(select(Case)):
            expected[stage_clock(case, DAY).colour].add(case.number)
        for colour in Colour:
            assert set(session.scalars(select(Case.number).where(light_is(colour, DAY)))) == expected[colour], colour
    assert all(expected[colour] for colour in Colour)


def test_a_page_of_ten_thousand_cases_is_small_and_asks_little(court: Court) -> None:
    with court.service.writing() as session:
        maker = court.people["li.online"].id
        session.execute(
            insert(Case),
            [
                {
                    "number": f"（2026）鄂1023执{n}号",
                    "group": GROUPS[n % 6],
                    "state": "open",
                    "filed_on": today(),
                    "entered_on": today() - timedelta(days=n % 90),
                    "created_by_id": maker,
                    "created_at": now(),
                    "version": 1,
                }
                for n in range(1, 10_001)
            ],
        )
        sides = (("申请执行人", "周启明"), ("被执行人", "何文斌"))
        session.execute(
            insert(CaseParty),
            [{"case_id": n, "role": role, "name": f"{name}{n}"} for n in range(1, 10_001) for role, name in sides],
        )
    for login in ("wei.command", "li.online"):
        browser = court.browser(login)
        browser.get("/cases")
        for address in ("/cases", "/cases?q=何文斌77", "/cases?light=red&sort=due", "/cases?sort=claim&page=100"):
            with statements(court) as told:
                answer = browser.get(address)
            assert answer.status_code == 200
            assert len(answer.content) < 200_000
            assert len(told) <= MOST_STATEMENTS, (login, address, told)


def test_a_number_that_is_not_among_the_open_ones_leads_to_all(three: Court) -> None:
    """Who looks for a closed case by its number is not told that there is none."""
    with three.service.writing() as session:
        case = session.query(Case).first()
        assert case is not None
        case.state, number = CaseState.CLOSED, case.number
    browser = three.browser("wei.command")
    page = browser.get("/cases", params={"q": number}).text
    link = re.search(r'href="(/cases\?q=[^"]+state=)"', page)
    assert link
    assert number in browser.get(link[1].replace("&amp;", "&")).text


def test_a_court_without_cases_says_how_to_begin(court: Court) -> None:
    assert "还没有在办案件。从右上方登记，或者导入" in court.browser("li.online").get("/cases").text
    assert "流转到本组的案件会显示在这里" in court.browser("zhou.clue").get("/cases").text
