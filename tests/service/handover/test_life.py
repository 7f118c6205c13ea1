"""The life of a case: through every gate, by who submits and who decides it."""

from __future__ import annotations

from datetime import date

import pytest

from checker.gates import GATES
from service.database.models import AftercareTask, Assignment, Case, LedgerEntry, Passage, Role, Submission
from service.errors import ForbiddenError, FormError
from service.handover.gates import gates_of
from service.ledger.verify import verify_ledger
from service.moment import now
from tests.service.conftest import Court
from tests.service.handover.conftest import DAY, Road
from tests.service.handover.made import report

COMMAND, REVIEWER = "wei.command", "shen.reviewer"
STAGES = [
    ("wang.online", "online-offline", COMMAND, ("offline", "zhao.offline", "open")),
    ("zhao.offline", "offline-clue", COMMAND, ("clue", "sun.clue", "open")),
    ("sun.clue", "clue-disposal", COMMAND, ("disposal", "zheng.disposal", "open")),
    ("zheng.disposal", "disposal-clue", COMMAND, ("clue", "sun.clue", "open")),
    ("sun.clue", "clue-refusal", COMMAND, ("refusal", "feng.refusal", "open")),
    ("feng.refusal", "refusal-zhongben", COMMAND, ("zhongben", "chen.zhongben", "open")),
    ("chen.zhongben", "zhongben-review", COMMAND, ("zhongben", "chen.zhongben", "open")),
    ("chen.zhongben", "zhongben", COMMAND, ("zhongben", "chen.zhongben", "aftercare")),
    ("chu.zhongben", "resumption", "han.director", ("zhongben", "chen.zhongben", "resumed")),
]
"""Who submits at which gate, who approves, and who has the case then."""


def test_a_case_goes_through_all_gates(any_road: Road) -> None:
    for submits, gate, approves, then in STAGES:
        submission = any_road.wait(submits, gate)
        if gate == "resumption":
            any_road.forward("wang.online", submission)
            assert any_road.state(submission) == "forwarded"
        served = date(2022, 3, 5) if gate == "zhongben" else None
        any_road.approve(approves, submission, served_on=served)
        assert any_road.state(submission) == "approved"
        assert any_road.handled_by() == then, gate
    with any_road.court.service.reading() as session:
        case = session.get_one(Case, any_road.case)
        passed = session.query(Passage).order_by(Passage.id).all()
        assert [(one.gate, one.on) for one in passed] == [(stage[1], DAY) for stage in STAGES]
        assert (case.closing_kind, case.closed_on) == ("终结本次执行程序", DAY)
        assert {one.how for one in session.query(Assignment)} == {"handover"}
        assert session.query(AftercareTask).count() > 0
        acts = [entry.act for entry in session.query(LedgerEntry).order_by(LedgerEntry.seq)]
        assert acts.count("submitted") == acts.count("approved") == len(STAGES)
        assert acts.count("forwarded") == 1
        assert verify_ledger(session, any_road.court.service.checkpoints).holds


CLOSINGS = [
    (gate, group) for gate in GATES if gate.startswith("closing") for group in ("online", "offline", "clue", "refusal")
]


@pytest.mark.parametrize(("gate", "group"), CLOSINGS)
def test_closings_are_reviewed_by_the_reviewer_and_end_the_case(road: Road, gate: str, group: str) -> None:
    road.case = road.court.add_case("（2022）鄂1023执77号", group)
    leader = next(login for login, user in road.court.people.items() if user.group == group)
    submission = road.wait(leader, gate)
    with pytest.raises(ForbiddenError):
        road.approve(COMMAND, submission)
    road.approve(REVIEWER, submission)
    assert road.handled_by()[2] == "closed"
    with pytest.raises(FormError, match="不能报送"):
        road.submit(leader, gate)


def test_a_new_application_for_resumption_stays_open_with_the_registering_group(road: Road) -> None:
    road.case = road.court.add_case("（2022）鄂1023执恢5号")
    submission = road.wait("li.online", "resumption")
    road.forward("wang.online", submission)
    road.approve("han.director", submission)
    assert road.handled_by() == ("online", "wang.online", "open")


def test_who_agreed_as_the_leader_does_not_decide_as_the_bureau_chief(road: Road) -> None:
    """初审 and 审核 are two people's, whatever role one of them has been given meanwhile."""
    road.case = road.court.add_case("（2022）鄂1023执恢6号")
    submission = road.wait("li.online", "resumption")
    road.forward("wang.online", submission)
    with road.court.service.writing() as session:
        road.person(session, "wang.online").role = Role.DIRECTOR
        road.person(session, "wang.online").group = None
    with pytest.raises(ForbiddenError):
        road.approve("wang.online", submission)
    with pytest.raises(ForbiddenError):
        road.send_back("wang.online", submission)
    road.approve("han.director", submission)


@pytest.mark.parametrize(
    ("group", "state", "number", "gates"),
    [
        ("online", "open", "执1号", "online-offline closing-performed closing-waived closing-settled"),
        ("online", "open", "执恢1号", "resumption online-offline closing-performed closing-waived closing-settled"),
        ("offline", "open", "执1号", "offline-clue closing-performed closing-waived closing-settled"),
        ("clue", "open", "执1号", "clue-disposal clue-refusal closing-performed closing-waived closing-settled"),
        ("disposal", "open", "执1号", "disposal-clue disposal-zhongben"),
        ("refusal", "open", "执1号", "refusal-zhongben closing-performed closing-waived closing-settled"),
        ("zhongben", "open", "执1号", "zhongben-review"),
        ("zhongben", "aftercare", "执1号", "resumption aftercare"),
        ("online", "closed", "执1号", ""),
        ("zhongben", "resumed", "执1号", ""),
    ],
)
def test_the_gates_of_a_group_and_state(road: Road, group: str, state: str, number: str, gates: str) -> None:
    case_id = road.court.add_case(number, group, state=state)
    with road.court.service.reading() as session:
        assert gates_of(session.get_one(Case, case_id)) == tuple(gates.split())


@pytest.mark.parametrize(
    ("passed", "reported"),
    [
        ((), False),
        (("refusal-zhongben", "zhongben-review"), True),
        (("zhongben-review", "refusal-zhongben"), False),  # it was returned to an earlier group since
        (("refusal-zhongben", "zhongben-review", "zhongben-review"), True),
    ],
)
def test_a_case_is_reported_as_closed_only_after_its_review(
    road: Road, passed: tuple[str, ...], reported: bool
) -> None:
    case_id = road.court.add_case("执2号", "zhongben")
    with road.court.service.writing() as session:
        session.add_all(
            Passage(case_id=case_id, gate=gate, on=DAY, from_group="refusal", to_group="zhongben") for gate in passed
        )
    with road.court.service.reading() as session:
        assert ("zhongben" in gates_of(session.get_one(Case, case_id))) is reported


def test_after_a_failed_auction_the_officer_goes_on_who_had_it(road: Road) -> None:
    road.case = road.court.add_case("执3号", "clue")
    with road.court.service.writing() as session:
        zhou = road.person(session, "zhou.clue")
        session.get_one(Case, road.case).handler_id = zhou.id
        session.add(
            Assignment(case_id=road.case, group="clue", handler_id=zhou.id, how="random", by_id=zhou.id, at=now())
        )
    road.approve(COMMAND, road.wait("zhou.clue", "clue-disposal"))
    road.approve(COMMAND, road.wait("zheng.disposal", "disposal-clue"))
    assert road.handled_by() == ("clue", "zhou.clue", "open")


def test_the_link_to_what_is_mended(road: Road) -> None:
    first = road.wait("wang.online", "online-offline")
    road.send_back(COMMAND, first)
    taken_back = road.submit("wang.online", "online-offline")
    road.withdraw("wang.online", taken_back)
    second = road.wait("wang.online", "online-offline")
    road.approve(COMMAND, second)
    with road.court.service.reading() as session:
        assert [session.get_one(Submission, one).previous_id for one in (first, taken_back, second)] == [
            None,
            first,
            first,
        ]


def test_a_check_that_failed_ends_the_submission_with_its_reason(road: Road) -> None:
    submission = road.submit("wang.online", "online-offline")
    road.check_back(submission)
    assert road.state(submission) == "withdrawn"
    with road.court.service.reading() as session:
        last = session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first()
        assert last is not None
        assert (last.act, last.actor) == ("withdrawn", "系统")
        assert "材料打不开" in last.detail
    assert "材料打不开" in road.court.browser("li.online").get(f"/transfers/{submission}").text
    assert road.state(road.wait("wang.online", "online-offline")) == "waiting"


def test_a_check_that_comes_back_twice_or_too_late_changes_nothing(road: Road) -> None:
    submission = road.wait("wang.online", "online-offline")
    version = road.version(submission)
    road.check_back(submission, report("online-offline"))
    assert road.version(submission) == version
    road.withdraw("wang.online", submission)
    road.check_back(submission, report("online-offline"))
    assert road.state(submission) == "withdrawn"


def test_a_resumed_case_says_who_goes_on_with_it(court: Court) -> None:
    case_id = court.add_case("执19号", "zhongben", state="resumed")
    assert "由线上查控组以新案号登记" in court.browser("chen.zhongben").get(f"/cases/{case_id}").text
