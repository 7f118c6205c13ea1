"""The page of an error: it leads back to where one came from, and names fields as their page does."""

from __future__ import annotations

import re

import pytest

from tests.service.conftest import Court
from tests.service.handover.conftest import Road
from tests.service.handover.made import finding

HOST = "http://testserver"


@pytest.fixture
def road(court: Court) -> Road:
    """A case that 线上查控组 has."""
    return Road(court, court.add_case())


def test_a_refused_form_leads_back_to_its_page(court: Court) -> None:
    case = court.add_case()
    browser = court.browser("li.online")
    here = f"/cases/{case}/feedback?x=1"
    sent = browser.post(f"/cases/{case}/feedback", data={"to": "1", "text": " "}, headers={"referer": HOST + here})
    assert sent.status_code == 422
    assert f'href="{here}"' in sent.text
    assert "data-refused" in sent.text


def test_a_login_that_ended_leads_to_the_login_and_then_back(court: Court) -> None:
    case = court.add_case()
    here = f"/cases/{case}/feedback"
    sent = court.browser().post(here, data={"text": "在"}, headers={"referer": HOST + here})
    assert sent.status_code == 401
    assert f'href="/login?next={here}"' in sent.text
    assert "重新登录" in sent.text


@pytest.mark.parametrize("before", ["https://elsewhere.example/x", HOST + "/login?next=/x", ""])
def test_it_never_leads_elsewhere(court: Court, before: str) -> None:
    sent = court.browser().post("/cases/1/feedback", data={"text": "在"}, headers={"referer": before})
    assert 'href="/login?next=/desk"' in sent.text


def test_fields_are_named_as_on_the_page(court: Court) -> None:
    case = court.add_case(group="clue")
    browser = court.browser("sun.clue")
    none = browser.post(
        "/assignment/by-hand", data={"case": case, "handler": court.people["zhou.clue"].id, "reason": ""}
    )
    empty = browser.post("/assignment/by-hand", data={"case": case})
    for sent in (none, empty):
        assert sent.status_code == 422
        told = re.findall(r"<li>(.*?)</li>", sent.text)
        assert told
        assert not any(re.search(r"[a-z]", one) for one in told), told
        assert "位置：" not in sent.text


def test_requirements_without_a_reason_are_told_by_their_names(road: Road) -> None:
    submission = road.wait("wang.online", "online-offline", finding(status="undetermined"))
    browser = road.court.browser("wei.command")
    fields = {"version": str(road.version(submission))}
    sent = browser.post(f"/transfers/{submission}/approve", data=fields)
    assert sent.status_code == 422
    assert "执行通知书已送达被执行人（被执行人 何文斌）：须写明理由" in sent.text
    assert "looked" not in sent.text
