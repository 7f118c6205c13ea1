"""Checks of a case."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from service.api.models.common import ApiModel, Gate
from service.database.models import CheckPurpose, CheckState


class NewCheck(ApiModel):
    """发起一次检查。"""

    gate: Gate = Field(description="关口", examples=["clue-refusal"])
    as_of: date | None = Field(default=None, description="按哪一天的规则判断；不写的由程序按卷内日期定")


class CheckModel(ApiModel):
    """一次检查。"""

    id: int
    case_id: int
    gate: str
    as_of: date | None = Field(description="指定的判断日期")
    purpose: CheckPurpose = Field(description="precheck 预检，submission 报送")
    state: CheckState = Field(description="waiting 排队，reading 辨认，judging 核对，done 完成，failed 未能检查")
    pages_done: int = Field(description="已经辨认几页")
    pages_all: int = Field(description="一共几页")
    error: str | None = Field(description="未能检查的原因")
    verdict: str | None = Field(description="pass 符合，return 退回整改，review 人工复核；没有结果的为 null")
    violated: int = Field(description="不符合的必备要件数")
    undetermined: int = Field(description="待核的必备要件数")
    superior_violated: int = Field(description="不符合的上位规定数")
    report_sha256: str | None = Field(description="报告的 SHA-256")
    requested_at: datetime
    finished_at: datetime | None


class ReadPageModel(ApiModel):
    """检查时读到的一页。"""

    file: str
    page: int = Field(description="第几页，从1开始")
    state: str = Field(description="catalogued 已归类，blank 空白，duplicate 重复，foreign 他案，unknown 未归类")
    kind: str = Field(description="材料种类；没有归类的为空")
    title: str
    problem: str = Field(description="为什么看不清")
    candidates: list[str] = Field(description="可能是哪些种类")
