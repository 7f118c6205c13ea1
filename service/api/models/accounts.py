"""People, their tokens, and what was done."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from service.accounts.tokens import SCOPES
from service.api.models.common import ApiModel, Group, Name, one_of
from service.database.models import Role

Scope = Annotated[str, one_of(tuple(SCOPES)), Field(json_schema_extra={"enum": list(SCOPES)})]
Password = Annotated[str, Field(min_length=10, max_length=256, examples=["Yongyu-jiekou-2026"])]


class Person(ApiModel):
    """一个用户。"""

    id: int
    login: str = Field(description="用户名", examples=["wang.online"])
    name: str = Field(description="姓名", examples=["王立"])
    role: Role = Field(description="角色")
    group: str | None = Field(description="所在的组；不属于七个组的为 null")
    title: str = Field(description="组和角色", examples=["线上查控组组长"])
    active: bool = Field(description="是否可以登录")


class Me(Person):
    """当前用户，及其角色可以做的事。"""

    doings: list[str] = Field(description="角色可以做的事")
    scopes: list[str] | None = Field(description="所用令牌的权限；以登录会话访问的为 null")


class NewPerson(ApiModel):
    """新增一个用户。首次登录须修改密码。"""

    login: Name = Field(description="用户名", examples=["zhang.clue"])
    name: Name = Field(description="姓名", examples=["张线索"])
    role: Role = Field(description="角色", examples=["member"])
    group: Group | None = Field(default=None, description="组员和组长须写明", examples=["clue"])
    password: Password = Field(description="初始密码")


class PersonChange(ApiModel):
    """变更一个用户；没有写的不变。变更后其全部登录失效。"""

    name: Name | None = Field(default=None, description="姓名")
    role: Role | None = Field(default=None, description="角色")
    group: Group | None = Field(default=None, description="组员和组长所在的组", examples=["offline"])
    active: bool | None = Field(default=None, description="是否可以登录")
    password: Password | None = Field(default=None, description="新的初始密码")


class Token(ApiModel):
    """一个接口令牌；其正文只在签发时给出一次。"""

    id: int
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None = Field(description="最近使用，误差一分钟以内")


class NewToken(ApiModel):
    """签发一个令牌。用令牌签发的，权限和期限都不超过所用的令牌。"""

    name: Name = Field(description="名称", examples=["统计平台"])
    scopes: list[Scope] = Field(description="权限", min_length=1, max_length=8, examples=[["read"]])
    days: int = Field(description="有效天数", ge=1, le=366, examples=[90])


class MadeToken(ApiModel):
    """新的令牌。"""

    token: Token
    text: str = Field(description="令牌正文，只给出这一次。写在请求头 Authorization: Bearer 之后")


class AuditEntry(ApiModel):
    """一条操作记录。"""

    seq: int = Field(description="条号，从1起连续")
    at: datetime
    actor_id: int | None
    actor: str = Field(description="何人")
    act: str = Field(description="何事")
    act_name: str = Field(description="何事（中文）")
    case_id: int | None
    about: str
    detail: dict[str, Any]
    previous: str = Field(description="前一条的校验值")
    hash: str = Field(description="本条的校验值（SHA-256）")


class Verification(ApiModel):
    """核验操作记录的结果。"""

    holds: bool = Field(description="没有发现改动、删除、调换或者截断")
    entries: int = Field(description="共几条")
    head: str = Field(description="最后一条的校验值")
    checkpoints: int = Field(description="比对了几个签名的校验点")
    faults: list[str] = Field(description="发现的问题")
