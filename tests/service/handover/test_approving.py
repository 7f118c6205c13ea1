"""What an approval asks for, and what makes it impossible."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from checker.outcome import National
from checker.report_shape import wrong_shape
from service.database.models import Acknowledgement, Case, Decision, LedgerEntry, Passage, Submission
from service.errors import ConflictError, FormError
from service.handover.review import Review, read_review
from service.handover.waivers import WaiverForm, grant, revoke_waiver
from service.moment import today
from tests.service.handover.conftest import DAY, Road
from tests.service.handover.made import NATIONAL_RULE, NOTICE_RULE, OTHER_RULE, RESPONDENT, finding, report

COMMAND, GATE = "wei.command", "online-offline"
DOUBT = finding(status="undetermined", title="是否签收")
RISK = finding(NATIONAL_RULE, subject="案件", title="未满三个月")
KEY, RISK_KEY = (NOTICE_RULE, RESPONDENT), (NATIONAL_RULE, "案件")


def _untouched(road: Road, submission: int) -> None:
    """Nothing of a refused approval is left."""
    assert road.state(submission) == "waiting"
    assert road.handled_by() == ("online", "wang.online", "open")
    with road.court.service.reading() as session:
        assert session.query(Passage).count() == session.query(Acknowledgement).count() == 0
        assert session.query(LedgerEntry).filter_by(act="approved").count() == 0


@pytest.mark.parametrize(
    ("open_", "national", "given", "error", "told"),
    [
        ([finding()], National.REVIEW, {}, ConflictError, "1项必备要件不符合"),
        ([finding()], National.REVIEW, {"looked": {KEY: "已看过原件"}}, ConflictError, "1项必备要件不符合"),
        ([DOUBT], National.REVIEW, {}, FormError, "须由人核对的事项有1项没有写明理由"),
        ([DOUBT], National.REVIEW, {"looked": {KEY: " "}}, FormError, "没有写明理由"),
        ([DOUBT], National.REVIEW, {"looked": {RISK_KEY: "另一项的理由"}}, FormError, "没有写明理由"),
        ([RISK], National.REVIEW, {}, FormError, "上位规定风险有1项没有写明理由"),
        ([RISK], National.RETURN, {"acknowledged": {RISK_KEY: "院长同意"}}, ConflictError, "1项必备要件不符合"),
        ([DOUBT, RISK], National.REVIEW, {"acknowledged": {RISK_KEY: "院长同意"}}, FormError, "须由人核对"),
    ],
)
def test_what_stops_an_approval(
    road: Road,
    open_: list[dict[str, Any]],
    national: National,
    given: dict[str, Any],
    error: type[Exception],
    told: str,
) -> None:
    submission = road.wait("wang.online", GATE, *open_)
    with pytest.raises(error, match=told):
        road.approve(COMMAND, submission, national=national, **given)
    _untouched(road, submission)


@pytest.mark.parametrize(
    ("open_", "national", "given", "kept"),
    [
        ([], National.RETURN, {}, []),
        ([finding(level="defect"), finding(OTHER_RULE, level="notice")], National.RETURN, {}, []),
        ([DOUBT], National.REVIEW, {"looked": {KEY: "看过回证原件，已签收"}}, [(*KEY, "看过回证原件，已签收")]),
        ([RISK], National.REVIEW, {"acknowledged": {RISK_KEY: "申请人书面同意"}}, [(*RISK_KEY, "申请人书面同意")]),
        ([RISK], National.ADVISE, {}, []),
        ([finding(NATIONAL_RULE, status="undetermined")], National.RETURN, {}, []),
    ],
)
def test_what_is_answered_passes_and_the_reasons_are_kept(
    road: Road, open_: list[dict[str, Any]], national: National, given: dict[str, Any], kept: list[tuple[str, ...]]
) -> None:
    submission = road.wait("wang.online", GATE, *open_)
    road.approve(COMMAND, submission, national=national, **given)
    assert road.handled_by()[0] == "offline"
    with road.court.service.reading() as session:
        assert [(one.rule, one.subject, one.reason) for one in session.query(Acknowledgement)] == kept
        acknowledged = session.query(LedgerEntry).filter_by(act="acknowledged").count()
        assert acknowledged == len([one for one in kept if one[0] == NATIONAL_RULE])


def _lacks(rule: str, *facts: str) -> dict[str, Any]:
    because = [
        {"sentence": f"{fact} 是 有", "truth": False, "condition": False, "open": True, "values": []} for fact in facts
    ]
    return finding(rule, subject="案件", owner="closing", because=because)


STAMP = "jianli/closing/closing-stamp"
FORM, SEAL, FIT, DAY_OF_REVIEW = (f"案件.结案审查{what}" for what in ("表", "盖章", "合格", "日期"))


def test_the_stamp_is_what_the_reviewer_decides(road: Road) -> None:
    """It cannot be in the file before he gave it, so its absence is his to answer, not a wall."""
    submission = road.wait("wang.online", "closing-performed", _lacks(STAMP, FORM))
    with pytest.raises(FormError, match="须由人核对"):
        road.approve("shen.reviewer", submission)
    road.approve("shen.reviewer", submission, looked={(STAMP, "案件"): "审查合格，已盖章附卷"})
    assert road.handled_by()[2] == "closed"


@pytest.mark.parametrize("facts", [(FIT,), (SEAL, FIT), (DAY_OF_REVIEW,), ()])
def test_an_unfit_file_or_one_reported_before_its_review_is_no_matter_of_the_stamp(
    road: Road, facts: tuple[str, ...]
) -> None:
    submission = road.wait("wang.online", "closing-performed", _lacks(STAMP, *facts))
    with pytest.raises(ConflictError, match="不符合"):
        road.approve("shen.reviewer", submission, looked={(STAMP, "案件"): "审查合格，已盖章附卷"})


def test_pages_that_nobody_could_read_are_looked_at_by_a_person(road: Road) -> None:
    unread = [{"file": "卷宗.pdf", "page": 7, "candidates": [], "readable": False, "problem": "页面损坏"}]
    submission = road.wait("wang.online", GATE, verdict="review", unknown_pages=unread)
    with pytest.raises(FormError, match="须由人核对"):
        road.approve(COMMAND, submission)
    road.approve(COMMAND, submission, looked={("unread-pages", "案件"): "第7页是空白封底"})


def test_a_check_that_shows_nothing_passes_nothing_by_itself(road: Road) -> None:
    submission = road.wait("wang.online", GATE, verdict="review")
    with pytest.raises(FormError, match="须由人核对"):
        road.approve(COMMAND, submission)


def _waive(road: Road, **given: Any) -> int:
    values = {"rule": NOTICE_RULE, "reason": "被执行人系公示送达", "expires": DAY + timedelta(days=30)}
    with road.court.service.writing() as session:
        case = session.get_one(Case, road.case)
        return grant(session, road.person(session, "han.director"), case, WaiverForm(**(values | given)), day=DAY).id


@pytest.mark.parametrize("subject", ["", RESPONDENT])
def test_a_waiver_lets_what_it_names_pass(road: Road, subject: str) -> None:
    submission = road.wait("wang.online", GATE, finding())
    waiver = _waive(road, subject=subject)
    road.approve(COMMAND, submission)
    with road.court.service.reading() as session:
        entry = session.query(LedgerEntry).filter_by(act="approved").one()
        assert f'"waived":[["{NOTICE_RULE}","{RESPONDENT}",{waiver}]]' in entry.detail


@pytest.mark.parametrize(
    ("given", "day", "revoked"),
    [
        ({"subject": "被执行人:别人"}, DAY, False),
        ({"rule": OTHER_RULE}, DAY, False),
        ({}, DAY + timedelta(days=31), False),
        ({}, DAY, True),
    ],
)
def test_a_waiver_of_something_else_or_ended_does_not(
    road: Road, given: dict[str, Any], day: date, revoked: bool
) -> None:
    submission = road.wait("wang.online", GATE, finding())
    waiver = _waive(road, **given)
    if revoked:
        with road.court.service.writing() as session:
            revoke_waiver(session, road.person(session, "han.director"), session.get_one(Case, road.case), waiver)
    with pytest.raises(ConflictError, match="不符合"):
        road.approve(COMMAND, submission, day=day)


def test_a_waiver_that_only_the_report_names_lets_nothing_pass(road: Road) -> None:
    """Whoever smuggles one into the file finds it is not asked: only those that were granted count."""
    smuggled = {"rule": NOTICE_RULE, "subject": "", "reason": "无", "approver": "局长", "expires": "2099-01-01"}
    submission = road.wait("wang.online", GATE, finding(waiver=smuggled), verdict="pass")
    with pytest.raises(ConflictError, match="不符合"):
        road.approve(COMMAND, submission)


@pytest.mark.parametrize("served", [None, DAY + timedelta(days=1), date(2022, 2, 1)])
def test_the_day_of_service_is_asked_at_the_end_and_never_guessed(road: Road, served: date | None) -> None:
    road.case = road.court.add_case("执9号", "zhongben")
    road.approve(COMMAND, road.wait("chen.zhongben", "zhongben-review"))
    submission = road.wait("chen.zhongben", "zhongben")
    with pytest.raises(FormError, match="送达日期"):
        road.approve(COMMAND, submission, served_on=served)
    assert road.handled_by()[2] == "open"


def test_an_old_page_and_another_check_are_told(road: Road) -> None:
    submission = road.wait("wang.online", GATE)
    with pytest.raises(ConflictError, match="别人刚刚处理"):
        road.approve(COMMAND, submission, version=1)
    with road.court.service.writing() as session:
        check = session.get_one(Submission, submission).check
        assert check is not None
        before = check.report_sha256
        check.report_sha256 = "0" * 64
    road.review = lambda _: _review_of(road, str(before))  # type: ignore[method-assign]
    with pytest.raises(ConflictError, match="检查结果已经更新"):
        road.approve(COMMAND, submission)


def _review_of(road: Road, digest: str) -> Review:
    return read_review(json.loads(road.court.service.blobs.get(digest)), digest)


def test_without_a_leader_in_the_next_group_the_case_stays(road: Road) -> None:
    submission = road.wait("wang.online", GATE)
    with road.court.service.writing() as session:
        road.person(session, "zhao.offline").active = False
    with pytest.raises(ConflictError, match="没有在用的组长"):
        road.approve(COMMAND, submission)
    _untouched(road, submission)


def test_hand_made_reports_have_the_shape_of_real_ones() -> None:
    made = report(GATE, finding(), DOUBT)
    assert [told for told in wrong_shape(made) if "logic" not in told] == []


def test_an_approval_says_by_what_it_came_about_though_the_waiver_ended_since(road: Road) -> None:
    doubt = finding(OTHER_RULE, status="undetermined", title="村委会调查")
    submission = road.wait("wang.online", GATE, finding(), doubt, RISK)
    waiver = _waive(road, subject=RESPONDENT, reason="本人已到庭领取", expires=today() + timedelta(days=30))
    road.approve(
        COMMAND,
        submission,
        looked={(OTHER_RULE, RESPONDENT): "看过笔录原件"},
        acknowledged={RISK_KEY: "申请人书面同意"},
    )
    with road.court.service.reading() as session:
        decision = session.query(Decision).one()
        assert (decision.waived, decision.acknowledged, decision.looked) == (1, 1, 1)
    with road.court.service.writing() as session:
        revoke_waiver(session, road.person(session, "han.director"), session.get_one(Case, road.case), waiver)
    page = road.court.browser("zhu.auditor").get(f"/transfers/{submission}").text
    for told in ("经批准豁免（1 项）", "本人已到庭领取", "移送 线下查控组", "看过笔录原件", "申请人书面同意"):
        assert told in page
    ledger = road.court.browser("zhu.auditor")
    for manner, found in (("waived", True), ("risk", True), ("looked", True), ("plain", False), ("", True)):
        shown = ledger.get(f"/ledger?manner={manner}&kind=approve").text
        assert ("豁免 1 项，确认上位规定风险 1 项，人工核对 1 项" in shown) is found, manner
    assert ledger.get("/ledger?manner=nothing").status_code == 422
