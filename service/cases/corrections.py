"""What people correct in the reading of a case: made, revoked, listed, and handed to the next check.

Nothing that was read is changed: a correction is put before it, by the next check, for as long as the page is the one that
was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from checker.casefile import Box
from extractors.corrections.said import PageCorrection, replaces
from service.accounts.policy import require_holding
from service.cases.submitted import require_not_ended, require_not_submitted
from service.database.models import Case, Correction, CorrectionOf, User
from service.errors import FormError, NotFoundError
from service.ledger import Act, record
from service.moment import day_of, now

MOST = 400
"""Characters of a value or a reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody saw on a page (see `Correction`), and what stood there before."""

    of: CorrectionOf
    file: str
    page: int
    page_sha256: str
    name: str
    value: str
    before: str = ""
    box: Box | None = None
    reason: str = ""


def correct(session: Session, actor: User, case: Case, entry: Entry) -> Correction:
    """Keeps a correction; earlier ones of the same thing are revoked by it. The same again changes nothing.

    `ForbiddenError` where the case is not with his group, `ConflictError` while it is submitted.
    """
    _require_open(session, actor, case)
    made = Correction(
        case_id=case.id,
        of=entry.of,
        file=entry.file,
        page=entry.page,
        page_sha256=entry.page_sha256 or None,
        name=entry.name,
        before=entry.before[:MOST],
        value=entry.value,
        box=_box_text(entry.box),
        reason=entry.reason.strip()[:MOST],
        by_id=actor.id,
        at=now(),
    )
    gone = [one for one in in_force(session, case) if replaces(_as_said(made, actor.name), _as_said(one, one.by.name))]
    for one in gone:
        if (one.name, one.value, one.box, one.page_sha256) == (made.name, made.value, made.box, made.page_sha256):
            return one
    for one in gone:
        one.revoked_at = made.at
    session.add(made)
    session.flush()
    _record(session, Act.CORRECTED, actor, case, made, {"replaces": [one.id for one in gone]})
    return made


def revoke(session: Session, actor: User, case: Case, correction_id: int) -> Correction:
    """Takes a correction back; a second time changes nothing. `NotFoundError` where the case has none such."""
    _require_open(session, actor, case)
    found = session.scalar(select(Correction).where(Correction.id == correction_id, Correction.case_id == case.id))
    if found is None:
        raise NotFoundError("这个案件没有这处更正")
    if found.revoked_at is None:
        found.revoked_at = now()
        session.flush()
        _record(session, Act.CORRECTION_REVOKED, actor, case, found, {"made_by": found.by.name})
    return found


def in_force(session: Session, case: Case, at: datetime | None = None) -> Sequence[Correction]:
    """The corrections of a case that hold, now or at an instant, in the order they were made, each with who made it."""
    query = select(Correction).options(joinedload(Correction.by)).where(Correction.case_id == case.id)
    held: ColumnElement[bool] = Correction.revoked_at.is_(None)
    if at:
        query = query.where(Correction.at <= at)
        held = or_(held, Correction.revoked_at > at)
    return session.scalars(query.where(held).order_by(Correction.id)).all()


def every(session: Session, case: Case) -> Sequence[Correction]:
    """All corrections of a case, also those taken back or replaced, the newest first."""
    query = select(Correction).options(joinedload(Correction.by)).where(Correction.case_id == case.id)
    return session.scalars(query.order_by(Correction.id.desc())).all()


def corrections_of(session: Session, case: Case, at: datetime | None = None) -> tuple[PageCorrection, ...]:
    """The corrections that hold, now or at an instant, for `extractors.catalogue.catalogue` and
    `extractors.corrections.said.pages_to_read_whole`.
    """
    return tuple(_as_said(one, one.by.name) for one in in_force(session, case, at))


def changed_after(session: Session, case: Case, at: datetime) -> bool:
    """Whether something was corrected, or taken back, after an instant: a check asked for then does not know it."""
    later = or_(Correction.at > at, Correction.revoked_at > at)
    return session.scalar(select(exists().where(Correction.case_id == case.id, later))) or False


def said(one: Correction) -> PageCorrection:
    """A correction as the catalogue takes it."""
    return _as_said(one, one.by.name)


def read_box(text: str) -> Box | None:
    """A box of the upright page from a form: four fractions 0–1. `FormError` where it is none; None where it is empty."""
    if not text.strip():
        return None
    try:
        box = Box(*(round(float(edge), 4) for edge in text.split(",")))
    except (TypeError, ValueError):
        raise FormError("图上的位置不对", how="重新在图上框选，或者不框选") from None
    if not (0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1):
        raise FormError("图上的位置超出了这一页", how="重新在图上框选，或者不框选")
    return box


def _as_said(one: Correction, by: str) -> PageCorrection:
    box = Box(*(float(edge) for edge in one.box.split(","))) if one.box else None
    of: Literal["kind", "field", "mark"] = CorrectionOf(one.of).value
    return PageCorrection(one.file, one.page, of, one.name, one.value, box, by, day_of(one.at), one.page_sha256 or "")


def _box_text(box: Box | None) -> str | None:
    return ",".join(f"{edge:.4f}" for edge in box) if box else None


def _require_open(session: Session, actor: User, case: Case) -> None:
    """Also keeps others out who change the same case, until the commit."""
    session.execute(select(Case.id).where(Case.id == case.id).with_for_update())
    require_holding(actor, case)
    require_not_ended(case)
    require_not_submitted(session, case)


def _record(session: Session, act: Act, actor: User, case: Case, one: Correction, more: Mapping[str, object]) -> None:
    place = {"correction": one.id, "of": str(one.of), "file": one.file, "page": one.page, "name": one.name}
    detail = {**place, "before": one.before, "after": one.value, "reason": one.reason, **more}
    record(session, act, actor, case=case, about="", **detail)
