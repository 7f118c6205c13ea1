"""What is counted of a month. Every number is the length of a list of events, so a number and the list behind it cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.database.models import Case, Decision, DecisionKind, Passage, Submission, SubmissionState
from service.figures.month import Month, instants
from service.figures.stays import CLOSING_GATES, LEAVING, Stay, late_or_ended
from service.moment import day_of


class Figure(StrEnum):
    """What is counted."""

    RECEIVED = "received"
    HANDED_ON = "handed-on"
    SUBMITTED = "submitted"
    RESUBMITTED = "resubmitted"
    DECIDED = "decided"
    RETURNED = "returned"
    FIRST_DECIDED = "first-decided"
    APPROVED_FIRST = "approved-first"
    LEFT = "left"
    OVER = "over"
    PERFORMED = "closing-performed"
    WAIVED = "closing-waived"
    SETTLED = "closing-settled"
    ENDED = "zhongben"

    @property
    def chinese(self) -> str:
        """The heading."""
        return _NAMES[self][0]

    @property
    def means(self) -> str:
        """What is counted, in a sentence."""
        return _NAMES[self][1]


_NAMES = {
    Figure.RECEIVED: ("收案", "当月移入本组的；线上查控组还有当月立案的"),
    Figure.HANDED_ON: ("移出", "当月通过审批移送其他组的"),
    Figure.SUBMITTED: ("送审", "当月报送审批的件次，撤回的不算"),
    Figure.RESUBMITTED: ("重新送审", "送审中退回后再报送的件次"),
    Figure.DECIDED: ("审批", "当月作出通过或者退回决定的件次"),
    Figure.RETURNED: ("退回", "当月退回的件次；退回率是退回占审批的件次"),
    Figure.FIRST_DECIDED: ("首次审批", "当月审批中首次报送的件次"),
    Figure.APPROVED_FIRST: ("一次通过", "首次报送即通过的件次；一次通过率占首次审批的件次"),
    Figure.LEFT: ("离组", "当月移出或者结案的件次，平均用时按这些计算"),
    Figure.OVER: ("超期", "离组时已超过本组期限的，和月末（本月为今天）仍在组而超过期限的"),
    Figure.PERFORMED: ("执行完毕", "当月以执行完毕结案的"),
    Figure.WAIVED: ("放弃权利", "当月因申请执行人放弃其他权利结案的"),
    Figure.SETTLED: ("和解终结", "当月以和解终结结案的"),
    Figure.ENDED: ("终本", "当月以终结本次执行程序结案的"),
}
CLOSED = (Figure.PERFORMED, Figure.WAIVED, Figure.SETTLED, Figure.ENDED)


class Event(NamedTuple):
    """Something of a case that counts for a group, on a day. `days`: how long the group had it, where that is the point."""

    figure: Figure
    group: str
    case_id: int
    on: date
    days: int | None = None
    submission_id: int | None = None


_FROM_SUBMISSIONS = (Figure.SUBMITTED, Figure.RESUBMITTED)
_FROM_DECISIONS = (Figure.DECIDED, Figure.RETURNED, Figure.FIRST_DECIDED, Figure.APPROVED_FIRST)


def events_of(session: Session, month: Month, today: date, groups: Sequence[str]) -> list[Event]:
    """All that counts of a month, of these groups."""
    return [
        *_received(session, month, groups),
        *_submitted(session, month, groups),
        *_decided(session, month, groups),
        *_stayed(late_or_ended(session, month, today, groups), month.until(today)),
    ]


def events_for(session: Session, month: Month, today: date, groups: Sequence[str], figure: Figure) -> list[Event]:
    """Those of one figure, without a look at what it does not rest on."""
    if figure is Figure.RECEIVED:
        return list(_received(session, month, groups))
    if figure in _FROM_SUBMISSIONS:
        found = _submitted(session, month, groups)
    elif figure in _FROM_DECISIONS:
        found = _decided(session, month, groups)
    else:
        found = _stayed(late_or_ended(session, month, today, groups), month.until(today))
    return [event for event in found if event.figure is figure]


def _received(session: Session, month: Month, groups: Sequence[str]) -> Iterator[Event]:
    came = select(Passage.case_id, Passage.to_group, Passage.on).where(
        Passage.on >= month.first, Passage.on <= month.last, Passage.to_group.in_(groups)
    )
    for case_id, group, on in session.execute(came.order_by(Passage.on, Passage.id)):
        yield Event(Figure.RECEIVED, group or "", case_id, on)
    yield from (event for event in _filed(session, month) if event.group in groups)


def _filed(session: Session, month: Month) -> Iterator[Event]:
    """Cases that began in the month: with the group of their first hand-over, or the one that has them since."""
    start, end = instants(month.first, month.last)
    first = (
        select(Passage.from_group)
        .where(Passage.case_id == Case.id, Passage.gate.in_(LEAVING))
        .order_by(Passage.on, Passage.id)
        .limit(1)
        .scalar_subquery()
    )
    began = select(Case.id, func.coalesce(first, Case.group), Case.filed_on, Case.created_at)
    by_day = began.where(Case.filed_on >= month.first, Case.filed_on <= month.last)
    by_entry = began.where(Case.filed_on.is_(None), Case.created_at >= start, Case.created_at < end)
    for query in (by_day, by_entry):
        for case_id, group, filed, created in session.execute(query.order_by(Case.id)):
            yield Event(Figure.RECEIVED, group, case_id, filed or day_of(created))


def _submitted(session: Session, month: Month, groups: Sequence[str]) -> Iterator[Event]:
    start, end = instants(month.first, month.last)
    query = select(
        Submission.id, Submission.case_id, Submission.from_group, Submission.at, Submission.previous_id
    ).where(
        Submission.at >= start,
        Submission.at < end,
        Submission.state != SubmissionState.WITHDRAWN,
        Submission.from_group.in_(groups),
    )
    for number, case_id, group, at, previous in session.execute(query.order_by(Submission.at, Submission.id)):
        yield Event(Figure.SUBMITTED, group, case_id, day_of(at), submission_id=number)
        if previous is not None:
            yield Event(Figure.RESUBMITTED, group, case_id, day_of(at), submission_id=number)


def _decided(session: Session, month: Month, groups: Sequence[str]) -> Iterator[Event]:
    start, end = instants(month.first, month.last)
    query = (
        select(
            Decision.kind, Decision.at, Submission.id, Submission.case_id, Submission.from_group, Submission.previous_id
        )
        .join(Submission, Submission.id == Decision.submission_id)
        .where(
            Decision.kind.in_([DecisionKind.APPROVE, DecisionKind.RETURN]),
            Decision.at >= start,
            Decision.at < end,
            Submission.from_group.in_(groups),
        )
    )
    for kind, at, number, case_id, group, previous in session.execute(query.order_by(Decision.at, Decision.id)):
        figures = [Figure.DECIDED]
        if kind == DecisionKind.RETURN:
            figures.append(Figure.RETURNED)
        if previous is None:
            figures.append(Figure.FIRST_DECIDED)
            if kind == DecisionKind.APPROVE:
                figures.append(Figure.APPROVED_FIRST)
        for figure in figures:
            yield Event(figure, group, case_id, day_of(at), submission_id=number)


def _stayed(stays: Iterable[Stay], until: date) -> Iterator[Event]:
    for stay in stays:
        on, days = stay.left or until, stay.days(until)
        if stay.left:
            closed = stay.gate in CLOSING_GATES
            for figure in (Figure.LEFT, Figure(stay.gate) if closed else Figure.HANDED_ON):
                yield Event(figure, stay.group, stay.case_id, on, days, stay.submission_id)
        if stay.over(until):
            yield Event(Figure.OVER, stay.group, stay.case_id, on, days, stay.submission_id)
