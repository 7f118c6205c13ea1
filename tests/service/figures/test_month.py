"""The figures of a month: what is counted, for whom, and that each number is the length of the list behind it."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import docx
import openpyxl
import pytest
from sqlalchemy import select

from service.database.models import Case, Check, CheckState, LedgerEntry, SubmissionState
from service.errors import FormError
from service.figures.charts import part_of_whole
from service.figures.clue import HandlerRow, handler_rows
from service.figures.events import Figure, events_for, events_of
from service.figures.month import Month, month_of, parse_month
from service.figures.problems import GroupProblems, problems_of
from service.figures.rates import Share, average
from service.figures.transfers import HANDLING, GroupRow, group_rows
from service.figures.trend import trend
from service.ledger.verify import verify_ledger
from service.moment import now
from tests.service.conftest import Court
from tests.service.figures.scenes import SERVED, TRIP, approve, assign, send_back, submit

MARCH, TODAY = Month(2026, 3), date(2026, 5, 20)


def _day(day: int, month: int = 3) -> date:
    return date(2026, month, day)


def _march(court: Court) -> dict[str, int]:
    """Case A: filed 1 March, returned on the 5th, passed on the 25th (24 days with 线上, whose budget is 21); B: filed in
    February, passed at once on the 2nd; C: withdrawn; D: with 线索 since 1 January, closed as performed on 10 March.
    """
    a = court.add_case("（2026）鄂1023执1号", filed_on=_day(1), entered_on=_day(1))
    b = court.add_case("（2026）鄂1023执2号", filed_on=_day(20, 2), entered_on=_day(20, 2))
    c = court.add_case("（2026）鄂1023执3号", filed_on=_day(19), entered_on=_day(19))
    d = court.add_case("（2026）鄂1023执4号", "clue", filed_on=date(2025, 12, 1), entered_on=date(2026, 1, 1))
    returned = submit(court, a, "online-offline", "li.online", _day(4))
    send_back(court, returned, _day(5), [{}])
    approve(court, submit(court, a, "online-offline", "li.online", _day(20), previous=returned), _day(25))
    approve(court, submit(court, b, "online-offline", "li.online", _day(1)), _day(2))
    submit(court, c, "online-offline", "li.online", _day(20), state=SubmissionState.WITHDRAWN)
    approve(court, submit(court, d, "closing-performed", "zhou.clue", _day(9)), _day(10))
    return {"a": a, "b": b, "c": c, "d": d}


def _rows(court: Court, month: Month = MARCH, today: date = TODAY) -> dict[str, GroupRow]:
    with court.service.reading() as session:
        events = events_of(session, month, today, HANDLING)
    return {row.group: row for row in group_rows(events, HANDLING, month.first)}


def test_the_figures_of_a_month(any_court: Court) -> None:
    _march(any_court)
    online = _rows(any_court)["online"]
    counted = {figure: online.count(figure) for figure in Figure if online.count(figure)}
    assert counted == {
        Figure.RECEIVED: 2,  # A and C were filed in March
        Figure.HANDED_ON: 2,
        Figure.SUBMITTED: 3,  # the withdrawn one does not count
        Figure.RESUBMITTED: 1,
        Figure.DECIDED: 3,
        Figure.RETURNED: 1,
        Figure.FIRST_DECIDED: 2,
        Figure.APPROVED_FIRST: 1,
        Figure.LEFT: 2,
        Figure.OVER: 1,  # A, when it left; C is in time on 31 March
    }
    assert (online.returned.text, online.approved_first.text) == ("33.3%（1/3）", "50.0%（1/2）")
    assert (online.average_days, online.budget) == ("17.0", 21)  # (24 + 10) / 2


def test_closings_count_for_the_group_that_closed(any_court: Court) -> None:
    _march(any_court)
    rows = _rows(any_court)
    assert (rows["clue"].closed, rows["clue"].count(Figure.PERFORMED)) == (1, 1)
    assert (rows[""].closed, rows[""].count(Figure.SUBMITTED)) == (1, 4)


def test_a_month_gone_by_is_told_as_it_was_at_its_end(any_court: Court) -> None:
    """C is with 线上 at the end of April, over its budget, though it left in May; and a case of today is none of then."""
    cases = _march(any_court)
    approve(any_court, submit(any_court, cases["c"], "online-offline", "li.online", _day(5, 5)), _day(6, 5))
    april = _rows(any_court, Month(2026, 4))["online"]
    assert april.count(Figure.OVER) == 1
    assert _rows(any_court, Month(2026, 4))["offline"].count(Figure.OVER) == 2  # A and B came in March, 14 days
    assert _rows(any_court, Month(2026, 5))["online"].count(Figure.OVER) == 1  # it left late
    assert _rows(any_court, Month(2026, 2))["online"].count(Figure.OVER) == 0


def test_a_case_imported_half_way_counts_where_it_began(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执5号", "offline", filed_on=_day(3), entered_on=_day(9))
    with court.service.writing() as session:
        from service.database.models import Passage

        session.add(
            Passage(case_id=case_id, gate="online-offline", on=_day(9), from_group="online", to_group="offline")
        )
    rows = _rows(court)
    assert (rows["online"].count(Figure.RECEIVED), rows["offline"].count(Figure.RECEIVED)) == (1, 1)
    assert rows["online"].average_days == "6.0"


def test_a_detour_is_counted_from_the_day_it_came_back(court: Court) -> None:
    case_id = court.add_case("（2026）鄂1023执6号", "clue", filed_on=_day(1, 1), entered_on=_day(1, 1))
    for gate, by, on in (
        ("clue-disposal", "zhou.clue", _day(1)),
        ("disposal-clue", "zheng.disposal", _day(6)),
        ("clue-refusal", "zhou.clue", _day(16)),
    ):
        approve(court, submit(court, case_id, gate, by, on), on)
    with court.service.reading() as session:
        left = events_for(session, MARCH, TODAY, HANDLING, Figure.LEFT)
    assert [(event.group, event.days) for event in left] == [("clue", 59), ("disposal", 5), ("clue", 10)]


@pytest.mark.parametrize("figure", Figure)
def test_every_number_is_the_length_of_its_list(court: Court, figure: Figure) -> None:
    _march(court)
    browser = court.browser("wei.command")
    for group, row in _rows(court).items():
        shown = browser.get(f"/figures/cases?month=2026-03&of={figure.value}&group={group}").text
        assert shown.count('<td class="tight"><a href="/cases/') == row.count(figure), (group, figure)


def test_the_page_links_its_numbers(court: Court) -> None:
    _march(court)
    shown = court.browser("wei.command").get("/figures?month=2026-03").text
    assert '<a href="/figures/cases?month=2026-03&amp;of=returned&amp;group=online">1</a>' in shown
    assert '<a href="/figures/cases?month=2026-03&amp;of=submitted">4</a>' in shown
    assert "33.3%（1/3）" in shown
    assert 'alt="2026年3月各组审批件次，其中退回：线上查控组3件次，退回1；' in shown


def test_a_leader_sees_the_figures_of_his_group_only(court: Court) -> None:
    _march(court)
    browser = court.browser("wang.online")
    shown = browser.get("/figures?month=2026-03").text
    assert "线上查控组" in shown
    assert "终本办理组" not in shown
    assert "合计" not in re.sub(r"<thead>.*?</thead>", "", shown, flags=re.S)
    assert browser.get("/figures/cases?month=2026-03&of=closing-performed&group=clue").status_code == 404
    assert browser.get("/figures/clue").status_code == 403
    assert browser.get("/figures/papers/clue.docx").status_code == 403
    listed = browser.get("/figures/cases?month=2026-03&of=submitted").text
    assert listed.count('<td class="tight"><a href="/cases/') == 3
    assert "执4号" not in listed


@pytest.mark.parametrize("login", ["li.online", "shen.reviewer", "admin"])
def test_others_are_kept_out(court: Court, login: str) -> None:
    browser = court.browser(login)
    for path in ("", "/clue", "/problems", "/cases?of=over", "/chart/groups.svg", "/papers/transfers.docx"):
        assert browser.get(f"/figures{path}").status_code == 403, path


def test_the_trend_of_six_months(any_court: Court) -> None:
    _march(any_court)
    with any_court.service.reading() as session:
        everything, own = (trend(session, Month(2026, 4), groups) for groups in (HANDLING, ("clue",)))
    assert [(str(month), *counts) for month, *counts in everything][3:] == [
        ("2026-02", 0, 0), ("2026-03", 4, 1), ("2026-04", 0, 0),
    ]  # fmt: skip
    assert everything[4] == (MARCH, 4, 1)
    assert own[4] == (MARCH, 1, 0)


def _clue(court: Court) -> list[HandlerRow]:
    with court.service.reading() as session:
        return handler_rows(court.service, session, MARCH, TODAY)


def _report(court: Court, case_id: int, documents: list[dict[str, object]]) -> None:
    """A finished check whose report names these documents."""
    data = json.dumps({"case": case_id, "documents": documents}, ensure_ascii=False, indent=2).encode()
    digest = court.service.blobs.put_bytes(data)
    with court.service.writing() as session:
        session.add(
            Check(case_id=case_id, gate="clue-refusal", state=CheckState.DONE, report_sha256=digest,
                  requested_by_id=court.people["zhou.clue"].id, requested_at=now())
        )  # fmt: skip


def test_the_figures_of_the_clue_group_are_per_handler(any_court: Court) -> None:
    d = _march(any_court)["d"]
    e, f = (any_court.add_case(f"（2026）鄂1023执{n}号", "clue", entered_on=_day(2, 2)) for n in (7, 8))
    assign(any_court, d, "wu.clue", _day(1, 1))
    assign(any_court, d, "zhou.clue", _day(1, 2))  # his on the day it was closed
    assign(any_court, e, "wu.clue", _day(3, 2))
    approve(
        any_court, submit(any_court, f, "clue-refusal", "wu.clue", _day(8)), _day(8)
    )  # no assignment: who submitted
    rows = {row.name: row for row in _clue(any_court)}
    assert list(rows) == ["吴索", "周索", ""]
    assert (rows["周索"].closed.text, rows["周索"].performed.text) == ("100.0%（1/1）", "100.0%（1/1）")
    assert (rows["吴索"].closed.text, rows["吴索"].to_refusal.text) == ("0.0%（0/2）", "50.0%（1/2）")
    assert rows[""].closed == Share(1, 3)


def test_what_no_report_tells_is_unknown_and_never_none(court: Court) -> None:
    _march(court)
    whole = _clue(court)[-1]
    assert (whole.detentions.text, whole.fines.text) == ("未知", "未知")


def test_detentions_and_fines_are_those_dated_in_the_month(court: Court) -> None:
    d = _march(court)["d"]
    court.add_case("（2026）鄂1023执9号", "clue", entered_on=_day(2, 2))  # never checked
    _report(court, d, [{"kind": "罚款决定书", "fields": {"made_on": ["2026-03-01"]}}])
    _report(
        court, d,
        [
            {"kind": "拘留决定书", "fields": {"made_on": ["2026-03-31"]}},
            {"kind": "拘留决定书", "fields": {"made_on": [None], "start_on": ["2026-02-28"]}},
            {"kind": "拘留决定书", "fields": {"made_on": [None]}},
            {"kind": "解除拘留决定书", "fields": {"made_on": ["2026-03-31"]}},
        ],
    )  # fmt: skip
    whole = _clue(court)[-1]
    assert (whole.detentions.text, whole.fines.text) == ("1（1案未知，1份日期未认出）", "0（1案未知，1份日期未认出）")


def test_a_damaged_report_is_unknown(court: Court) -> None:
    d = _march(court)["d"]
    _report(court, d, [{"kind": "拘留决定书", "fields": {"made_on": ["2026-03-09"]}}])
    with court.service.reading() as session:
        path = court.service.blobs.path(str(session.scalars(select(Check.report_sha256)).one()))
    path.chmod(0o644)
    path.write_bytes(b"{}")
    assert _clue(court)[-1].detentions.text == "未知"


def test_the_numbers_of_handlers_link_to_their_cases(court: Court) -> None:
    _march(court)
    browser = court.browser("sun.clue")
    links = re.findall(r'href="(/figures/clue/cases[^"]+)">(\d+)<', browser.get("/figures/clue?month=2026-03").text)
    assert links
    for address, number in links:
        assert browser.get(address.replace("&amp;", "&")).text.count('<td class="tight"><a href="/cases/') == int(
            number
        )


def _problems(court: Court) -> list[GroupProblems]:
    case_id, other = court.add_case("（2026）鄂1023执1号"), court.add_case("（2026）鄂1023执2号")
    returns = [
        (case_id, _day(27, 2), [{}]),
        (case_id, _day(1), [{}, {"subject": "被执行人:乙"}, {"rule": TRIP}]),
        (case_id, _day(31), [{"reason": "service"}]),
        (other, _day(5), [{}, {"rule": "", "reason": "other", "owner": "clue", "title": "卷皮破损"}]),
        (other, _day(1, 4), [{}]),
    ]
    for case, on, items in returns:
        send_back(court, submit(court, case, "online-offline", "li.online", on), on, items)
    with court.service.reading() as session:
        return problems_of(session, MARCH, HANDLING)


def test_problems_are_counted_by_return_and_compared_with_the_month_before(any_court: Court) -> None:
    online, clue = _problems(any_court)
    first, second = online.problems
    assert (first.rule, first.times, first.trend, first.again) == (SERVED, 3, "上月1次，增加2次", 1)
    assert [(case.number[-3:], case.times) for case in first.cases] == [("执1号", 2), ("执2号", 1)]
    assert len(first.reasons) == 2
    assert (second.rule, second.times, second.trend) == (TRIP, 1, "上月没有")
    assert (online.returns, clue.problems[0].rule, clue.problems[0].times) == (3, "", 1)
    assert "人工发现" in clue.problems[0].title


def test_the_problems_page_leads_to_the_ledger_with_the_same_count(court: Court) -> None:
    _problems(court)
    browser = court.browser("han.director")
    shown = browser.get("/figures/problems?month=2026-03").text
    address = re.search(r'href="(/ledger\?[^"]+)">3<', shown)
    assert address
    rows = browser.get(address[1].replace("&amp;", "&")).text
    assert len(set(re.findall(r'href="/transfers/(\d+)"', rows))) == 3


PAPERS = ("transfers.docx", "clue.docx", "problems.docx", "transfers.xlsx", "clue.xlsx")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_ends_with_a_check_code_that_the_ledger_bears_out(court: Court, name: str) -> None:
    _march(court)
    answer = court.browser("wei.command").get(f"/figures/papers/{name}?month=2026-03")
    assert answer.status_code == 200
    text = _text(answer.content, name)
    code = re.search(r"校验码：(\d+):([0-9a-f]{64})", text)
    assert code
    with court.service.reading() as session:
        state = verify_ledger(session, court.service.checkpoints, (int(code[1]), code[2]))
        assert state.holds
        assert (
            session.get_one(LedgerEntry, int(code[1])).act == "exported"
        )  # the paper itself is in what it vouches for
        assert not verify_ledger(session, court.service.checkpoints, (int(code[1]), "0" * 64)).holds


def _text(data: bytes, name: str) -> str:
    if name.endswith("xlsx"):
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        return "\n".join(str(value) for row in rows for value in row if value is not None)
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_paper_for_the_leaders_has_the_numbers_of_the_page(court: Court) -> None:
    _march(court)
    text = _text(court.browser("wei.command").get("/figures/papers/transfers.docx?month=2026-03").content, "t.docx")
    assert "各组送审案件情况统计表（2026年3月）" in text
    assert "33.3%（1/3）" in text
    assert "统计期间：2026-03-01至2026-03-31。" in text


def test_a_paper_that_is_none_and_a_month_that_is_none(court: Court) -> None:
    browser = court.browser("wei.command")
    assert browser.get("/figures/papers/secrets.docx").status_code == 404
    assert browser.get("/figures/cases?of=nothing").status_code == 404
    for month in ("2026-13", "x", "9999-01", "0000-01"):
        assert browser.get(f"/figures?month={month}").status_code == 422, month


def test_charts_are_svg_of_the_numbers(court: Court) -> None:
    _march(court)
    for name in ("groups", "months"):
        answer = court.browser("wei.command").get(f"/figures/chart/{name}.svg?month=2026-03")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.startswith("<svg")
        assert "Noto Sans CJK SC" in answer.text


@pytest.mark.parametrize("top", [0, 1, 5, 99, 4321])
def test_a_chart_holds_its_numbers(top: int) -> None:
    drawn = part_of_whole("图", ("全部", "其中"), [("甲", top, top // 2), ("<乙>", 0, 0)], width=400, height=200)
    heights = [float(one) for one in re.findall(r'height="([0-9.]+)" fill="#9fb8d1"', drawn)]
    assert max(heights) <= 200
    assert "&lt;乙&gt;" in drawn


SHARES = {
    (1, 3): "33.3%（1/3）",
    (2, 3): "66.6%（2/3）",
    (1999, 2000): "99.9%（1999/2000）",
    (3, 3): "100.0%（3/3）",
    (0, 0): "—",
}


@pytest.mark.parametrize("share", SHARES)
def test_a_share_is_never_rounded_up(share: tuple[int, int]) -> None:
    assert Share(*share).text == SHARES[share]


def test_averages_and_months() -> None:
    assert (average(20, 3), average(0, 0)) == ("6.6", "—")
    assert (Month(2026, 1).plus(-1), Month(2025, 12).plus(1), Month(2024, 2).last) == (
        Month(2025, 12), Month(2026, 1), date(2024, 2, 29),
    )  # fmt: skip
    assert parse_month("", TODAY) == month_of(TODAY)
    with pytest.raises(FormError):
        parse_month("2026-06", TODAY)


def test_a_case_that_is_gone_on_is_still_seen_by_the_leader_who_handed_it_on(court: Court) -> None:
    cases = _march(court)
    with court.service.reading() as session:
        assert session.get_one(Case, cases["a"]).group == "offline"
    listed = court.browser("wang.online").get("/figures/cases?month=2026-03&of=handed-on").text
    assert listed.count('<td class="tight"><a href="/cases/') == 2
