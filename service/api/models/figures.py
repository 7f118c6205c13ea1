"""The ledger of returns and the figures of a month."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from service.api.models.common import ApiModel
from service.database.models import DecisionKind


class LedgerRowModel(ApiModel):
    """台账的一行：一个决定；退回的，每个事项一行。"""

    decision_id: int
    submission_id: int
    case_id: int
    case_number: str
    at: datetime
    gate: str
    from_group: str = Field(description="送审组")
    kind: DecisionKind
    manner: str = Field(description="通过的：豁免、确认上位规定风险、人工核对各几项；都没有的为“无须核对”")
    reason: str = Field(description="退回原因")
    rule: str
    code: str
    title: str
    subject: str
    problem: str
    owner: str = Field(description="责任组")
    handler: str = Field(description="承办人")
    decided_by: str = Field(description="审批人")
    recurred: int = Field(description="近12个月责任组因同一规则第几次，从1起")
    recurred_in_case: int = Field(description="其中本案第几次")
    fixable: bool
    repaired_on: date | None = Field(description="查明已经补正之日")
    passed_on: date | None = Field(description="没有补正，经豁免或者确认后通过之日")
    days: int | None = Field(description="退回至补正或者通过（都没有的至今天）的天数")


class GroupFigures(ApiModel):
    """一个组一个月的数字；没有组的为合计。"""

    group: str | None
    counts: dict[str, int] = Field(description="各项件数，名称见 means")
    average_days: str = Field(description="当月移出案件在组的平均天数；没有的为 —")
    budget: int | None = Field(description="方案规定的天数")


class TransferFigures(ApiModel):
    """各组送审案件情况统计表。"""

    month: str
    means: dict[str, str] = Field(description="各项的含义")
    groups: list[GroupFigures]


class HandlerFigures(ApiModel):
    """线索查控组一名承办人一个月的数字；没有姓名的为全组。"""

    handler_id: int | None
    name: str
    held: int = Field(description="在办")
    closed: int = Field(description="结案")
    performed: int = Field(description="执行完毕")
    settled: int = Field(description="执行终结")
    to_disposal: int = Field(description="移送财产处置组")
    to_refusal: int = Field(description="移送拒执打击组")
    detentions: str = Field(description="拘留数；有的案件查不出的写明")
    fines: str = Field(description="罚款数；有的案件查不出的写明")


class ClueFigures(ApiModel):
    """线索查控组办案业绩。"""

    month: str
    handlers: list[HandlerFigures]


class ProblemModel(ApiModel):
    """退回整改的一个主要问题。"""

    owner: str = Field(description="责任组")
    rule: str
    code: str
    title: str
    reasons: list[str]
    times: int = Field(description="当月退回几次")
    before: int = Field(description="上月退回几次")
    cases: list[int] = Field(description="当月的案件编号")


class Problems(ApiModel):
    """流转审批问题汇总。"""

    month: str
    problems: list[ProblemModel]
