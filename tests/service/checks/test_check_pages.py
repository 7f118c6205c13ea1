"""The pages of checks, as users see them and as others try to."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from service.cases.checking import run_check
from service.cases.reports import report_of
from service.database.models import CasePaper, Check, LedgerEntry
from service.moment import now
from tests.service.checks.conftest import Returned
from tests.service.checks.samples import asked, checked
from tests.service.conftest import Court

DAY = date(2022, 4, 1)
MOST_BYTES = 200_000


@pytest.fixture
def faulty(returned: Returned) -> Check:
    """The check of a file that goes back."""
    return returned.check


def _path(check: Check, more: str = "") -> str:
    return f"/cases/{check.case_id}/checks/{check.id}{more}"


def test_asking_leads_to_the_check_and_twice_to_the_same(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    answers = [browser.post(f"/cases/{case_id}/checks", data={"gate": "online-offline"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    page = browser.get(answers[0].headers["location"]).text
    assert "排队等候" in page
    assert 'data-events="' in page
    assert "刷新" in page
    listed = browser.get(f"/cases/{case_id}/checks").text
    assert "进行中" in listed
    assert '<option value="online-offline" selected>' in listed


@pytest.mark.parametrize(("gate", "as_of"), [("no-such-gate", ""), ("online-offline", "2022-02-30")])
def test_what_cannot_be_asked_is_told(court: Court, gate: str, as_of: str) -> None:
    case_id = court.add_case()
    answer = court.browser("li.online").post(f"/cases/{case_id}/checks", data={"gate": gate, "as_of": as_of})
    assert answer.status_code in (400, 422)
    with court.service.reading() as session:
        assert session.query(Check).count() == 0


def test_the_result_shows_everything_and_stays_small(returned: Returned, faulty: Check) -> None:
    report = report_of(returned.court.service, faulty)
    answer = returned.court.browser("wei.command").get(_path(faulty))
    page = answer.text
    assert answer.status_code == 200
    assert len(answer.content) < MOST_BYTES
    assert report.verdict.chinese in page
    for met in report.conditions:
        assert met.condition.title in page
    for repair in report.repair:
        assert repair.do in page
    assert f"收到 {report.pages.in_} 页" in page
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    anchors = set(re.findall(r'href="#(f\d+)"', page))
    assert anchors
    assert anchors <= set(ids)
    open_ = {f"f{n}" for n, f in enumerate(report.findings, 1) if f.status in ("violated", "undetermined")}
    assert open_ <= set(ids)
    assert " style=" not in page
    assert "<script>" not in page


def test_every_finding_has_a_page_with_its_trace_and_its_places(returned: Returned, faulty: Check) -> None:
    report, browser = report_of(returned.court.service, faulty), returned.court.browser("chen.zhongben")
    for number, finding in enumerate(report.findings, 1):
        page = browser.get(_path(faulty, f"/findings/{number}")).text
        assert finding.title in page
        for because in finding.because:
            assert because.sentence in page
        for place in finding.evidence:
            if place.file != "case.yaml":
                assert f"page={place.page}&amp;finding={number}" in page
    for number in (0, len(report.findings) + 1, -1):
        assert browser.get(_path(faulty, f"/findings/{number}")).status_code == 404


def test_a_second_check_is_held_against_the_first(returned: Returned, faulty: Check) -> None:
    case_id = faulty.case_id
    again = checked(returned.court, case_id, "zhongben-review", "chen.zhongben")
    page = returned.court.browser("chen.zhongben").get(_path(again)).text
    assert "与上次检查比较" in page
    assert f'href="/cases/{case_id}/checks/{faulty.id}"' in page
    assert "与上次检查比较" not in returned.court.browser("chen.zhongben").get(_path(faulty)).text


def test_papers_that_came_since_make_the_result_old(returned: Returned, faulty: Check) -> None:
    browser = returned.court.browser("chen.zhongben")
    assert "可能已经不符" not in browser.get(_path(faulty)).text
    with returned.court.service.writing() as session:
        paper = session.query(CasePaper).first()
        assert paper is not None
        paper.removed_at = now()
    assert "可能已经不符" in browser.get(_path(faulty)).text


def test_a_check_that_failed_tells_what_to_do(court: Court) -> None:
    case_id = court.add_case()
    check_id = asked(court, case_id, "online-offline")
    run_check(court.service, check_id)
    page = court.browser("li.online").get(f"/cases/{case_id}/checks/{check_id}").text
    assert "还没有上传材料" in page
    assert "重新检查" in page
    assert "data-events" not in page
    for more in ("/report.json", "/paper.docx", "/findings/1"):
        assert court.browser("li.online").get(f"/cases/{case_id}/checks/{check_id}{more}").status_code == 404


def test_downloads_are_in_the_ledger(returned: Returned, faulty: Check) -> None:
    browser = returned.court.browser("chen.zhongben")
    report = browser.get(_path(faulty, "/report.json"))
    paper = browser.get(_path(faulty, "/paper.docx"))
    assert json.loads(report.content)["schema"] == "zhongben/report/1"
    assert paper.content[:2] == b"PK"
    assert "filename*=UTF-8''%E9%80%80%E5%9B%9E" in paper.headers["content-disposition"]
    with returned.court.service.reading() as session:
        files = [json.loads(e.detail)["file"] for e in session.query(LedgerEntry).filter_by(act="exported")]
    assert files == ["report.json", "paper.docx"]


def test_who_may_look_may_not_always_take_along(returned: Returned, faulty: Check) -> None:
    for login, allowed in (
        ("wei.command", True),
        ("han.director", True),
        ("yang.president", False),
        ("zhu.auditor", False),
    ):
        browser = returned.court.browser(login)
        page = browser.get(_path(faulty))
        assert page.status_code == 200
        assert ("report.json" in page.text) is allowed
        for more in ("/report.json", "/paper.docx"):
            assert browser.get(_path(faulty, more)).status_code == (200 if allowed else 403), login


@pytest.mark.parametrize("login", ["zheng.disposal", "shen.reviewer", "admin"])
def test_another_groups_check_is_not_there(returned: Returned, faulty: Check, login: str) -> None:
    browser = returned.court.browser(login)
    wanted = 403 if login == "admin" else 404
    for more in ("", "/findings/1", "/events", "/report.json", "/paper.docx"):
        assert browser.get(_path(faulty, more)).status_code == wanted, more
    assert browser.get(f"/cases/{faulty.case_id}/checks").status_code == wanted
    answer = browser.post(f"/cases/{faulty.case_id}/checks", data={"gate": "zhongben-review"})
    assert answer.status_code in (403, 404)


def test_a_group_that_handed_the_case_over_may_look_and_no_more(returned: Returned, faulty: Check) -> None:
    browser = returned.court.browser("li.online")
    page = browser.get(_path(faulty))
    assert page.status_code == 200
    assert "<button>重新检查" not in page.text
    assert browser.post(f"/cases/{faulty.case_id}/checks", data={"gate": "zhongben-review"}).status_code == 403
    assert browser.get(_path(faulty, "/paper.docx")).status_code == 403


def test_a_check_is_found_under_its_own_case_only(returned: Returned, faulty: Check) -> None:
    other = returned.court.add_case("（2022）鄂1023执9号", "zhongben")
    browser = returned.court.browser("chen.zhongben")
    for more in ("", "/findings/1", "/events", "/report.json", "/paper.docx"):
        assert browser.get(f"/cases/{other}/checks/{faulty.id}{more}").status_code == 404
