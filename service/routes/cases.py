"""The list of cases, a case's page, registering one and correcting it."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from checker.gates import GATES, GROUPS
from service.accounts.policy import MOST_ID, REGISTERING, Doing, case_for, keeps_record
from service.cases.entry import KINDS, PASSABLE, ROLES, closing_kinds
from service.cases.form import (
    PARTY_FIELDS,
    Filled,
    add_rows,
    blank_form,
    filled_in,
    form_of,
    keep_sides,
    note_faults,
    read_form,
    resuming_form,
)
from service.cases.listing import CaseFilter, find_cases, handlers_for, latest_verdicts
from service.cases.overview import overview
from service.cases.receiving import filing_leader
from service.cases.register import GIVABLE, change_case, clock_from_filing, create_case
from service.clocks.due import Colour, stage_clock
from service.database.models import Case, CaseState, Role, User
from service.deps import CurrentUser, Reading, SeenCase, TheService, Writing, WrittenCase, allowed
from service.errors import ConflictError, ForbiddenError, FormError
from service.moment import today
from service.numbers import number_in
from service.pages import page
from service.paging import paged

router = APIRouter(prefix="/cases")


async def _sent(request: Request) -> Filled:
    form = await request.form()
    values = {name: value for name, value in form.items() if isinstance(value, str)}
    rows = {name: [str(value) for value in form.getlist(f"party-{name}")] for name in PARTY_FIELDS}
    return filled_in(values, rows)


Sent = Annotated[Filled, Depends(_sent)]


@router.get("", dependencies=[allowed(Doing.SEE_CASES)])
def list_cases(
    request: Request,
    session: Reading,
    user: CurrentUser,
    q: Annotated[str, Query(max_length=100)] = "",
    group: str = "",
    state: str = CaseState.OPEN,
    handler: str = "",
    light: str = "",
    sort: str = "due",
    down: bool = False,
    at: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> HTMLResponse:
    """Fifty cases a page, the clock that runs out first at the top."""
    wanted = CaseFilter(q, group, state, number_in(handler), light, sort, down)
    day = today()
    cases, paging = paged(session, find_cases(session, user, wanted, day), request, at)
    return page(
        request,
        "cases/list.html",
        rows=[(case, stage_clock(case, day)) for case in cases],
        verdicts=latest_verdicts(session, cases),
        paging=paging,
        wanted=wanted,
        handler=handler,
        handlers=handlers_for(session, user),
        groups=[(slug, GROUPS[slug]) for slug in GIVABLE],
        states=[(one.value, one.chinese) for one in CaseState],
        state_names={one.value: one.chinese for one in CaseState},
        lights=[(one.value, one.chinese) for one in Colour if one is not Colour.NONE],
    )


@router.get("/new", dependencies=[allowed(Doing.CREATE_CASES)])
def new_case(
    request: Request,
    session: Reading,
    user: CurrentUser,
    resumes: Annotated[int | None, Query(ge=1, le=MOST_ID)] = None,
) -> HTMLResponse:
    """The form for a new case. `resumes`: the case whose 恢复执行 was approved."""
    blank = blank_form(REGISTERING, today(), filing_leader(session))
    if resumes is None:
        return _form_page(request, session, user, blank)
    before = case_for(session, user, resumes)
    return _form_page(request, session, user, resuming_form(before, blank), resumes=before)


@router.post("", dependencies=[allowed(Doing.CREATE_CASES)], response_model=None)
def register(request: Request, sent: Sent, session: Writing, user: CurrentUser) -> HTMLResponse | RedirectResponse:
    """Registers a case, or shows the form again with what is wrong."""
    if "more" in sent.values:
        return _form_page(request, session, user, add_rows(sent))
    form = read_form(sent, today())
    if not sent.faults:
        try:
            return RedirectResponse(f"/cases/{create_case(session, user, form).id}", 303)
        except FormError as error:
            note_faults(sent, error.fields)
        except ConflictError as error:
            sent.faults["number"] = error.what
    return _form_page(request, session, user, sent, status=422)


@router.get("/{case_id}", dependencies=[allowed(Doing.SEE_CASES)])
def show_case(
    request: Request,
    case: SeenCase,
    session: Reading,
    user: CurrentUser,
    service: TheService,
    papers: Annotated[int, Query(ge=1)] = 1,
) -> HTMLResponse:
    """All about a case, and what may be done with it."""
    shown = overview(session, user, case, today(), papers)
    return page(request, "cases/case.html", part_bytes=service.settings.upload_part_bytes, **shown)


@router.get("/{case_id}/edit", dependencies=[allowed(Doing.CHANGE_CASES)])
def edit_case(request: Request, case: SeenCase, session: Reading, user: CurrentUser) -> HTMLResponse:
    """The form that corrects a case."""
    if not keeps_record(user, case):
        raise ForbiddenError("案件现在不在您的组，不能改动", how="由现承办组或者指挥中心办理")
    return _form_page(request, session, user, form_of(case), case)


@router.post("/{case_id}/edit", dependencies=[allowed(Doing.CHANGE_CASES)], response_model=None)
def change(
    request: Request, case: WrittenCase, sent: Sent, session: Writing, user: CurrentUser
) -> HTMLResponse | RedirectResponse:
    """Saves what was corrected, or shows the form again with what is wrong."""
    sent.values["group"] = case.group
    if Role(user.role) is not Role.COMMAND:  # the day the clock runs from is not theirs to change
        kept = case.entered_on.isoformat()
        sent.values["entered_on"] = sent.values.get("filed_on", kept) if clock_from_filing(case) else kept
    if "more" in sent.values:
        return _form_page(request, session, user, add_rows(sent), case)
    form = read_form(sent, today())
    if not sent.faults:
        try:
            version = sent.values.get("version", "")
            change_case(session, user, case, form, number_in(version) or 0)
            return RedirectResponse(f"/cases/{case.id}", 303)
        except FormError as error:
            note_faults(sent, error.fields)
    if "entered_on" in sent.faults and Role(user.role) is not Role.COMMAND:  # no field of this form
        sent.faults["entered_on"] += "；进入本组日期由指挥中心更正"
    return _form_page(request, session, user, sent, case, status=422)


def _form_page(
    request: Request,
    session: Session,
    user: User,
    filled: Filled,
    case: Case | None = None,
    status: int = 200,
    resumes: Case | None = None,
) -> HTMLResponse:
    own = Role(user.role).of_group
    groups = [(slug, GROUPS[slug]) for slug in GIVABLE if not own or slug == user.group]
    return page(
        request,
        "cases/form.html",
        status,
        case=case,
        resumes=resumes,
        filled=keep_sides(filled),
        given=defaultdict(str, filled.values),
        wrong=defaultdict(str, filled.faults),
        version=filled.values.get("version", case.version if case else ""),
        groups=groups,
        own=own,
        handlers=handlers_for(session, user),
        roles=ROLES,
        kinds=KINDS,
        closing=[(kind, kind) for kind in closing_kinds()],
        passable=[(gate, GATES[gate]) for gate in PASSABLE],
    )
