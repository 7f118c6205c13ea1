"""What people corrected in the reading of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from service.api.models.cases import PersonName
from service.api.models.common import ApiModel, RowId, words
from service.database.models import CorrectionOf

_Edge = Annotated[float, Field(ge=0, le=1)]


class CorrectionModel(ApiModel):
    """一处人工更正。"""

    id: int
    of: CorrectionOf = Field(description="kind 材料种类，field 字段，mark 签名盖章")
    file: str
    page: int
    name: str
    before: str = Field(description="更正前")
    value: str = Field(description="更正为")
    reason: str
    by: PersonName
    at: datetime
    revoked_at: datetime | None = Field(description="撤销或者被新的更正代替的时刻")


class NewCorrection(ApiModel):
    """更正检查时读到的一页。下一次检查起生效。"""

    check_id: RowId = Field(description="看的是哪一次检查")
    of: CorrectionOf = Field(examples=["kind"])
    file: Annotated[str, words(400, 1)] = Field(examples=["001.jpg"])
    page: RowId = Field(description="第几页，从1开始", examples=[1])
    name: Annotated[str, words(100)] = Field(
        default="",
        description="kind：first 由此页起是一份，next 接上一页，paper 整份；field：字段的名称；mark：签名盖章的名称",
        examples=["first"],
    )
    value: Annotated[str, words(2_000)] = Field(default="", description="更正为什么", examples=["执行通知书"])
    none: bool = Field(default=False, description="字段：材料上没有这一项")
    box: list[_Edge] | None = Field(
        default=None, min_length=4, max_length=4, description="在页上的位置：左、上、右、下，各为0至1"
    )
    reason: Annotated[str, words(2_000)] = ""
