"""The groups' daily work: assignment, messages to applicants, clocks, what is due after 终本."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from service.api.models.cases import ClockModel, PersonName
from service.api.models.common import ApiModel, RowId, Short, words
from service.database.models import AftercareKind, FeedbackState

CaseIds = Annotated[list[RowId], Field(min_length=1, max_length=500, description="案件编号", examples=[[1]])]


class DrawIn(ApiModel):
    """随机分配。"""

    cases: CaseIds
    absent: list[RowId] = Field(default=[], max_length=100, description="不在岗、不参加这次分配的组员")


class GiveIn(ApiModel):
    """指定承办人。"""

    cases: CaseIds
    handler_id: RowId = Field(examples=[1])
    reason: Annotated[str, words(400)] = Field(default="", description="线索查控组须写明不随机分配的理由")


class AssignmentModel(ApiModel):
    """一次分配。"""

    id: int
    case_id: int
    group: str
    handler_id: int
    how: str = Field(description="random 随机，by_hand 指定，handover 随流转")
    at: datetime


class Given(ApiModel):
    """分配的结果。"""

    assignments: list[AssignmentModel]


class ShareModel(ApiModel):
    """一名组员承办的数量。"""

    person: PersonName
    open: int = Field(description="在办")
    drawn: int = Field(description="历来随机分到")
    by_hand: int = Field(description="历来指定分到")


class Shares(ApiModel):
    """本组各人承办的数量，和待分配的案件数。"""

    shares: list[ShareModel]
    unassigned: int


class CandidateModel(ApiModel):
    """参加随机分配的人。"""

    name: str
    before: str = Field(description="分配前的位次（分数），小的在前")
    got: int = Field(description="分到几件")


class DrawnCase(ApiModel):
    """分到的一件。"""

    case_id: int
    number: str
    handler: str


class DrawModel(ApiModel):
    """一次随机分配，可以据种子重算。"""

    at: datetime
    by: str
    seed: str
    candidates: list[CandidateModel]
    absent: list[str]
    cases: list[DrawnCase]
    holds: bool = Field(description="重算的结果与当时一致")


class Draws(ApiModel):
    """最近的随机分配。"""

    draws: list[DrawModel]


class NewFeedback(ApiModel):
    """告知申请执行人。"""

    text: Annotated[str, words(4_000, 1)] = Field(description="短信内容", examples=["您的案件已转线索查控组办理。"])
    to: Annotated[str, words(200)] = Field(default="", description="哪一名申请执行人；不写为第一名")
    phone: Short = Field(default="", description="手机号码；不写用上次的或者登记的")


class FeedbackModel(ApiModel):
    """给申请执行人的一条短信。"""

    id: int
    stage: str = Field(description="所在环节")
    to_name: str
    phone: str = Field(description="中间四位以 * 代替")
    text: str
    state: FeedbackState
    error: str
    at: datetime
    sent_at: datetime | None


class GapModel(ApiModel):
    """一个组的反馈情况。"""

    group: str
    ended: int = Field(description="当月结束的环节")
    ended_untold: int = Field(description="其中没有反馈的")
    open: int = Field(description="在办案件")
    open_untold: int = Field(description="其中没有反馈的")


class Gaps(ApiModel):
    """各组对申请执行人反馈的情况。"""

    month: str
    groups: list[GapModel]


class AftercareModel(ApiModel):
    """终本后的一个事项。"""

    id: int
    case_id: int
    case_number: str
    kind: AftercareKind = Field(description="registration 录入终本案件库，query 网络查询")
    number: int = Field(description="第几次")
    due_on: date
    done_on: date | None
    result: str
    clock: ClockModel


class AftercareDone(ApiModel):
    """办结一个终本后的事项。"""

    done_on: date
    result: Annotated[str, words(2_000)] = ""
    found: bool | None = Field(default=None, description="查询有没有发现财产；录入的不写")


class BoardRow(ApiModel):
    """一个组的期限情况：超期、红、橙、黄、绿各几件。"""

    group: str
    counts: dict[str, int]
    total: int


class Board(ApiModel):
    """期限看板。"""

    groups: list[BoardRow]
    deciding: BoardRow | None = Field(description="指挥中心待审批的；组员和组长看到的为 null")


class LimitModel(ApiModel):
    """一个法定期限。"""

    limit: str
    title: str
    cite: str = Field(description="依据")
    grade: str = Field(description="依据文本的等级")
    case_id: int
    case_number: str
    subject: str
    start: date
    due: date
    done: date | None
    clock: ClockModel
