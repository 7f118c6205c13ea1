"""Hand-overs: submissions, what stands in their way, decisions, waivers, escalations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from checker.gates import OWNERS
from service.api.models.cases import ClockModel, PersonName
from service.api.models.common import ApiModel, Gate, Group, Line, Long, Reason, one_of, words
from service.database.models import DecisionKind, SubmissionState
from service.handover.reasons import REASONS

Version = Annotated[int, Field(ge=1, description="看到的版本；别人先办理的答 409", examples=[1])]
_Code = Annotated[str, one_of(tuple(REASONS)), Field(json_schema_extra={"enum": list(REASONS)}, examples=["missing"])]
_Owner = Annotated[str, one_of(("", *OWNERS)), Field(json_schema_extra={"enum": ["", *OWNERS]})]
_Subject = Annotated[str, words(200)]
_Rule = Annotated[str, words(120)]


class NewSubmission(ApiModel):
    """报送。"""

    gate: Gate = Field(examples=["clue-refusal"])
    note: Annotated[str, words(2_000)] = Field(default="", description="给审批人的说明")


class SubmissionBrief(ApiModel):
    """一件报送。"""

    id: int
    case_id: int
    case_number: str = Field(examples=["（2022）鄂1023执1234号"])
    gate: str
    from_group: str
    by: PersonName
    at: datetime
    state: SubmissionState = Field(
        description="checking 检查中，waiting 待审批，forwarded 待局长审核，approved 已通过，returned 已退回，withdrawn 已撤回"
    )
    check_id: int | None
    previous_id: int | None = Field(description="上次被退回的那件")
    verdict: str | None = Field(description="检查结论")
    stage: ClockModel = Field(description="承办组的期限")
    deciding: ClockModel = Field(description="指挥中心的期限")
    version: int


class OpenItem(ApiModel):
    """检查发现的一个未决事项。"""

    rule: str
    code: str
    title: str
    subject: str = Field(examples=["被执行人:何文斌"])
    status: str
    level: str
    problem: str
    remedy: str
    owner: str = Field(description="责任组")
    pages: str
    due: date | None


class StandingModel(ApiModel):
    """审批前须处理的事项。"""

    blocking: list[OpenItem] = Field(description="必须补正或者豁免，否则不能通过")
    acknowledge: list[OpenItem] = Field(description="上位规定风险，通过须逐项写明理由")
    look: list[OpenItem] = Field(description="须由人核对的事项，通过须逐项写明核对情况")
    waived: list[OpenItem] = Field(description="已经豁免")


class ReturnItemModel(ApiModel):
    """退回的一个事项。"""

    id: int
    reason: str = Field(description="退回原因代码")
    rule: str
    code: str
    title: str
    subject: str
    owner: str
    problem: str
    remedy: str
    pages: str
    basis: str
    fixable: bool
    due_on: date | None
    repaired_on: date | None = Field(description="查明已经补正之日")


class DecisionModel(ApiModel):
    """一个决定。"""

    id: int
    kind: DecisionKind
    by: PersonName
    at: datetime
    text: str = Field(description="给报送组的意见")
    internal_note: str | None = Field(description="内部意见；无权查看的为 null")
    fixable: bool
    to_group: str | None
    notice_number: str | None = Field(description="退回整改通知书文号")
    items: list[ReturnItemModel]


class AcknowledgementModel(ApiModel):
    """确认过的一个事项及其理由。"""

    rule: str
    subject: str
    reason: str
    by: PersonName
    at: datetime


class SubmissionWhole(SubmissionBrief):
    """一件报送的全部。"""

    note: str
    standing: StandingModel | None = Field(description="审批前须处理的事项；检查没有完成或者已经办结的为 null")
    decisions: list[DecisionModel]
    acknowledgements: list[AcknowledgementModel]
    decides: bool = Field(description="现在是否由当前用户审批")
    withdraws: bool = Field(description="当前用户是否可以撤回")


class Withdrawal(ApiModel):
    """撤回。"""

    version: Version
    reason: Annotated[str, words(2_000)] = ""


class Confirmed(ApiModel):
    """对一个事项写明的理由或者核对情况。"""

    rule: _Rule
    subject: _Subject = "案件"
    reason: Reason


class ApprovalIn(ApiModel):
    """通过，或者初审同意。"""

    version: Version
    text: Long = Field(default="", description="给报送组的意见")
    internal_note: Long = Field(default="", description="内部意见")
    acknowledged: list[Confirmed] = Field(default=[], max_length=500, description="上位规定风险，逐项的理由")
    looked: list[Confirmed] = Field(default=[], max_length=500, description="须由人核对的事项，逐项的核对情况")
    served_on: date | None = Field(default=None, description="终本裁定送达日期，终本报结时须写")


class ReturnItemIn(ApiModel):
    """退回的一个事项。写明 rule 和 subject 的取自检查结果，没有写的项照检查结果；人发现的写明要件、责任组和补正内容。"""

    reason: _Code = Field(description="退回原因")
    rule: _Rule = ""
    subject: _Subject = "案件"
    title: Line = ""
    owner: _Owner = ""
    problem: Long = ""
    remedy: Long = ""
    pages: Long = ""
    basis: Long = ""
    fixable: bool = True
    due_on: date | None = None


class ReturnIn(ApiModel):
    """退回整改。"""

    version: Version
    items: list[ReturnItemIn] = Field(
        min_length=1,
        max_length=200,
        examples=[[{"reason": "missing", "title": "谈话笔录", "owner": "clue", "remedy": "补做谈话笔录附卷"}]],
    )
    text: Long = Field(default="", description="给承办组的意见，写入通知书")
    internal_note: Long = Field(default="", description="内部意见，不给承办组")
    fixable: bool = Field(default=True, description="能否补正")
    to_group: Group | None = Field(default=None, description="退回到哪个组；不写即报送的组")


class WaiverModel(ApiModel):
    """一项豁免。"""

    id: int
    rule: str
    subject: str = Field(description="空为全部")
    reason: str
    approver: PersonName
    expires: date
    at: datetime
    revoked_at: datetime | None


class NewWaiver(ApiModel):
    """批准一项豁免。"""

    rule: Annotated[
        str, words(120, 1), Field(description="规则的 id 或者编号", examples=["jianli/clue-refusal/detention"])
    ]
    reason: Reason = Field(examples=["案情特殊，已另行处理"])
    expires: date = Field(description="有效至", examples=["2099-12-31"])
    subject: _Subject = Field(default="", description="对谁，写成“被执行人:姓名”；空为全部")


class OwedModel(ApiModel):
    """前述各组应完成而没有完成的事项。"""

    name: str = Field(description="事项，报局长处理时写它")
    owner: str
    problem: str
    item_id: int | None


class EscalationModel(ApiModel):
    """一件报局长处理的事项。"""

    id: int
    case_id: int
    case_number: str
    owed_by: str = Field(description="应完成的组")
    reason: str
    by: PersonName
    at: datetime
    ordered_group: str | None = Field(description="局长指定的组")
    order: str = Field(description="处理意见")
    due_on: date | None = Field(description="完成期限")
    decided_at: datetime | None
    done_at: datetime | None = Field(description="指定的组报告完成之时")
    done_note: str = Field(description="完成情况")


class NewEscalation(ApiModel):
    """报局长处理。"""

    owed: Annotated[str, words(200, 1), Field(description="事项，见 …/owed")]
    reason: Annotated[str, words(2_000, 1)] = Field(description="督促经过和本组不办的理由")


class Settlement(ApiModel):
    """局长的处理意见。"""

    order: Annotated[str, words(2_000, 1)] = Field(examples=["由线上查控组五日内补齐"])
    ordered_group: Group | None = Field(default=None, description="指定由哪个组完成")
    due_on: date | None = Field(default=None, description="完成期限；没有指定组的不计", examples=["2099-12-31"])


class OrderDone(ApiModel):
    """报告局长交办的事项已经完成。"""

    note: Annotated[str, words(2_000, 2)] = Field(description="完成情况", examples=["已补做第二户邻居调查，笔录附卷"])


class ReasonModel(ApiModel):
    """一个退回原因。"""

    code: str
    chinese: str
    says: str
    fixable: bool


class Reasons(ApiModel):
    """全部退回原因。"""

    reasons: list[ReasonModel]
