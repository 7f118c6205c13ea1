"""The pages: what each person finds on them, and whole hand-overs by their forms."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from service.database.models import (
    Case,
    Check,
    Escalation,
    GrantedWaiver,
    LedgerEntry,
    ReturnItem,
    Submission,
    SubmissionState,
)
from service.moment import now, today
from tests.service.conftest import MOST_STATEMENTS, PEOPLE, Court, statements
from tests.service.handover.conftest import Road
from tests.service.handover.made import NATIONAL_RULE, NOTICE_RULE, OTHER_RULE, RESPONDENT, finding

COMMAND, GATE = "wei.command", "online-offline"
RISK = finding(NATIONAL_RULE, subject="案件", title="未满三个月")
DOUBT = finding(OTHER_RULE, status="undetermined", title="村委会调查")
MOST_BYTES = 200_000


def _fields(text: str) -> dict[str, str]:
    """What a browser would send of the page's boxes, fields and areas, as they stand."""
    fields = {}
    for tag in re.findall(r"<(?:input|textarea)[^>]*>", text):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if "name" in given and (given.get("type") not in ("checkbox", "radio") or " checked" in tag):
            fields[given["name"]] = given.get("value", "")
    for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', text):
        fields[name] = value
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def test_a_whole_approval_by_its_form(road: Road) -> None:
    submission = road.wait("wang.online", GATE, DOUBT, RISK)
    browser = road.court.browser(COMMAND)
    page = browser.get(f"/transfers/{submission}").text
    fields = _fields(page)
    assert browser.post(f"/transfers/{submission}/approve", data=fields).status_code == 422
    answers = {
        "look-0": f"{OTHER_RULE}|{RESPONDENT}",
        "look-0-reason": "看过笔录原件",
        "risk-0": f"{NATIONAL_RULE}|案件",
        "risk-0-reason": "申请人书面同意",
        "internal_note": "只给审批人看",
    }
    answer = browser.post(f"/transfers/{submission}/approve", data=fields | answers)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/transfers/{submission}")
    after = browser.get(f"/transfers/{submission}").text
    assert "已通过" in after
    assert "看过笔录原件" in after
    assert "只给审批人看" in after
    assert "只给审批人看" not in road.court.browser("li.online").get(f"/transfers/{submission}").text


def test_a_reason_without_its_tick_does_not_count(road: Road) -> None:
    submission = road.wait("wang.online", GATE, RISK)
    browser = road.court.browser(COMMAND)
    fields = _fields(browser.get(f"/transfers/{submission}").text) | {"risk-0-reason": "申请人书面同意"}
    assert browser.post(f"/transfers/{submission}/approve", data=fields).status_code == 422
    wrong = fields | {"risk-0": f"{OTHER_RULE}|案件"}
    assert browser.post(f"/transfers/{submission}/approve", data=wrong).status_code == 422
    assert (
        browser.post(f"/transfers/{submission}/approve", data=fields | {"risk-0": f"{NATIONAL_RULE}|案件"}).status_code
        == 303
    )


@pytest.mark.parametrize("version", ["", "x", "²", "-1", "9" * 5000])
def test_a_version_that_is_no_number_is_told(road: Road, version: str) -> None:
    submission = road.wait("wang.online", GATE)
    answer = road.court.browser(COMMAND).post(f"/transfers/{submission}/approve", data={"version": version})
    assert (answer.status_code, "页面不完整" in answer.text) == (422, True)


def test_a_whole_return_by_its_form_and_the_notice(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding(), DOUBT)
    browser = road.court.browser(COMMAND)
    fields = _fields(browser.get(f"/transfers/{submission}/return").text)
    assert "item-0" in fields  # what blocks is ticked,
    assert "item-1" not in fields  # the rest is not
    fields |= {"text": "请补送达", "internal_note": "第三次了", "own-0-title": "封面", "own-0-remedy": "补封面"}
    assert browser.post(f"/transfers/{submission}/return", data=fields).status_code == 303
    group = road.court.browser("li.online")
    page = group.get(f"/transfers/{submission}").text
    for told in ("已退回", "请补送达", "缺", "封面", "未补正"):
        assert told in page
    assert "第三次了" not in page
    link = re.search(rf"/transfers/{submission}/notices/\d+", page)
    assert link
    notice = group.get(link[0])
    assert notice.status_code == 200
    assert "filename*=UTF-8''%E9%80%80%E5%9B%9E" in notice.headers["content-disposition"]
    assert notice.content[:2] == b"PK"
    assert road.court.browser("qian.offline").get(link[0]).status_code == 404
    with road.court.service.reading() as session:
        assert session.query(LedgerEntry).filter_by(act="exported").count() == 1
    assert "还没有补正的事项（2 项）" in road.court.browser("wang.online").get(f"/cases/{road.case}/submit").text


def test_a_problem_without_its_title_is_not_left_out_in_silence(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding())
    browser = road.court.browser(COMMAND)
    fields = _fields(browser.get(f"/transfers/{submission}/return").text)
    answer = browser.post(f"/transfers/{submission}/return", data=fields | {"own-1-problem": "送达地址写错了"})
    assert answer.status_code == 422
    assert "须写明是什么材料或者事项" in answer.text


def test_submitting_and_taking_back_by_the_forms(road: Road) -> None:
    browser = road.court.browser("wang.online")
    page = browser.get(f"/cases/{road.case}/submit").text
    assert "执行完毕结案" in page
    answer = browser.post(f"/cases/{road.case}/submit", data={"gate": GATE, "note": "材料已齐"})
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "正在检查" in page
    assert "材料已齐" in page
    fields = _fields(page) | {"reason": "还要补一份"}
    assert browser.post(f"{answer.headers['location']}/withdraw", data=fields).status_code == 303
    assert "已撤回" in browser.get(answer.headers["location"]).text


def test_waivers_by_their_forms(road: Road) -> None:
    road.wait("wang.online", GATE, finding())
    chief, group = road.court.browser("han.director"), road.court.browser("wang.online")
    address = f"/cases/{road.case}/waivers"
    assert NOTICE_RULE in chief.get(address).text
    form = {
        "rule": NOTICE_RULE,
        "subject": RESPONDENT,
        "reason": "特殊情况",
        "expires": str(today() + timedelta(days=9)),
    }
    assert group.post(address, data=form).status_code == 403
    assert chief.post(address, data=form).status_code == 303
    assert "特殊情况" in group.get(address).text
    assert "批准豁免" not in group.get(address).text
    assert "经批准豁免（1 项）" in road.court.browser(COMMAND).get("/transfers/1").text
    assert group.post(f"{address}/1/revoke").status_code == 403
    assert chief.post(f"{address}/1/revoke").status_code == 303
    with road.court.service.reading() as session:
        assert session.query(GrantedWaiver).one().revoked_at is not None


def test_escalations_by_their_forms(road: Road) -> None:
    road.case = road.court.add_case("执8号", "zhongben")
    road.wait("chen.zhongben", "zhongben-review", finding())
    leader, chief = road.court.browser("chen.zhongben"), road.court.browser("han.director")
    address = f"/cases/{road.case}/escalations"
    name = "执行通知书已送达被执行人（被执行人 何文斌）"
    assert name in leader.get(address).text
    assert leader.post(address, data={"owed": "别的", "reason": "督促两次"}).status_code == 422
    assert leader.post(address, data={"owed": name, "reason": "督促两次"}).status_code == 303
    assert "等待局长处理" in leader.get("/escalations").text
    assert 'name="order"' not in leader.get("/escalations").text
    assert leader.post("/escalations/1", data={"order": "三日内补齐"}).status_code == 403
    assert chief.post("/escalations/1", data={"order": "三日内补齐", "ordered_group": "online"}).status_code == 303
    assert "责成线上查控组完成" in leader.get("/escalations").text
    with road.court.service.reading() as session:
        assert session.query(Escalation).one().ordered_group == "online"


@pytest.mark.parametrize(
    ("login", "tabs"),
    [
        ("wei.command", "waiting done all"),
        ("shen.reviewer", "waiting done"),
        ("han.director", "waiting done all"),
        ("wang.online", "waiting mine done"),
        ("sun.clue", "mine done"),
        ("zhou.clue", "mine done"),
        ("yang.president", "done all"),
        ("zhu.auditor", "done all"),
    ],
)
def test_the_lists_of_each_person(road: Road, login: str, tabs: str) -> None:
    road.wait("wang.online", GATE)
    page = road.court.browser(login).get("/transfers")
    assert page.status_code == 200
    assert re.findall(r'href="/transfers\?tab=(\w+)"', page.text) == tabs.split()
    assert ("执1234号" in page.text) is (login == COMMAND)  # to the others it is neither waiting nor decided


def test_the_administrator_sees_no_submission(road: Road) -> None:
    assert road.court.browser("admin").get("/transfers").status_code == 403


def test_what_waits_longest_by_its_clock_comes_first(court: Court) -> None:
    """A case of eight weeks that came earlier may come after one of three weeks that came later."""
    for number, group, days in (
        ("执1号", "clue", 20),
        ("执2号", "online", 15),
        ("执3号", "refusal", 1),
        ("执4号", "online", 30),
    ):
        road = Road(court, court.add_case(number, group, entered_on=today() - timedelta(days=days)))
        leader = next(login for login, (_, role, of) in PEOPLE.items() if of == group and role == "leader")
        road.wait(leader, {"clue": "clue-refusal", "online": GATE, "refusal": "refusal-zhongben"}[group])
    page = court.browser(COMMAND).get("/transfers").text
    assert re.findall(r"执(\d)号", page) == ["4", "2", "3", "1"]
    assert "超期9天" in page


def _many(court: Court, cases: int, waiting: int) -> None:
    """Cases with submissions, most of them decided."""
    with court.service.writing() as session:
        by = court.people["wang.online"].id
        common = {"group": "online", "handler_id": by, "created_by_id": by, "created_at": now(), "version": 1}
        rows: list[dict[str, Any]] = [
            {
                "id": at,
                "number": f"（2022）鄂1023执{at}号",
                "state": "open",
                "entered_on": date(2022, 1, 1) + timedelta(days=at % 300),
            }
            | common
            for at in range(100, 100 + cases)
        ]
        session.execute(insert(Case), rows)
        checks = [
            {"id": row["id"], "case_id": row["id"], "gate": GATE, "purpose": "submission", "state": "done", "verdict": "pass",
             "requested_by_id": by, "requested_at": now()}
            for row in rows
        ]  # fmt: skip
        session.execute(insert(Check), checks)
        states = [SubmissionState.WAITING if at < waiting else SubmissionState.APPROVED for at in range(cases)]
        submissions = [
            {"case_id": row["id"], "gate": GATE, "from_group": "online", "by_id": by, "at": now(), "check_id": row["id"],
             "state": state, "version": 1}
            for row, state in zip(rows, states, strict=True)
        ]  # fmt: skip
        session.execute(insert(Submission), submissions)


def test_lists_are_small_and_ask_little_with_ten_thousand_cases(court: Court) -> None:
    _many(court, 10_000, 1_000)
    for login, tab in (
        (COMMAND, "waiting"),
        (COMMAND, "done"),
        (COMMAND, "all"),
        ("wang.online", "mine"),
        ("qian.offline", "done"),
    ):
        browser = court.browser(login)
        address = f"/transfers?tab={tab}"
        browser.get(address)
        with statements(court) as told:
            page = browser.get(address)
        assert page.status_code == 200
        assert len(page.content) < MOST_BYTES, tab
        assert len(told) <= MOST_STATEMENTS, (login, tab, told)


@pytest.mark.parametrize(
    ("group", "login", "gate", "told"),
    [
        ("online", "wang.online", "online-offline", "通过后案件移送线下查控组，承办人变更为该组组长，不能撤回"),
        ("online", "wang.online", "closing-performed", "通过后案件即结案，不能撤回"),
        ("disposal", "zheng.disposal", "disposal-clue", "通过后案件移送线索查控组，由原承办人继续办理，不能撤回"),
        ("zhongben", "chen.zhongben", "zhongben-review", "通过后由终本办理组制作并送达裁定，再报结，不能撤回"),
    ],
)
def test_who_decides_is_told_what_it_does_before_he_does_it(
    court: Court, group: str, login: str, gate: str, told: str
) -> None:
    road = Road(court, court.add_case("执9号", group))
    submission = road.wait(login, gate)
    decider = "shen.reviewer" if gate.startswith("closing") else COMMAND
    assert told in court.browser(decider).get(f"/transfers/{submission}").text
    assert told not in court.browser(login).get(f"/transfers/{submission}").text


def test_a_refused_approval_keeps_what_was_entered(road: Road) -> None:
    submission = road.wait("wang.online", GATE, DOUBT, RISK)
    browser = road.court.browser(COMMAND)
    fields = _fields(browser.get(f"/transfers/{submission}").text) | {
        "look-0": f"{OTHER_RULE}|{RESPONDENT}",
        "look-0-reason": "看过笔录原件",
        "text": "同意移送",
        "internal_note": "抽查时再看",
    }
    answer = browser.post(f"/transfers/{submission}/approve", data=fields)
    assert answer.status_code == 422
    assert "上位规定风险有1项没有写明理由" in answer.text
    again = _fields(answer.text)
    assert {name: again.get(name) for name in fields} == fields
    assert "acknowledged" not in answer.text  # no names of the program


def test_a_refused_return_keeps_what_was_entered_and_drops_no_row(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding(), DOUBT)
    browser = road.court.browser(COMMAND)
    fields = _fields(browser.get(f"/transfers/{submission}/return").text)
    fields |= {
        "item-0-problem": "改写的问题", "item-0-reason": "unsigned", "own-1-problem": "笔录缺第二页", "fixable": "no",
        "own-1-due_on": str(today()), "text": "请补齐", "internal_note": "第三次了",
    }  # fmt: skip
    del fields["item-0"]
    fields["item-1"] = f"{OTHER_RULE}|{RESPONDENT}"
    answer = browser.post(f"/transfers/{submission}/return", data=fields)
    assert answer.status_code == 422
    assert "须写明是什么材料或者事项" in answer.text
    again = _fields(answer.text)
    assert "item-0" not in again
    assert {name: again.get(name) for name in fields if name != "fixable"} == {
        name: value for name, value in fields.items() if name != "fixable"
    }
    assert 'value="no" checked' in answer.text
    fields |= {"own-1-title": "询问笔录", "own-1-remedy": "补第二页", "own-1-subject": RESPONDENT}
    assert f'value="{RESPONDENT}"' in answer.text  # chosen, not typed
    assert browser.post(f"/transfers/{submission}/return", data=fields).status_code == 303
    with road.court.service.reading() as session:
        made = [(item.title, item.subject) for item in session.query(ReturnItem)]
        assert made == [("村委会调查", RESPONDENT), ("询问笔录", RESPONDENT)]


def test_who_was_second_is_led_back_to_the_submission(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding())
    browser, address = road.court.browser(COMMAND), f"/transfers/{submission}/return"
    fields = _fields(browser.get(address).text)
    road.send_back("jiang.command", submission)
    for answer in (
        browser.post(address, data=fields, headers={"referer": f"http://testserver{address}"}),
        browser.get(address, headers={"referer": f"http://testserver{address}"}),
    ):
        assert answer.status_code == 409
        assert f'href="/transfers/{submission}">返回' in answer.text


def test_a_waiver_is_chosen_from_what_is_open_and_comes_back_where_refused(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding())
    chief, address = road.court.browser("han.director"), f"/cases/{road.case}/waivers"
    link = re.search(r'href="(/cases/\d+/waivers\?[^"]+)"', chief.get(f"/transfers/{submission}").text)
    assert link
    page = chief.get(link[1].replace("&amp;", "&")).text
    fields = _fields(page) | {"reason": "本人已到庭领取"}
    assert fields["item"] == f"{NOTICE_RULE}|{RESPONDENT}"
    assert "何文斌；" not in page  # no example with a name of somebody
    refused = chief.post(address, data=fields)
    assert refused.status_code == 422
    assert "须填写有效期" in refused.text
    assert _fields(refused.text)["reason"] == "本人已到庭领取"
    assert _fields(refused.text)["item"] == fields["item"]
    assert chief.post(address, data=fields | {"expires": str(today())}).status_code == 303
    with road.court.service.reading() as session:
        waiver = session.query(GrantedWaiver).one()
        assert (waiver.rule, waiver.subject) == (NOTICE_RULE, RESPONDENT)


def test_the_list_of_what_is_decided_says_when_by_whom_and_how(road: Road) -> None:
    submission = road.wait("wang.online", GATE, RISK)
    road.approve(COMMAND, submission, acknowledged={(NATIONAL_RULE, "案件"): "申请人书面同意"})
    shown = road.court.browser("zhu.auditor").get("/transfers?tab=done").text
    assert "卫指挥" in shown
    assert "上位 1" in shown
    assert "已等" not in shown


def test_after_a_decision_the_next_one_is_a_step_away(road: Road) -> None:
    first = road.wait("wang.online", GATE)
    road.case = road.court.add_case("（2022）鄂1023执9号")
    second = road.wait("wang.online", GATE)
    browser = road.court.browser(COMMAND)
    assert "下一件待审批" not in browser.get(f"/transfers/{first}").text
    road.approve(COMMAND, first)
    assert f'href="/transfers/{second}">下一件待审批（还有 1 件）' in browser.get(f"/transfers/{first}").text
    assert "下一件待审批" not in road.court.browser("li.online").get(f"/transfers/{first}").text
