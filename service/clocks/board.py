"""The board of clocks: open cases by group and light, the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from service.accounts.policy import CLOSINGS, RESUMPTION, visible
from service.clocks.bands import HANDLING, Band, band_column, band_of, due_order, in_band
from service.clocks.due import submission_clock
from service.database.models import Case, CaseState, Role, Submission, SubmissionState, User


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of a group: band → number of open cases."""

    group: str
    counts: Mapping[Band, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def shown_groups(user: User) -> tuple[str, ...]:
    """The groups whose clocks he sees: members and leaders their own."""
    return (user.group,) if Role(user.role).of_group and user.group else HANDLING


def open_cases(user: User) -> ColumnElement[bool]:
    """The condition on `Case`: open, and with a group whose clocks he sees."""
    return (Case.state == CaseState.OPEN) & visible(user) & Case.group.in_(shown_groups(user))


def board(session: Session, user: User, today: date) -> list[Row]:
    """A row for each group that he sees, empty ones too."""
    band = band_column(today)
    query = select(Case.group, band, func.count()).where(open_cases(user)).group_by(Case.group, band)
    counted: dict[str, Counter[Band]] = {group: Counter() for group in shown_groups(user)}
    for group, name, number in session.execute(query):
        counted[group][Band(name)] += number
    return [Row(group, counts) for group, counts in counted.items()]


def waiting_row(session: Session, today: date) -> Row:
    """The hand-overs that wait for 指挥监控组, by its own seven days (第七组)."""
    query = select(Submission).where(
        Submission.state == SubmissionState.WAITING, Submission.gate.not_in((*CLOSINGS, RESUMPTION))
    )
    return Row("command", Counter(band_of(submission_clock(one, today)) for one in session.scalars(query)))


def listed(user: User, today: date, group: str | None, band: Band | None) -> Select[Any]:
    """The open cases that he sees, of a group and a band where given, the most urgent first."""
    query = (
        select(Case)
        .where(open_cases(user))
        .options(joinedload(Case.handler), selectinload(Case.parties))
        .order_by(due_order(today), Case.id)
    )
    if group:
        query = query.where(Case.group == group)
    return query.where(in_band(band, today, group)) if band else query
