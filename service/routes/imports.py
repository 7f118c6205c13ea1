"""Importing an export of the case system: choose a table, look at what would be taken, take it."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import select

from checker.errors import UserError
from service.accounts.policy import Doing
from service.cases.columns import COLUMNS, REQUIRED
from service.cases.import_files import MOST_BYTES, keep_table, kept_table
from service.cases.import_sheets import MIME, refused_rows, template
from service.cases.importing import ImportRead, read_import, take_import
from service.cases.sheets import MOST_ROWS
from service.context import Service
from service.database.models import User
from service.deps import CurrentUser, TheService, allowed
from service.ledger import Act, record
from service.moment import today
from service.pages import page

router = APIRouter(prefix="/cases/import", dependencies=[allowed(Doing.CREATE_CASES)])
_Word = Annotated[str, Form(max_length=200)]
_Name = Annotated[str, Form(max_length=200)]


@router.get("")
def choose(request: Request) -> HTMLResponse:
    """Where one chooses a table."""
    return _choose(request)


@router.post("/uploads")
def preview(request: Request, table: UploadFile, service: TheService, user: CurrentUser) -> HTMLResponse:
    """What would be taken of a table, row by row. Nothing is registered yet."""
    name = (table.filename or "表格").rpartition("/")[2][:120]
    if not table.size:
        return _choose(request, "没有选择表格，或者表格是空的", status=422)
    try:
        word, path = keep_table(service, user, table.file, name)
        with service.reading() as session:
            read = read_import(session, user, path, name, today())
            wanted = {row.form.handler_id for row in read.good if row.form}
            rows = session.execute(select(User.id, User.name).where(User.id.in_(wanted)))
            handlers = {row.id: row.name for row in rows}
    except UserError as error:
        return _choose(request, str(error), status=422)
    return page(request, "cases/import_preview.html", read=read, handlers=handlers, word=word, name=name)


@router.post("")
def take(request: Request, word: _Word, name: _Name, service: TheService, user: CurrentUser) -> HTMLResponse:
    """Takes the good rows of a table that was looked at."""
    digest, read = _read_again(service, user, word, name)
    with kept_table(service, user, word)[1].open("rb") as table:
        service.blobs.put_bytes(table.read())
    taken = take_import(service, user, read, name, digest)
    return page(request, "cases/import_done.html", read=read, taken=taken, word=word, name=name)


@router.post("/problems")
def problems(word: _Word, name: _Name, service: TheService, user: CurrentUser) -> Response:
    """The rows that were not taken, as XLSX with a column of reasons."""
    digest, read = _read_again(service, user, word, name)
    with service.writing() as session:
        record(session, Act.EXPORTED, user, about=f"{name} 未导入的行", sha256=digest, rows=len(read.bad))
    return _xlsx(refused_rows(read), f"{name.rpartition('.')[0] or name} 未导入.xlsx")


@router.get("/template.xlsx")
def empty_table() -> Response:
    """An empty table to fill in."""
    return _xlsx(template(), "案件导入模板.xlsx")


def _read_again(service: Service, user: User, word: str, name: str) -> tuple[str, ImportRead]:
    digest, path = kept_table(service, user, word)
    with service.reading() as session:
        return digest, read_import(session, user, path, name, today())


def _choose(request: Request, wrong: str = "", status: int = 200) -> HTMLResponse:
    columns = [(headings[0], name in REQUIRED, headings[1:]) for name, headings in COLUMNS.items()]
    limit = f"{MOST_ROWS:,} 行、{MOST_BYTES // 1024**2} MB"
    return page(request, "cases/import.html", status, wrong=wrong, columns=columns, limit=limit)


def _xlsx(data: bytes, name: str) -> Response:
    return Response(
        data, media_type=MIME, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    )
