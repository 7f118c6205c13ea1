"""`/assignment`: the leader gives the group's cases to its members, by draw or by hand; `/assignment/draws`: every draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from service.accounts.policy import DRAWING, Doing, case_for
from service.clocks.bands import due_order
from service.clocks.due import stage_clock
from service.database.models import Case, CaseState, User
from service.deps import CurrentUser, Reading, Writing, allowed
from service.errors import FormError
from service.moment import today
from service.pages import page
from service.paging import paged
from service.work.assignment import assign_by_hand, assign_randomly, handlers, shares, unassigned
from service.work.draw_log import last_draws

router = APIRouter(prefix="/assignment")
_DRAWS = 10
_AT_ONCE = 100
Ids = Annotated[list[int], Form()]


@router.get("", dependencies=[allowed(Doing.ASSIGN)])
def assignment(
    request: Request,
    session: Reading,
    user: CurrentUser,
    show: Annotated[str, Query(max_length=8)] = "",
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """The group's cases that nobody has yet (`show=all`: all open ones), and what each member has."""
    group = user.group or ""
    everything = show == "all"
    mine = (Case.group == group) & (Case.state == CaseState.OPEN)
    query = (
        select(Case)
        .where(mine if everything else unassigned(group))
        .options(selectinload(Case.parties), selectinload(Case.handler))
        .order_by(due_order(today()), Case.id)
    )
    cases, paging = paged(session, query, request, at, _AT_ONCE)
    return page(
        request,
        "assignment/assignment.html",
        held=[(case, stage_clock(case, today())) for case in cases],
        paging=paging,
        everything=everything,
        draws=group == DRAWING,
        shares=shares(session, group),
        people=[(one.id, f"{one.name}（{one.title}）") for one in handlers(session, group)],
    )


@router.post("/draw", dependencies=[allowed(Doing.ASSIGN)])
def draw(
    session: Writing,
    user: CurrentUser,
    case: Ids = [],  # noqa: B006 — declared by FastAPI, which copies it
    absent: Ids = [],  # noqa: B006
) -> RedirectResponse:
    """Draws a member for each case that was ticked."""
    assign_randomly(session, user, _cases(session, user, case), absent)
    return RedirectResponse("/assignment/draws", 303)


@router.post("/by-hand", dependencies=[allowed(Doing.ASSIGN)])
def by_hand(
    session: Writing,
    user: CurrentUser,
    handler: Annotated[int, Form()],
    case: Ids = [],  # noqa: B006
    reason: Annotated[str, Form(max_length=400)] = "",
) -> RedirectResponse:
    """Gives the cases that were ticked to one person."""
    person = session.get(User, handler)
    if person is None:
        raise FormError("没有这个人", how="从名单里选择承办人")
    assign_by_hand(session, user, _cases(session, user, case), person, reason)
    return RedirectResponse("/assignment", 303)


@router.get("/draws", dependencies=[allowed(Doing.SEE_DRAWS)])
def draws(request: Request, session: Reading) -> HTMLResponse:
    """The last draws with seed, candidates and what each drew, each drawn again."""
    return page(request, "assignment/draws.html", draws=last_draws(session, DRAWING, _DRAWS))


def _cases(session: Session, user: User, ids: Sequence[int]) -> list[Case]:
    """The cases of a form, each once, in the order of the form."""
    return [case_for(session, user, one) for one in dict.fromkeys(ids)]
