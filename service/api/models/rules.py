"""The rules and the words of the standard."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from checker.outcome import Level
from service.api.models.common import ApiModel


class Citation(ApiModel):
    """一处依据。"""

    cite: str = Field(examples=["法〔2016〕373号 第一条第（四）项"])
    grade: str = Field(description="所据文本的等级：A 全文、B 摘录或转载、C 第三方、M 凭记忆")


class RuleBrief(ApiModel):
    """一条规则。"""

    id: str = Field(examples=["jianli/zhongben/served-notice"])
    code: str = Field(description="编号")
    title: str = Field(description="要件")
    pack: str = Field(description="规则库：jianli 本院方案，national 上位规定")
    gates: list[str] = Field(description="适用的关口")
    level: Level = Field(description="等级：blocking 不得流转，defect 瑕疵，notice 提示")
    for_each: str = Field(description="逐一核对的对象", examples=["被执行人"])
    owner: str = Field(description="责任组")
    start: date = Field(description="施行之日")
    end: date | None = Field(description="最后一日；仍有效的为 null")
    basis: list[Citation]


class RuleText(RuleBrief):
    """一条规则的全文。"""

    applies_when: list[str] = Field(description="适用条件")
    requires: list[str] = Field(description="要求")
    on_violation: str = Field(description="不符合时的说明")
    on_unknown: str = Field(description="待核时的说明")
    remedy: str = Field(description="如何补正")
    papers: list[str] = Field(description="补正所需的材料")
    conflicts_with: list[str] = Field(description="与之冲突的规则")
    examples: list[RuleExample]


class RuleExample(ApiModel):
    """规则自带的例子。"""

    name: str
    expect: str = Field(description="satisfied 符合，violated 不符合，undetermined 待核，not_applicable 不适用")


class GateWord(ApiModel):
    """一个关口。"""

    id: str = Field(examples=["online-offline"])
    name: str = Field(examples=["线上查控组移送线下查控组"])
    sender: str | None = Field(description="送审的组；各组都可以的为 null")
    receiver: str | None = Field(description="通过后接收的组")


class GroupWord(ApiModel):
    """一个工作组。"""

    id: str = Field(examples=["online"])
    name: str = Field(examples=["线上查控组"])


class Words(ApiModel):
    """关口和工作组的代号与名称。"""

    gates: list[GateWord]
    groups: list[GroupWord]


RuleText.model_rebuild()
