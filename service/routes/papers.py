"""Uploads of a case's papers: in parts that can be resumed, or by a plain form; taking out; originals to look at."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, UploadFile
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from checker.errors import CaseFileError
from service.accounts.policy import Doing
from service.cases.papers import remove_paper, view_original
from service.cases.taking import Taken, refusal
from service.cases.uploads import UploadState, drop_upload, start_upload, take_part, take_whole, upload_state
from service.deps import CurrentUser, SeenCase, TheService, Writing, WrittenCase, allowed
from service.errors import FormError
from service.pages import page

router = APIRouter(prefix="/cases/{case_id}")
_SAFE_TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".zip": "application/zip",
}
"""What is named by its type; everything else is a stream of bytes."""


class UploadStart(BaseModel):
    """An upload to begin or to go on with. `key`: the sender's own word for this file, 8 to 64 letters, digits, - and _."""

    name: str = Field(max_length=2_000)
    size: int = Field(ge=0, le=2**60)
    key: str = Field(max_length=64)


@router.post("/uploads", dependencies=[allowed(Doing.WORK_ON_CASE)])
def begin(case_id: int, start: UploadStart, service: TheService, user: CurrentUser) -> dict[str, Any]:
    """Begins an upload; `offset` tells where to go on."""
    return _told(start_upload(service, user, case_id, name=start.name, size=start.size, key=start.key))


@router.get("/uploads/{key}", dependencies=[allowed(Doing.WORK_ON_CASE)])
def look(case_id: int, key: str, service: TheService, user: CurrentUser) -> dict[str, Any]:
    """How far an upload is."""
    return _told(upload_state(service, user, case_id, key))


@router.put("/uploads/{key}", dependencies=[allowed(Doing.WORK_ON_CASE)])
async def take(
    request: Request,
    case_id: int,
    key: str,
    offset: Annotated[int, Query(ge=0)],
    service: TheService,
    user: CurrentUser,
) -> dict[str, Any]:
    """Takes the raw bytes from `offset` on. With the last ones the file goes into the case."""
    data = await request.body()  # no more than `BodyLimit` lets through
    return _told(await run_in_threadpool(take_part, service, user, case_id, key, offset, data))


@router.post("/uploads/form", dependencies=[allowed(Doing.WORK_ON_CASE)])
def take_form(
    request: Request, case: SeenCase, files: list[UploadFile], service: TheService, user: CurrentUser
) -> HTMLResponse:
    """The files of a plain form. One that is refused does not stop the others."""
    chosen = [file for file in files if file.filename]
    if not chosen:
        raise FormError("没有选择文件", how="先选择文件，再点上传")
    taken: list[Taken] = []
    for file in chosen:
        try:
            taken += take_whole(service, user, case.id, str(file.filename), file.file, file.size or 0)
        except CaseFileError as error:
            taken.append(Taken(error.where or str(file.filename), "refused", refusal(error)))
    return page(request, "cases/uploaded.html", case=case, taken=taken)


@router.post("/uploads/{upload_id}/drop", dependencies=[allowed(Doing.WORK_ON_CASE)])
def drop(case_id: int, upload_id: int, service: TheService, user: CurrentUser) -> RedirectResponse:
    """Gives up an upload that is not finished."""
    drop_upload(service, user, case_id, upload_id)
    return RedirectResponse(f"/cases/{case_id}#papers", 303)


@router.post("/papers/{paper_id}/remove", dependencies=[allowed(Doing.WORK_ON_CASE)])
def take_out(
    case: WrittenCase,
    session: Writing,
    user: CurrentUser,
    paper_id: int,
    reason: Annotated[str, Form(max_length=200)] = "",
) -> RedirectResponse:
    """Takes a paper out of the case."""
    remove_paper(session, user, case, paper_id, reason)
    return RedirectResponse(f"/cases/{case.id}#papers", 303)


@router.get("/papers/{paper_id}", dependencies=[allowed(Doing.SEE_CASES)])
def original(case_id: int, paper_id: int, service: TheService, user: CurrentUser) -> FileResponse:
    """The original, as it was put in. The ledger notes who took it."""
    paper, path = view_original(service, user, case_id, paper_id)
    name = paper.name.rpartition("/")[2]
    kind = _SAFE_TYPES.get(f".{name.rpartition('.')[2].lower()}", "application/octet-stream")
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return FileResponse(path, media_type=kind, headers=headers)


def _told(state: UploadState) -> dict[str, Any]:
    return {
        "key": state.key,
        "name": state.name,
        "size": state.size,
        "offset": state.offset,
        "finished": state.finished,
        "taken": [
            {"name": one.name, "state": one.state, "told": one.told, "paper": one.paper_id} for one in state.taken
        ],
    }
