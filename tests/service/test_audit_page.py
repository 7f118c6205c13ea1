"""操作记录: found again by act, person, case and period; readable; verified on demand."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import text

from service.database.models import Case, LedgerEntry
from service.ledger import Act, record
from service.ledger.browse import SYSTEM, AuditFilter, entries
from service.ledger.told import told
from service.moment import today
from tests.service.conftest import Court


def _acts(court: Court) -> tuple[int, int]:
    """Two cases, and acts on them."""
    first, second = court.add_case("（2026）鄂1023执1号"), court.add_case("（2026）鄂1023执12号")
    for case_id, login, act in (
        (first, "li.online", Act.CASE_CREATED), (second, "li.online", Act.CASE_CREATED),
        (first, "wei.command", Act.RETURNED), (None, None, Act.LOGIN_FAILED), (first, "han.director", Act.WAIVED),
    ):  # fmt: skip
        with court.service.writing() as session:
            case = session.get(Case, case_id) if case_id else None
            record(session, act, court.person(session, login) if login else None, case=case, about="" if case else "x")
    return first, second


def _found(court: Court, wanted: AuditFilter, before: int | None = None, most: int = 100) -> list[int]:
    with court.service.reading() as session:
        return [entry.seq for entry in entries(session, wanted, before=before, most=most)]


def test_filters(any_court: Court) -> None:
    _acts(any_court)
    li = str(any_court.people["li.online"].id)
    day = today()
    assert _found(any_court, AuditFilter()) == [5, 4, 3, 2, 1]
    assert _found(any_court, AuditFilter(act="case-created")) == [2, 1]
    assert _found(any_court, AuditFilter(actor=li)) == [2, 1]
    assert _found(any_court, AuditFilter(actor=SYSTEM)) == [4]
    assert _found(any_court, AuditFilter(case="（2026）鄂1023执1号")) == [5, 3, 1]
    assert _found(any_court, AuditFilter(case="（2026）鄂1023执")) == [5, 3, 2, 1]
    assert _found(any_court, AuditFilter(case="%")) == []
    assert _found(any_court, AuditFilter(first=day, last=day)) == [5, 4, 3, 2, 1]
    assert _found(any_court, AuditFilter(first=day + timedelta(days=1))) == []
    assert _found(any_court, AuditFilter(last=day - timedelta(days=1))) == []
    assert _found(any_court, AuditFilter(act="returned", case="（2026）鄂1023执12号")) == []


def test_the_period_is_that_of_the_court(any_court: Court) -> None:
    _acts(any_court)
    with any_court.service.database.engine.begin() as connection:
        for seq, at in ((1, "2026-03-09 15:59:59+00:00"), (2, "2026-03-09 16:00:00+00:00"), (3, "2026-03-10 15:59:59+00:00"),
                        (4, "2026-03-10 16:00:00+00:00"), (5, "2026-03-11 00:00:00+00:00")):  # fmt: skip
            stored = at.replace("+00:00", ".000000") if any_court.service.settings.on_sqlite else at
            connection.execute(text(f"UPDATE ledger_entries SET at = '{stored}' WHERE seq = {seq}"))
    assert _found(any_court, AuditFilter(first=date(2026, 3, 10), last=date(2026, 3, 10))) == [3, 2]


def test_pages_follow_one_another_without_gap(any_court: Court) -> None:
    _acts(any_court)
    assert _found(any_court, AuditFilter(), most=2) == [5, 4]
    assert _found(any_court, AuditFilter(), before=4, most=2) == [3, 2]
    browser = any_court.browser("zhu.auditor")
    for _ in range(60):
        with any_court.service.writing() as session:
            record(session, Act.LOGOUT, any_court.person(session, "li.online"))
    first = browser.get("/audit?act=logout").text
    older = re.search(r'href="(/audit\?[^"]*before=\d+[^"]*)" rel="next"', first)
    assert older
    second = browser.get(older[1].replace("&amp;", "&")).text
    numbers = [int(one) for page in (first, second) for one in re.findall(r'<tr><td class="number">(\d+)<', page)]
    assert len(numbers) == len(set(numbers)) == 60
    assert 'rel="next"' not in second


def test_details_are_told_in_words(court: Court) -> None:
    people = {7: "周索"}
    entry = LedgerEntry(
        detail=(
            '{"before":{"group":"online","handler":3,"state":"open"},"after":{"group":"clue","handler":7,"state":"open"},'
            '"gate":"offline-clue","fixable":true,"items":[["jianli/zhongben/served-notice","被执行人:甲","missing","clue"]],'
            '"unheard":"值","text":"","report":"' + "a" * 64 + '"}'
        )
    )
    lines = dict(told(entry, people))
    assert lines["组"] == "线上查控组 → 线索查控组"
    assert lines["承办人"] == "3号用户 → 周索"
    assert "状态" not in lines  # it stayed
    assert (lines["关口"], lines["能补正"], lines["unheard"]) == ("线下查控组移送线索查控组", "是", "值")
    assert lines["事项"].startswith("监-终本-一-1 执行通知书已送达被执行人、被执行人 甲、")
    assert lines["报告校验值"] == "aaaaaaaaaaaa…"


def test_who_sees_no_case_sees_no_party(court: Court) -> None:
    case_id = court.add_case()
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        record(session, Act.WAIVED, court.person(session, "han.director"), case=case, subject="被执行人:何文斌")
    assert "何文斌" in court.browser("zhu.auditor").get("/audit").text
    administrator = court.browser("admin").get("/audit").text
    assert "何文斌" not in administrator
    assert f"/cases/{case_id}" not in administrator


def test_a_name_that_was_corrected_is_hidden_like_the_right_one(court: Court) -> None:
    """The ledger keeps what a party was called before, and shows it to who sees no party."""
    case_id = court.add_case()
    with court.service.writing() as session:
        before, after = ["申请执行人周启明", "被执行人何稳斌"], ["申请执行人周启明", "被执行人何文斌"]
        case, actor = session.get_one(Case, case_id), court.person(session, "wei.command")
        record(session, Act.CASE_CHANGED, actor, case=case, changed={"parties": [before, after]})
        record(session, Act.CASE_CHANGED, actor, case=case, changed={"claim_fen": [1, 2]})
    administrator = court.browser("admin")
    data = court.browser("zhu.auditor").get("/audit.xlsx").content
    cells = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(data)).active.values for cell in row]
    for shown in (administrator.get("/audit").text, administrator.get("/api/v1/audit").text, " ".join(cells)):
        assert "何稳斌" not in shown
        assert "何文斌" not in shown
        assert "何某某" in shown


def test_verification_on_demand_shows_the_state(court: Court) -> None:
    _acts(court)
    browser = court.browser("zhu.auditor")
    shown = browser.post("/audit/verify").text
    assert "操作记录完好" in shown
    with court.service.database.engine.begin() as connection:
        connection.execute(text("UPDATE ledger_entries SET detail = '[]' WHERE seq = 2"))
    assert "第2条的内容与其校验值不符" in browser.post("/audit/verify").text


def test_the_code_of_a_paper_is_compared_on_the_page(court: Court) -> None:
    """Who checks has no shell: the code is typed or pasted from the paper, with its line breaks."""
    _acts(court)
    browser = court.browser("zhu.auditor")
    with court.service.reading() as session:
        last = session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first()
        assert last is not None
        number, hash_ = last.seq, last.hash
    printed = f"{number}：{hash_[:40]}\n {hash_[40:]}"
    assert f"所给的校验码与第 {number} 条一致" in browser.post("/audit/verify", data={"code": printed}).text
    other = browser.post("/audit/verify", data={"code": f"{number}:{'0' * 64}"}).text
    assert "所给的校验码" in other
    assert "操作记录有改动" in other
    cut_off = browser.post("/audit/verify", data={"code": f"{number + 900}:{'0' * 64}"}).text
    assert "末尾被截断" in cut_off
    for wrong in ("379", "x:" + "0" * 64, f"0:{'0' * 64}", "1:" + "g" * 64):
        assert browser.post("/audit/verify", data={"code": wrong}).status_code == 422


def test_the_last_checkpoint_is_shown_and_a_changed_one_told(court: Court) -> None:
    _acts(court)
    browser = court.browser("zhu.auditor")
    assert re.search(r"最近的签名校验点：第 \d+ 条", browser.get("/audit").text)
    path = max(court.service.checkpoints.folder.glob("*.jsonl"))
    path.write_text(path.read_text().replace('"seq":', '"seq":9'))
    assert "校验点签名不对" in browser.get("/audit").text


@pytest.mark.parametrize("login", ["li.online", "sun.clue", "wei.command", "shen.reviewer", "yang.president"])
def test_others_are_kept_out(court: Court, login: str) -> None:
    browser = court.browser(login)
    assert browser.get("/audit").status_code == browser.get("/audit.xlsx").status_code == 403
    assert browser.post("/audit/verify").status_code == 403


@pytest.mark.parametrize(
    "query", ["act=nothing", "actor=x", "actor=²", "actor=999999999999", "from=x", "before=0", "before=x"]
)
def test_a_wrong_filter_is_told(court: Court, query: str) -> None:
    assert court.browser("zhu.auditor").get(f"/audit?{query}").status_code == 422


def test_an_export_has_the_entries_and_is_itself_one(court: Court) -> None:
    _acts(court)
    data = court.browser("han.director").get("/audit.xlsx?act=returned").content
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(min_row=2, values_only=True))
    assert [row[:4] for row in rows if isinstance(row[0], int)] == [(3, rows[0][1], "卫指挥", "退回整改")]
    with court.service.reading() as session:
        assert session.query(LedgerEntry).order_by(LedgerEntry.seq.desc()).first().act == "exported"
