"""The pages of a check as pictures, with what was found on them; corrections by clicking."""

from __future__ import annotations

from functools import cache
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.casefile import PageRef, PageState
from checker.reports.words import correction_text
from extractors.corrections.marks import SEAL
from extractors.corrections.said import followed
from extractors.kinds import load_kinds
from service.accounts.policy import Doing, case_for, holds
from service.cases.corrections import changed_after, correct, every, in_force, revoke, said
from service.cases.entering import STATE_WORDS, Filled, entry_of
from service.cases.images import has_picture, mark_of, original_of
from service.cases.page_list import Show, list_pages
from service.cases.page_rows import field_rows, mark_rows, word_rows
from service.cases.reading import ReadPage
from service.cases.submitted import ENDED, is_submitted
from service.cases.viewed import Pointed, Viewed, viewed
from service.database.models import Case, Check, CheckState, Correction, CorrectionOf
from service.deps import CaseId, CurrentUser, Reading, SeenCase, TheService, Writing, WrittenCase, allowed
from service.errors import NotFoundError
from service.numbers import LARGEST_ID
from service.pages import page as render_page
from service.pictures import picture_in_turn, seen_picture

router = APIRouter()
_PAGES = "/cases/{case_id}/checks/{check_id}/pages"
_CACHED = "private, no-cache"  # kept by the browser, and shown again only when we say so: the next person may sit there
_DONE = {"corrected": "更正已经记录，重新检查后生效", "revoked": "更正已经撤销，重新检查后生效"}


@router.get(_PAGES, dependencies=[allowed(Doing.SEE_CASES)])
def show_page(
    request: Request,
    service: TheService,
    session: Reading,
    user: CurrentUser,
    case: SeenCase,
    check_id: int,
    file: Annotated[str, Query(max_length=400)] = "",
    page: int = 1,
    at: int = 0,
    finding: int = 0,
    show: Show = Show.ALL,
    done: str = "",
) -> HTMLResponse:
    """A page: by its file and number, by its place in the whole file (`at`), or where a finding (from 1, in the order of the
    report) is seen first.
    """
    check = _check(session, case, check_id)
    view = viewed(service, check)
    chosen = view.findings[finding - 1] if 0 < finding <= len(view.findings) else None
    shown = _page_asked(view, file, page, at, chosen, show)
    corrections = in_force(session, case)
    told = followed([said(one) for one in corrections], {PageRef(one.file, one.page): one.sha256 for one in view.pages})
    paper = view.paper_of(shown)
    place = view.place_of(shown)
    return render_page(
        request,
        "viewer/page.html",
        case=case,
        check=check,
        view=view,
        shown=shown,
        at=place + 1,
        paper=paper,
        state=STATE_WORDS[shown.state],
        image=_image(view, shown),
        words=[] if has_picture(shown) else word_rows(shown),
        list=list_pages(view, shown, show),
        tabs=list(Show),
        finding=chosen,
        jumps=_jumps(view, chosen),
        next_unknown=_next_unknown(view, place),
        pointing=view.pointing_to(shown),
        fields=field_rows(view.document(paper), shown, told) if paper else [],
        marks=mark_rows(shown, told),
        seal=SEAL,
        before=view.before(shown),
        kinds=_kinds(),
        corrections=[
            one for one, at in zip(corrections, told, strict=True) if (at.file, at.page) == (shown.file, shown.page)
        ],
        correction_count=len(corrections),
        pending=changed_after(session, case, check.requested_at),
        may_correct=holds(user, case) and case.state not in ENDED and not is_submitted(session, case),
        told_text=_text,
        done=_DONE.get(done, ""),
    )


def _seen_picture(
    service: TheService,
    user: CurrentUser,
    case_id: CaseId,
    check_id: int,
    file: Annotated[str, Query(max_length=400)],
    page: int,
) -> tuple[Viewed, ReadPage]:
    return seen_picture(service, user, case_id, check_id, file, page)


@router.get(f"{_PAGES}/image", dependencies=[allowed(Doing.SEE_CASES)])
async def show_image(
    request: Request, service: TheService, seen: Annotated[tuple[Viewed, ReadPage], Depends(_seen_picture)]
) -> Response:
    """The picture of a page, JPEG. It never changes under its address, which carries a mark of it."""
    view, shown = seen
    etag = f'"{mark_of(original_of(view.inputs, shown.file)[1], shown)}"' if shown.sha256 else ""
    headers = {"cache-control": _CACHED, "etag": etag}
    if etag and etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    picture = await picture_in_turn(request, service, view, shown)
    return Response(picture.data, media_type="image/jpeg", headers=headers) if picture else Response(status_code=204)


@router.post(f"{_PAGES}/corrections", dependencies=[allowed(Doing.WORK_ON_CASE)])
def add_correction(
    service: TheService,
    user: CurrentUser,
    case_id: int,
    check_id: int,
    of: Annotated[CorrectionOf, Form()],
    file: Annotated[str, Form(max_length=400)],
    page: Annotated[int, Form()],
    name: Annotated[str, Form(max_length=100)] = "",
    value: Annotated[str, Form(max_length=2000)] = "",
    none: Annotated[bool, Form()] = False,
    box: Annotated[str, Form(max_length=80)] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
    finding: Annotated[int, Form()] = 0,
) -> RedirectResponse:
    """Keeps what somebody saw on a page. The reading is looked at before the lock is taken."""
    with service.reading() as session:
        view = viewed(service, _check(session, case_for(session, user, case_id), check_id))
        entry = entry_of(view, Filled(of, file, page, name, value, none, box, reason))
    with service.writing() as session:
        correct(session, user, case_for(session, user, case_id), entry)
    query = {"file": file, "page": page, **({"finding": finding} if finding else {}), "done": "corrected"}
    return RedirectResponse(f"/cases/{case_id}/checks/{check_id}/pages?{urlencode(query)}", 303)


@router.get("/cases/{case_id}/corrections", dependencies=[allowed(Doing.SEE_CASES)])
def list_corrections(
    request: Request, session: Reading, user: CurrentUser, case: SeenCase, check: int = 0, done: str = ""
) -> HTMLResponse:
    """All corrections of a case, also those taken back."""
    latest = _latest(session, case, check)
    return render_page(
        request,
        "viewer/corrections.html",
        case=case,
        check=latest,
        corrections=every(session, case),
        pending=latest is not None and changed_after(session, case, latest.requested_at),
        may_correct=holds(user, case) and case.state not in ENDED and not is_submitted(session, case),
        told_text=_text,
        done=_DONE.get(done, ""),
    )


@router.post("/cases/{case_id}/corrections/{correction_id}/revoke", dependencies=[allowed(Doing.WORK_ON_CASE)])
def revoke_correction(
    case: WrittenCase,
    session: Writing,
    user: CurrentUser,
    correction_id: int,
    check: Annotated[int, Form()] = 0,
    back: Annotated[int, Form(ge=0, le=LARGEST_ID)] = 0,
) -> RedirectResponse:
    """Takes a correction back. `back`: to the page in that place (from 1) of that check."""
    revoke(session, user, case, correction_id)
    if back and check:
        query = urlencode({"at": back, "done": "revoked"})
        return RedirectResponse(f"/cases/{case.id}/checks/{check}/pages?{query}", 303)
    query = urlencode({"check": check, "done": "revoked"})
    return RedirectResponse(f"/cases/{case.id}/corrections?{query}", 303)


def _text(one: Correction) -> str:
    return correction_text(said(one))


def _check(session: Session, case: Case, check_id: int) -> Check:
    check = session.scalar(select(Check).where(Check.id == check_id, Check.case_id == case.id))
    if check is None:
        raise NotFoundError("没有这次检查，或者您无权查看")
    return check


def _latest(session: Session, case: Case, wanted: int) -> Check | None:
    """The check asked for, else the last one that came to an end."""
    query = select(Check).where(Check.case_id == case.id, Check.state == CheckState.DONE)
    asked = session.scalar(query.where(Check.id == wanted)) if wanted else None
    return asked or session.scalar(query.order_by(Check.id.desc()).limit(1))


def _page_asked(view: Viewed, file: str, number: int, at: int, finding: Pointed | None, show: Show) -> ReadPage:
    """The page to show. `NotFoundError` where there is none such; a finding that is on no page opens the first one."""
    if file:
        if found := view.page(file, number):
            return found
        raise NotFoundError("这次检查没有这一页")
    if at:
        if 0 < at <= len(view.pages):
            return view.pages[at - 1]
        raise NotFoundError("这次检查没有这一页")
    place = view.first_place(finding) if finding else None
    if place and (found := view.page(place.file, place.page)):
        return found
    listed = list_pages(view, view.pages[0], show) if view.pages else None
    if listed is None:
        raise NotFoundError("这次检查没有读到任何一页")
    first = [*listed.unknown, *listed.rest] if show is not Show.ALL else []
    return first[0].page if first else view.pages[0]


def _image(view: Viewed, shown: ReadPage) -> str:
    """The query of the picture's address, empty where it has none. The mark makes a page that was replaced another address."""
    if not has_picture(shown):
        return ""
    mark = mark_of(original_of(view.inputs, shown.file)[1], shown)
    return urlencode({"file": shown.file, "page": shown.page, "v": mark[:12]})


def _jumps(view: Viewed, chosen: Pointed | None) -> tuple[Pointed | None, Pointed | None]:
    """The findings before and after the one chosen; without one, the first comes next."""
    number = chosen.number if chosen else 0
    before = [one for one in view.jumps if one.number < number]
    after = [one for one in view.jumps if one.number > number]
    return (before[-1] if before else None, after[0] if after else None)


def _next_unknown(view: Viewed, place: int) -> int:
    """The place (from 1) of the next unknown page, round to the first; 0 where there is none."""
    places = [view.place_of(one) + 1 for one in view.of_state(PageState.UNKNOWN)]
    return next((at for at in places if at > place + 1), places[0] if places else 0)


@cache
def _kinds() -> tuple[str, ...]:
    """The names of all kinds, in the order of the court's list of documents."""
    return tuple(kind.name for kind in sorted(load_kinds(), key=lambda kind: (kind.catalogue_item, kind.name)))
