"""The pages of clocks: the board, its filters and links, the limits of the law, the clocks of a case."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from service.moment import today
from tests.service.conftest import Court


def _case(court: Court, number: int, left: int, group: str = "online", budget: int = 21) -> int:
    return court.add_case(f"（2022）鄂1023执{number}号", group, entered_on=today() - timedelta(days=budget - left))


def test_every_number_of_the_board_leads_to_as_many_cases(court: Court) -> None:
    for number, left in enumerate((-2, -1, 0, 2, 6, 15)):
        _case(court, number, left)
        _case(court, 50 + number, left, "clue", 56)
    browser = court.browser("wei.command")
    links = re.findall(r'href="(/clocks\?[^"]+)">(\d+)</a>', browser.get("/clocks").text)
    assert len(links) > 10
    for link, number in links:
        listed = browser.get(link.replace("&amp;", "&")).text
        assert f"共 {number} 条" in listed, link


def test_a_filter_that_means_nothing_shows_everything(court: Court) -> None:
    _case(court, 1, 3)
    browser = court.browser("wei.command")
    for query in ("group=nowhere", "band=pink", "group=command", "page=99"):
        assert "共 1 条" in browser.get(f"/clocks?{query}").text, query
    assert browser.get("/clocks?page=0").status_code == 422


def test_a_group_cannot_look_at_another_s_clocks(court: Court) -> None:
    case = _case(court, 1, -3, "clue", 56)
    browser = court.browser("li.online")
    assert "鄂1023执1号" not in browser.get("/clocks?group=clue&band=overdue").text
    assert browser.get(f"/cases/{case}/clocks").status_code == 404
    assert "鄂1023执1号" not in browser.get("/clocks/limits?group=clue&limit=six-months").text


def test_the_case_shows_its_stage_and_what_can_be_counted_from_the_filing(court: Court) -> None:
    case = court.add_case(entered_on=today(), filed_on=today())
    shown = court.browser("li.online").get(f"/cases/{case}/clocks").text
    assert "还有21天" in shown
    assert "监法〔2022〕19号 第一组" in shown
    assert "还没有检查过卷宗" in shown
    assert "执行期限届满" in shown
    assert "最早可以终本" in shown
    assert "发出执行通知书" not in shown


def test_limits_say_how_sure_their_text_is(court: Court) -> None:
    shown = court.browser("wei.command").get("/clocks/limits").text
    assert "法〔2021〕322号（条文须核对）" in shown
    assert "没有已过的，也没有三十日内届满的" in shown


@pytest.mark.parametrize("path", ["/clocks", "/clocks/limits"])
@pytest.mark.parametrize(
    ("login", "status"), [("zhu.auditor", 200), ("zhou.clue", 200), ("admin", 403), ("shen.reviewer", 403)]
)
def test_who_sees_clocks(court: Court, path: str, login: str, status: int) -> None:
    assert court.browser(login).get(path).status_code == status


def test_the_page_of_a_case_leads_to_its_clocks_and_messages(court: Court) -> None:
    case = _case(court, 1, 3)
    shown = court.browser("li.online").get(f"/cases/{case}").text
    assert f'href="/cases/{case}/clocks"' in shown
    assert f'href="/cases/{case}/feedback"' in shown
