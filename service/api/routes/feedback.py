"""Messages to applicants."""

from __future__ import annotations

from typing import Annotated

from fastapi import BackgroundTasks, Query

from service.accounts.policy import Doing
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.common import Id, Page
from service.api.models.work import FeedbackModel, GapModel, Gaps, NewFeedback
from service.api.paging import AskedPage, slice_of
from service.api.route import api_router
from service.api.showing_work import feedback_model
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed
from service.errors import FormError
from service.moment import now, today
from service.work.feedback import last_phone, send_again, tell_applicant, told
from service.work.feedback_gaps import by_group
from service.work.months import month_of
from service.work.sending import send_waiting

router = api_router("反馈申请执行人")
Month = Annotated[str, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="月份，写成 2026-01；不写为本月")]


@router.get("/cases/{case_id}/feedback", dependencies=[allowed(Doing.SEE_CASES)])
def list_feedback(case: SeenCase, session: Reading, listing: AskedPage) -> Page[FeedbackModel]:
    """一案告知申请执行人的短信，最新的在前。"""
    return slice_of(told(session, case), listing, feedback_model)


@router.post("/cases/{case_id}/feedback", status_code=201, dependencies=[allowed(Doing.WORK_ON_CASE)])
def tell_one(
    service: TheService,
    case: ApiWrittenCase,
    session: ApiWriting,
    user: CurrentUser,
    later: BackgroundTasks,
    asked: NewFeedback,
) -> FeedbackModel:
    """告知申请执行人。记下以后由后台发送，没有发出的再发。"""
    person = next((one for one in case.applicants if asked.to in ("", one.name)), None)
    if person is None:
        raise FormError("只能告知本案的申请执行人", fields={"to": "不是本案的申请执行人"})
    phone = asked.phone or last_phone(session, case, person)
    made = tell_applicant(session, user, case, asked.text, to=person, phone=phone)
    later.add_task(send_waiting, service)
    return feedback_model(made)


@router.post("/cases/{case_id}/feedback/{feedback_id}/again", dependencies=[allowed(Doing.WORK_ON_CASE)])
def tell_again(
    service: TheService,
    case: ApiWrittenCase,
    session: ApiWriting,
    user: CurrentUser,
    later: BackgroundTasks,
    feedback_id: Id,
) -> FeedbackModel:
    """重发没有发出的短信。"""
    made = send_again(session, user, case, feedback_id, now())
    later.add_task(send_waiting, service)
    return feedback_model(made)


@router.get("/feedback/gaps", dependencies=[allowed(Doing.SEE_FIGURES)])
def list_gaps(session: Reading, user: CurrentUser, month: Month | None = None) -> Gaps:
    """各组没有反馈申请执行人的环节。"""
    first, last = month_of(month or "", today())
    groups = [GapModel.model_validate(one) for one in by_group(session, user, first, last)]
    return Gaps(month=f"{first:%Y-%m}", groups=groups)
