"""Keeps the limits of each case's last check in a table, so that lists over all cases need open no report.

They are counted anew when a later check is done or the case itself has changed (a hand-over ends what only its first
handler owes). What a check has found is never lost: everything here can be counted again from the reports.
"""

from __future__ import annotations

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import selectinload

from checker.log import log_exception
from service.clocks.counting import stretches
from service.clocks.known import facts_of, known_of
from service.clocks.stretch import COUNTED
from service.context import Service
from service.database.models import Case, CaseLimit, CaseState, Check, CheckState, LimitsCounted
from service.store.blobs import DamagedOriginalError

_AT_ONCE = 100


def refresh_limits(service: Service) -> int:
    """Counts the limits of every open case whose last check or whose record is newer than what is kept; returns how many
    cases. Reports are read outside the writing transaction.
    """
    done = 0
    while batch := _stale(service):
        counted = [(case, check, _rows(service, case, check)) for case, check in batch]
        with service.writing() as session:
            for case, check, rows in counted:
                session.execute(delete(CaseLimit).where(CaseLimit.case_id == case.id))
                session.add_all(rows)
                session.merge(LimitsCounted(case_id=case.id, check_id=check.id, case_version=case.version))
        done += len(batch)
    return done


def _stale(service: Service) -> list[tuple[Case, Check]]:
    last = (
        select(func.max(Check.id))
        .where(Check.state == CheckState.DONE, Check.report_sha256.is_not(None))
        .group_by(Check.case_id)
    )
    query = (
        select(Case, Check)
        .join(Check, Check.case_id == Case.id)
        .outerjoin(LimitsCounted, LimitsCounted.case_id == Case.id)
        .where(Case.state == CaseState.OPEN, Check.id.in_(last))
        .where(
            or_(
                LimitsCounted.case_id.is_(None),
                LimitsCounted.check_id != Check.id,
                LimitsCounted.case_version != Case.version,
            )
        )
        .options(selectinload(Case.passages), selectinload(Case.parties))
        .order_by(Case.id)
        .limit(_AT_ONCE)
    )
    with service.reading() as session:
        return [(case, check) for case, check in session.execute(query)]


def _rows(service: Service, case: Case, check: Check) -> list[CaseLimit]:
    try:
        known = known_of(case, facts_of(service.blobs, check))
    except DamagedOriginalError as error:  # one report that is gone must not keep the others from being counted
        log_exception(error.reference, error)
        return []
    return [
        CaseLimit(
            case_id=case.id,
            limit=limit.id,
            subject=one.subject[:200],
            starts_on=one.start,
            due_on=one.due,
            done_on=one.done,
        )
        for limit, one in stretches(known)
        if limit.id in COUNTED
    ]
