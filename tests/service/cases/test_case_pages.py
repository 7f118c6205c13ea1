"""The pages of cases in the hands of clerks, of strangers and of attackers."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

import pytest

from service.database.models import Case, Check, CheckState, LedgerEntry, Passage, Submission, SubmissionState
from service.deps import CSRF_HEADER
from service.moment import now
from tests.service.cases.sending import PAPER, archive, image
from tests.service.conftest import Court

FIELDS = {
    "number": "(2022)鄂1023执77号",
    "filed_on": "2022-03-01",
    "claim": "58,833.00",
    "paid": "",
    "group": "online",
    "handler_id": "",
    "closing_kind": "",
    "party-role": ["申请执行人", "被执行人", "被执行人"],
    "party-name": ["周启明", "何文斌", ""],
    "party-kind": ["自然人", "", ""],
    "party-number": ["", "", ""],
    "party-phone": ["13800000001", "", ""],
}


def test_registering_by_the_form(any_court: Court) -> None:
    browser = any_court.browser("li.online")
    assert "登记案件" in browser.get("/cases/new").text
    answer = browser.post("/cases", data=FIELDS)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    for shown in ("（2022）鄂1023执77号", "何文斌", "58,833.00 元", "13800000001", "尚未分配"):
        assert shown in page


def test_a_wrong_form_comes_back_as_it_was_filled_in_with_what_is_wrong(court: Court) -> None:
    browser = court.browser("li.online")
    answer = browser.post("/cases", data={**FIELDS, "number": "<b>77</b>", "claim": "很多"})
    assert answer.status_code == 422
    assert "不是执行案件的案号" in answer.text
    assert "“很多”不是金额" in answer.text
    assert (
        "至少要有一名申请执行人"
        in browser.post(
            "/cases", data={**FIELDS, "claim": "很多", "party-name": ["", "何文斌", ""], "party-phone": ["", "", ""]}
        ).text
    )
    assert 'value="何文斌"' in answer.text
    assert "<b>77</b>" not in answer.text


def test_more_rows_without_a_script(court: Court) -> None:
    answer = court.browser("li.online").post("/cases", data={**FIELDS, "more": "1"})
    assert answer.status_code == 200
    assert answer.text.count('name="party-name"') == 5  # two filled in, three new


def test_a_number_that_is_there_already_is_told_at_its_field(court: Court) -> None:
    browser = court.browser("li.online")
    browser.post("/cases", data=FIELDS)
    answer = browser.post("/cases", data=FIELDS)
    assert answer.status_code == 422
    assert "已经登记过" in answer.text


def test_correcting_by_the_form(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    page = browser.get(f"/cases/{case_id}/edit").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    sent = {**FIELDS, "version": version[1], "claim": "1.50", "entered_on": "2022-05-01", "group": "clue"}
    assert browser.post(f"/cases/{case_id}/edit", data=sent).status_code == 303
    with court.service.reading() as session:
        case = session.get_one(Case, case_id)
        assert (case.claim_fen, case.number, case.group) == (150, "（2022）鄂1023执77号", "online")
        assert case.entered_on == date(2022, 3, 1)  # the clock is not theirs
    assert browser.post(f"/cases/{case_id}/edit", data=sent).status_code == 409


READERS = ("wang.online", "wei.command", "han.director", "yang.president", "zhu.auditor")
STRANGERS = ("sun.clue", "chen.zhongben", "shen.reviewer")


def test_who_sees_a_case_and_what_he_may_do_there(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    paper_id = browser.post(f"/cases/{case_id}/uploads/form", files={"files": ("1.png", PAPER)})
    assert paper_id.status_code == 200
    for login in READERS:
        page = court.browser(login).get(f"/cases/{case_id}")
        works = login == "wang.online"
        assert page.status_code == 200
        assert ('id="upload"' in page.text, f'action="/cases/{case_id}/checks"' in page.text) == (works, works)
        assert (f"/cases/{case_id}/edit" in page.text) == (login in ("wang.online", "wei.command"))
    for login in STRANGERS:
        stranger = court.browser(login)
        for method, path in (
            ("GET", ""),
            ("GET", "/papers/1"),
            ("GET", "/edit"),
            ("POST", "/papers/1/remove"),
            ("POST", "/uploads/form"),
            ("POST", "/edit"),
        ):
            answer = stranger.request(
                method,
                f"/cases/{case_id}{path}",
                **({"files": {"files": ("2.png", PAPER)}} if path.endswith("form") else {}),
            )
            assert answer.status_code in (403, 404), (login, path)
    assert court.browser("admin").get(f"/cases/{case_id}").status_code == 403


@pytest.mark.parametrize(
    ("login", "full"),
    [
        ("wang.online", True),
        ("wei.command", True),
        ("han.director", True),
        ("yang.president", False),
        ("zhu.auditor", False),
    ],
)
def test_numbers_of_people_are_for_who_needs_them(court: Court, login: str, full: bool) -> None:
    """On the page as in the interface for programs."""
    case_id = court.add_case()
    with court.service.writing() as session:
        session.get_one(Case, case_id).parties[1].number = "421023198001011234"
    page = court.browser(login).get(f"/cases/{case_id}").text
    assert (("421023198001011234" in page), ("13800000001" in page)) == (full, full)
    assert (("421****1234" in page), ("138****0001" in page)) == (not full, not full)


def test_a_group_that_handed_it_over_looks_but_changes_nothing(court: Court) -> None:
    case_id = court.add_case(group="clue")
    with court.service.writing() as session:
        session.add(
            Passage(
                case_id=case_id, gate="online-offline", on=date(2022, 3, 20), from_group="online", to_group="offline"
            )
        )
    browser = court.browser("li.online")
    page = browser.get(f"/cases/{case_id}")
    assert page.status_code == 200
    assert 'id="upload"' not in page.text
    assert browser.post(f"/cases/{case_id}/uploads/form", files={"files": ("1.png", PAPER)}).status_code == 403
    assert browser.post(f"/cases/{case_id}/edit", data=FIELDS).status_code == 403


def test_the_page_of_a_case_tells_checks_and_submissions(court: Court) -> None:
    case_id = court.add_case()
    with court.service.writing() as session:
        person = court.people["li.online"]
        check = Check(
            case_id=case_id,
            gate="online-offline",
            state=CheckState.DONE,
            verdict="return",
            violated=3,
            requested_by_id=person.id,
            requested_at=now(),
        )
        session.add(check)
        session.flush()
        submission = Submission(
            case_id=case_id,
            gate="online-offline",
            from_group="online",
            by_id=person.id,
            at=now(),
            state=SubmissionState.WAITING,
        )
        session.add(submission)
        session.flush()
        check_id, submission_id = check.id, submission.id
    page = court.browser("li.online").get(f"/cases/{case_id}").text
    assert f"/cases/{case_id}/checks/{check_id}" in page
    assert f"/transfers/{submission_id}" in page
    assert "退回整改" in page
    assert "正在报送审批" in page
    assert 'id="upload"' not in page
    assert "退回整改" in court.browser("li.online").get("/cases?state=").text


def test_the_protocol_over_http(any_court: Court) -> None:
    case_id = any_court.add_case()
    browser = any_court.browser("li.online", headers={"accept": "application/json"})
    base = f"/cases/{case_id}/uploads"
    begun = browser.post(base, json={"name": "卷一/1.png", "size": len(PAPER), "key": "abcdefgh"})
    assert (begun.status_code, begun.json()["offset"]) == (200, 0)
    first = browser.put(f"{base}/abcdefgh?offset=0", content=PAPER[:50])
    assert (first.json()["offset"], first.json()["finished"]) == (50, False)
    again = browser.put(f"{base}/abcdefgh?offset=0", content=PAPER[:50])
    assert again.status_code == 409
    assert set(again.json()["error"]) == {"status", "what", "where", "how"}
    assert browser.get(f"{base}/abcdefgh").json()["offset"] == 50
    last = browser.put(f"{base}/abcdefgh?offset=50", content=PAPER[50:]).json()
    assert last["finished"]
    assert last["taken"][0]["name"] == "卷一/1.png"


def test_the_protocol_asks_for_the_word_of_the_page(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    del browser.headers[CSRF_HEADER]
    base = f"/cases/{case_id}/uploads"
    assert browser.post(base, json={"name": "1.png", "size": 1, "key": "abcdefgh"}).status_code == 403
    assert browser.put(f"{base}/abcdefgh?offset=0", content=b"x").status_code == 403


def test_a_body_above_a_part_is_refused(court: Court) -> None:
    court.service.settings.upload_part_bytes = 1000
    case_id = court.add_case()
    browser = court.browser("li.online")
    browser.post(f"/cases/{case_id}/uploads", json={"name": "1.png", "size": 10**6, "key": "abcdefgh"})
    assert browser.put(f"/cases/{case_id}/uploads/abcdefgh?offset=0", content=b"x" * 200_000).status_code == 413


@pytest.mark.parametrize(
    "start",
    [
        {"size": -1},
        {"size": 2**70},
        {"size": "x"},
        {"name": 5},
        {"key": "x" * 99},
        {"name": "\x00"},
        {"key": "../../../x"},
    ],
)
def test_crafted_beginnings_are_refused_plainly(court: Court, start: dict[str, object]) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online", headers={"accept": "application/json"})
    answer = browser.post(f"/cases/{case_id}/uploads", json={"name": "1.png", "size": 10, "key": "abcdefgh", **start})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["what"]


def test_the_plain_form_takes_several_files_and_tells_what_became_of_each(court: Court) -> None:
    case_id = court.add_case()
    files = [
        ("files", (name, data))
        for name, data in (
            ("1.png", PAPER),
            ("<b>.exe", b"MZ\x90" + b"\x00" * 60),
            ("卷.zip", archive(**{"2.png": image("red")})),
            ("../../x.png", PAPER),
        )
    ]
    answer = court.browser("li.online").post(f"/cases/{case_id}/uploads/form", files=files)
    assert answer.status_code == 200
    for told in ("1.png", "这是程序，不是卷宗材料", "卷/2.png", "指向案件文件夹之外"):
        assert told in answer.text
    assert "<b>" not in answer.text


def test_the_original_is_given_as_it_came_and_the_act_recorded(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    browser.post(f"/cases/{case_id}/uploads/form", files={"files": ("询问笔录 “一”.png", PAPER)})
    answer = browser.get(f"/cases/{case_id}/papers/1")
    assert sha256(answer.content).digest() == sha256(PAPER).digest()
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E8%AF%A2")
    assert "sandbox" in answer.headers["content-security-policy"]
    with court.service.reading() as session:
        last = session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first()
        assert (last.act, last.case_id) == ("viewed-original", case_id)


def test_a_damaged_original_is_not_given(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online", raise_server_exceptions=False)
    browser.post(f"/cases/{case_id}/uploads/form", files={"files": ("1.png", PAPER)})
    path = court.service.blobs.path(sha256(PAPER).hexdigest())
    path.chmod(0o644)
    path.write_bytes(b"other")
    answer = browser.get(f"/cases/{case_id}/papers/1")
    assert answer.status_code == 500
    assert "用备份恢复" in answer.text


def test_a_paper_of_another_case_is_not_reached_through_ones_own(court: Court) -> None:
    mine, other = court.add_case(), court.add_case("（2022）鄂1023执2号", "clue")
    court.browser("sun.clue").post(f"/cases/{other}/uploads/form", files={"files": ("1.png", PAPER)})
    browser = court.browser("li.online")
    assert browser.get(f"/cases/{mine}/papers/1").status_code == 404
    assert browser.post(f"/cases/{mine}/papers/1/remove").status_code == 404
    assert browser.post(f"/cases/{mine}/uploads/1/drop").status_code == 303
    assert court.browser("sun.clue").get(f"/cases/{other}/papers/1").status_code == 200


def test_taking_out_a_paper(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    browser.post(f"/cases/{case_id}/uploads/form", files={"files": ("1.png", PAPER)})
    assert browser.post(f"/cases/{case_id}/papers/1/remove", data={"reason": "他案材料"}).status_code == 303
    page = browser.get(f"/cases/{case_id}").text
    assert "还没有材料" in page
    assert "已撤下 1 件" in page
    assert browser.get(f"/cases/{case_id}/papers/1").status_code == 200
    with court.service.reading() as session:
        last = session.query(LedgerEntry).filter(LedgerEntry.act == "paper-removed").one()
        assert "他案材料" in last.detail


def test_a_case_of_many_papers_is_a_small_page(court: Court) -> None:
    case_id = court.add_case()
    browser = court.browser("li.online")
    members = {f"很长的文件名称以便占地方的询问笔录第{n}份.png": image(side=n % 60 + 1) for n in range(120)}
    browser.post(f"/cases/{case_id}/uploads/form", files={"files": ("卷.zip", archive(**members))})
    page = browser.get(f"/cases/{case_id}?papers=2")
    assert "第 2 / 2 页，共 120 件" in page.text
    assert len(browser.get(f"/cases/{case_id}").content) < 200_000


@pytest.mark.parametrize(
    "path",
    [
        "/cases/{big}",
        "/cases/0",
        "/cases/-1",
        "/cases/1/papers/{big}",
        "/cases/x",
        "/cases?handler={big}&page={big}&light=x&state=x&group=x&sort=x",
    ],
)
def test_numbers_that_no_database_has_are_not_found(any_court: Court, path: str) -> None:
    any_court.add_case()
    answer = any_court.browser("li.online").get(path.replace("{big}", str(2**70)))
    assert answer.status_code in (200, 404, 422)
