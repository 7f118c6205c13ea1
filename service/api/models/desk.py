"""What a person has to do today."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from service.api.models.cases import CaseBrief
from service.api.models.common import ApiModel
from service.api.models.transfers import EscalationModel, ReturnItemModel, SubmissionBrief
from service.api.models.work import AftercareModel, BoardRow, LimitModel


class ReturnedModel(ApiModel):
    """退回后还没有整改完的一案。"""

    case_id: int
    case_number: str
    submission_id: int
    decision_id: int
    gate: str
    at: datetime = Field(description="退回的时间")
    due_on: date | None = Field(description="最近一项的期限")
    items: list[ReturnItemModel] = Field(description="还没有整改的事项")


class MonthFigure(ApiModel):
    """本月的一个数字。"""

    name: str
    number: int


class DeskModel(ApiModel):
    """我的工作。与角色无关的部分为空；列表只给最近的几件，总数另列。"""

    held: list[CaseBrief] = Field(description="承办的案件，期限最近的在前")
    held_count: int
    unassigned: int = Field(description="本组待分配的案件数，只给组长")
    returned: list[ReturnedModel]
    returned_count: int
    waiting: list[SubmissionBrief] = Field(description="待本人审批")
    waiting_count: int
    unsettled: list[EscalationModel] = Field(description="报局长处理、还没有处理的")
    unsettled_count: int
    ordered: list[EscalationModel] = Field(description="局长交办本组的")
    limits: list[LimitModel] = Field(description="最近的法定期限")
    tasks: list[AftercareModel] = Field(description="终本后十四日内到期的事项")
    board: list[BoardRow] = Field(description="各组（组长：本组）期限情况")
    deciding: BoardRow | None = Field(description="指挥中心待审批的期限情况")
    month: list[MonthFigure] = Field(description="本月的几个数字，只给看全部案件的人")
