"""操作记录: the audit ledger for those who may see it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from service.accounts.policy import Doing, may
from service.database.models import User
from service.deps import CurrentUser, Reading, TheService, allowed
from service.errors import FormError
from service.figures.exports import XLSX, download
from service.figures.parties import Masks
from service.ledger import Act
from service.ledger.browse import SYSTEM, AuditFilter, entries
from service.ledger.export import exported_audit, people
from service.ledger.sheet import case_numbers
from service.ledger.told import act_name, told
from service.ledger.verify import LedgerState, printed_code, verify_ledger
from service.numbers import number_in
from service.pages import page

router = APIRouter(dependencies=[allowed(Doing.SEE_AUDIT)])
AT_ONCE = 50


def _wanted(
    first: Annotated[str, Query(alias="from", max_length=10)] = "",
    last: Annotated[str, Query(alias="to", max_length=10)] = "",
    act: Annotated[str, Query(max_length=32)] = "",
    actor: Annotated[str, Query(max_length=12)] = "",
    case: Annotated[str, Query(max_length=64)] = "",
) -> AuditFilter:
    """The filter of the address."""
    if act and act not in [*Act]:
        raise FormError("没有这种操作", fields={"act": "从列表中选择"})
    if actor and actor != SYSTEM and number_in(actor) is None:
        raise FormError("没有这个人", fields={"actor": "从列表中选择"})
    return AuditFilter(_day(first, "from"), _day(last, "to"), act, actor, case.strip())


Wanted = Annotated[AuditFilter, Depends(_wanted)]


@router.get("/audit")
def audit(
    request: Request,
    service: TheService,
    session: Reading,
    user: CurrentUser,
    wanted: Wanted,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """The latest entries before one."""
    return _page(request, service, session, user, wanted, before)


@router.post("/audit/verify")
def verify(
    request: Request,
    service: TheService,
    session: Reading,
    user: CurrentUser,
    code: Annotated[str, Form(max_length=200)] = "",
) -> HTMLResponse:
    """Goes through the whole ledger, and shows whether it holds, and whether a check code printed earlier (月报、命令行) is its."""
    known = printed_code(code)
    if code.strip() and known is None:
        told = "写成月报上印的样子：条号:64位校验值"
        raise FormError("校验码不完整，没有核验", how="照原样填写后再核验", fields={"校验码": told})
    state = verify_ledger(session, service.checkpoints, known)
    return _page(request, service, session, user, AuditFilter(), None, state, known)


@router.get("/audit.xlsx")
def export(service: TheService, session: Reading, user: CurrentUser, wanted: Wanted) -> Response:
    """The entries of the filter as XLSX."""
    return download(exported_audit(service, session, user, wanted), "操作记录.xlsx", XLSX)


def _page(
    request: Request,
    service: TheService,
    session: Session,
    user: User,
    wanted: AuditFilter,
    before: int | None,
    state: LedgerState | None = None,
    known: tuple[int, str] | None = None,
) -> HTMLResponse:
    found = entries(session, wanted, before=before, most=AT_ONCE + 1)
    names, numbers = people(session), case_numbers(session, found)
    hide = _hider(session, user, numbers)
    checkpoint = service.checkpoints.last()
    rows = [
        {
            "entry": entry,
            "act": act_name(entry.act),
            "about": hide(entry.case_id, entry.about),
            "case": numbers.get(entry.case_id or 0, ""),
            "detail": [(label, hide(entry.case_id, text)) for label, text in told(entry, names)],
        }
        for entry in found[:AT_ONCE]
    ]
    return page(
        request,
        "audit/audit.html",
        rows=rows,
        wanted=wanted,
        state=state,
        known=known,
        checkpoint=checkpoint,
        checkpoint_at=datetime.fromisoformat(checkpoint.at) if checkpoint and checkpoint.valid else None,
        acts=[(act.value, act.chinese) for act in Act],
        people=[(SYSTEM, "系统或者未登录"), *((str(number), name) for number, name in names.items())],
        older=_address(request, found[AT_ONCE - 1].seq) if len(found) > AT_ONCE else "",
        latest=_address(request, None) if before else "",
        export=_address(request, None).replace("/audit", "/audit.xlsx", 1),
        sees_cases=may(user, Doing.SEE_CASES),
    )


def _hider(session: Session, user: User, case_ids: dict[int, str]) -> Any:  # noqa: ANN401
    """Hides parties from those who see no case, such as the administrator."""
    if may(user, Doing.SEE_CASES):
        return lambda _, text: text
    masks = Masks(user)
    masks.load(session, case_ids)
    return masks.text


def _address(request: Request, before: int | None) -> str:
    url = request.url.remove_query_params("before")
    if before is not None:
        url = url.include_query_params(before=before)
    return "/audit" + (f"?{url.query}" if url.query else "")


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FormError(f"“{text}”不是日期", how="写成 2026-01-31", fields={name: "写成 2026-01-31"}) from None
