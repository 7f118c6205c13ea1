"""The ledger of returns, and the figures of a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from service.accounts.policy import Doing
from service.api.models.common import AskedDay, Group, Line, Page
from service.api.models.figures import (
    ClueFigures,
    GroupFigures,
    HandlerFigures,
    LedgerRowModel,
    ProblemModel,
    Problems,
    TransferFigures,
)
from service.api.paging import AskedPage
from service.api.route import api_router, file_answer
from service.database.models import DecisionKind
from service.deps import CurrentUser, Reading, TheService, allowed
from service.errors import FormError
from service.figures import clue
from service.figures.events import Figure
from service.figures.exports import DOCX, XLSX, download
from service.figures.ledger_export import exported_ledger
from service.figures.ledger_query import LedgerFilter, Manner, ledger_page
from service.figures.ledger_row import LedgerRow
from service.figures.month import Month, parse_month
from service.figures.month_papers import NAMES, paper_of_month, rows_of_month
from service.figures.parties import Masks
from service.figures.problems import problems_of
from service.figures.transfers import GroupRow, groups_shown
from service.moment import today
from service.numbers import LARGEST_ID

router = api_router("台账和统计")
_USUAL = timedelta(days=90)


def _month(
    month: Annotated[str | None, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="月份；不写为本月")] = None,
) -> Month:
    return parse_month(month or "", today())


TheMonth = Annotated[Month, Depends(_month)]


def _wanted(
    first: Annotated[AskedDay | None, Query(description="从哪天起；不写为之前90天")] = None,
    last: Annotated[AskedDay | None, Query(description="到哪天止；不写为今天")] = None,
    group: Annotated[Group | None, Query(description="送审或者责任的组")] = None,
    kind: Annotated[DecisionKind | None, Query(description="approve 通过，return 退回，forward 初审同意")] = None,
    reason: Annotated[Line, Query(description="退回原因代码")] = "",
    rule: Annotated[Line, Query(description="规则的 id、编号或者标题的一部分")] = "",
    handler_id: Annotated[int | None, Query(ge=1, le=LARGEST_ID, description="承办人编号")] = None,
    manner: Annotated[
        Manner | None,
        Query(description="通过情形：waived 有豁免，risk 确认上位规定风险，looked 有人工核对，plain 检查符合"),
    ] = None,
) -> LedgerFilter:
    end = last or today()
    begin = first or max(date.min + _USUAL, end) - _USUAL
    if begin > end:
        raise FormError("开始日期晚于结束日期", fields={"first": "晚于结束日期"})
    return LedgerFilter(begin, end, group or "", kind or "", reason, rule, handler_id, manner or "")


Wanted = Annotated[LedgerFilter, Depends(_wanted)]


@router.get("/ledger", dependencies=[allowed(Doing.SEE_LEDGER)])
def list_ledger(session: Reading, user: CurrentUser, listing: AskedPage, wanted: Wanted) -> Page[LedgerRowModel]:
    """退回和通过的台账，最新的在前。当事人的姓名和号码对无权查看的人隐去一部分。"""
    rows, total = ledger_page(session, user, wanted, today(), listing.page, listing.limit)
    masks = Masks(user)
    masks.load(session, (row.case_id for row in rows))
    return listing.show([_row(row, masks) for row in rows] if listing.offset < total else [], total)


@router.get(
    "/ledger.xlsx",
    dependencies=[allowed(Doing.SEE_LEDGER)],
    response_class=Response,
    responses=file_answer("台账（XLSX）", XLSX),
)
def get_ledger_sheet(service: TheService, session: Reading, user: CurrentUser, wanted: Wanted) -> Response:
    """台账的 XLSX。导出记入操作记录；太多的须缩短期间分几次。"""
    return download(*exported_ledger(service, session, user, wanted, today()), XLSX)


@router.get("/figures/transfers", dependencies=[allowed(Doing.SEE_FIGURES)])
def get_transfer_figures(session: Reading, user: CurrentUser, month: TheMonth) -> TransferFigures:
    """各组送审案件情况统计表。"""
    rows = rows_of_month(session, user, month, today())
    means = {str(figure): f"{figure.chinese}：{figure.means}" for figure in Figure}
    return TransferFigures(month=str(month), means=means, groups=[_group(row) for row in rows])


@router.get("/figures/clue", dependencies=[allowed(Doing.SEE_FIGURES)])
def get_clue_figures(service: TheService, session: Reading, user: CurrentUser, month: TheMonth) -> ClueFigures:
    """线索查控组办案业绩。只给本组组长和看全部案件的人。"""
    clue.require_seeing(user)
    rows = clue.handler_rows(service, session, month, today())
    return ClueFigures(month=str(month), handlers=[_handler(row) for row in rows])


@router.get("/figures/problems", dependencies=[allowed(Doing.SEE_FIGURES)])
def get_problems(session: Reading, user: CurrentUser, month: TheMonth) -> Problems:
    """流转审批问题汇总：反复退回的原因。"""
    found = problems_of(session, month, groups_shown(user))
    return Problems(
        month=str(month),
        problems=[
            ProblemModel(
                owner=one.owner,
                rule=one.rule,
                code=one.code,
                title=one.title,
                reasons=list(one.reasons),
                times=one.times,
                before=one.before,
                cases=[case.case_id for case in one.cases],
            )
            for group in found
            for one in group.problems
        ],
    )


@router.get(
    "/figures/papers/{name}",
    dependencies=[allowed(Doing.SEE_FIGURES)],
    response_class=Response,
    responses=file_answer("报表（DOCX 或者 XLSX）", DOCX, XLSX),
)
def get_figures_paper(
    service: TheService,
    session: Reading,
    user: CurrentUser,
    month: TheMonth,
    name: Annotated[str, Path(json_schema_extra={"enum": list(NAMES)}, examples=[NAMES[0]])],
) -> Response:
    """一个月的报表。transfers 各组送审案件情况统计表，clue 线索查控组办案业绩，problems 流转审批问题汇总；导出记入操作记录。"""
    made = paper_of_month(service, session, user, month, name, today())
    return download(made.data, made.name, made.media)


def _row(row: LedgerRow, masks: Masks) -> LedgerRowModel:
    plain = {name: getattr(row, name) for name in LedgerRowModel.model_fields if hasattr(row, name)}
    return LedgerRowModel(
        **plain
        | {
            "subject": masks.text(row.case_id, row.subject),
            "problem": masks.text(row.case_id, row.problem),
            "recurred": row.recurrence.before + 1,
            "recurred_in_case": row.recurrence.same_case + 1,
        }
    )


def _group(row: GroupRow) -> GroupFigures:
    counts = {str(figure): row.count(figure) for figure in Figure}
    return GroupFigures(group=row.group or None, counts=counts, average_days=row.average_days, budget=row.budget)


def _handler(row: clue.HandlerRow) -> HandlerFigures:
    return HandlerFigures(
        handler_id=row.handler,
        name=row.name,
        held=len(row.stays),
        closed=row.closed.part,
        performed=row.performed.part,
        settled=row.settled.part,
        to_disposal=row.to_disposal.part,
        to_refusal=row.to_refusal.part,
        detentions=row.detentions.text,
        fines=row.fines.text,
    )
