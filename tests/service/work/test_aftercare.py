"""Five years after a 终本: the entry within seven days, ten queries, and what is done when one finds property."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.database.models import AftercareTask, Case, LedgerEntry
from service.errors import ConflictError, ForbiddenError, FormError, NotFoundError
from service.moment import today
from service.work.aftercare import count_overdue, due_tasks, finish, open_aftercare, task_clock, tasks_between
from tests.service.conftest import Court

SERVED = date(2022, 8, 31)


def _opened(court: Court, served: date = SERVED) -> int:
    case_id = court.add_case(group="zhongben", state="aftercare")
    with court.service.writing() as session:
        open_aftercare(session, session.get_one(Case, case_id), served)
    return case_id


def _finish(court: Court, task_id: int, actor: str = "chu.zhongben", **given: object) -> None:
    values = {"done_on": SERVED + timedelta(days=3), "result": "", "found": None, "today": date(2023, 6, 1), **given}
    with court.service.writing() as session:
        finish(session, court.person(session, actor), task_id, **values)  # type: ignore[arg-type]


def _tasks(court: Court) -> list[AftercareTask]:
    with court.service.reading() as session:
        return list(session.scalars(select(AftercareTask).order_by(AftercareTask.due_on)))


def test_the_entry_is_due_in_seven_days_and_a_query_every_six_months_for_five_years(any_court: Court) -> None:
    _opened(any_court)
    entry, *queries = _tasks(any_court)
    assert (entry.kind, entry.due_on) == ("registration", date(2022, 9, 7))
    assert [(one.number, one.due_on.isoformat()) for one in queries] == [
        (1, "2023-02-28"),
        (2, "2023-08-31"),
        (3, "2024-02-29"),
        (4, "2024-08-31"),
        (5, "2025-02-28"),
        (6, "2025-08-31"),
        (7, "2026-02-28"),
        (8, "2026-08-31"),
        (9, "2027-02-28"),
        (10, "2027-08-31"),
    ]


def test_opening_twice_makes_nothing_twice(any_court: Court) -> None:
    case = _opened(any_court)
    with any_court.service.writing() as session:
        assert len(open_aftercare(session, session.get_one(Case, case), date(2022, 9, 15))) == 11
    assert len(_tasks(any_court)) == 11
    with any_court.service.reading() as session:
        assert [one.act for one in session.scalars(select(LedgerEntry))] == ["aftercare-opened"]


def test_what_is_due_and_overdue(any_court: Court) -> None:
    _opened(any_court)
    with any_court.service.reading() as session:
        leader = any_court.person(session, "chen.zhongben")
        assert count_overdue(session, leader, date(2022, 9, 7)) == 0
        assert count_overdue(session, leader, date(2023, 3, 1)) == 2
        assert len(session.scalars(due_tasks(leader, date(2023, 2, 28))).all()) == 2
        month = session.scalars(tasks_between(leader, date(2023, 2, 1), date(2023, 2, 28))).all()
        assert [one.number for one in month] == [1]
        assert task_clock(month[0], date(2023, 3, 2)).text == "超期2天"


def test_a_case_that_was_resumed_is_no_longer_looked_after(court: Court) -> None:
    case = _opened(court)
    with court.service.writing() as session:
        session.get_one(Case, case).state = "resumed"  # type: ignore[assignment]
    with court.service.reading() as session:
        assert count_overdue(session, court.person(session, "wei.command"), date(2030, 1, 1)) == 0


def test_a_query_is_done_with_its_result_once(court: Court) -> None:
    _opened(court)
    entry, query, *_ = (one.id for one in _tasks(court))
    _finish(court, entry)
    with pytest.raises(FormError, match="有没有查到财产"):
        _finish(court, query, done_on=date(2023, 2, 20))
    _finish(court, query, done_on=date(2023, 2, 20), found=True, result="农商行账户余额52,300元")
    with pytest.raises(ConflictError):
        _finish(court, query, done_on=date(2023, 2, 21), found=False)
    done = _tasks(court)[1]
    assert (done.done_on, done.found, done.result) == (date(2023, 2, 20), True, "农商行账户余额52,300元")
    with court.service.reading() as session:
        assert [one.act for one in session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq))][1:] == [
            "aftercare-done"
        ] * 2


def test_nothing_is_done_in_the_future(court: Court) -> None:
    _opened(court)
    with pytest.raises(FormError, match="晚于今天"):
        _finish(court, _tasks(court)[0].id, done_on=date(2023, 6, 2))


@pytest.mark.parametrize("actor", ["zhou.clue", "wei.command", "han.director", "admin"])
def test_only_the_group_that_looks_after_it_does_it(court: Court, actor: str) -> None:
    _opened(court)
    with pytest.raises((ForbiddenError, NotFoundError)):
        _finish(court, _tasks(court)[0].id, actor)


def test_the_page_shows_a_month_marks_done_and_suggests_to_resume(court: Court) -> None:
    case = _opened(court, today() - timedelta(days=181))
    query = _tasks(court)[1]
    browser = court.browser("chu.zhongben")
    month = f"/aftercare?month={query.due_on:%Y-%m}"
    assert "第1次，共10次" in browser.get(month).text
    over = browser.get("/aftercare?show=overdue").text
    assert "超期未办 1 件" in over
    assert "light red" in over
    data = {"done_on": today().isoformat(), "found": "yes", "result": "有车辆一辆"}
    assert browser.post(f"/aftercare/{query.id}/done", data=data).status_code == 303
    shown = browser.get(month).text
    assert "建议恢复执行" in shown
    assert f"/cases/{case}/feedback" in shown
    assert browser.post(f"/aftercare/{query.id}/done", data=data).status_code == 409
    assert browser.post("/aftercare/999/done", data=data).status_code == 404
    assert "第1次" in court.browser("chu.zhongben").get(f"/cases/{case}/clocks").text


@pytest.mark.parametrize(
    ("login", "status"),
    [("chen.zhongben", 200), ("wei.command", 200), ("zhu.auditor", 200), ("sun.clue", 403), ("admin", 403)],
)
def test_who_sees_the_page(court: Court, login: str, status: int) -> None:
    browser = court.browser(login)
    assert browser.get("/aftercare").status_code == status
    if login != "chen.zhongben":
        assert browser.post("/aftercare/1/done", data={"done_on": "2022-01-01"}).status_code == 403


def test_a_month_without_tasks_leads_to_the_next_that_has_some(court: Court) -> None:
    """Half a year lies between two queries: nobody should have to leaf through six empty months."""
    _opened(court)
    page = court.browser("chu.zhongben").get("/aftercare?month=2022-10").text
    assert '<a href="/aftercare?month=2023-02">2023-02-28</a>' in page
    assert "会自动列入各月" in court.browser("chu.zhongben").get("/aftercare?month=2030-01").text
