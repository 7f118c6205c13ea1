"""统计: the monthly figures, the cases behind them, their charts and papers."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from checker.gates import GROUPS
from service.accounts.policy import Doing
from service.database.models import User
from service.deps import CurrentUser, Reading, TheService, allowed
from service.errors import NotFoundError
from service.figures import clue
from service.figures.cases_behind import cases_behind
from service.figures.charts import part_of_whole
from service.figures.events import Event, Figure, events_for
from service.figures.exports import download
from service.figures.month import Month, parse_month
from service.figures.month_papers import paper_of_month, rows_of_month
from service.figures.problems import problems_of
from service.figures.transfers import groups_shown
from service.figures.trend import trend
from service.figures.words import CLUE_NOTES, transfer_notes
from service.moment import today
from service.pages import page
from service.paging import AT_ONCE, Paging

router = APIRouter(prefix="/figures", dependencies=[allowed(Doing.SEE_FIGURES)])
_SVG = "image/svg+xml"


def _month(month: Annotated[str, Query(max_length=7)] = "") -> Month:
    return parse_month(month.strip(), today())


TheMonth = Annotated[Month, Depends(_month)]


@router.get("")
def transfers_page(request: Request, session: Reading, user: CurrentUser, month: TheMonth) -> HTMLResponse:
    """各组送审案件情况统计表."""
    groups = groups_shown(user)
    return _page(
        request,
        "figures/transfers.html",
        user,
        month,
        rows=rows_of_month(session, user, month, today()),
        trend=trend(session, month, groups),
        figures=Figure,
        notes=transfer_notes(month, today()),
    )


@router.get("/clue")
def clue_page(
    request: Request, service: TheService, session: Reading, user: CurrentUser, month: TheMonth
) -> HTMLResponse:
    """The figures of 线索查控组."""
    clue.require_seeing(user)
    rows = clue.handler_rows(service, session, month, today())
    return _page(request, "figures/clue.html", user, month, rows=rows, notes=CLUE_NOTES)


@router.get("/problems")
def problems_page(request: Request, session: Reading, user: CurrentUser, month: TheMonth) -> HTMLResponse:
    """The problem summary."""
    found = problems_of(session, month, groups_shown(user))
    return _page(request, "figures/problems.html", user, month, found=found)


@router.get("/cases")
def cases_page(
    request: Request,
    session: Reading,
    user: CurrentUser,
    month: TheMonth,
    of: Annotated[str, Query(max_length=20)],
    group: Annotated[str, Query(max_length=16)] = "",
    number: Annotated[int, Query(alias="page")] = 1,
) -> HTMLResponse:
    """The cases behind a number: of a figure, in a group or in all that he sees."""
    shown = groups_shown(user)
    if of not in [*Figure] or (group and group not in shown):
        raise NotFoundError("没有这个数字", how="从统计表上的数字进入")
    figure, groups = Figure(of), (group,) if group else shown
    events = events_for(session, month, today(), groups, figure)
    part, paging = _part(events, request, number)
    return _page(
        request, "figures/cases.html", user, month, figure=figure, group=GROUPS.get(group, "各组"),
        rows=cases_behind(session, user, part), paging=paging,
    )  # fmt: skip


@router.get("/clue/cases")
def clue_cases_page(
    request: Request,
    service: TheService,
    session: Reading,
    user: CurrentUser,
    month: TheMonth,
    of: Annotated[str, Query(max_length=20)],
    handler: Annotated[str, Query(max_length=12)] = "",
    number: Annotated[int, Query(alias="page")] = 1,
) -> HTMLResponse:
    """The cases behind a number of 线索查控组: of a handler (an id, `unknown`), or of the whole group."""
    clue.require_seeing(user)
    if of not in _CLUE_LISTS:
        raise NotFoundError("没有这个数字", how="从统计表上的数字进入")
    rows = clue.handler_rows(service, session, month, today())
    row = next((one for one in rows if _clue_key(one) == handler), None)
    name, gates = _CLUE_LISTS[of]
    stays = [stay for stay in row.stays if not gates or stay.gate in gates] if row else []
    until = month.until(today())
    events = [
        Event(Figure.LEFT, clue.GROUP, stay.case_id, stay.left or until, stay.days(until), stay.submission_id)
        for stay in stays
    ]
    part, paging = _part(events, request, number)
    return _page(
        request, "figures/cases.html", user, month, figure=None, title=name, group=row.name or "全组" if row else "",
        rows=cases_behind(session, user, part), paging=paging,
    )  # fmt: skip


@router.get("/chart/groups.svg")
def groups_chart(session: Reading, user: CurrentUser, month: TheMonth) -> Response:
    """What was decided of each group's submissions."""
    groups = groups_shown(user)
    decided = Counter(one.group for one in events_for(session, month, today(), groups, Figure.DECIDED))
    returned = Counter(one.group for one in events_for(session, month, today(), groups, Figure.RETURNED))
    shown = [(GROUPS[group], decided[group], returned[group]) for group in groups]
    drawn = part_of_whole(f"{month.chinese}各组审批和退回（件次）", ("审批", "其中退回"), shown, width=760, height=280)
    return Response(drawn, media_type=_SVG)


@router.get("/chart/months.svg")
def months_chart(session: Reading, user: CurrentUser, month: TheMonth) -> Response:
    """The six months up to this one."""
    shown = [(str(one), decided, returned) for one, decided, returned in trend(session, month, groups_shown(user))]
    drawn = part_of_whole("近六个月审批和退回（件次）", ("审批", "其中退回"), shown, width=760, height=280)
    return Response(drawn, media_type=_SVG)


@router.get("/papers/{name}")
def paper(service: TheService, session: Reading, user: CurrentUser, month: TheMonth, name: str) -> Response:
    """A paper or a sheet of the month: transfers.docx, transfers.xlsx, clue.docx, clue.xlsx, problems.docx."""
    made = paper_of_month(service, session, user, month, name, today())
    return download(made.data, made.name, made.media)


_CLUE_LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "held": ("在办", ()),
    "closed": ("结案", clue.ENDS),
    "performed": ("执行完毕", clue.PERFORMED),
    "settled": ("执行终结", clue.SETTLED),
    "disposal": ("移送财产处置组", clue.TO_DISPOSAL),
    "refusal": ("移送拒执打击组", clue.TO_REFUSAL),
}


def _page(request: Request, template: str, user: User, month: Month, **context: Any) -> HTMLResponse:  # noqa: ANN401
    later = month.plus(1)
    return page(
        request,
        template,
        month=month,
        earlier=month.plus(-1),
        later=later if later.first <= today() else None,
        sees_clue=clue.GROUP in groups_shown(user),
        **context,
    )


def _part(events: list[Event], request: Request, number: int) -> tuple[list[Event], Paging]:
    paging = Paging(min(max(1, number), max(1, -(-len(events) // AT_ONCE))), len(events), AT_ONCE, request)
    return events[(paging.page - 1) * AT_ONCE : paging.page * AT_ONCE], paging


def _clue_key(row: clue.HandlerRow) -> str:
    return str(row.handler) if row.handler else "unknown" if row.name else ""
