"""Clocks: the board, the limits of the law, and what is due after 终本."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import Query

from service.accounts.policy import Doing
from service.api.deps import ApiWriting
from service.api.models.cases import CaseBrief
from service.api.models.common import Group, Id, Page
from service.api.models.work import AftercareDone, AftercareModel, Board, LimitModel
from service.api.paging import AskedPage, page_of, slice_of
from service.api.route import api_router
from service.api.routes.feedback import Month
from service.api.showing import case_brief
from service.api.showing_work import board_row, limit_model, task_model
from service.clocks.bands import Band
from service.clocks.board import board, listed, shown_groups, waiting_row
from service.clocks.known import facts_of, last_check
from service.clocks.legal import kept_rows, of_case, standing_of
from service.database.models import Role
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed
from service.moment import today
from service.work.aftercare import due_tasks, finish, tasks_between
from service.work.months import month_of

router = api_router("期限和终本后管理")
AskedGroup = Annotated[Group | None, Query(description="承办组")]


@router.get("/clocks", dependencies=[allowed(Doing.SEE_CLOCKS)])
def get_board(session: Reading, user: CurrentUser) -> Board:
    """期限看板：各组超期、红、橙、黄、绿各几件。"""
    day = today()
    deciding = None if Role(user.role).of_group else board_row(waiting_row(session, day))
    return Board(groups=[board_row(row) for row in board(session, user, day)], deciding=deciding)


@router.get("/clocks/cases", dependencies=[allowed(Doing.SEE_CLOCKS)])
def list_by_clock(
    session: Reading,
    user: CurrentUser,
    listing: AskedPage,
    group: AskedGroup = None,
    band: Annotated[Band | None, Query(description="overdue 超期，red、orange、yellow、green，none 无期限")] = None,
) -> Page[CaseBrief]:
    """在办案件，期限最近的在前。"""
    day = today()
    chosen = group if group in shown_groups(user) else None
    return page_of(session, listed(user, day, chosen, band), listing, lambda case: case_brief(case, day))


@router.get("/clocks/limits", dependencies=[allowed(Doing.SEE_CLOCKS)])
def list_limits(session: Reading, user: CurrentUser, listing: AskedPage, group: AskedGroup = None) -> Page[LimitModel]:
    """已经超过或者三十天内届满的法定期限。"""
    day = today()
    chosen = group if group in shown_groups(user) else None
    query = kept_rows(user, day, None, chosen)
    return page_of(session, query, listing, lambda row: limit_model(standing_of(row, day)))


@router.get("/cases/{case_id}/clocks", dependencies=[allowed(Doing.SEE_CLOCKS)])
def list_case_limits(service: TheService, case: SeenCase, session: Reading, listing: AskedPage) -> Page[LimitModel]:
    """一案的法定期限。"""
    facts = facts_of(service.blobs, last_check(session, case.id))
    return slice_of(of_case(case, facts, today()), listing, limit_model)


@router.get("/aftercare", dependencies=[allowed(Doing.SEE_AFTERCARE)])
def list_aftercare(
    session: Reading,
    user: CurrentUser,
    listing: AskedPage,
    month: Month | None = None,
    overdue: Annotated[bool, Query(description="true 只列全部逾期未办的")] = False,
) -> Page[AftercareModel]:
    """终本后的事项：一个月里到期的，或者逾期未办的。"""
    day = today()
    first, last = month_of(month or "", day)
    query = due_tasks(user, day - timedelta(days=1)) if overdue else tasks_between(user, first, last)
    return page_of(session, query, listing, lambda task: task_model(task, day))


@router.post("/aftercare/{task_id}/done", dependencies=[allowed(Doing.DO_AFTERCARE)])
def finish_task(session: ApiWriting, user: CurrentUser, task_id: Id, asked: AftercareDone) -> AftercareModel:
    """办结终本后的事项。"""
    task = finish(session, user, task_id, done_on=asked.done_on, result=asked.result, found=asked.found, today=today())
    return task_model(task, today())
