"""Carrying out a check, without the worker: the report that the command line would write, and what goes wrong."""

from __future__ import annotations

import json
from datetime import date

import pytest

from checker.casefile import PageState
from checker.errors import OcrError
from checker.verify import differences as broken
from fixtures.recordings import load
from service.cases import checking
from service.cases.checking import run_check
from service.cases.checks import MOST_PRECHECKS, ask_check
from service.cases.reading import read_pages_of
from service.cases.reports import load_report, report_of
from service.database.models import Case, CasePaper, CheckPurpose, CheckState, Correction, LedgerEntry
from service.errors import ConflictError, ForbiddenError
from service.moment import now
from service.rulebase import rulebook
from tests.service.checks.conftest import Returned
from tests.service.checks.samples import add_sample, asked, checked, look
from tests.service.conftest import Court

DAY = date(2022, 4, 1)


def test_a_check_ends_with_a_report_that_holds(any_court: Court) -> None:
    case_id = add_sample(any_court, "online-poor")
    check = checked(any_court, case_id, "online-offline", as_of=DAY)
    report = load_report(any_court.service, check)
    assert (check.verdict, check.violated, check.pages_done, check.pages_all) == (report["verdict"], 0, 10, 10)
    assert broken(report, rulebook()) == []
    assert report["ahead"]
    assert any_court.service.blobs.get(check.paper_sha256 or "")[:2] == b"PK"
    with any_court.service.reading() as session:
        acts = [(e.act, json.loads(e.detail).get("state")) for e in session.query(LedgerEntry)]
    assert acts == [("check-asked", None), ("checked", "done")]


def test_the_pages_of_a_check_are_all_there_with_what_became_of_them(returned: Returned) -> None:
    court, check = returned.court, returned.check
    pages, report = read_pages_of(court.service, check), report_of(court.service, check)
    was = load("zhongben-demo-faulty").pages
    assert [(p.file, p.page, p.rotation, p.skew, p.lines, p.marks) for p in pages] == [
        (p.file, p.number, p.rotation, p.skew, p.lines, p.marks) for p in was
    ]
    assert sum(p.state is PageState.CATALOGUED for p in pages) == report.pages.catalogued
    assert all(bool(p.kind and p.document) is (p.state in (PageState.CATALOGUED, PageState.FOREIGN)) for p in pages)
    kinds = {document.kind for document in report.documents}
    assert {p.kind for p in pages if p.state is PageState.CATALOGUED} == kinds


def test_the_same_papers_are_kept_once_however_often_they_are_checked(court: Court) -> None:
    case_id = add_sample(court, "online-poor")
    first = checked(court, case_id, "online-offline", as_of=DAY)
    blobs = set(court.service.blobs.all())
    again = checked(court, case_id, "online-offline", as_of=DAY)
    assert first.id != again.id
    assert (first.inputs, first.report_sha256) == (again.inputs, again.report_sha256)
    assert set(court.service.blobs.all()) == blobs


def test_what_a_person_corrected_counts_at_the_next_check(court: Court) -> None:
    case_id = add_sample(court, "online-poor")
    before = checked(court, case_id, "online-offline", as_of=DAY)
    page = next(one for one in read_pages_of(court.service, before) if one.kind == "执行通知书")
    with court.service.writing() as session:
        session.add(
            Correction(
                case_id=case_id,
                of="kind",
                file=page.file,
                page=page.page,
                page_sha256=page.sha256,
                name="first",
                value="空白",
                by_id=court.people["li.online"].id,
                at=now(),
            )
        )
    after = checked(court, case_id, "online-offline", as_of=DAY)
    assert (before.verdict, after.verdict) == ("pass", "return")
    assert before.inputs != after.inputs
    assert read_pages_of(court.service, after)[page.page - 1].state is PageState.BLANK
    report = report_of(court.service, after)
    assert [taken.correction.by for taken in report.corrections] == ["李线上"]
    assert "人工更正1处" in court.browser("li.online").get(f"/cases/{case_id}/checks/{after.id}").text


def test_a_case_without_papers_is_told_so(court: Court) -> None:
    check_id = asked(court, court.add_case(), "online-offline")
    run_check(court.service, check_id)
    check = look(court, check_id)
    assert check.state == CheckState.FAILED
    assert "还没有上传材料" in (check.error or "")
    assert "上传卷宗材料" in (check.error or "")


def test_papers_that_were_all_taken_out_are_none(court: Court) -> None:
    case_id = add_sample(court, "online-poor")
    with court.service.writing() as session:
        for paper in session.query(CasePaper):
            paper.removed_at = now()
    check_id = asked(court, case_id, "online-offline")
    run_check(court.service, check_id)
    assert "还没有上传材料" in (look(court, check_id).error or "")


def test_a_day_before_the_rules_is_refused_in_words(court: Court) -> None:
    check_id = asked(court, add_sample(court, "online-poor"), "online-offline", as_of=date(2021, 12, 31))
    run_check(court.service, check_id)
    error = look(court, check_id).error or ""
    assert "2021年12月31日" in error
    assert "尚未施行" in error
    assert "--as-of" not in error


def test_a_damaged_original_is_never_checked(court: Court) -> None:
    case_id = add_sample(court, "online-poor")
    with court.service.reading() as session:
        paper = session.query(CasePaper).one()
    path = court.service.blobs.path(paper.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    check_id = asked(court, case_id, "online-offline")
    run_check(court.service, check_id)
    check = look(court, check_id)
    assert check.state == CheckState.FAILED
    assert "与入库时不一致" in (check.error or "")


@pytest.mark.parametrize("error", [ZeroDivisionError("1/0 秘密"), OcrError("识别模型缺失")])
def test_what_nobody_expected_gets_a_number_and_no_trace(
    court: Court, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken_check(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(checking, "check_case", broken_check)
    check_id = asked(court, add_sample(court, "online-poor"), "online-offline")
    run_check(court.service, check_id)
    told = look(court, check_id).error or ""
    assert "编号" in told
    assert "秘密" not in told


def test_what_goes_wrong_around_the_steps_does_not_end_the_check(court: Court) -> None:
    """A step that cannot be noted, since another worker has noted it: the check goes on there."""

    class NotedElsewhereError(Exception):
        pass

    def step(name: str, do: object) -> None:
        raise NotedElsewhereError

    check_id = asked(court, add_sample(court, "online-poor"), "online-offline")
    with pytest.raises(NotedElsewhereError):
        run_check(court.service, check_id, step=step)  # type: ignore[arg-type]
    assert look(court, check_id).state == CheckState.WAITING


def test_a_check_that_is_over_is_left_alone(court: Court) -> None:
    check = checked(court, add_sample(court, "online-poor"), "online-offline", as_of=DAY)
    run_check(court.service, check.id)
    checking.fail(court.service, check.id, "迟到的失败")
    made = checking.Made(
        report=check.report_sha256 or "", reading="x", paper="x", inputs="x", verdict="pass",
        violated=9, undetermined=9, superior_violated=9,
    )  # fmt: skip
    checking.keep(court.service, check.id, made)
    after = look(court, check.id)
    assert (after.state, after.error, after.violated) == (CheckState.DONE, None, check.violated)
    with court.service.reading() as session:
        assert [e.act for e in session.query(LedgerEntry)].count("checked") == 1


def test_who_clicks_twice_waits_for_one_check(any_court: Court) -> None:
    case_id = any_court.add_case()
    first, second = (asked(any_court, case_id, "online-offline") for _ in range(2))
    other = asked(any_court, case_id, "closing-performed")
    dated = asked(any_court, case_id, "online-offline", as_of=DAY)
    assert first == second
    assert len({first, other, dated}) == 3
    run_check(any_court.service, first)
    assert asked(any_court, case_id, "online-offline") not in (first, other, dated)


def test_one_case_does_not_fill_the_queue_of_the_court(court: Court) -> None:
    case_id = court.add_case()
    with court.service.writing() as session:
        case, actor = session.get_one(Case, case_id), court.person(session, "wang.online")
        for day in range(1, MOST_PRECHECKS + 1):
            ask_check(session, actor, case, "online-offline", as_of=date(2026, 1, day))
        with pytest.raises(ConflictError, match="排队"):
            ask_check(session, actor, case, "online-offline", as_of=date(2026, 2, 1))
        ask_check(session, actor, case, "online-offline", as_of=date(2026, 1, 1))  # the one that waits already
        ask_check(session, actor, case, "online-offline", CheckPurpose.SUBMISSION)  # no file waits for a precheck


def test_another_group_cannot_ask(court: Court) -> None:
    case_id = court.add_case()
    for login in ("zhao.offline", "wei.command", "han.director", "admin"):
        with pytest.raises(ForbiddenError):
            asked(court, case_id, "online-offline", login)
