"""Cases: finding, registering, correcting, importing them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, UploadFile

from service.accounts.policy import Doing
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.cases import CaseBrief, CaseChange, CaseWhole, Imported, ImportRow, NewCase, Party
from service.api.models.common import Group, Line, Page
from service.api.paging import AskedPage, page_of
from service.api.route import REPEATABLE_BY_NATURE, api_router
from service.api.showing import case_brief, case_whole
from service.cases.entry import CaseForm, PartyForm
from service.cases.import_files import keep_table
from service.cases.importing import ImportRead, RowRead, read_import, take_import
from service.cases.listing import SORTS, CaseFilter, find_cases
from service.cases.register import change_case, create_case
from service.clocks.due import Colour
from service.database.models import Case, CaseState
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed
from service.errors import FormError
from service.moment import today
from service.numbers import LARGEST_ID

router = api_router("案件")


@router.get("/cases", dependencies=[allowed(Doing.SEE_CASES)])
def list_cases(
    session: Reading,
    user: CurrentUser,
    listing: AskedPage,
    words: Annotated[Line, Query(description="案号或者当事人姓名的一部分")] = "",
    group: Annotated[Group | None, Query(description="现承办组")] = None,
    state: Annotated[CaseState | None, Query(description="状态；不写为全部")] = None,
    handler_id: Annotated[int | None, Query(ge=0, le=LARGEST_ID, description="承办人编号，0 为待分配")] = None,
    light: Annotated[Colour | None, Query(description="期限的颜色")] = None,
    sort: Annotated[str, Query(pattern=f"^({'|'.join(SORTS)})$", description=f"排序：{'、'.join(SORTS)}")] = "due",
    down: Annotated[bool, Query(description="从大到小")] = False,
) -> Page[CaseBrief]:
    """案件列表。只有承办的和移送过的案件；指挥中心、局长、院领导和审计看全部。"""
    wanted = CaseFilter(words, group or "", state or "", handler_id, light or "", sort, down)
    day = today()
    return page_of(session, find_cases(session, user, wanted, day), listing, lambda case: case_brief(case, day))


@router.get("/cases/{case_id}", dependencies=[allowed(Doing.SEE_CASES)])
def get_case(case: SeenCase, session: Reading, user: CurrentUser) -> CaseWhole:
    """一件案件。"""
    return case_whole(user, case, today())


@router.post("/cases", status_code=201, dependencies=[allowed(Doing.CREATE_CASES)])
def register_case(session: ApiWriting, user: CurrentUser, asked: NewCase) -> CaseWhole:
    """登记案件。由线上查控组登记；其他组的在办案件由指挥中心登记。"""
    form = CaseForm(
        number=asked.number,
        filed_on=asked.filed_on,
        group=asked.group,
        parties=_parties(asked.parties),
        entered_on=asked.entered_on,
        closing_kind=asked.closing_kind,
        claim_fen=asked.claim_fen,
        paid_fen=asked.paid_fen,
        handler_id=asked.handler_id,
        passages=tuple((one.gate, one.on) for one in asked.passages),
    )
    return case_whole(user, create_case(session, user, form, source="接口"), today())


@router.patch("/cases/{case_id}", dependencies=[allowed(Doing.CHANGE_CASES)])
def correct_case(case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, asked: CaseChange) -> CaseWhole:
    """变更案件信息。"""
    change_case(session, user, case, _changed(case, asked), asked.version)
    session.flush()
    return case_whole(user, case, today())


@router.post("/imports/uploads", dependencies=[allowed(Doing.CREATE_CASES)], openapi_extra=REPEATABLE_BY_NATURE)
def import_cases(
    table: UploadFile,
    service: TheService,
    user: CurrentUser,
    take: Annotated[bool, Query(description="true 导入没有错的行；否则只预览")] = False,
) -> Imported:
    """导入案件系统的表格（XLSX 或者 CSV）。

    每行或者导入，或者说明为什么不导入。同一案号只登记一次，重复发送不会重复登记。
    """
    name = (table.filename or "表格").rpartition("/")[2][:120]
    if not table.size:
        raise FormError("没有表格，或者表格是空的", fields={"table": "须是 XLSX 或者 CSV 文件"})
    word, path = keep_table(service, user, table.file, name)
    with service.reading() as session:
        read = read_import(session, user, path, name, today())
    if not take:
        return _imported(read, [])
    service.blobs.put_bytes(path.read_bytes())
    return _imported(read, take_import(service, user, read, name, word.partition(".")[0]))


def _parties(parties: list[Party]) -> tuple[PartyForm, ...]:
    return tuple(PartyForm(one.role, one.name, one.kind, one.number or None, one.phone or None) for one in parties)


def _changed(case: Case, asked: CaseChange) -> CaseForm:
    """The case as it is, with what was sent in its place."""
    given = asked.model_dump(include=asked.model_fields_set, exclude={"version", "parties"})
    now = {name: getattr(case, name) for name in CaseChange.model_fields if name not in ("version", "parties")}
    parties = (
        tuple(PartyForm(one.role, one.name, one.kind, one.number, one.phone) for one in case.parties)
        if asked.parties is None
        else _parties(asked.parties)
    )
    return CaseForm(group=case.group, parties=parties, **{**now, **given})


def _imported(read: ImportRead, taken: list[RowRead]) -> Imported:
    done = {row.number for row in taken}
    return Imported(
        sheet=read.sheet,
        taken=len(taken),
        good=len(read.good),
        known=len(read.known),
        bad=len(read.bad),
        rows=[_row(row, taken=row.number in done) for row in read.rows],
    )


def _row(row: RowRead, *, taken: bool) -> ImportRow:
    state = "taken" if taken else "good" if row.good else "bad" if row.faults else "known"
    told = [f"{one.column}：{one.what}" for one in row.faults] or ([row.known] if row.known else [])
    return ImportRow(row=row.number, number=row.form.number if row.form else "", state=state, told=told)
