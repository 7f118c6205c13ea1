"""Checks: asking for one, watching it, its report."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from sqlalchemy import select

from service.accounts.policy import Doing
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.checks import CheckModel, NewCheck, ReadPageModel
from service.api.models.common import Id, Page
from service.api.paging import AskedPage, page_of, slice_of
from service.api.route import api_router, file_answer
from service.cases.checks import ask_check, check_for
from service.cases.events import events
from service.cases.exporting import note_export
from service.cases.reading import ReadPage, read_pages_of
from service.cases.viewed import Viewed
from service.context import Service
from service.database.models import Case, Check, User
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed
from service.errors import NotFoundError
from service.numbers import LARGEST_ID
from service.pictures import picture_in_turn, seen_picture

router = api_router("检查", Doing.SEE_CASES)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_JSON: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "报告，格式 zhongben/report/1",
        "content": {"application/json": {"schema": {"type": "object", "properties": {"schema": {"type": "string"}}}}},
    }
}


def _seen_check(case_id: Id, check_id: Id, session: Reading, user: CurrentUser) -> Check:
    return check_for(session, user, case_id, check_id)


SeenCheck = Annotated[Check, Depends(_seen_check)]


@router.get("/cases/{case_id}/checks")
def list_case_checks(case: SeenCase, session: Reading, listing: AskedPage) -> Page[CheckModel]:
    """一案的检查，最新的在前。"""
    query = select(Check).where(Check.case_id == case.id).order_by(Check.id.desc())
    return page_of(session, query, listing, CheckModel.model_validate)


@router.post("/cases/{case_id}/checks", status_code=202, dependencies=[allowed(Doing.WORK_ON_CASE)])
def ask_for_check(case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, asked: NewCheck) -> CheckModel:
    """发起检查。

    立即答复，由后台进程检查；用返回的编号查看进度。同一案同一关口正在检查的，返回那一次。
    """
    return CheckModel.model_validate(ask_check(session, user, case, asked.gate, as_of=asked.as_of))


@router.get("/cases/{case_id}/checks/{check_id}")
def get_check(check: SeenCheck) -> CheckModel:
    """一次检查到哪里了、结论如何。"""
    return CheckModel.model_validate(check)


@router.get(
    "/cases/{case_id}/checks/{check_id}/events",
    response_class=StreamingResponse,
    responses={200: {"description": "进度", "content": {"text/event-stream": {}}}},
)
async def watch_check(request: Request, service: TheService, check: SeenCheck) -> StreamingResponse:
    """检查进度，以 server-sent events 推送。

    事件 progress 带 text、done、all；完成时送 over 并结束。
    """
    return StreamingResponse(
        events(service, check.id, request.is_disconnected),
        media_type="text/event-stream",
        headers={"x-accel-buffering": "no"},
    )


@router.get("/cases/{case_id}/checks/{check_id}/report", response_class=Response, responses=_JSON)
def get_report(case: SeenCase, check: SeenCheck, service: TheService, user: CurrentUser) -> Response:
    """检查报告。

    格式 zhongben/report/1，可用 `zhongben verify` 复核；含当事人信息，只给承办组、结案审查、指挥中心和局长，并记入操作记录。
    """
    return Response(
        _exported(service, user, case, check, check.report_sha256, "report.json"), media_type="application/json"
    )


@router.get(
    "/cases/{case_id}/checks/{check_id}/paper", response_class=Response, responses=file_answer("文书（DOCX）", _DOCX)
)
def get_check_paper(case: SeenCase, check: SeenCheck, service: TheService, user: CurrentUser) -> Response:
    """检查的文书：终本预检清单或者退回整改通知书。"""
    data = _exported(service, user, case, check, check.paper_sha256, "paper.docx")
    return Response(data, media_type=_DOCX, headers={"content-disposition": f'attachment; filename="{check.id}.docx"'})


@router.get("/cases/{case_id}/checks/{check_id}/pages")
def list_check_pages(check: SeenCheck, service: TheService, listing: AskedPage) -> Page[ReadPageModel]:
    """检查时读到的各页，逐页列出归到哪里。"""
    return slice_of(read_pages_of(service, check), listing, ReadPageModel.model_validate)


def _seen_picture(
    service: TheService,
    user: CurrentUser,
    case_id: Id,
    check_id: Id,
    file: Annotated[str, Query(max_length=400, description="文件名")],
    page: Annotated[int, Query(ge=1, le=LARGEST_ID, description="页次")],
) -> tuple[Viewed, ReadPage]:
    return seen_picture(service, user, case_id, check_id, file, page)


@router.get(
    "/cases/{case_id}/checks/{check_id}/pages/image",
    response_class=Response,
    responses=file_answer("一页的图像（JPEG）", "image/jpeg"),
)
async def get_page_image(
    request: Request, service: TheService, seen: Annotated[tuple[Viewed, ReadPage], Depends(_seen_picture)]
) -> Response:
    """一页的图像。位置都是按这幅图像的宽和高算的比例。"""
    picture = await picture_in_turn(request, service, *seen)
    return Response(picture.data, media_type="image/jpeg") if picture else Response(status_code=204)


def _exported(service: Service, user: User, case: Case, check: Check, digest: str | None, what: str) -> bytes:
    if digest is None:
        raise NotFoundError("这次检查还没有结果", how="检查完成后再取；未能检查的，重新检查")
    data = service.blobs.get(digest)
    note_export(service, user, case, check, what)
    return data
