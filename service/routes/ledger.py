"""台账: every return and approval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.gates import GROUPS
from service.accounts.policy import Doing
from service.database.models import DecisionKind, Role, User
from service.deps import CurrentUser, Reading, TheService, allowed
from service.errors import FormError
from service.figures.exports import XLSX, download
from service.figures.ledger_export import exported_ledger
from service.figures.ledger_query import LedgerFilter, Manner, ledger_page
from service.figures.reasons import reason_names
from service.moment import today
from service.numbers import number_in
from service.pages import page
from service.paging import AT_ONCE, Paging

router = APIRouter(dependencies=[allowed(Doing.SEE_LEDGER)])
_SHOWN = timedelta(days=90)


def _wanted(
    first: Annotated[str, Query(alias="from", max_length=10)] = "",
    last: Annotated[str, Query(alias="to", max_length=10)] = "",
    group: Annotated[str, Query(max_length=16)] = "",
    kind: Annotated[str, Query(max_length=8)] = "",
    reason: Annotated[str, Query(max_length=32)] = "",
    rule: Annotated[str, Query(max_length=120)] = "",
    handler: Annotated[str, Query(max_length=12)] = "",
    manner: Annotated[str, Query(max_length=8)] = "",
) -> LedgerFilter:
    """The filter of the address; without a period, the last 90 days. An empty field of a form is no filter."""
    end = _day(last, "to") or today()
    begin = _day(first, "from") or end - _SHOWN
    if begin > end:
        raise FormError("开始日期晚于结束日期", fields={"from": "晚于结束日期"})
    if kind and kind not in [*DecisionKind]:
        raise FormError("没有这种结果", fields={"kind": "从列表中选择"})
    if handler and number_in(handler) is None:
        raise FormError("没有这个承办人", fields={"handler": "从列表中选择"})
    if manner and manner not in [*Manner]:
        raise FormError("没有这种通过情形", fields={"manner": "从列表中选择"})
    return LedgerFilter(begin, end, group, kind, reason, rule.strip(), number_in(handler), manner)


Wanted = Annotated[LedgerFilter, Depends(_wanted)]


@router.get("/ledger")
def ledger(
    request: Request,
    session: Reading,
    user: CurrentUser,
    wanted: Wanted,
    number: Annotated[int, Query(alias="page")] = 1,
) -> HTMLResponse:
    """The rows, by page."""
    rows, total = ledger_page(session, user, wanted, today(), number, AT_ONCE)
    paging = Paging(min(max(1, number), max(1, -(-total // AT_ONCE))), total, AT_ONCE, request)
    return page(
        request,
        "ledger/ledger.html",
        rows=rows,
        paging=paging,
        wanted=wanted,
        export=_export_address(request),
        **_choices(session, user),
    )


@router.get("/ledger.xlsx")
def export(service: TheService, session: Reading, user: CurrentUser, wanted: Wanted) -> Response:
    """All rows of the filter as XLSX."""
    return download(*exported_ledger(service, session, user, wanted, today()), XLSX)


def _choices(session: Session, user: User) -> dict[str, Any]:
    """What the form offers; people of a group have no choice of groups."""
    own = str(user.group) if Role(user.role).of_group else None
    people = select(User).where(User.role.in_([Role.MEMBER, Role.LEADER])).order_by(User.group, User.name)
    if own:
        people = people.where(User.group == own)
    return {
        "groups": [] if own else [(slug, name) for slug, name in GROUPS.items() if slug != "command"],
        "kinds": [(kind.value, kind.chinese) for kind in DecisionKind],
        "manners": [(manner.value, manner.chinese) for manner in Manner],
        "reasons": list(reason_names().items()),
        "handlers": [
            (str(one.id), f"{one.name}（{GROUPS.get(one.group or '', '')}）") for one in session.scalars(people)
        ],
    }


def _export_address(request: Request) -> str:
    query = str(request.url.remove_query_params("page").query)
    return f"/ledger.xlsx?{query}" if query else "/ledger.xlsx"


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError(f"“{text}”不是日期", how="写成 2026-01-31", fields={name: "写成 2026-01-31"}) from None
