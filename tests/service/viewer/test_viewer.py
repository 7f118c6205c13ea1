"""Looking at the pages of a check: what is shown, to whom, and what an attacker tries."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from checker.casefile import PageState
from service.cases.page_list import MOST, Show, list_pages
from service.cases.reading import ReadPage
from service.cases.viewed import Viewed, viewed
from service.database.models import Case, Check, CheckState, Passage
from service.moment import now, today
from tests.service.conftest import Court
from tests.service.viewer.conftest import Seen
from tests.service.viewer.samples import add_files


def view_of(seen: Seen) -> Viewed:
    with seen.court.service.reading() as session:
        return viewed(seen.court.service, session.get_one(Check, seen.check_id))


def test_a_page_with_its_paper_its_fields_and_what_points_to_it(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    page = browser.get(seen.pages)
    assert page.status_code == 200
    assert len(page.content) < 200_000
    for word in ("立案审批表", "何文斌", "58,833.00元", "涉及本页的要件", "未归类", "第 <input", "返回检查结果"):
        assert word in page.text, word
    assert re.search(r'<img src="[^"]+/pages/image\?file=[^"]+&amp;page=1&amp;v=[0-9a-f]{12}"', page.text)


def test_nothing_that_the_content_security_policy_forbids(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    for address in (seen.pages, f"{seen.pages}?finding=1", f"/cases/{seen.case_id}/corrections"):
        text = browser.get(address).text
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:", text), address


def test_a_finding_opens_where_it_shows_with_its_boxes(seen: Seen) -> None:
    view = view_of(seen)
    finding = next(one for one in view.findings if one.places and one.places[0].page > 1)
    place = finding.places[0]
    browser = seen.court.browser("chen.zhongben")
    text = browser.get(f"{seen.pages}?finding={finding.number}").text
    assert f'name="at" value="{view.place_of(view.page(place.file, place.page)) + 1}"' in text  # type: ignore[arg-type]
    drawn = re.search(r'<rect class="now [a-z_]+" x="([\d.]+)" y="([\d.]+)"', text)
    assert drawn is not None
    assert abs(float(drawn[1]) / 1000 - place.box.x0) < 0.001
    assert f'/checks/{seen.check_id}#f{finding.number}"' in text
    for one in finding.places[1:3]:
        assert f"page={one.page}&amp;finding={finding.number}" in text


def test_going_through_pages_findings_and_filters(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    view = view_of(seen)
    first = browser.get(seen.pages).text
    assert 'data-go="next-page"' in first
    assert 'data-go="previous-page"' not in first
    last = browser.get(f"{seen.pages}?at={len(view.pages)}").text
    assert 'data-go="next-page"' not in last
    jump = re.search(r'href="\?finding=(\d+)" data-go="next-finding"', first)
    assert jump is not None
    assert int(jump[1]) == view.jumps[0].number
    for show in Show:
        assert browser.get(f"{seen.pages}?show={show}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?at=999",
        "?file=扫描件.pdf&page=999",
        "?file=../../etc/passwd&page=1",
        "?file=扫描件.pdf/x&page=1",
        "?file=a%00b",
    ],
)
def test_pages_that_are_not_there(seen: Seen, query: str) -> None:
    browser = seen.court.browser("chen.zhongben")
    assert browser.get(f"{seen.pages}{query}").status_code == 404
    if "file" in query:
        assert browser.get(f"{seen.pages}/image{query}{'' if 'page' in query else '&page=1'}").status_code == 404


def test_findings_that_are_not_there_open_the_first_page(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    for number in (0, -1, 9999):
        assert 'name="at" value="1"' in browser.get(f"{seen.pages}?finding={number}").text


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("chen.zhongben", 200),
        ("chu.zhongben", 200),
        ("wei.command", 200),
        ("zhu.auditor", 200),
        ("wang.online", 404),
        ("shen.reviewer", 404),
        ("admin", 403),
        (None, 303),
    ],
)
def test_who_sees_the_pages(seen: Seen, login: str | None, status: int) -> None:
    browser = seen.court.browser(login)
    image = f"{seen.pages}/image?file=扫描件.pdf&page=1"
    for address in (seen.pages, image, f"/cases/{seen.case_id}/corrections"):
        assert browser.get(address).status_code == status, address


def test_only_who_may_work_on_it_is_offered_corrections(seen: Seen) -> None:
    for login, offered in (("chen.zhongben", True), ("chu.zhongben", True), ("wei.command", False)):
        text = seen.court.browser(login).get(seen.pages).text
        assert ("更正为所选种类" in text) is offered, login


def test_a_group_that_handed_the_case_over_looks_and_does_not_touch(seen: Seen) -> None:
    with seen.court.service.writing() as session:
        passage = Passage(case_id=seen.case_id, gate="clue-refusal", on=today(), from_group="clue", to_group="refusal")
        session.add(passage)
    browser = seen.court.browser("sun.clue")
    assert browser.get(seen.pages).status_code == 200
    assert seen.correct(browser, "kind", 1, "first", "送达回证").status_code == 403


def test_a_check_of_another_case_is_not_reached_through_this_one(seen: Seen) -> None:
    other = seen.court.add_case("（2022）鄂1023执77号", "online")
    browser = seen.court.browser("wang.online")
    for address in (f"/cases/{other}/checks/{seen.check_id}/pages", f"/cases/{other}/checks/{seen.check_id}/pages/image?file=扫描件.pdf&page=1"):  # fmt: skip
        assert browser.get(address).status_code == 404
    data = {"of": "kind", "file": "扫描件.pdf", "page": "1", "name": "first", "value": "送达回证"}
    answer = browser.post(f"/cases/{other}/checks/{seen.check_id}/pages/corrections", data=data)
    assert answer.status_code == 404


def test_a_check_that_is_not_over_has_no_pages_yet(seen: Seen) -> None:
    with seen.court.service.writing() as session:
        by = session.get_one(Case, seen.case_id).created_by_id
        check = Check(case_id=seen.case_id, gate="zhongben", requested_by_id=by, requested_at=now(), state=CheckState.WAITING)  # fmt: skip
        session.add(check)
        session.flush()
        waiting = check.id
    answer = seen.court.browser("chen.zhongben").get(f"/cases/{seen.case_id}/checks/{waiting}/pages")
    assert answer.status_code == 404


def test_pages_without_a_picture_show_their_words_or_why_there_are_none(court: Court, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    paper = docx.Document()
    paper.add_paragraph("执行通知书")
    paper.add_paragraph("<b>何文斌：</b>")
    paper.save(str(folder / "1.docx"))
    (folder / "2.pdf").write_bytes(b"%PDF-1.4 nothing of it is left")
    case_id, check_id = add_files(court, folder)
    browser = court.browser("chen.zhongben")
    words = browser.get(f"/cases/{case_id}/checks/{check_id}/pages?file=1.docx&page=1").text
    assert ">执行通知书</text>" in words
    assert "&lt;b&gt;何文斌：&lt;/b&gt;</text>" in words
    assert "<img" not in words
    broken = browser.get(f"/cases/{case_id}/checks/{check_id}/pages?file=2.pdf&page=1").text
    assert "PDF 损坏" in broken
    assert "更正为所选种类" not in broken
    for file in ("1.docx", "2.pdf"):
        assert browser.get(f"/cases/{case_id}/checks/{check_id}/pages/image?file={file}&page=1").status_code == 404


def _page(number: int, document: str = "", state: PageState = PageState.UNKNOWN) -> ReadPage:
    kind = "调查笔录" if document else ""
    return ReadPage("a.pdf", number, f"{number}", 0, 0.0, state, kind, document, kind, "", (), (), ())


def test_of_very_long_files_the_rows_around_the_page_are_listed() -> None:
    pages = [_page(n) for n in range(1, 1001)]
    pages += [_page(n, f"d-{n}", PageState.CATALOGUED) for n in range(1001, 2001)]
    view = Viewed(pages, {"findings": [], "receipt": {"inputs": {}}})
    listed = list_pages(view, pages[1500], Show.ALL)
    assert (len(listed.unknown), len(listed.papers), listed.hidden) == (MOST, MOST, 1600)
    assert any(one.here for one in listed.papers)
    assert any(one.here for one in list_pages(view, pages[700], Show.UNKNOWN).unknown)


def test_a_page_goes_on_with_the_nearest_paper_of_a_known_kind() -> None:
    pages = [_page(1, "d", PageState.CATALOGUED), _page(2), _page(3, state=PageState.BLANK), _page(4)]
    view = Viewed(pages, {"findings": [], "receipt": {"inputs": {}}})
    assert view.before(pages[3]) is pages[0]
    assert view.before(pages[0]) is None
