"""Returning a file: its items, whom it goes to, the paper, and what is in order again afterwards."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest

from service.database.models import Assignment, Case, LedgerEntry, Passage, ReturnItem, Submission
from service.errors import ConflictError, FormError
from service.handover import ItemForm, differences
from service.handover.page import show
from service.handover.reasons import suggest
from service.handover.returning import propose
from service.handover.review import Review
from service.handover.standing import weigh
from tests.service.handover.conftest import DAY, Road, a_person_found
from tests.service.handover.made import NATIONAL_RULE, NOTICE_RULE, OTHER_RULE, RESPONDENT, finding, report

COMMAND, GATE = "wei.command", "online-offline"


def _item(**given: Any) -> ItemForm:
    return ItemForm(**({"reason": "missing", "rule": NOTICE_RULE, "subject": RESPONDENT} | given))


def _because(fact: str, *, searched: bool = False) -> dict[str, Any]:
    """A sentence that does not hold, of a fact that was looked for in vain or was not."""
    value = {"value": False, "searched": 12 if searched else 0}
    return {"sentence": f"{fact} 是 有", "truth": False, "condition": False, "open": True, "values": [value]}


def test_an_item_of_the_check_is_filled_from_it_and_may_be_changed(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding(), finding(OTHER_RULE, title="村委会调查", owner="clue"))
    decision = road.decision(
        road.send_back(
            COMMAND,
            submission,
            _item(due_on=DAY + timedelta(days=7)),
            _item(rule=OTHER_RULE, owner="zhongben", problem="没有村委会盖章", fixable=False),
            a_person_found(),
        )
    )
    plain, changed, own = decision.items
    assert (plain.title, plain.code, plain.owner) == ("执行通知书已送达被执行人", "监-终本-01", "online")
    assert plain.remedy == "依法送达，附送达回证（送达回证）"
    assert (plain.pages, plain.basis) == ("卷宗.pdf 第3页", "监法〔2022〕19号 第六组3(一)")
    assert (changed.title, changed.owner, changed.problem, changed.fixable) == (
        "村委会调查",
        "zhongben",
        "没有村委会盖章",
        False,
    )
    assert (own.rule, own.title, own.subject) == ("", "封面", "案件")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"items": ()}, "至少写明一项"),
        ({"items": (_item(reason="no-such"),)}, "没有这个退回原因"),
        ({"items": (_item(rule="jianli/no/such"),)}, "不在检查结果里"),
        ({"items": (_item(subject="被执行人:别人"),)}, "不在检查结果里"),
        ({"items": (_item(due_on=DAY - timedelta(days=1)),)}, "没有填全"),
        ({"items": (a_person_found(title=""),)}, "没有填全"),
        ({"items": (a_person_found(remedy=""),)}, "没有填全"),
        ({"items": (a_person_found(owner="nobody"),)}, "没有填全"),
        ({"to_group": "clue"}, "内容不对"),
        ({"text": "长" * 4001}, "内容不对"),
    ],
)
def test_a_return_that_is_not_whole_is_refused(road: Road, given: dict[str, Any], told: str) -> None:
    submission = road.wait("wang.online", GATE, finding())
    with pytest.raises(FormError) as refused:
        road.send_back(COMMAND, submission, **given)
    assert told in f"{refused.value.what}{refused.value.fields}"
    assert road.state(submission) == "waiting"


def test_the_notice_says_all_the_group_needs_and_never_the_internal_note(road: Road) -> None:
    submission = road.wait("wang.online", GATE, finding())
    decision = road.decision(
        road.send_back(
            COMMAND,
            submission,
            _item(due_on=date(2022, 3, 22)),
            a_person_found(owner="clue", title="谈话笔录"),
            text="请先补送达。",
            internal_note="该组本月第三次",
        )
    )
    assert decision.notice_sha256
    paper = docx.Document(io.BytesIO(road.court.service.blobs.get(decision.notice_sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
    for told in (
        "退回整改通知书",
        f"（{decision.at.year}）执退字第1号",
        "监利市人民法院",
        "（2022）鄂1023执1234号",
        "线上查控组移送线下查控组",
        "周启明",
        "何文斌",
        "请先补送达。",
        "一、线上查控组（1项）",
        "二、线索查控组（1项）",
        "【缺材料】何文斌没有签收执行通知书",
        "见：卷宗.pdf 第3页",
        "期限：2022年3月22日前",
        "依据：监法〔2022〕19号 第六组3(一)",
        "由接收组联系该组补齐",
        "卫指挥",
        "王立",
    ):
        assert told in text, told
    assert "第三次" not in text
    assert "None" not in text


def test_notices_are_numbered_within_their_year(road: Road) -> None:
    numbers = []
    for _ in range(2):
        decision = road.decision(road.send_back(COMMAND, road.wait("wang.online", GATE)))
        numbers.append((decision.notice_number or "").partition("第")[2])
    assert numbers == ["1号", "2号"]


def test_it_goes_back_to_who_had_it_in_the_group_that_submitted(road: Road) -> None:
    with road.court.service.writing() as session:
        session.get_one(Case, road.case).handler_id = road.court.people["li.online"].id
    decision = road.decision(road.send_back(COMMAND, road.wait("wang.online", GATE)))
    assert (decision.to_group, decision.to_user_id) == ("online", road.court.people["li.online"].id)
    with road.court.service.reading() as session:  # its clock runs on
        assert session.get_one(Case, road.case).entered_on == date(2022, 3, 1)


def test_it_may_go_back_to_an_earlier_group_whose_handler_then_has_it_again(road: Road) -> None:
    road.approve(COMMAND, road.wait("wang.online", GATE))
    submission = road.wait("zhao.offline", "offline-clue", finding())
    day = DAY + timedelta(days=3)
    road.send_back(COMMAND, submission, _item(), to_group="online", day=day)
    assert road.handled_by() == ("online", "wang.online", "open")
    with road.court.service.reading() as session:
        assert session.get_one(Case, road.case).entered_on == day
        assert session.query(Passage).count() == 1
        assert session.query(Assignment).count() == 2
    again = road.wait("wang.online", GATE)  # and hands it on again
    road.approve(COMMAND, again)
    assert road.handled_by()[0] == "offline"


def test_a_mended_item_is_marked_on_the_day_of_the_check_that_finds_it_in_order(any_road: Road) -> None:
    both = finding(), finding(OTHER_RULE, title="村委会调查")
    first = any_road.wait("wang.online", GATE, *both)
    any_road.send_back(COMMAND, first, _item(), _item(rule=OTHER_RULE), a_person_found())
    second = any_road.submit("wang.online", GATE)
    any_road.check_back(second, report(GATE, both[1]), DAY + timedelta(days=5))
    assert _repaired(any_road) == [DAY + timedelta(days=5), None, None]
    third = _again(any_road, second)
    any_road.approve(COMMAND, third, day=DAY + timedelta(days=9))
    assert _repaired(any_road) == [DAY + timedelta(days=5), DAY + timedelta(days=8), DAY + timedelta(days=9)]


def _again(road: Road, waiting: int) -> int:
    road.withdraw("wang.online", waiting)
    third = road.submit("wang.online", GATE)
    road.check_back(third, report(GATE), DAY + timedelta(days=8))
    return third


def _repaired(road: Road) -> list[date | None]:
    with road.court.service.reading() as session:
        return [item.repaired_on for item in session.query(ReturnItem).order_by(ReturnItem.id)]


def test_the_difference_since_the_last_time(road: Road) -> None:
    stays, goes = finding(), finding(OTHER_RULE, title="村委会调查")
    comes = finding("jianli/zhongben/inquiry-employer", title="单位调查")
    road.send_back(COMMAND, road.wait("wang.online", GATE, stays, goes))
    second = road.wait("wang.online", GATE, stays, comes)
    with road.court.service.reading() as session:
        shown = show(
            road.court.service, session, road.person(session, COMMAND), session.get_one(Submission, second), DAY
        )
        assert shown.changes is not None
        changes = shown.changes
        assert [[one.title for one in part] for part in (changes.settled, changes.still, changes.new)] == [
            ["村委会调查"],
            ["执行通知书已送达被执行人"],
            ["单位调查"],
        ]
    page = road.court.browser(COMMAND).get(f"/transfers/{second}").text
    for told in ("已解决 1", "仍未解决 1", "新出现 1", "重报"):
        assert told in page
    assert differences(_review(road, second), _review(road, second)).settled == ()


def test_what_was_waived_counts_the_same_on_every_page(road: Road) -> None:
    """It is not 不符合 any more, neither in the count nor in what is still open."""
    waiver = {"approver": "韩局长", "reason": "住院", "expires": "2022-12-31"}
    road.send_back(COMMAND, road.wait("wang.online", GATE, finding()))
    second = road.wait("wang.online", GATE, finding(waiver=waiver))
    review = _review(road, second)
    assert review.counts == "必备要件不符合 0 项，待核 0 项；上位规定不符 0 项；另有经批准豁免 1 项"
    changes = differences(_review(road, second - 1), review)
    assert ([one.title for one in changes.settled], changes.still) == (["执行通知书已送达被执行人"], ())


def _review(road: Road, submission: int) -> Review:
    with road.court.service.reading() as session:
        return road.review(session.get_one(Submission, submission))


def test_the_form_is_filled_with_what_blocks_and_offers_the_rest(road: Road) -> None:
    earlier = {
        "gate": "online-offline", "rule": "jianli/online-offline/query-form", "code": "监-线上-05", "title": "情况表",
        "subject": "案件", "status": "violated", "level": "blocking", "message": "没有情况表", "remedy": "补表", "papers": [],
        "owner": "online", "basis": [], "evidence": [], "not_found": [{"name": "案件.情况表", "pages": 12, "in": ""}],
    }  # fmt: skip
    submission = road.wait(
        "wang.online",
        GATE,
        finding(),
        finding(OTHER_RULE, status="undetermined", message="笔录上的签名看不清"),
        finding(NATIONAL_RULE),
        finding("jianli/zhongben/all-earlier-gates", level="defect", earlier=[earlier]),
        finding("jianli/every-gate/within-budget", level="notice"),
    )
    review = _review(road, submission)
    proposals = propose(review, weigh(review, (), road.court.service.settings.national), DAY)
    assert [(one.item.rule.rpartition("/")[2], one.reason.code, one.chosen) for one in proposals] == [
        ("served-notice", "service", True),
        ("inquiry-committee", "illegible", False),
        ("three-months", "overdue", False),
        ("all-earlier-gates", "incomplete", False),
        ("query-form", "missing", False),
    ]
    assert proposals[0].due_on == date(2022, 3, 22)
    late = propose(review, weigh(review, (), road.court.service.settings.national), date(2022, 4, 1))
    assert late[0].due_on == date(2022, 4, 22)  # 21 days from the return


def test_what_is_decided_is_not_decided_again(road: Road) -> None:
    submission = road.wait("wang.online", GATE)
    road.send_back(COMMAND, submission)
    with pytest.raises(ConflictError):
        road.approve("jiang.command", submission)
    with pytest.raises(ConflictError):
        road.send_back("jiang.command", submission)
    with pytest.raises(ConflictError):
        road.withdraw("wang.online", submission)


def test_the_ledger_tells_what_it_was_returned_for(road: Road) -> None:
    road.send_back(COMMAND, road.wait("wang.online", GATE, finding()), _item())
    with road.court.service.reading() as session:
        detail = session.query(LedgerEntry).filter_by(act="returned").one().detail
    assert f'"items":[["{NOTICE_RULE}","{RESPONDENT}","missing","online"]]' in detail


ORDER = "被执行人.报告财产令"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"papers": ["报告财产令"], "because": [_because(ORDER, searched=True)]}, "missing"),  # nothing to be served
        ({"papers": ["送达回证"], "because": [_because("被执行人.报告财产令当面送达", searched=True)]}, "service"),
        (
            {"papers": ["邮寄回执"], "because": [_because("被执行人.邮寄报告财产令", searched=True)]},
            "missing",
        ),  # none at all
        ({"papers": ["报告财产令"], "because": [_because(ORDER)]}, "service"),
        ({"status": "undetermined", "message": "送达回证有看不清的地方，须看原件"}, "illegible"),
        ({"status": "undetermined", "message": "未能确定本案有无财产，须由人核对"}, "other"),
    ],
)
def test_the_reason_offered_is_that_of_the_finding(road: Road, given: dict[str, Any], reason: str) -> None:
    receipt = {"kind": "送达回证", "pages": [{"file": "卷宗.pdf", "page": 3}], "fields": {}}
    submission = road.wait("wang.online", GATE, finding(**given), documents=[receipt])
    with road.court.service.reading() as session:
        found = road.review(session.get_one(Submission, submission)).items[0]
    assert suggest(found).code == reason
