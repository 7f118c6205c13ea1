"""Waivers and escalations, by their functions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from service.accounts.policy import case_for
from service.cases.papers import add_paper
from service.database.models import Case, Escalation, GrantedWaiver, LedgerEntry
from service.errors import ConflictError, ForbiddenError, FormError, NotFoundError
from service.handover import ItemForm
from service.handover.escalations import Owed, escalate, owed_by_others, settle_escalation
from service.handover.last import last_review
from service.handover.waivers import WaiverForm, grant, revoke_waiver
from service.moment import today
from tests.service.conftest import Court
from tests.service.handover.conftest import DAY, Road
from tests.service.handover.made import NOTICE_RULE, finding

COMMAND = "wei.command"


@pytest.fixture
def at_zhongben(court: Court) -> Road:
    """A case of 终本办理组 that was returned for something 线上查控组 owes."""
    road = Road(court, court.add_case(group="zhongben"))
    submission = road.wait(
        "chen.zhongben", "zhongben-review", finding(), finding("jianli/zhongben/x", owner="zhongben")
    )
    road.send_back(COMMAND, submission, items=[_item(NOTICE_RULE), _item("jianli/zhongben/x")])
    return road


def _item(rule: str) -> ItemForm:
    return ItemForm("missing", rule, finding()["subject"])


def _owed(road: Road) -> list[Owed]:
    with road.court.service.reading() as session:
        case = session.get_one(Case, road.case)
        return owed_by_others(session, case, last_review(road.court.service, session, case))


def _escalate(road: Road, owed: Owed, login: str = "chen.zhongben", reason: str = "督促两次未果") -> int:
    with road.court.service.writing() as session:
        case = session.get_one(Case, road.case)
        return escalate(session, road.person(session, login), case, owed, reason).id


def test_what_others_owe_is_listed_once(at_zhongben: Road) -> None:
    assert [(one.title, one.owner, one.item_id is not None) for one in _owed(at_zhongben)] == [
        ("执行通知书已送达被执行人", "online", True)
    ]


def test_the_chief_orders_a_group_and_it_is_told_once(at_zhongben: Road) -> None:
    (owed,) = _owed(at_zhongben)
    escalation = _escalate(at_zhongben, owed)
    with pytest.raises(ConflictError, match="已经报局长"):
        _escalate(at_zhongben, owed)
    with at_zhongben.court.service.writing() as session:
        chief = at_zhongben.person(session, "han.director")
        settle_escalation(session, chief, escalation, ordered_group="online", order="三日内补齐送达")
    with at_zhongben.court.service.writing() as session, pytest.raises(ConflictError, match="已经处理"):
        settle_escalation(session, chief, escalation, ordered_group=None, order="不再追究")
    _escalate(at_zhongben, owed)  # not done all the same: it may be laid before him again
    with at_zhongben.court.service.reading() as session:
        assert session.get_one(Escalation, escalation).ordered_group == "online"
        acts = [entry.act for entry in session.query(LedgerEntry).order_by(LedgerEntry.seq)]
        assert acts[-3:] == ["escalated", "escalation-decided", "escalated"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"owner": "zhongben"}, FormError),
        ({"owner": "command"}, FormError),
        ({"item_id": 999}, NotFoundError),
        ({"item_id": 3}, NotFoundError),  # of another case
    ],
)
def test_only_what_an_earlier_group_owes_in_this_case_is_escalated(
    at_zhongben: Road, change: dict[str, Any], error: type[Exception]
) -> None:
    values = {"item_id": None, "title": "送达", "subject": "案件", "owner": "online", "problem": ""} | change
    other = Road(at_zhongben.court, at_zhongben.court.add_case("执77号"))
    other.send_back(COMMAND, other.wait("wang.online", "online-offline"))
    with pytest.raises(error):
        _escalate(at_zhongben, Owed(**values))


def test_a_reason_is_asked_and_the_case_must_be_with_the_group(at_zhongben: Road) -> None:
    owed = Owed(None, "送达", "案件", "online", "")
    with pytest.raises(FormError):
        _escalate(at_zhongben, owed, reason=" ")
    at_zhongben.case = at_zhongben.court.add_case("执78号", "offline")
    with pytest.raises(ForbiddenError):
        _escalate(at_zhongben, owed)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"rule": "jianli/no/such"}, "rule"),
        ({"rule": ""}, "rule"),
        ({"subject": "何文斌"}, "subject"),
        ({"reason": ""}, "reason"),
        ({"expires": DAY - timedelta(days=1)}, "expires"),
    ],
)
def test_a_waiver_that_is_not_whole_is_refused(road: Road, given: dict[str, Any], field: str) -> None:
    values = {"rule": NOTICE_RULE, "reason": "特殊情况", "expires": DAY} | given
    with road.court.service.writing() as session, pytest.raises(FormError) as refused:
        grant(
            session,
            road.person(session, "han.director"),
            session.get_one(Case, road.case),
            WaiverForm(**values),
            day=DAY,
        )
    assert set(refused.value.fields) == {field}


def test_a_waiver_is_granted_by_code_and_revoked_once(road: Road) -> None:
    with road.court.service.writing() as session:
        chief, case = road.person(session, "han.director"), session.get_one(Case, road.case)
        waiver = grant(session, chief, case, WaiverForm("监-终本-07", "特殊情况", DAY), day=DAY)
        assert waiver.rule == "jianli/zhongben/ruling-served"
        revoke_waiver(session, chief, case, waiver.id)
        revoke_waiver(session, chief, case, waiver.id)
        with pytest.raises(NotFoundError):
            revoke_waiver(session, chief, case, 999)
    with road.court.service.reading() as session:
        assert session.query(GrantedWaiver).one().revoked_at is not None
        assert [entry.act for entry in session.query(LedgerEntry)] == ["waived", "waiver-revoked"]


def test_a_closed_case_gets_no_waiver(road: Road) -> None:
    road.case = road.court.add_case("执80号", state="closed")
    form = WaiverForm(NOTICE_RULE, "特殊情况", DAY)
    with road.court.service.writing() as session:
        chief, case = road.person(session, "han.director"), session.get_one(Case, road.case)
        with pytest.raises(ConflictError):
            grant(session, chief, case, form, day=DAY)


def _order(road: Road, escalation: int, **given: Any) -> None:
    values: dict[str, Any] = {"ordered_group": "online", "order": "三日内补齐送达", "due_on": today()} | given
    with road.court.service.writing() as session:
        settle_escalation(session, road.person(session, "han.director"), escalation, **values)


def _add(road: Road, login: str, name: str) -> None:
    with road.court.service.writing() as session:
        case = case_for(session, road.person(session, login), road.case)
        add_paper(session, road.person(session, login), case, name, "0" * 64, 3)


def test_the_ordered_group_adds_its_papers_and_reports_that_it_is_done(at_zhongben: Road) -> None:
    """The case stays where it is: handed back, it would have to pass every gate again for one paper."""
    road = at_zhongben
    escalation = _escalate(road, _owed(road)[0])
    with pytest.raises((ForbiddenError, NotFoundError)):
        _add(road, "li.online", "送达回证.pdf")
    _order(road, escalation)
    assert road.handled_by()[0] == "zhongben"
    _add(road, "li.online", "送达回证.pdf")
    with pytest.raises((ForbiddenError, NotFoundError)):
        _add(road, "qian.offline", "另一份.pdf")
    group = road.court.browser("li.online")
    assert "局长交办" in group.get("/desk").text
    page = group.get(f"/cases/{road.case}").text
    assert "局长责成本组完成：执行通知书已送达被执行人（被执行人 何文斌）" in page
    assert ">撤下<" not in page  # it adds, it takes nothing out
    assert "等待完成" in road.court.browser("chen.zhongben").get("/desk").text
    address = f"/escalations/{escalation}/done"
    assert road.court.browser("chen.zhongben").post(address, data={"note": "办了"}).status_code == 403
    assert group.post(address, data={"note": " "}).status_code == 422
    assert group.post(address, data={"note": "已送达，回证附卷"}).status_code == 303
    assert group.post(address, data={"note": "再报一次"}).status_code == 409
    with pytest.raises(ForbiddenError):
        _add(road, "li.online", "还有一份.pdf")
    assert "局长交办" not in group.get("/desk").text
    assert "已报告完成" in road.court.browser("chen.zhongben").get("/desk").text
    later = road.wait("chen.zhongben", "zhongben-review", finding())
    assert "已报告完成" in road.court.browser(COMMAND).get(f"/transfers/{later}").text
    with road.court.service.reading() as session:
        assert session.query(LedgerEntry).filter_by(act="order-done").count() == 1


def test_an_order_is_not_due_before_it_is_given(at_zhongben: Road) -> None:
    escalation = _escalate(at_zhongben, _owed(at_zhongben)[0])
    with pytest.raises(FormError):
        _order(at_zhongben, escalation, due_on=today() - timedelta(days=1))
    _order(at_zhongben, escalation, ordered_group=None, order="不再追究")
    with at_zhongben.court.service.reading() as session:
        assert session.get_one(Escalation, escalation).due_on is None
    assert at_zhongben.court.browser("li.online").post(
        f"/escalations/{escalation}/done", data={"note": "办了"}
    ).status_code in (403, 404)
