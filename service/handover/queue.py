"""Lists of submissions: what waits for somebody first, what his group submitted, what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from checker.clock import budget_of
from checker.gates import GROUPS
from checker.periods import shift
from service.accounts.policy import REGISTERING, RESUMPTION, visible, waits_for
from service.clocks.due import NO_CLOCK, Clock, stage_clock, submission_clock
from service.database.models import Case, CaseState, Decision, Role, Submission, SubmissionState, User
from service.moment import day_of
from service.rulebase import rulebook

WAITING, MINE, DONE, ALL = "waiting", "mine", "done", "all"
TABS = {WAITING: "待我审批", MINE: "本组报送", DONE: "已办结", ALL: "全部"}
_OVERSEE = {Role.COMMAND, Role.DIRECTOR, Role.PRESIDENT, Role.AUDITOR}
_LAST = date.max
_NOT_DECIDED = tuple(
    state for state in SubmissionState if state not in (SubmissionState.APPROVED, SubmissionState.RETURNED)
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list; empty: no matter."""

    gate: str = ""
    group: str = ""
    state: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A submission in a list: the clock of the group that has the case, and that of who decides, since it was submitted; once it is
    decided, the decision.
    """

    submission: Submission
    stage: Clock
    deciding: Clock
    waited: int
    decision: Decision | None


def tabs_of(user: User) -> tuple[str, ...]:
    """The lists that he has, the first one is shown first."""
    role = Role(user.role)
    decides = role in (Role.COMMAND, Role.REVIEWER, Role.DIRECTOR) or reviews_resumptions(user)
    tabs = [WAITING] if decides else []
    tabs += [MINE] if role.of_group else []
    return (*tabs, DONE, *([ALL] if role in _OVERSEE else []))


def reviews_resumptions(user: User) -> bool:
    """Whether he is the leader who gives the first review of a resumption."""
    return Role(user.role) is Role.LEADER and user.group == REGISTERING


def listed(user: User, tab: str, wanted: Wanted) -> Select[Any]:
    """The submissions of a list with its filters, the newest first."""
    query = select(Submission).join(Submission.case).where(_of_tab(user, tab))
    if wanted.gate:
        query = query.where(Submission.gate == wanted.gate)
    if wanted.group:
        query = query.where(Submission.from_group == wanted.group)
    if wanted.state:
        query = query.where(Submission.state == wanted.state)
    if wanted.number:
        query = query.where(Case.number.contains(wanted.number.strip(), autoescape=True))
    return query.order_by(Submission.at.desc(), Submission.id.desc())


def _of_tab(user: User, tab: str) -> ColumnElement[bool]:
    if tab == WAITING:
        return waits_for(user)
    if tab == MINE:
        return Submission.from_group == user.group
    decided = Submission.state.not_in(_NOT_DECIDED)  # `in_` would have SQLite sort all of them by itself
    if tab == DONE:
        own = Submission.from_group == user.group if Role(user.role).of_group else visible(user)
        return and_(decided, or_(own, Submission.gate == RESUMPTION) if reviews_resumptions(user) else own)
    return visible(user)


def oldest_clock_first(session: Session, query: Select[Any]) -> list[int]:
    """The ids of the submissions of a query, that first whose group's time ends first. Only four columns are read, so that
    thousands are sorted at once.
    """
    columns = query.order_by(None).with_only_columns(
        Submission.id, Submission.at, Case.group, Case.entered_on, Case.state, maintain_column_froms=True
    )
    rows = session.execute(columns).all()
    return [
        row.id for row in sorted(rows, key=lambda row: (_due(row.group, row.entered_on, row.state), row.at, row.id))
    ]


def rows_of(session: Session, ids: Sequence[int], today: date) -> list[Row]:
    """The submissions of these ids, in this order, with what a list shows of them."""
    query = select(Submission).where(Submission.id.in_(ids)).options(*shown())
    by_id = {submission.id: submission for submission in session.scalars(query)}
    return [row_of(by_id[id_], today) for id_ in ids if id_ in by_id]


def shown() -> tuple[Any, ...]:
    """What a list reads with each submission."""
    return (
        joinedload(Submission.case).joinedload(Case.handler),
        joinedload(Submission.by),
        joinedload(Submission.check),
        selectinload(Submission.decisions).joinedload(Decision.by),
    )


def row_of(submission: Submission, today: date) -> Row:
    """A submission as a list shows it."""
    day, waits = day_of(submission.at), SubmissionState(submission.state).open
    stage = stage_clock(submission.case, today) if waits else NO_CLOCK
    decided = submission.decisions[-1] if submission.decisions and not waits else None
    return Row(submission, stage, submission_clock(submission, today), (today - day).days, decided)


@lru_cache(maxsize=4096)
def _due(group: str, entered_on: date, state: str) -> date:
    if state != CaseState.OPEN or group not in GROUPS:
        return _LAST
    budget = budget_of(group, rulebook().libraries.parameters, entered_on)
    return shift(entered_on, budget[0], 1) if budget else _LAST
