"""Cases, their parties, papers and uploads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from service.api.models.common import ApiModel, Fen, Group, Line, RowId, Short, one_of, words
from service.cases.entry import KINDS, PASSABLE, ROLES
from service.database.models import CaseState

Number = Annotated[str, words(64, 1), Field(description="案号", examples=["（2022）鄂1023执1234号"])]
_PartyRole = Annotated[str, one_of(ROLES), Field(json_schema_extra={"enum": list(ROLES)}, examples=["被执行人"])]
_PartyKind = Annotated[str, one_of(KINDS), Field(json_schema_extra={"enum": list(KINDS)}, examples=["自然人"])]


class PersonName(ApiModel):
    """一个人。"""

    id: int
    name: str = Field(examples=["孙线索"])
    title: str = Field(examples=["线索查控组组长"])


class ClockModel(ApiModel):
    """一个期限。"""

    due_on: date | None = Field(description="期限届满之日；没有期限的为 null")
    left: int | None = Field(description="还剩几天，超期为负数")
    colour: str = Field(description="none 无期限，green 正常，yellow、orange、red 预警", examples=["green"])
    text: str = Field(examples=["还有3天"])
    source: str = Field(default="", description="期限的依据")


class Party(ApiModel):
    """一名当事人。"""

    role: _PartyRole = Field(description="申请执行人或者被执行人")
    name: Annotated[str, words(200, 1), Field(description="姓名或者名称", examples=["何文斌"])]
    kind: _PartyKind | None = Field(default=None, description="自然人或者企业")
    number: Annotated[str, words(32)] | None = Field(default=None, description="证件号码；无权查看的中间以 * 代替")
    phone: Short | None = Field(default=None, description="电话；无权查看的中间以 * 代替", examples=["13800000001"])


class CaseBrief(ApiModel):
    """案件列表里的一件。"""

    id: int
    number: str = Field(description="案号", examples=["（2022）鄂1023执1234号"])
    state: CaseState = Field(description="open 在办，closed 已结，aftercare 终本管理，resumed 已恢复执行")
    group: str = Field(description="现承办组", examples=["clue"])
    handler: PersonName | None = Field(description="承办人")
    filed_on: date | None = Field(description="立案日期")
    entered_on: date = Field(description="进入现承办组的日期")
    closing_kind: str | None = Field(description="结案方式")
    claim_fen: int | None = Field(description="申请执行金额，分")
    paid_fen: int | None = Field(description="已执行金额，分")
    applicants: list[str] = Field(description="申请执行人")
    respondents: list[str] = Field(description="被执行人")
    clock: ClockModel = Field(description="现承办组的期限")
    version: int = Field(description="版本，变更时带回")


class PassageModel(ApiModel):
    """一次流转。"""

    gate: str
    on: date
    from_group: str
    to_group: str | None


class CaseWhole(CaseBrief):
    """一件案件。"""

    parties: list[Party]
    passages: list[PassageModel] = Field(description="已经通过的关口")
    papers: int = Field(description="在卷材料件数")
    working: bool = Field(description="当前用户的组现在是否承办本案")
    closed_on: date | None
    created_at: datetime


class NewPassage(ApiModel):
    """登记前已经通过的一次移送。"""

    gate: Annotated[str, one_of(PASSABLE), Field(json_schema_extra={"enum": list(PASSABLE)})]
    on: date


class NewCase(ApiModel):
    """登记一件案件。"""

    number: Number
    filed_on: date = Field(description="立案日期", examples=["2022-03-01"])
    group: Group = Field(default="online", description="承办组；线上查控组只能登记到本组")
    parties: list[Party] = Field(
        min_length=2,
        max_length=150,
        description="当事人，至少一名申请执行人和一名被执行人",
        examples=[[{"role": "申请执行人", "name": "周启明"}, {"role": "被执行人", "name": "何文斌"}]],
    )
    entered_on: date | None = Field(default=None, description="进入承办组的日期；线上查控组可以不写，即立案日期")
    closing_kind: Line | None = Field(default=None, description="结案方式")
    claim_fen: Fen | None = Field(default=None, examples=[5883300])
    paid_fen: Fen | None = None
    handler_id: RowId | None = Field(default=None, description="承办人编号，不写为组长或者待分配", examples=[None])
    passages: list[NewPassage] = Field(default=[], max_length=20, description="此前的移送，只由指挥中心登记")


class CaseChange(ApiModel):
    """变更案件信息；没有写的不变。承办组和承办人随流转和分配变更，不在这里改。"""

    version: int = Field(ge=1, description="看到的版本；别人改过的答 409", examples=[1])
    number: Number | None = None
    filed_on: date | None = None
    entered_on: date | None = Field(default=None, description="只能由指挥中心更正")
    closing_kind: Line | None = None
    claim_fen: Fen | None = None
    paid_fen: Fen | None = None
    parties: list[Party] | None = Field(default=None, max_length=150, description="写了的，代替原有的全部当事人")


class ImportRow(ApiModel):
    """表格的一行。"""

    row: int = Field(description="在表格里的行号")
    number: str = Field(description="案号")
    state: str = Field(description="good 可以导入，taken 已经导入，known 已经登记过，bad 有错")
    told: list[str] = Field(description="错在哪里，或者为什么不导入")


class Imported(ApiModel):
    """导入的结果，或者预览。"""

    sheet: str
    taken: int = Field(description="导入了几件；预览时为0")
    good: int
    known: int
    bad: int
    rows: list[ImportRow]


class Paper(ApiModel):
    """一份材料（原件）。"""

    id: int
    name: str = Field(description="在卷里的名称")
    sha256: str = Field(description="原件的 SHA-256")
    size: int = Field(description="字节数")
    added_at: datetime
    removed_at: datetime | None = Field(description="撤下的时刻；在卷的为 null")


class UploadStart(ApiModel):
    """开始上传一个文件，或者接着上传。"""

    name: Annotated[str, words(2_000, 1), Field(description="文件名，可以带文件夹", examples=["正卷/001.pdf"])]
    size: int = Field(ge=0, le=2**60, description="字节数", examples=[2])
    key: str = Field(
        pattern=r"^[A-Za-z0-9_-]{8,64}$", description="续传编号，每个文件一个，自己取", examples=["file-0001"]
    )


class TakenModel(ApiModel):
    """收到的一个文件；压缩包里的每个文件各一个。"""

    name: str
    state: str = Field(description="added 已收，renamed 改名收下，known 已经在卷，refused 不能收")
    told: str
    paper_id: int | None


class UploadModel(ApiModel):
    """上传到哪里了。"""

    key: str
    name: str
    size: int
    offset: int = Field(description="已经稳妥收到的字节数，从这里接着传")
    finished: bool
    taken: list[TakenModel]
