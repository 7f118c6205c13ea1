"""What is decided on submissions. The check's report is read before the writing session begins."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from service.accounts.policy import Doing
from service.api.deps import ApiWriting
from service.api.models.common import Id
from service.api.models.transfers import ApprovalIn, Confirmed, DecisionModel, ReturnIn
from service.api.route import api_router
from service.api.showing_transfers import decision_model
from service.deps import CurrentUser, TheService
from service.handover.access import submission_for
from service.handover.approving import Approval, approve, forward
from service.handover.returning import ItemForm, ReturnForm, return_file
from service.handover.review import Key, Review, required_review
from service.moment import today

router = api_router("流转审批", Doing.DECIDE)


def _reviewed(service: TheService, user: CurrentUser, submission_id: Id) -> Review:
    with service.reading() as session:
        return required_review(service, submission_for(session, user, submission_id).check)


Reviewed = Annotated[Review, Depends(_reviewed)]


@router.post("/submissions/{submission_id}/approve")
def approve_submission(
    submission_id: Id,
    review: Reviewed,
    service: TheService,
    session: ApiWriting,
    user: CurrentUser,
    asked: ApprovalIn,
) -> DecisionModel:
    """通过。

    不能通过自己报送的；必备要件没有补正也没有豁免的不能通过；上位规定风险和须由人核对的事项须逐项写明理由。
    """
    submission = submission_for(session, user, submission_id)
    made = approve(session, user, submission, review, _approval(asked), national=service.settings.national, day=today())
    return decision_model(user, made)


@router.post("/submissions/{submission_id}/forward")
def forward_submission(
    submission_id: Id,
    review: Reviewed,
    service: TheService,
    session: ApiWriting,
    user: CurrentUser,
    asked: ApprovalIn,
) -> DecisionModel:
    """初审同意恢复执行，送局长审核。"""
    submission = submission_for(session, user, submission_id)
    made = forward(session, user, submission, review, _approval(asked), national=service.settings.national, day=today())
    return decision_model(user, made)


@router.post("/submissions/{submission_id}/return")
def return_submission(
    submission_id: Id, review: Reviewed, service: TheService, session: ApiWriting, user: CurrentUser, asked: ReturnIn
) -> DecisionModel:
    """退回整改，制作退回整改通知书。"""
    submission = submission_for(session, user, submission_id)
    form = ReturnForm(
        version=asked.version,
        items=[ItemForm(**item.model_dump()) for item in asked.items],
        text=asked.text,
        internal_note=asked.internal_note,
        fixable=asked.fixable,
        to_group=asked.to_group,
    )
    return decision_model(user, return_file(service, session, user, submission, review, form, day=today()))


def _approval(asked: ApprovalIn) -> Approval:
    return Approval(
        version=asked.version,
        text=asked.text,
        internal_note=asked.internal_note,
        acknowledged=_reasons(asked.acknowledged),
        looked=_reasons(asked.looked),
        served_on=asked.served_on,
    )


def _reasons(confirmed: list[Confirmed]) -> dict[Key, str]:
    return {(one.rule, one.subject): one.reason for one in confirmed}
