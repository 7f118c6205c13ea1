"""台账: who sees which rows, what is counted, and what leaves as a file."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import select

from service.database.models import LedgerEntry, ReturnItem, User
from service.figures.ledger_query import LedgerFilter, ledger_all, ledger_page
from service.figures.ledger_row import LedgerRow
from service.moment import today
from tests.service.conftest import Court
from tests.service.figures.scenes import SERVED, TRIP, approve, send_back, submit

DAY = date(2026, 3, 10)
ALL = LedgerFilter(date(2020, 1, 1), date(2026, 12, 31))


def _rows(court: Court, login: str = "wei.command", wanted: LedgerFilter = ALL, on: date = DAY) -> list[LedgerRow]:
    with court.service.reading() as session:
        user = session.scalars(select(User).where(User.login == login)).one()
        return [row for part in ledger_all(session, user, wanted, on) for row in part]


def _two_groups(court: Court) -> tuple[int, int]:
    """A case of 线上 that came back and then passed, and one of 线索 that came back; their ids."""
    first, second = court.add_case("（2026）鄂1023执1号"), court.add_case("（2026）鄂1023执2号", group="clue")
    returned = submit(court, first, "online-offline", "li.online", DAY)
    send_back(court, returned, DAY, [{"subject": "被执行人:何文斌", "problem": "何文斌的回证没有签名"}, {"rule": TRIP}])
    approve(court, submit(court, first, "online-offline", "li.online", DAY, previous=returned), DAY + timedelta(days=9))
    send_back(court, submit(court, second, "clue-refusal", "zhou.clue", DAY), DAY, [{"rule": "", "reason": "other"}])
    return first, second


def test_every_return_item_and_every_approval_is_a_row(any_court: Court) -> None:
    _two_groups(any_court)
    rows = _rows(any_court)
    assert [(row.case_number[-3:], row.kind.value, row.rule, row.owner) for row in rows] == [
        ("执1号", "approve", "", ""),
        ("执2号", "return", "", "线索查控组"),
        ("执1号", "return", SERVED, "线上查控组"),
        ("执1号", "return", TRIP, "线上查控组"),
    ]


def test_a_group_sees_its_own_rows_only_and_a_filter_does_not_widen_that(any_court: Court) -> None:
    _two_groups(any_court)
    assert {row.case_number[-3:] for row in _rows(any_court, "wang.online")} == {"执1号"}
    assert {row.case_number[-3:] for row in _rows(any_court, "zhou.clue")} == {"执2号"}
    others = LedgerFilter(ALL.first, ALL.last, group="clue")
    assert _rows(any_court, "wang.online", others) == []


def test_what_a_group_owes_of_anothers_submission_is_its_row_too(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执3号")
    approve(court, submit(court, case_id, "online-offline", "li.online", DAY), DAY)
    send_back(
        court, submit(court, case_id, "offline-clue", "qian.offline", DAY), DAY + timedelta(days=1),
        [{"owner": "online"}, {"owner": "offline", "rule": TRIP}],
    )  # fmt: skip
    assert [(row.kind.value, row.rule) for row in _rows(court, "wang.online")] == [("return", SERVED), ("approve", "")]


FILTERS = {
    "kind": ({"kind": "approve"}, ["执1号"]),
    "group": ({"group": "clue"}, ["执2号"]),
    "reason": ({"reason": "other"}, ["执2号"]),
    "rule by id": ({"rule": SERVED}, ["执1号"]),
    "rule by title": ({"rule": "执行通知书已送达"}, ["执1号"]),
    "no such rule": ({"rule": "没有这条"}, []),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filters(court: Court, name: str) -> None:
    _two_groups(court)
    given, numbers = FILTERS[name]
    rows = _rows(court, wanted=LedgerFilter(ALL.first, ALL.last, **given))
    assert [row.case_number[-3:] for row in rows] == numbers


def test_the_handler_is_who_submitted_or_had_it_back(court: Court) -> None:
    _two_groups(court)
    zhou = court.people["zhou.clue"].id
    assert {row.handler for row in _rows(court, wanted=LedgerFilter(ALL.first, ALL.last, handler=zhou))} == {"周索"}


def test_days_are_those_of_the_court(court: Court) -> None:
    """Half past midnight in the court is the day before in UTC."""
    case_id = court.add_case("（2026）鄂1023执4号")
    send_back(court, submit(court, case_id, "online-offline", "li.online", DAY), DAY, [{}], hour=0)
    assert len(_rows(court, wanted=LedgerFilter(DAY, DAY))) == 1
    assert _rows(court, wanted=LedgerFilter(DAY - timedelta(days=1), DAY - timedelta(days=1))) == []


def test_what_a_case_passed_without_is_not_told_as_repaired(court: Court) -> None:
    """Who reads the ledger must see that the paper never came: the file passed by a waiver or an acknowledgement."""
    _two_groups(court)
    with court.service.writing() as session:
        session.scalars(select(ReturnItem).where(ReturnItem.rule == TRIP)).one().repaired_on = DAY + timedelta(days=4)
    told = {(row.case_number[-3:], row.rule): row.repair_text for row in _rows(court, on=DAY + timedelta(days=20))}
    assert told == {
        ("执1号", ""): "",
        ("执2号", ""): "未补正，已20天",
        ("执1号", SERVED): "未补正，豁免或者确认后通过（2026-03-19）",
        ("执1号", TRIP): "4天（2026-03-14 补正）",
    }


def test_an_earlier_approval_repairs_no_later_return(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执5号", group="clue")
    approve(court, submit(court, case_id, "clue-refusal", "zhou.clue", DAY), DAY)
    later = DAY + timedelta(days=30)
    send_back(court, submit(court, case_id, "clue-refusal", "zhou.clue", later), later, [{}])
    assert _rows(court, on=later)[0].repair_text == "未补正，已0天"


def test_recurrence_counts_returns_of_a_year_for_the_group_that_owes(any_court: Court) -> None:
    """Days before the last return: on which case, whose fault."""
    cases = [any_court.add_case(f"（2026）鄂1023执{number}号") for number in range(2)]
    history = [(400, 0, "online"), (365, 0, "online"), (100, 1, "online"), (90, 0, "offline"), (10, 0, "online")]
    for back, number, owner in history:
        on = DAY - timedelta(days=back)
        three = [{"owner": owner, "subject": f"被执行人:{one}"} for one in "甲乙丙"]  # one return, not three
        send_back(any_court, submit(any_court, cases[number], "online-offline", "li.online", on), on, three)
    last = send_back(any_court, submit(any_court, cases[0], "online-offline", "li.online", DAY), DAY, [{}])
    told = {row.decision_id: row.recurrence.text for row in _rows(any_court) if row.owner == "线上查控组"}
    assert told[last] == "第4次（本案第3次）"
    assert next(iter(reversed(told.values()))) == "首次"


def test_what_a_person_found_recurs_by_its_reason(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执6号")
    for back, reason in ((5, "other"), (3, "misfiled"), (0, "other")):
        on = DAY - timedelta(days=back)
        send_back(
            court, submit(court, case_id, "online-offline", "li.online", on), on, [{"rule": "", "reason": reason}]
        )
    assert [row.recurrence.before for row in _rows(court)] == [1, 0, 0]


def test_pages_do_not_overlap_and_a_page_too_far_is_the_last(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执7号")
    for number in range(7):
        on = DAY + timedelta(days=number // 3)  # several in one instant
        send_back(
            court, submit(court, case_id, "online-offline", "li.online", on), on, [{"rule": f"r{n}"} for n in range(2)]
        )
    with court.service.reading() as session:
        user = court.person(session, "wei.command")
        pages = [ledger_page(session, user, ALL, DAY, number, 4) for number in (1, 2, 3, 4, 99)]
    seen = [(row.decision_id, row.rule) for rows, _ in pages[:4] for row in rows]
    assert len(seen) == len(set(seen)) == 14
    assert pages[4] == pages[3]


def test_the_page_shows_what_the_group_may_read(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执8号")
    send_back(
        court, submit(court, case_id, "online-offline", "li.online", today()), today(), [{"code": "监-终本-一-1"}]
    )
    shown = court.browser("li.online").get("/ledger").text
    assert f'href="/cases/{case_id}"' in shown
    assert f'href="/rules/{SERVED}"' in shown
    assert "内部意见" not in shown


@pytest.mark.parametrize("login", ["shen.reviewer", "admin"])
def test_others_are_kept_out(court: Court, login: str) -> None:
    browser = court.browser(login)
    assert browser.get("/ledger").status_code == 403
    assert browser.get("/ledger.xlsx").status_code == 403


@pytest.mark.parametrize(
    "query", ["from=2026-13-01", "from=2026-05-01&to=2026-04-01", "kind=nothing", "handler=x", "handler=²"]
)
def test_a_wrong_filter_is_told(court: Court, query: str) -> None:
    assert court.browser("wei.command").get(f"/ledger?{query}").status_code == 422


def _sheet(data: bytes) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()]


def test_an_export_is_masked_for_those_who_may_not_see_names_and_is_recorded_first(court: Court) -> None:
    _two_groups(court)
    address = "/ledger.xlsx?from=2026-03-01&to=2026-03-31"
    for login, name in (("wei.command", "何文斌"), ("li.online", "何某某"), ("zhu.auditor", "何某某")):
        answer = court.browser(login).get(address)
        assert "filename*=UTF-8''%E5%8F%B0%E8%B4%A6" in answer.headers["content-disposition"]
        rows = _sheet(answer.content)
        row = next(row for row in rows if row[8] and str(row[8]).startswith("被执行人"))
        assert (row[8], row[9]) == (f"被执行人 {name}", f"{name}的回证没有签名"), login
    with court.service.reading() as session:
        exported = session.scalars(select(LedgerEntry).where(LedgerEntry.act == "exported")).all()
    assert [entry.actor for entry in exported] == ["卫指挥", "李线上", "朱审计"]
    assert json.loads(exported[0].detail)["of"]["rows"] == 4


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula(court: Court, text: str) -> None:
    case_id = court.add_case("（2026）鄂1023执9号")
    send_back(
        court, submit(court, case_id, "online-offline", "li.online", DAY), DAY, [{"problem": text + "\x07\ufffe\uffff"}]
    )
    data = court.browser("wei.command").get("/ledger.xlsx?from=2026-03-01&to=2026-03-31").content
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cell = sheet.cell(2, 10)
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert str(cell.value).strip() == text.strip()
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:R2")


def test_a_sheet_prints_on_pages_as_wide_as_it_is(court: Court) -> None:
    """Seventeen columns on three sheets of paper side by side are of use to nobody."""
    data = court.browser("wei.command").get("/ledger.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$1:$1"
