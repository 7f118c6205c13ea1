"""What all models share: fields, pages of lists, the shape of errors."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Generic, TypeVar

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from checker.gates import GATES, GROUPS
from service.numbers import LARGEST_ID

_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LARGEST_FEN = 10**15


class ApiModel(BaseModel):
    """What every model keeps to: nothing that is not named, objects of the database as they are."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, str_strip_whitespace=True)


def words(most: int, least: int = 0) -> StringConstraints:
    """A text without control characters, of so many characters after blanks at its ends are taken off."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most, pattern=_PRINTABLE)


def _as_written(value: object) -> object:
    """A day is written out: a number would be taken for seconds since 1970."""
    if isinstance(value, str) and not _DAY.fullmatch(value.strip()):
        raise PydanticCustomError("date_parsing", "不是日期，写成 2026-01-31")
    return value


AskedDay = Annotated[date, BeforeValidator(_as_written)]
"""A day in an address."""


def one_of(names: tuple[str, ...]) -> AfterValidator:
    """A value that must be one of these."""

    def check(value: str) -> str:
        if value not in names:
            raise PydanticCustomError("enum", "只能是：{names}", {"names": "、".join(names)})
        return value

    return AfterValidator(check)


def _slug(names: tuple[str, ...], told: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(names), "description": told})


Id = Annotated[int, Path(ge=1, le=LARGEST_ID, description="编号")]
RowId = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Short = Annotated[str, words(64)]
Name = Annotated[str, words(64, 1)]
Line = Annotated[str, words(200)]
Long = Annotated[str, words(4_000)]
Reason = Annotated[str, words(4_000, 1)]
Fen = Annotated[int, Field(ge=0, le=LARGEST_FEN, description="金额，单位为分")]
Gate = Annotated[str, one_of(tuple(GATES)), _slug(tuple(GATES), "关口，见 /api/v1/gates")]
Group = Annotated[str, one_of(tuple(GROUPS)), _slug(tuple(GROUPS), "工作组，见 /api/v1/gates")]


class ProblemDetail(ApiModel):
    """一个错误：发生了什么、在哪里、怎么办。"""

    status: int = Field(description="HTTP 状态码", examples=[404])
    what: str = Field(description="发生了什么", examples=["没有这个案件，或者您无权查看"])
    where: str = Field(default="", description="在哪里：字段、文件或者页")
    how: str = Field(default="", description="怎么办")
    fields: dict[str, str] | None = Field(default=None, description="填错的字段及其原因")
    reference: str | None = Field(default=None, description="程序内部错误的编号，供技术人员查日志")


class Problem(ApiModel):
    """所有错误（4xx、5xx）的统一格式。"""

    error: ProblemDetail


Item = TypeVar("Item")


class Page(ApiModel, Generic[Item]):
    """列表的一页。"""

    items: list[Item] = Field(description="本页的各项")
    page: int = Field(description="第几页，从1开始", examples=[1])
    limit: int = Field(description="每页最多几项", examples=[50])
    total: int = Field(description="一共几项", examples=[1])
    next: str | None = Field(description="下一页的地址；最后一页为 null", examples=[None])


class Done(ApiModel):
    """已经办理。"""

    done: bool = True
