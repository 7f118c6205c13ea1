"""Checks of a case: asking for one, watching it, its result, its findings, its papers to download."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from checker.gates import GATES
from checker.outcome import OPEN, Status
from checker.reports import view
from checker.reports.docx import title_of
from service.accounts.policy import Doing, holds
from service.cases.checks import ask_check, changed_since, check_for, checks_of, previous_check, progress_of
from service.cases.events import events
from service.cases.exporting import exports, note_export
from service.cases.reports import Differences, differences_of, report_of
from service.cases.result import ResultView
from service.context import Service
from service.database.models import Check, CheckPurpose, CheckState
from service.deps import CurrentUser, Reading, SeenCase, TheService, Writing, WrittenCase, allowed
from service.errors import FormError, NotFoundError
from service.handover.gates import gates_for, gates_of
from service.handover.next_gate import next_gate
from service.handover.submitting import open_submission
from service.moment import today
from service.pages import page
from service.paging import Paging

router = APIRouter(prefix="/cases/{case_id}/checks", dependencies=[allowed(Doing.SEE_CASES)])
_PageNumber = Annotated[int, Query(alias="page")]
_AT_ONCE = 100  # findings on a page of the long list
_NO_RESULT = "这次检查还没有结果"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _seen_check(case_id: int, check_id: int, session: Reading, user: CurrentUser) -> Check:
    return check_for(session, user, case_id, check_id)


SeenCheck = Annotated[Check, Depends(_seen_check)]


@router.get("")
def list_checks(request: Request, session: Reading, user: CurrentUser, case: SeenCase) -> HTMLResponse:
    """The checks of a case, and the form for a new one."""
    mine = holds(user, case)
    return page(
        request,
        "checks/list.html",
        case=case,
        checks=checks_of(session, case),
        mine=mine,
        gate=next_gate(session, case, gates_of(case)),
    )


@router.post("", dependencies=[allowed(Doing.WORK_ON_CASE)])
def ask(
    session: Writing,
    user: CurrentUser,
    case: WrittenCase,
    gate: Annotated[str, Form(max_length=32)],
    as_of: Annotated[str, Form(max_length=10)] = "",
    then: Annotated[str, Form(max_length=10)] = "",
) -> RedirectResponse:
    """Asks for a check before anything is submitted; or goes on to submit the case at the gate that was chosen."""
    if then == "submit":
        return RedirectResponse(f"/cases/{case.id}/submit?{urlencode({'gate': gate})}", 303)
    check = ask_check(session, user, case, gate, CheckPurpose.PRECHECK, _day(as_of))
    return RedirectResponse(f"/cases/{case.id}/checks/{check.id}", 303)


@router.get("/{check_id}")
def show(
    request: Request, session: Reading, service: TheService, user: CurrentUser, case: SeenCase, check: SeenCheck
) -> HTMLResponse:
    """How far a check is; once it is done, its result."""
    mine = holds(user, case)
    if check.state != CheckState.DONE:
        state, progress = CheckState(check.state), progress_of(session, check.id)
        return page(
            request, "checks/progress.html", case=case, check=check, mine=mine, state=state, progress=progress
        )  # fmt: skip
    report = report_of(service, check)
    before = previous_check(session, check)
    return page(
        request,
        "checks/result.html",
        case=case,
        check=check,
        mine=mine,
        view=view,
        Status=Status,
        report=report,
        shown=ResultView(report, check, today()),
        matrix=view.checklist(report),
        other=view.other_items(report),
        settled=view.settled(report),
        schemes=view.schemes(report),
        superior_lacking=view.superior(report, Status.VIOLATED),
        superior_open=view.superior(report, Status.UNDETERMINED),
        previous=before,
        since=_since(service, before, check),
        stale=changed_since(session, check),
        submits=check.gate in gates_for(user, case) and open_submission(session, case) is None,
        exports=exports(user, case),
    )


@router.get("/{check_id}/findings")
def list_findings(
    request: Request,
    service: TheService,
    case: SeenCase,
    check: SeenCheck,
    open: bool = False,
    page_number: _PageNumber = 1,
) -> HTMLResponse:
    """All findings in one long list, or those that ask for something: for files with very many respondents."""
    report = report_of(service, check)
    found = [finding for finding in report.findings if not open or finding.status in OPEN]
    paging = Paging(min(max(1, page_number), max(1, -(-len(found) // _AT_ONCE))), len(found), _AT_ONCE, request)
    return page(
        request,
        "checks/findings.html",
        view=view,
        case=case,
        check=check,
        shown=ResultView(report, check, today()),
        findings=found[(paging.page - 1) * _AT_ONCE : paging.page * _AT_ONCE],
        open=open,
        paging=paging,
    )


@router.get("/{check_id}/findings/{number}")
def show_finding(request: Request, service: TheService, case: SeenCase, check: SeenCheck, number: int) -> HTMLResponse:
    """One finding with its whole trace and all its places."""
    report = report_of(service, check)
    if not 1 <= number <= len(report.findings):
        raise NotFoundError("这次检查没有这一项")
    return page(
        request,
        "checks/finding.html",
        view=view,
        Status=Status,
        case=case,
        check=check,
        report=report,
        shown=ResultView(report, check, today()),
        finding=report.findings[number - 1],
        number=number,
    )


@router.get("/{check_id}/events")
async def watch(request: Request, service: TheService, check: SeenCheck) -> StreamingResponse:
    """How far a check is, as server-sent events, until it is over."""
    return StreamingResponse(
        events(service, check.id, request.is_disconnected),
        media_type="text/event-stream",
        headers={"x-accel-buffering": "no"},
    )


@router.get("/{check_id}/report.json")
def download_report(service: TheService, user: CurrentUser, case: SeenCase, check: SeenCheck) -> Response:
    """The report as JSON, for `zhongben verify` and `zhongben explain`."""
    if check.report_sha256 is None:
        raise NotFoundError(_NO_RESULT)
    data = service.blobs.get(check.report_sha256)
    note_export(service, user, case, check, "report.json")
    return _file(data, "application/json", f"检查报告-{case.number}-{GATES[check.gate]}.json")


@router.get("/{check_id}/paper.docx")
def download_paper(service: TheService, user: CurrentUser, case: SeenCase, check: SeenCheck) -> Response:
    """The paper: 《终本预检清单》 or 《退回整改通知书》."""
    if check.paper_sha256 is None:
        raise NotFoundError(_NO_RESULT)
    data, title = service.blobs.get(check.paper_sha256), title_of(report_of(service, check))
    note_export(service, user, case, check, "paper.docx")
    return _file(data, _DOCX, f"{title}-{case.number}.docx")


def _file(data: bytes, type_: str, name: str) -> Response:
    return Response(
        data, media_type=type_, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )  # fmt: skip


def _since(service: Service, before: Check | None, check: Check) -> Differences | None:
    return differences_of(service, before, check) if before else None


def _day(text: str) -> date | None:
    """The day of a form; None where it was left empty."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError("检查日不是日期", fields={"as_of": "写成 2026-01-31"}) from None
