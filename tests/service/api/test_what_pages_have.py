"""What the pages show, for programs: the desk, files of the figures and the ledgers, pictures of pages, logins, verification."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select, update

from service.database.models import LedgerEntry, LoginSession
from service.ledger import Act
from tests.service.api.conftest import Program
from tests.service.conftest import Court


def test_a_desk_is_that_of_the_page(court: Court, program: Program) -> None:
    case = court.add_case(group="clue")
    desk = program("sun.clue").get("/api/v1/desk").json()
    assert [one["id"] for one in desk["held"]] == [case]
    assert desk["held_count"] == 1
    assert (desk["waiting"], desk["deciding"]) == ([], None)
    assert program("admin").get("/api/v1/desk").json()["held"] == []


@pytest.mark.parametrize("name", ["transfers.docx", "transfers.xlsx", "clue.docx", "clue.xlsx", "problems.docx"])
def test_papers_of_a_month_are_the_pages_own_and_noted(court: Court, program: Program, name: str) -> None:
    answer = program("han.director").get(f"/api/v1/figures/papers/{name}?month=2022-05")
    assert answer.status_code == 200, answer.text
    opened = Document(BytesIO(answer.content)) if name.endswith("docx") else load_workbook(BytesIO(answer.content))
    assert opened
    with court.service.reading() as session:
        last = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()
        assert last is not None
        assert last.act == Act.EXPORTED


def test_a_paper_that_is_not_there_or_not_his(program: Program) -> None:
    assert program("han.director").get("/api/v1/figures/papers/other.docx").status_code == 404
    assert program("wang.online").get("/api/v1/figures/papers/clue.docx").status_code == 403


def test_sheets_of_the_ledgers(court: Court, program: Program) -> None:
    court.add_case()
    returns = program("wei.command").get("/api/v1/ledger.xlsx?first=2022-01-01&last=2022-12-31")
    assert load_workbook(BytesIO(returns.content)).worksheets
    audit = program("zhu.auditor").get("/api/v1/audit.xlsx?act=exported")
    cells = [cell for row in load_workbook(BytesIO(audit.content)).worksheets[0].values for cell in row]
    assert any("台账" in str(cell) for cell in cells)


def test_the_audit_ledger_can_be_verified_and_shows_an_edit(court: Court, program: Program) -> None:
    court.add_case()
    auditor = program("zhu.auditor")
    assert auditor.get("/api/v1/audit/verification").json()["holds"] is True
    with court.service.database.engine.begin() as raw:
        raw.execute(update(LedgerEntry).where(LedgerEntry.seq == 1).values(about="另一人"))
    found = auditor.get("/api/v1/audit/verification").json()
    assert found["holds"] is False
    assert "第1条" in found["faults"][0]


def test_the_administrator_ends_all_logins_of_a_person(court: Court, program: Program) -> None:
    browser = court.browser("sun.clue")
    assert browser.get("/desk").status_code == 200
    person = court.people["sun.clue"].id
    assert program("admin").post(f"/api/v1/users/{person}/logins/end").json()["login"] == "sun.clue"
    assert browser.get("/desk", follow_redirects=False).status_code == 303
    with court.service.reading() as session:
        logins = session.scalars(select(LoginSession).where(LoginSession.user_id == person)).all()
        assert logins
        assert all(one.revoked_at for one in logins)
