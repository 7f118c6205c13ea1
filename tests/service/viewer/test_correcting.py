"""Corrections by clicking: who, what is kept of them, and what the next check makes of them."""

from __future__ import annotations

import json
from threading import Barrier, Thread

import pytest

from checker.casefile import Box
from service.cases.corrections import Entry, correct, corrections_of, in_force, revoke
from service.cases.entering import Filled, entry_of
from service.cases.reading import read_pages_of
from service.cases.viewed import viewed
from service.database.models import Case, Check, Correction, CorrectionOf, LedgerEntry, Submission
from service.deps import CSRF_HEADER
from service.errors import ForbiddenError, FormError
from service.ledger.verify import verify_ledger
from service.moment import now
from tests.service.conftest import Court
from tests.service.viewer.conftest import Seen
from tests.service.viewer.samples import add_check

RECEIPT = "送达回证"


def kept(seen: Seen) -> list[Correction]:
    with seen.court.service.reading() as session:
        return list(session.query(Correction).order_by(Correction.id))


def ledger(seen: Seen) -> list[tuple[str, dict[str, object]]]:
    with seen.court.service.reading() as session:
        entries = session.query(LedgerEntry).where(LedgerEntry.act.like("correct%")).order_by(LedgerEntry.seq)
        return [(entry.act, json.loads(entry.detail)) for entry in entries]


def kinds(seen: Seen, check_id: int) -> dict[int, str]:
    with seen.court.service.reading() as session:
        pages = read_pages_of(seen.court.service, session.get_one(Check, check_id))
    return {page.page: page.kind or str(page.state) for page in pages}


def test_a_kind_is_kept_with_what_stood_there_and_told_to_the_ledger(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    answer = seen.correct(browser, "kind", 1, "first", RECEIPT, reason="看原件")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{seen.pages}?file=")
    (one,) = kept(seen)
    assert (one.of, one.page, one.name, one.before, one.value, one.reason) == ("kind", 1, "first", "立案审批表", RECEIPT, "看原件")  # fmt: skip
    assert one.page_sha256
    ((act, detail),) = ledger(seen)
    assert act == "corrected"
    assert (detail["before"], detail["after"], detail["page"]) == ("立案审批表", RECEIPT, 1)
    with seen.court.service.reading() as session:
        assert verify_ledger(session, seen.court.service.checkpoints).holds
    page = browser.get(answer.headers["location"]).text
    for word in ("更正已经记录", "按更正重新检查", "自本页起是送达回证", "更正记录 1"):
        assert word in page


def test_the_next_check_takes_it_and_the_old_one_stays(seen: Seen) -> None:
    seen.correct(seen.court.browser("chen.zhongben"), "kind", 1, "first", RECEIPT)
    later = add_check(seen.court, seen.case_id)
    assert kinds(seen, later)[1] == RECEIPT
    assert kinds(seen, seen.check_id)[1] == "立案审批表"
    page = seen.court.browser("chen.zhongben").get(f"/cases/{seen.case_id}/checks/{later}/pages").text
    assert "按更正重新检查" not in page


def test_the_same_again_changes_nothing_and_another_takes_its_place(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    for value in (RECEIPT, RECEIPT, "公告"):
        seen.correct(browser, "kind", 1, "first", value)
    first, second = kept(seen)
    assert (first.revoked_at is None, second.revoked_at is None) == (False, True)
    assert [detail.get("replaces") for _, detail in ledger(seen)] == [[], [first.id]]


def test_revoking(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    seen.correct(browser, "kind", 1, "first", RECEIPT)
    (one,) = kept(seen)
    path = f"/cases/{seen.case_id}/corrections/{one.id}/revoke"
    assert browser.post(path, data={"check": str(seen.check_id), "back": "1"}).headers["location"].startswith(seen.pages)  # fmt: skip
    assert browser.post(path).status_code == 303
    assert [act for act, _ in ledger(seen)] == ["corrected", "correction-revoked"]
    with seen.court.service.reading() as session:
        assert corrections_of(session, session.get_one(Case, seen.case_id)) == ()
    assert "已撤销" in browser.get(f"/cases/{seen.case_id}/corrections").text
    assert browser.post(f"/cases/{seen.case_id}/corrections/999/revoke").status_code == 404


def test_a_correction_is_not_revoked_through_another_case(seen: Seen) -> None:
    seen.correct(seen.court.browser("chen.zhongben"), "kind", 1, "first", RECEIPT)
    other = seen.court.add_case("（2022）鄂1023执77号", "online")
    browser = seen.court.browser("wang.online")
    assert browser.post(f"/cases/{other}/corrections/{kept(seen)[0].id}/revoke").status_code == 404
    assert kept(seen)[0].revoked_at is None


def test_the_whole_paper_or_from_this_page_on(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    view = _view(seen)
    paper = next(one for one in view.papers if len(one.pages) > 1)
    second = paper.pages[1].page
    seen.correct(browser, "kind", second, "paper", "公告")
    seen.correct(browser, "kind", second, "first", RECEIPT)
    assert [(one.page, one.value) for one in kept(seen)] == [(paper.pages[0].page, "公告"), (second, RECEIPT)]
    assert kinds(seen, add_check(seen.court, seen.case_id))[second] == RECEIPT


def test_going_on_with_the_paper_before_is_of_its_kind(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    seen.correct(browser, "kind", 2, "next", "")
    (one,) = kept(seen)
    assert (one.name, one.value) == ("next", _view(seen).pages[0].kind)
    assert kinds(seen, add_check(seen.court, seen.case_id))[2] == _view(seen).pages[0].kind


def test_a_field(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    seen.correct(browser, "field", 1, "claim", "60000.50", box="0.1,0.2,0.3,0.4")
    (one,) = kept(seen)
    assert (one.before, one.value, one.box) == ("58833.00", "60000.50", "0.1000,0.2000,0.3000,0.4000")
    page = browser.get(f"{seen.pages}?at=1").text
    assert "60,000.50元" in page
    seen.correct(browser, "field", 1, "claim", "", none="true")
    assert kept(seen)[-1].value == ""
    with seen.court.service.reading() as session:
        (now_,) = corrections_of(session, session.get_one(Case, seen.case_id))
    assert (now_.by, now_.box) == ("陈终本", None)


def test_a_mark(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    view = _view(seen)
    page = next(one for one in view.pages if one.marks and one.marks[0].label)
    seen.correct(browser, "mark", page.page, page.marks[0].label, "看不清")
    seen.correct(browser, "mark", page.page, "印章", "有", box="0.5,0.5,0.6,0.6")
    assert [(one.of, one.value) for one in kept(seen)] == [("mark", "看不清"), ("mark", "有")]
    assert "看不清" in browser.get(f"{seen.pages}?file={page.file}&page={page.page}").text


@pytest.mark.parametrize(
    ("of", "name", "value", "more", "status", "told"),
    [
        ("kind", "first", "没有这种文书", {}, 422, "没有“没有这种文书”这种文书"),
        ("kind", "first", "", {}, 422, "没有选择种类"),
        ("kind", "next", "", {}, 422, "前面没有可以接续的文书"),
        ("field", "filed_on", "2022-02-30", {}, 400, "写成 2022-03-01"),
        ("field", "filed_on", "", {}, 422, "没有填写内容"),
        ("field", "visits", "1", {}, 422, "没有这一项"),
        ("field", "court", "法" * 401, {}, 422, "内容太长"),
        ("field", "court", "监利市人民法院", {"box": "0.5,0.5,0.4,0.6"}, 422, "超出"),
        ("field", "court", "监利市人民法院", {"box": "a,b,c,d"}, 422, "位置不对"),
        ("field", "court", "监利市人民法院", {"box": "nan,0,1,1"}, 422, "超出"),
        ("mark", "印章", "也许", {}, 422, "没有选择签章情况"),
        ("mark", " ", "有", {}, 422, "没有写明"),
        ("other", "x", "y", {}, 422, "不在可选的范围内"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_and_not_kept(
    seen: Seen, of: str, name: str, value: str, more: dict[str, str], status: int, told: str
) -> None:
    answer = seen.correct(seen.court.browser("chen.zhongben"), of, 1, name, value, **more)
    assert answer.status_code == status
    assert told in answer.text
    assert kept(seen) == []


def test_what_cannot_be_opened_cannot_be_corrected(seen: Seen) -> None:
    from dataclasses import replace

    view = _view(seen)
    broken = replace(view.pages[0], problem="PDF 损坏，无法打开", sha256="")
    view = type(view)((broken, *view.pages[1:]), view.report)
    with pytest.raises(FormError, match="打不开"):
        entry_of(view, Filled(CorrectionOf.KIND, broken.file, broken.page, "first", "空白"))


@pytest.mark.parametrize("login", ["wei.command", "wang.online", "admin", "zhu.auditor", "han.director"])
def test_others_may_not(seen: Seen, login: str) -> None:
    assert seen.correct(seen.court.browser(login), "kind", 1, "first", RECEIPT).status_code in (403, 404)
    assert kept(seen) == []


def test_without_the_word_of_the_form_nothing_is_kept(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    del browser.headers[CSRF_HEADER]
    assert seen.correct(browser, "kind", 1, "first", RECEIPT).status_code == 403
    assert kept(seen) == []


def test_nothing_changes_under_the_eyes_of_who_decides(seen: Seen) -> None:
    browser = seen.court.browser("chen.zhongben")
    with seen.court.service.writing() as session:
        by = session.get_one(Case, seen.case_id).created_by_id
        session.add(Submission(case_id=seen.case_id, gate="zhongben", from_group="zhongben", by_id=by, at=now(), state="waiting"))  # fmt: skip
    assert seen.correct(browser, "kind", 1, "first", RECEIPT).status_code == 409
    assert "更正为所选种类" not in browser.get(seen.pages).text


def test_a_page_that_was_replaced_is_not_corrected_by_what_was_said_of_the_old_one(seen: Seen) -> None:
    seen.correct(seen.court.browser("chen.zhongben"), "kind", 1, "first", RECEIPT)
    with seen.court.service.writing() as session:
        session.query(Correction).update({"page_sha256": "00" * 32})
    later = add_check(seen.court, seen.case_id)
    assert kinds(seen, later)[1] == "立案审批表"
    with seen.court.service.reading() as session:
        report = viewed(seen.court.service, session.get_one(Check, later)).report
    assert "已经更换" in report["corrections"][0]["ignored"]


ENTRY = Entry(CorrectionOf.MARK, "a.pdf", 1, "ab", "受送达人", "有", box=Box(0.1, 0.2, 0.3, 0.4))


def test_on_both_databases(any_court: Court) -> None:
    case_id = any_court.add_case()
    with any_court.service.writing() as session:
        case, who = session.get_one(Case, case_id), any_court.person(session, "li.online")
        one = correct(session, who, case, ENTRY)
        assert correct(session, who, case, ENTRY) is one
        (said,) = corrections_of(session, case)
        assert (said.of, said.box, said.by, said.sha256) == ("mark", ENTRY.box, "李线上", "ab")
        assert revoke(session, who, case, one.id).revoked_at
        assert in_force(session, case) == []
        with pytest.raises(ForbiddenError):
            correct(session, any_court.person(session, "sun.clue"), case, ENTRY)


def test_two_at_once_leave_one_in_force(any_court: Court) -> None:
    case_id, ready = any_court.add_case(), Barrier(2)

    def say(login: str, value: str) -> None:
        ready.wait()
        with any_court.service.writing() as session:
            entry = Entry(CorrectionOf.KIND, "a.pdf", 1, "ab", "first", value)
            correct(session, any_court.person(session, login), session.get_one(Case, case_id), entry)

    threads = [Thread(target=say, args=one) for one in (("li.online", RECEIPT), ("wang.online", "公告"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with any_court.service.reading() as session:
        assert session.query(Correction).count() == 2
        assert len(in_force(session, session.get_one(Case, case_id))) == 1


def _view(seen: Seen):
    with seen.court.service.reading() as session:
        return viewed(seen.court.service, session.get_one(Check, seen.check_id))


def test_a_check_carried_out_takes_the_corrections_of_when_it_was_asked_for(court: Court) -> None:
    """Through the real reader of checks: pages with recorded readings, corrected, and judged anew."""
    from tests.service.checks.samples import add_sample as add_read_sample
    from tests.service.checks.samples import checked

    case_id = add_read_sample(court, "online-poor")
    first = checked(court, case_id, "online-offline")
    with court.service.reading() as session:
        page = read_pages_of(court.service, session.get_one(Check, first.id))[0]
    entry = Entry(CorrectionOf.KIND, page.file, page.page, page.sha256, "first", RECEIPT)
    with court.service.writing() as session:
        one = correct(session, court.person(session, "wang.online"), session.get_one(Case, case_id), entry)
    second = checked(court, case_id, "online-offline")
    with court.service.writing() as session:
        revoke(session, court.person(session, "wang.online"), session.get_one(Case, case_id), one.id)
    third = checked(court, case_id, "online-offline")
    with court.service.reading() as session:
        checks = [session.get_one(Check, check.id) for check in (first, second, third)]
        kinds_ = [read_pages_of(court.service, check)[0].kind for check in checks]
        told = ["corrections" in viewed(court.service, check).report for check in checks]
    assert kinds_ == [page.kind, RECEIPT, page.kind]
    assert told == [False, True, False]
    assert checks[0].inputs == checks[2].inputs != checks[1].inputs
