"""`/clocks`: the board of stage clocks, the limits of the law, and the clocks of one case."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from service.accounts.policy import Doing
from service.clocks.bands import Band
from service.clocks.board import board, listed, shown_groups, waiting_row
from service.clocks.due import stage_clock
from service.clocks.known import facts_of, last_check
from service.clocks.legal import SIX_MONTHS, filed_rows, kept_rows, of_case, standing_of, tallies
from service.clocks.limits import Kind, limits
from service.database.models import AftercareKind, Role
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed
from service.moment import today
from service.pages import page
from service.paging import paged
from service.work.aftercare import task_clock, tasks_of

router = APIRouter(dependencies=[allowed(Doing.SEE_CLOCKS)])


@router.get("/clocks")
def clocks(
    request: Request,
    session: Reading,
    user: CurrentUser,
    group: Annotated[str, Query(max_length=16)] = "",
    band: Annotated[str, Query(max_length=16)] = "",
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """Open cases by group and light, the most urgent first; both filters stand in the address."""
    day = today()
    chosen_group = group if group in shown_groups(user) else None
    chosen_band = Band(band) if band in set(Band) else None
    cases, paging = paged(session, listed(user, day, chosen_group, chosen_band), request, at)
    return page(
        request,
        "clocks/board.html",
        rows=board(session, user, day),
        waiting=None if Role(user.role).of_group else waiting_row(session, day),
        groups=shown_groups(user),
        BANDS=tuple(Band),
        group=chosen_group or "",
        band=chosen_band or "",
        held=[(case, stage_clock(case, day)) for case in cases],
        paging=paging,
    )


@router.get("/clocks/limits")
def legal_limits(
    request: Request,
    session: Reading,
    user: CurrentUser,
    group: Annotated[str, Query(max_length=16)] = "",
    limit: Annotated[str, Query(max_length=40)] = "",
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """The limits of the law that are over or run out within thirty days."""
    day = today()
    chosen_group = group if group in shown_groups(user) else None
    chosen = limits().get(limit)
    name = chosen.id if chosen else None
    query = filed_rows(user, day, chosen_group) if name == SIX_MONTHS else kept_rows(user, day, name, chosen_group)
    rows, paging = paged(session, query, request, at)
    return page(
        request,
        "clocks/limits.html",
        tallies=tallies(session, user, day, chosen_group),
        groups=shown_groups(user),
        group=chosen_group or "",
        chosen=chosen,
        standings=[standing_of(row, day) for row in rows],
        paging=paging,
    )


@router.get("/cases/{case_id}/clocks")
def case_clocks(request: Request, service: TheService, session: Reading, case: SeenCase) -> HTMLResponse:
    """Every clock of one case: its stage, and each limit of the law that can be counted."""
    check = last_check(session, case.id)
    found = of_case(case, facts_of(service.blobs, check), today())
    return page(
        request,
        "clocks/case.html",
        case=case,
        clock=stage_clock(case, today()),
        check=check,
        due=[one for one in found if one.limit.kind is not Kind.EARLIEST],
        earliest=[one for one in found if one.limit.kind is Kind.EARLIEST],
        tasks=[(one, AftercareKind(one.kind), task_clock(one, today())) for one in tasks_of(session, case)],
    )
