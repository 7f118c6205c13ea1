"""A desk as programs see it."""

from __future__ import annotations

from datetime import date

from service.api.models.desk import DeskModel, MonthFigure, ReturnedModel
from service.api.models.transfers import ReturnItemModel
from service.api.showing import case_brief
from service.api.showing_transfers import escalation_model, submission_brief
from service.api.showing_work import board_row, limit_model, task_model
from service.handover.queue import row_of
from service.work.came_back import Returned
from service.work.desk import Desk


def desk_model(desk: Desk, today: date) -> DeskModel:
    """The parts of a desk."""
    return DeskModel(
        held=[case_brief(one.case, today) for one in desk.held],
        held_count=desk.held_count,
        unassigned=desk.unassigned,
        returned=[_returned(one) for one in desk.returned],
        returned_count=desk.returned_count,
        waiting=[submission_brief(row_of(one, today)) for one in desk.waiting],
        waiting_count=desk.waiting_count,
        unsettled=[escalation_model(one) for one in desk.unsettled],
        unsettled_count=desk.unsettled_count,
        ordered=[escalation_model(one) for one in desk.ordered],
        limits=[limit_model(one) for one in desk.limits],
        tasks=[task_model(one, today) for one in desk.tasks],
        board=[board_row(row) for row in desk.rows],
        deciding=board_row(desk.waiting_row) if desk.waiting_row else None,
        month=[MonthFigure(name=one.name, number=one.number) for one in desk.month],
    )


def _returned(one: Returned) -> ReturnedModel:
    submission = one.decision.submission
    return ReturnedModel(
        case_id=one.case.id,
        case_number=one.case.number,
        submission_id=submission.id,
        decision_id=one.decision.id,
        gate=submission.gate,
        at=one.decision.at,
        due_on=one.due_on,
        items=[ReturnItemModel.model_validate(item) for item in one.items],
    )
