"""Submissions: the lists, submitting, taking back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from fastapi.responses import Response
from sqlalchemy import select

from service.accounts.policy import Doing
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.common import Gate, Group, Id, Page, Short
from service.api.models.transfers import (
    NewSubmission,
    ReasonModel,
    Reasons,
    SubmissionBrief,
    SubmissionWhole,
    Withdrawal,
)
from service.api.paging import AskedPage, page_of
from service.api.route import api_router, file_answer
from service.api.showing_transfers import submission_brief, submission_whole
from service.database.models import Decision, SubmissionState
from service.deps import CurrentUser, Reading, TheService, allowed
from service.errors import ForbiddenError, NotFoundError
from service.handover import queue
from service.handover.access import submission_for
from service.handover.page import show
from service.handover.reasons import REASONS
from service.handover.submitting import submit, withdraw
from service.ledger import Act, record
from service.moment import today

router = api_router("流转审批", Doing.SEE_TRANSFERS)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/submissions")
def list_submissions(
    session: Reading,
    user: CurrentUser,
    listing: AskedPage,
    tab: Annotated[
        str | None,
        Query(
            pattern=f"^({'|'.join(queue.TABS)})$",
            description=f"哪个列表：{'、'.join(f'{name} {told}' for name, told in queue.TABS.items())}；不写为该用户的第一个",
        ),
    ] = None,
    gate: Annotated[Gate | None, Query(description="关口")] = None,
    group: Annotated[Group | None, Query(description="报送的组")] = None,
    state: Annotated[SubmissionState | None, Query(description="状态")] = None,
    number: Annotated[Short, Query(description="案号的一部分")] = "",
) -> Page[SubmissionBrief]:
    """报送列表。待我审批的，期限最近的在前；其余最新的在前。"""
    tabs = queue.tabs_of(user)
    if tab and tab not in tabs:
        raise ForbiddenError(f"您没有“{queue.TABS[tab]}”列表", how=f"可选：{'、'.join(tabs)}")
    query, day = queue.listed(user, tab or tabs[0], queue.Wanted(gate or "", group or "", state or "", number)), today()
    if (tab or tabs[0]) == queue.WAITING:
        ids = queue.oldest_clock_first(session, query)
        shown = ids[listing.offset : listing.offset + listing.limit]
        return listing.show([submission_brief(row) for row in queue.rows_of(session, shown, day)], len(ids))
    return page_of(
        session, query.options(*queue.shown()), listing, lambda one: submission_brief(queue.row_of(one, day))
    )


@router.get("/submissions/reasons")
def list_reasons() -> Reasons:
    """退回原因。"""
    return Reasons(reasons=[ReasonModel.model_validate(one) for one in REASONS.values()])


@router.get("/submissions/{submission_id}")
def get_submission(service: TheService, session: Reading, user: CurrentUser, submission_id: Id) -> SubmissionWhole:
    """一件报送：检查结论、审批前须处理的事项、决定。"""
    return submission_whole(user, show(service, session, user, submission_for(session, user, submission_id), today()))


@router.get(
    "/submissions/{submission_id}/notices/{decision_id}",
    response_class=Response,
    responses=file_answer("退回整改通知书（DOCX）", _DOCX),
)
def get_notice(service: TheService, user: CurrentUser, submission_id: Id, decision_id: Id) -> Response:
    """退回整改通知书。取走的记入操作记录。"""
    with service.writing() as session:
        submission = submission_for(session, user, submission_id)
        wanted = select(Decision).where(Decision.id == decision_id, Decision.submission_id == submission.id)
        decision = session.scalar(wanted)
        if decision is None or decision.notice_sha256 is None:
            raise NotFoundError("没有这份退回整改通知书", how="退回的决定才有通知书")
        content = service.blobs.get(decision.notice_sha256)
        record(session, Act.EXPORTED, user, case=submission.case, what="退回整改通知书", number=decision.notice_number)
    return Response(content, media_type=_DOCX, headers={"content-disposition": 'attachment; filename="notice.docx"'})


@router.post("/cases/{case_id}/submissions", status_code=201, dependencies=[allowed(Doing.WORK_ON_CASE)])
def submit_case(
    service: TheService, case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, asked: NewSubmission
) -> SubmissionWhole:
    """报送。由承办人或者组长报送；检查完成后进入审批人的队列。"""
    made = submit(session, user, case, asked.gate, asked.note)
    return submission_whole(user, show(service, session, user, submission_for(session, user, made.id), today()))


@router.post("/submissions/{submission_id}/withdraw", dependencies=[allowed(Doing.WORK_ON_CASE)])
def withdraw_submission(
    service: TheService, session: ApiWriting, user: CurrentUser, submission_id: Id, asked: Withdrawal
) -> SubmissionWhole:
    """撤回。报送人和本组组长在审批之前可以撤回。"""
    submission = submission_for(session, user, submission_id)
    withdraw(session, user, submission, asked.version, asked.reason)
    return submission_whole(user, show(service, session, user, submission, today()))
