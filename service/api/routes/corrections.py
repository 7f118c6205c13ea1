"""Corrections of what was read. The reading is looked at before the writing session begins."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from service.accounts.policy import Doing, case_for
from service.api.deps import ApiWriting, ApiWrittenCase
from service.api.models.common import Id, Page
from service.api.models.corrections import CorrectionModel, NewCorrection
from service.api.paging import AskedPage, slice_of
from service.api.route import api_router
from service.api.showing import named
from service.cases.checks import check_for
from service.cases.corrections import Entry, correct, every, revoke
from service.cases.entering import Filled, entry_of
from service.cases.viewed import viewed
from service.database.models import Correction
from service.deps import CurrentUser, Reading, SeenCase, TheService, allowed

router = api_router("人工更正")


def _entry(service: TheService, user: CurrentUser, case_id: Id, asked: NewCorrection) -> Entry:
    with service.reading() as session:
        case = case_for(session, user, case_id)
        view = viewed(service, check_for(session, user, case.id, asked.check_id))
        box = ",".join(str(edge) for edge in asked.box) if asked.box else ""
        filled = Filled(asked.of, asked.file, asked.page, asked.name, asked.value, asked.none, box, asked.reason)
        return entry_of(view, filled)


CheckedEntry = Annotated[Entry, Depends(_entry)]


@router.get("/cases/{case_id}/corrections", dependencies=[allowed(Doing.SEE_CASES)])
def list_case_corrections(case: SeenCase, session: Reading, listing: AskedPage) -> Page[CorrectionModel]:
    """一案的人工更正，最新的在前。"""
    return slice_of(list(every(session, case)), listing, _model)


@router.post("/cases/{case_id}/corrections", status_code=201, dependencies=[allowed(Doing.WORK_ON_CASE)])
def correct_reading(
    entry: CheckedEntry, case: ApiWrittenCase, session: ApiWriting, user: CurrentUser
) -> CorrectionModel:
    """更正。材料种类、字段或者签名盖章认错的，写明实际是什么；重新检查后生效。"""
    return _model(correct(session, user, case, entry))


@router.post("/cases/{case_id}/corrections/{correction_id}/revoke", dependencies=[allowed(Doing.WORK_ON_CASE)])
def take_correction_back(
    case: ApiWrittenCase, session: ApiWriting, user: CurrentUser, correction_id: Id
) -> CorrectionModel:
    """撤销更正。"""
    return _model(revoke(session, user, case, correction_id))


def _model(one: Correction) -> CorrectionModel:
    return CorrectionModel(
        id=one.id,
        of=one.of,
        file=one.file,
        page=one.page,
        name=one.name,
        before=one.before,
        value=one.value,
        reason=one.reason,
        by=named(one.by),
        at=one.at,
        revoked_at=one.revoked_at,
    )
