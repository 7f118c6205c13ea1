"""Waivers of a case, and what is laid before the bureau chief."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from service.accounts.policy import Doing, case_for
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.common import Id, Page
from service.api.models.transfers import (
    EscalationModel,
    NewEscalation,
    NewWaiver,
    OrderDone,
    OwedModel,
    Settlement,
    WaiverModel,
)
from service.api.paging import AskedPage, slice_of
from service.api.route import api_router
from service.api.showing_transfers import escalation_model, waiver_model
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed
from service.errors import FormError
from service.handover.escalations import escalate, escalations_for, owed_by_others, report_done, settle_escalation
from service.handover.last import last_review
from service.handover.review import Review
from service.handover.waivers import WaiverForm, grant, revoke_waiver, waivers_of
from service.moment import today

router = api_router("豁免和报局长处理")
_MOST = 5_000  # escalations in one list


def _last_review(service: TheService, case_id: Id, user: CurrentUser) -> Review | None:
    with service.reading() as session:
        return last_review(service, session, case_for(session, user, case_id))


LastReview = Annotated[Review | None, Depends(_last_review)]
"""What the last check of the case found, read before the writing session begins."""


@router.get("/cases/{case_id}/waivers", dependencies=[allowed(Doing.SEE_CASES)])
def list_waivers(case: SeenCase, session: Reading, listing: AskedPage) -> Page[WaiverModel]:
    """一案的豁免，最新的在前。"""
    return slice_of(waivers_of(session, case), listing, waiver_model)


@router.post("/cases/{case_id}/waivers", status_code=201, dependencies=[allowed(Doing.WAIVE)])
def grant_waiver(case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, asked: NewWaiver) -> WaiverModel:
    """批准豁免。"""
    form = WaiverForm(asked.rule, asked.reason, asked.expires, asked.subject)
    return waiver_model(grant(session, user, case, form, day=today()))


@router.post("/cases/{case_id}/waivers/{waiver_id}/revoke", dependencies=[allowed(Doing.WAIVE)])
def revoke_one_waiver(case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, waiver_id: Id) -> WaiverModel:
    """撤销豁免。"""
    revoke_waiver(session, user, case, waiver_id)
    return waiver_model(next(one for one in waivers_of(session, case) if one.id == waiver_id))


@router.get("/escalations", dependencies=[allowed(Doing.SEE_TRANSFERS)])
def list_escalations(session: Reading, user: CurrentUser, listing: AskedPage) -> Page[EscalationModel]:
    """报局长处理的事项，没有处理的在前。"""
    return slice_of(escalations_for(session, user, most=_MOST), listing, escalation_model)


@router.get("/cases/{case_id}/owed", dependencies=[allowed(Doing.SEE_CASES)])
def list_owed(case: SeenCase, session: Reading, review: LastReview, listing: AskedPage) -> Page[OwedModel]:
    """前述各组应完成而没有完成的事项。"""
    return slice_of(owed_by_others(session, case, review), listing, OwedModel.model_validate)


@router.post("/cases/{case_id}/escalations", status_code=201, dependencies=[allowed(Doing.ESCALATE)])
def escalate_owed(
    review: LastReview, case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, asked: NewEscalation
) -> EscalationModel:
    """报局长处理。由终本办理组组长报。"""
    owed = next((one for one in owed_by_others(session, case, review) if one.name == asked.owed), None)
    if owed is None:
        raise FormError("没有这个应完成的事项", how="从 …/owed 里选", fields={"owed": "不在前述各组应完成的事项之中"})
    return escalation_model(escalate(session, user, case, owed, asked.reason))


@router.post("/escalations/{escalation_id}/settle", dependencies=[allowed(Doing.SETTLE_ESCALATION)])
def settle_one(session: ApiWriting, user: CurrentUser, escalation_id: Id, asked: Settlement) -> EscalationModel:
    """局长处理。"""
    made = settle_escalation(
        session, user, escalation_id, ordered_group=asked.ordered_group, order=asked.order, due_on=asked.due_on
    )
    return escalation_model(made)


@router.post("/escalations/{escalation_id}/done", dependencies=[allowed(Doing.WORK_ON_CASE)])
def report_order_done(session: ApiWriting, user: CurrentUser, escalation_id: Id, asked: OrderDone) -> EscalationModel:
    """报告局长交办的事项已经完成。由指定的组报告。"""
    return escalation_model(report_done(session, user, escalation_id, asked.note))
