"""Who may do what: every person × every act, and the states in which it may be done."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from service.database.models import Case, CaseState, Role
from service.errors import ConflictError, ForbiddenError, NotFoundError
from service.handover.escalations import Owed, escalate, settle_escalation
from service.handover.waivers import WaiverForm, grant
from tests.service.conftest import PEOPLE
from tests.service.handover.conftest import DAY, Road
from tests.service.handover.made import NOTICE_RULE

DENIED = (ForbiddenError, NotFoundError)
COMMAND = {"wei.command", "jiang.command"}
Act = Callable[[Road, str], object]
_NUMBERS = count(1)
_ZHOU = list(PEOPLE).index("zhou.clue") + 1  # ids are counted from 1


def _number() -> str:
    return f"（2022）鄂1023执{next(_NUMBERS)}号"


def _submit(group: str, gate: str, **given: object) -> Act:
    def act(road: Road, login: str) -> None:
        road.case = road.court.add_case(_number(), group, **given)
        road.submit(login, gate)

    return act


def _decide(login_of: str, group: str, gate: str, what: str) -> Act:
    def act(road: Road, login: str) -> None:
        state = CaseState.AFTERCARE if gate == "resumption" else CaseState.OPEN
        road.case = road.court.add_case(_number(), group, state=state)
        submission = road.wait(login_of, gate)
        if what == "approve":
            if gate == "resumption":
                road.forward("wang.online", submission)
            road.approve(login, submission)
        elif what == "forward":
            road.forward(login, submission)
        elif what == "withdraw":
            road.withdraw(login, submission)
        else:
            road.send_back(login, submission)

    return act


def _waive(road: Road, login: str) -> None:
    with road.court.service.writing() as session:
        form = WaiverForm(NOTICE_RULE, "特殊情况", DAY)
        grant(session, road.person(session, login), session.get_one(Case, road.case), form, day=DAY)


def _owed() -> Owed:
    return Owed(None, "送达", "案件", "online", "没有送达")


def _escalate(road: Road, login: str) -> int:
    road.case = road.court.add_case(_number(), "zhongben")
    with road.court.service.writing() as session:
        case = session.get_one(Case, road.case)
        return escalate(session, road.person(session, login), case, _owed(), "督促两次未果").id


def _settle(road: Road, login: str) -> None:
    escalation = _escalate(road, "chen.zhongben")
    with road.court.service.writing() as session:
        settle_escalation(session, road.person(session, login), escalation, ordered_group="online", order="三日内补齐")


MATRIX: dict[str, tuple[Act, set[str]]] = {
    "submit": (_submit("offline", "offline-clue"), {"zhao.offline"}),
    "submit as handler": (_submit("clue", "clue-refusal", handler_id=_ZHOU), {"sun.clue", "zhou.clue"}),
    "submit a resumption": (
        _submit("zhongben", "resumption", state=CaseState.AFTERCARE),
        {"chen.zhongben", "chu.zhongben"},
    ),
    "submit an aftercare": (_submit("zhongben", "aftercare", state=CaseState.AFTERCARE), {"chen.zhongben"}),
    "approve": (_decide("zhao.offline", "offline", "offline-clue", "approve"), COMMAND),
    "return": (_decide("zhao.offline", "offline", "offline-clue", "return"), COMMAND),
    "approve a closing": (_decide("zhao.offline", "offline", "closing-settled", "approve"), {"shen.reviewer"}),
    "return a closing": (_decide("zhao.offline", "offline", "closing-settled", "return"), {"shen.reviewer"}),
    "forward a resumption": (_decide("chu.zhongben", "zhongben", "resumption", "forward"), {"wang.online"}),
    "return a resumption": (_decide("chu.zhongben", "zhongben", "resumption", "return"), {"wang.online"}),
    "approve a resumption": (_decide("chu.zhongben", "zhongben", "resumption", "approve"), {"han.director"}),
    "withdraw": (_decide("chu.zhongben", "zhongben", "resumption", "withdraw"), {"chu.zhongben", "chen.zhongben"}),
    "waive": (_waive, {"han.director"}),
    "escalate": (_escalate, {"chen.zhongben"}),
    "settle an escalation": (_settle, {"han.director"}),
}


@pytest.mark.parametrize("name", MATRIX)
def test_who_may_do_what(road: Road, name: str) -> None:
    act, allowed = MATRIX[name]
    for login in PEOPLE:
        if login in allowed:
            act(road, login)
        else:
            with pytest.raises(DENIED):
                act(road, login)


def test_the_registering_groups_own_leader_does_not_submit_what_he_reviews(road: Road) -> None:
    road.case = road.court.add_case("（2022）鄂1023执恢9号")
    with pytest.raises(ForbiddenError, match="不由您报送"):
        road.submit("wang.online", "resumption")


def test_nobody_approves_his_own(road: Road) -> None:
    """A leader who came to the command centre after he submitted."""
    road.case = road.court.add_case("（2022）鄂1023执9号", "offline")
    submission = road.wait("zhao.offline", "offline-clue")
    with road.court.service.writing() as session:
        zhao = road.person(session, "zhao.offline")
        zhao.role, zhao.group = Role.COMMAND, None
    with pytest.raises(ForbiddenError, match="自己"):
        road.approve("zhao.offline", submission)
    with pytest.raises(ForbiddenError, match="自己"):
        road.send_back("zhao.offline", submission)


def test_one_submission_of_a_case_is_open_at_a_time(road: Road) -> None:
    submission = road.submit("wang.online", "online-offline")
    for gate in ("online-offline", "closing-performed"):
        with pytest.raises(ConflictError, match="已经报送"):
            road.submit("wang.online", gate)
    road.withdraw("wang.online", submission)
    road.submit("wang.online", "closing-performed")


def test_while_it_is_checked_nobody_decides(road: Road) -> None:
    submission = road.submit("wang.online", "online-offline")
    browser = road.court.browser("wei.command")
    answer = browser.post(f"/transfers/{submission}/approve", data={"version": "1"})
    assert answer.status_code == 409
    assert "检查还没有完成" in answer.text


def test_a_stranger_does_not_learn_that_a_submission_is_there(road: Road) -> None:
    submission = road.wait("wang.online", "online-offline")
    for login in ("qian.offline", "feng.refusal", "shen.reviewer"):
        browser = road.court.browser(login)
        assert browser.get(f"/transfers/{submission}").text == browser.get("/transfers/999").text.replace(
            "999", str(submission)
        )
        assert browser.get(f"/transfers/{submission}").status_code == 404
        assert browser.get(f"/cases/{road.case}/waivers").status_code == 404
