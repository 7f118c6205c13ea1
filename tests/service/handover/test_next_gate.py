"""The gate that stands on the page before anybody has chosen: never one at which the file would go to the wrong group."""

from __future__ import annotations

import re

from service.database.models import CasePaper, Submission
from service.handover.returning import ItemForm
from service.moment import now
from tests.service.conftest import Court
from tests.service.handover.conftest import Road
from tests.service.handover.made import finding

CHOSEN = re.compile(r'name="gate" value="([a-z-]+)" required checked')


def _paper(court: Court, case: int) -> None:
    with court.service.writing() as session:
        digest = court.service.blobs.put_bytes(b"x")
        by = court.people["sun.clue"].id
        session.add(CasePaper(case_id=case, name="a.pdf", sha256=digest, size=1, added_by_id=by, added_at=now()))


def _chosen(road: Road, login: str, asked: str = "") -> list[str]:
    return CHOSEN.findall(road.court.browser(login).get(f"/cases/{road.case}/submit{asked}").text)


def test_where_a_file_may_go_two_ways_nothing_is_chosen(court: Court) -> None:
    road = Road(court, court.add_case(group="clue"))
    assert _chosen(road, "sun.clue") == []
    assert _chosen(road, "sun.clue", "?gate=clue-refusal") == ["clue-refusal"]
    page = court.browser("sun.clue").get(f"/cases/{road.case}/submit?gate=zhongben-review").text
    assert "本案现在不能报送“终本报审”" in page
    assert CHOSEN.findall(page) == []


def test_where_it_goes_one_way_that_is_chosen(road: Road) -> None:
    assert _chosen(road, "wang.online") == ["online-offline"]


def test_a_returned_file_goes_to_the_gate_that_returned_it(court: Court) -> None:
    road = Road(court, court.add_case(group="clue"))
    _paper(court, road.case)
    submission = road.wait("sun.clue", "clue-refusal", finding())
    road.send_back("wei.command", submission)
    assert _chosen(road, "sun.clue") == ["clue-refusal"]
    page = court.browser("sun.clue").get(f"/cases/{road.case}").text
    assert '<option value="clue-refusal" selected>' in page
    assert "被退回整改（线索查控组移送拒执打击组），还有 1 项没有补正" in page
    assert f'href="/transfers/{submission}"' in page
    other = court.browser("zheng.disposal").get(f"/cases/{road.case}")
    assert other.status_code == 404


def test_what_was_chosen_on_the_page_of_the_case_is_chosen_on_the_next(court: Court) -> None:
    case = court.add_case(group="clue")
    _paper(court, case)
    browser = court.browser("sun.clue")
    answer = browser.post(f"/cases/{case}/checks", data={"gate": "clue-refusal", "then": "submit"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{case}/submit?gate=clue-refusal")
    assert "checked> 线索查控组移送拒执打击组" in browser.get(answer.headers["location"]).text


def test_what_is_asked_twice_stands_once(road: Road) -> None:
    """The same finding returned twice is one thing to repair."""
    for _ in range(2):
        submission = road.wait("wang.online", "online-offline", finding())
        road.send_back("wei.command", submission, items=_of_the_check(road, submission))
    assert "还没有补正的事项（1 项）" in road.court.browser("wang.online").get(f"/cases/{road.case}/submit").text


def _of_the_check(road: Road, submission: int) -> tuple[ItemForm, ...]:
    with road.court.service.reading() as session:
        review = road.review(session.get_one(Submission, submission))
    return tuple(
        ItemForm(rule=one.rule, subject=one.subject, reason="missing", owner=one.owner) for one in review.items
    )
