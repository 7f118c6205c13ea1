"""The papers of a month by name: made, recorded as an export, and named for the download."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from service.context import Service
from service.database.models import User
from service.errors import NotFoundError
from service.figures import clue, papers
from service.figures.events import events_of
from service.figures.exports import DOCX, XLSX, record_export
from service.figures.month import Month
from service.figures.problems import problems_of
from service.figures.sheets_of_month import clue_xlsx, transfers_xlsx
from service.figures.transfers import GroupRow, group_rows, groups_shown

_TITLES = {"transfers": "各组送审案件情况统计表", "clue": "线索查控组办案业绩通报", "problems": "流转审批问题汇总"}
NAMES = ("transfers.docx", "transfers.xlsx", "clue.docx", "clue.xlsx", "problems.docx")


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """A made paper: its bytes, the name of its file, its media type."""

    data: bytes
    name: str
    media: str


def paper_of_month(service: Service, session: Session, user: User, month: Month, name: str, today: date) -> MonthPaper:
    """The paper of this name (`NAMES`) for a month, of the groups he sees; noted in the audit ledger before it is made."""
    if name not in NAMES:
        raise NotFoundError("没有这份报表", how=f"可以下载的：{'、'.join(NAMES)}")
    what, _, form = name.partition(".")
    if what == "clue":
        clue.require_seeing(user)
    title = _TITLES[what]
    code = record_export(service, user, f"{title}（{month.chinese}）", month=str(month), form=form)
    data = _made(service, session, user, month, name, code, today)
    return MonthPaper(data, f"{title}_{month}.{form}", DOCX if form == "docx" else XLSX)


def rows_of_month(session: Session, user: User, month: Month, today: date) -> list[GroupRow]:
    """The rows of 各组送审案件情况统计表, of the groups he sees."""
    groups = groups_shown(user)
    return group_rows(events_of(session, month, today, groups), groups, month.first)


def _made(service: Service, session: Session, user: User, month: Month, name: str, code: str, today: date) -> bytes:
    court = service.settings.court
    if name == "transfers.docx":
        return papers.transfers_docx(rows_of_month(session, user, month, today), month, court, code, today)
    if name == "transfers.xlsx":
        return transfers_xlsx(rows_of_month(session, user, month, today), month, code, today)
    if name == "problems.docx":
        return papers.problems_docx(problems_of(session, month, groups_shown(user)), month, court, code, today)
    handlers = clue.handler_rows(service, session, month, today)
    if name == "clue.docx":
        return papers.clue_docx(handlers, month, court, code, today)
    return clue_xlsx(handlers, month, code)
