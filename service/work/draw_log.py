"""The draws that were made, each drawn again for whoever looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from service.database.models import Assignment, Case, User
from service.work.assignment import RANDOM
from service.work.draws import Draw, replay


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who took part: his place before, and how many cases he drew."""

    name: str
    before: Fraction
    got: int


@dataclass(frozen=True, slots=True)
class MadeDraw:
    """A draw with names. `holds`: drawing again gives the same handlers, and each case's assignment says the same."""

    draw: Draw
    at: datetime
    by: str
    candidates: Sequence[Candidate]
    absent: Sequence[str]
    cases: Sequence[tuple[int, str, str]]
    holds: bool


def last_draws(session: Session, group: str, at_most: int) -> list[MadeDraw]:
    """The last draws of a group, the newest first."""
    found: list[MadeDraw] = []
    skipped = 0
    while len(found) < at_most and (head := _newest(session, group, skipped)):
        found.append(_made(session, head))
        skipped += len(found[-1].draw.cases)
    return found


def _newest(session: Session, group: str, skipped: int) -> Assignment | None:
    """The newest random assignment after so many newer ones; all cases of a draw have one each, one after the other."""
    return session.scalar(
        select(Assignment)
        .where(Assignment.group == group, Assignment.how == RANDOM)
        .options(joinedload(Assignment.by))
        .order_by(Assignment.id.desc())
        .offset(skipped)
        .limit(1)
    )


def _made(session: Session, head: Assignment) -> MadeDraw:
    drawn = Draw.from_json(head.draw)
    people = {*drawn.before, *drawn.absent}
    names = {one.id: one.name for one in session.scalars(select(User).where(User.id.in_(people)))}
    numbers = dict(session.execute(select(Case.id, Case.number).where(Case.id.in_(drawn.cases))).all())
    given = dict(
        session.execute(
            select(Assignment.case_id, Assignment.handler_id).where(
                Assignment.case_id.in_(drawn.cases), Assignment.draw == head.draw, Assignment.how == RANDOM
            )
        ).all()
    )
    handlers = list(drawn.handlers)
    same = replay(drawn) == handlers and given == dict(zip(drawn.cases, handlers, strict=True))
    return MadeDraw(
        draw=drawn,
        at=head.at,
        by=head.by.name,
        candidates=[
            Candidate(names[person], place, handlers.count(person)) for person, place in sorted(drawn.before.items())
        ],
        absent=[names[person] for person in drawn.absent],
        cases=[(case, numbers[case], names[handler]) for case, handler in zip(drawn.cases, handlers, strict=True)],
        holds=same,
    )
