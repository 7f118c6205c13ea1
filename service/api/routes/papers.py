"""Originals of a case: uploads that go on after a break, as the pages make them; looking, downloading, taking out."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse

from service.accounts.policy import Doing
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.cases import Paper, TakenModel, UploadModel, UploadStart
from service.api.models.common import Id, Line, Page
from service.api.paging import AskedPage, slice_of
from service.api.route import REPEATABLE_BY_NATURE, api_router, file_answer
from service.api.showing import paper_model
from service.cases.papers import papers_of, remove_paper, view_original
from service.cases.uploads import UploadState, start_upload, take_part, upload_state
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed

router = api_router("材料")
Key = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{8,64}$", description="续传编号")]
_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/cases/{case_id}/papers", dependencies=[allowed(Doing.SEE_CASES)])
def list_papers(
    case: SeenCase,
    session: Reading,
    listing: AskedPage,
    removed: Annotated[bool, Query(description="true 只列已经撤下的")] = False,
) -> Page[Paper]:
    """材料列表。"""
    papers = [paper for paper in case.papers if paper.removed_at] if removed else papers_of(case)
    return slice_of(papers, listing, paper_model)


@router.get(
    "/cases/{case_id}/papers/{paper_id}",
    dependencies=[allowed(Doing.SEE_CASES)],
    response_class=FileResponse,
    responses=file_answer("原件"),
)
def download_paper(case_id: Id, paper_id: Id, service: TheService, user: CurrentUser) -> FileResponse:
    """下载原件。与入库时的 SHA-256 核对无误才给出，并记入操作记录。"""
    paper, path = view_original(service, user, case_id, paper_id)
    name = quote(paper.name.rpartition("/")[2], safe="")
    return FileResponse(
        path,
        media_type="application/octet-stream",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@router.delete("/cases/{case_id}/papers/{paper_id}", dependencies=[allowed(Doing.WORK_ON_CASE)])
def take_out_paper(
    case: ApiWrittenCase,
    session: ApiWriting,
    user: CurrentUser,
    paper_id: Id,
    reason: Annotated[Line, Query(description="为什么撤下")] = "",
) -> Paper:
    """撤下材料。原件仍然保存，不再参加检查。"""
    return paper_model(remove_paper(session, user, case, paper_id, reason))


@router.post("/cases/{case_id}/uploads", dependencies=[allowed(Doing.WORK_ON_CASE)], openapi_extra=REPEATABLE_BY_NATURE)
def begin_upload(case_id: Id, asked: UploadStart, service: TheService, user: CurrentUser) -> UploadModel:
    """开始上传。

    先在这里登记文件名、字节数和续传编号，再从 offset 起分段 PUT；中断后用同一编号再登记一次，即知从哪里接着传。
    压缩包（ZIP）会打开，其中每个文件各为一份材料。
    """
    return _told(start_upload(service, user, case_id, name=asked.name, size=asked.size, key=asked.key))


@router.get("/cases/{case_id}/uploads/{key}", dependencies=[allowed(Doing.WORK_ON_CASE)])
def get_upload(case_id: Id, key: Key, service: TheService, user: CurrentUser) -> UploadModel:
    """上传到哪里了。"""
    return _told(upload_state(service, user, case_id, key))


@router.put(
    "/cases/{case_id}/uploads/{key}",
    dependencies=[allowed(Doing.WORK_ON_CASE)],
    openapi_extra={**REPEATABLE_BY_NATURE, **_BYTES},
)
async def send_part(
    request: Request,
    case_id: Id,
    key: Key,
    offset: Annotated[int, Query(ge=0, le=2**60, description="这一段从第几字节起")],
    service: TheService,
    user: CurrentUser,
) -> UploadModel:
    """上传一段。正文是原始字节；最后一段收到后材料入卷。offset 不对的答 409，按答复里的位置接着传。"""
    data = await request.body()  # no more than `BodyLimit` lets through
    return _told(await run_in_threadpool(take_part, service, user, case_id, key, offset, data))


def _told(state: UploadState) -> UploadModel:
    taken = [TakenModel.model_validate(one) for one in state.taken]
    return UploadModel(
        key=state.key, name=state.name, size=state.size, offset=state.offset, finished=state.finished, taken=taken
    )
