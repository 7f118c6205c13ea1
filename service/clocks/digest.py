"""The daily digest: what turned yellow, orange and red, what is over, what came back. One for each group leader, one for 指挥中心.

It is told from what stands in the database, for a day: yesterday's lights are computed, not remembered, so a digest that was
not made in time can be made later, and the same day gives the same text as long as the cases stand where they stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from checker.gates import GATES, GROUPS
from service.clocks.bands import WARNED, Band, band_of, due_order, in_band
from service.clocks.board import Row, board, waiting_row
from service.clocks.due import stage_clock
from service.clocks.legal import soonest
from service.database.models import AftercareKind, Case, CaseState, Decision, DecisionKind, Role, Submission, User
from service.moment import COURT_TIME
from service.work.aftercare import due_tasks, task_clock

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_FEW = 30
"""Lines of a part; a digest is read on a phone, the whole list stands in the service."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines; `more`: how many lines were left out."""

    title: str
    lines: Sequence[str]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told on a day. `name` is the name of its file, without ending."""

    name: str
    title: str
    day: date
    parts: Sequence[Part]


def digests(session: Session, day: date) -> list[Digest]:
    """The digests of a day, in the order of the groups."""
    leaders = session.scalars(select(User).where(User.role == Role.LEADER, User.active).order_by(User.id)).all()
    order = list(GROUPS)
    mine = sorted((one for one in leaders if one.group), key=lambda one: (order.index(one.group or ""), one.id))
    found = [_of_leader(session, leader, day) for leader in mine]
    commander = session.scalar(select(User).where(User.role == Role.COMMAND, User.active).order_by(User.id).limit(1))
    return [*found, _of_command(session, commander, day)] if commander else found


def _of_leader(session: Session, leader: User, day: date) -> Digest:
    parts = [*_lights(session, leader.group, day), _returns(session, leader.group, day), _limits(session, leader, day)]
    if leader.group == "zhongben":
        parts.append(_aftercare(session, leader, day))
    title = f"{GROUPS[leader.group or '']}每日预警（{leader.name}）"
    return Digest(f"{leader.group}-{leader.login}", title, day, _told(parts))


def _of_command(session: Session, commander: User, day: date) -> Digest:
    rows = [_row_line(row) for row in board(session, commander, day)]
    waiting = _row_line(waiting_row(session, day))
    parts = [
        Part("各组在办案件", rows),
        Part("待指挥中心审批", [waiting]),
        *_lights(session, None, day),
        _returns(session, None, day),
    ]
    return Digest("command", "指挥中心每日预警", day, _told(parts))


def _row_line(row: Row) -> str:
    told = "，".join(f"{band.chinese}{row.counts[band]}件" for band in WARNED if row.counts.get(band))
    return f"{GROUPS[row.group]}：{row.total}件" + (f"，其中{told}" if told else "")


def _told(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.lines)


def _lights(session: Session, group: str | None, day: date) -> list[Part]:
    """What turned to each light since the day before, and all that is over."""
    turned: dict[Band, list[str]] = {band: [] for band in WARNED}
    over: list[str] = []
    for band in WARNED:
        query = (
            select(Case)
            .where(Case.state == CaseState.OPEN, in_band(band, day, group))
            .options(joinedload(Case.handler))
            .order_by(due_order(day), Case.id)
        )
        for case in session.scalars(query):
            line = _case_line(case, day, group is None)
            if case.entered_on >= day or band_of(stage_clock(case, day - _DAY)) is not band:
                turned[band].append(line)
            if band is Band.OVERDUE:
                over.append(line)
    new = [_part(f"今天转为{band.chinese}", turned[band]) for band in WARNED]
    return [*new, _part("超期未办", over)]


def _case_line(case: Case, day: date, with_group: bool) -> str:
    clock = stage_clock(case, day)
    handler = case.handler.name if case.handler else "未分配"
    place = f"{GROUPS[case.group]} " if with_group else ""
    return f"{case.number}　{place}{handler}　{clock.text}（{clock.due_on}）"


def _returns(session: Session, group: str | None, day: date) -> Part:
    """What was returned on the day before."""
    since = datetime.combine(day - _DAY, time(), COURT_TIME)
    query = (
        select(Decision)
        .where(Decision.kind == DecisionKind.RETURN, Decision.at >= since, Decision.at < since + _DAY)
        .options(joinedload(Decision.submission).joinedload(Submission.case), joinedload(Decision.items))
        .order_by(Decision.at, Decision.id)
    )
    lines = []
    for one in session.scalars(query).unique():
        to = one.to_group or one.submission.from_group
        if group in (None, to):
            place = f"退{GROUPS[to]}　" if group is None else ""
            lines.append(f"{one.submission.case.number}　{place}{GATES[one.submission.gate]}　{len(one.items)}项")
    return _part("昨天退回", lines)


def _limits(session: Session, leader: User, day: date) -> Part:
    """The limits of the law that run out within a week, and those that just did."""
    found = soonest(session, Case.group == leader.group, leader, day, 10 * _FEW)
    near = [one for one in found if day - _WEEK <= one.due <= day + _WEEK]
    lines = [f"{one.case.number}　{one.limit.title}　{one.due}（{one.clock.text}）　{one.limit.source}" for one in near]
    return _part("法定期限一周内届满或者刚过", lines)


def _aftercare(session: Session, leader: User, day: date) -> Part:
    lines = []
    for task in session.scalars(due_tasks(leader, day + _WEEK)):
        kind = AftercareKind(task.kind).chinese
        lines.append(f"{task.case.number}　{kind}　{task_clock(task, day).text}（{task.due_on}）")
    return _part("终本后管理一周内到期或者超期", lines)


def _part(title: str, lines: Sequence[str]) -> Part:
    return Part(f"{title}（{len(lines)}件）", lines[:_FEW], max(0, len(lines) - _FEW))
