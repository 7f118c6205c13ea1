"""Giving a group's cases to its members: by draw in 线索查控组 (第三组1), by hand with a reason where a case asks for it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from service.accounts.policy import DRAWING, Doing, require, require_holding
from service.database.models import Assignment, Case, CaseState, Role, User
from service.errors import ConflictError, FormError
from service.ledger import Act, record
from service.moment import now
from service.work.draws import Draw, draw, places_before

RANDOM, BY_HAND = "random", "by_hand"


def unassigned(group: str) -> ColumnElement[bool]:
    """The condition on `Case`: open, with the group, and with none of its members: with nobody, with its leader, who got it at the
    hand-over, or with somebody who is not there any more.
    """
    there = select(User.id).where(User.group == group, User.role == Role.MEMBER, User.active)
    return (
        (Case.state == CaseState.OPEN)
        & (Case.group == group)
        & or_(Case.handler_id.is_(None), Case.handler_id.not_in(there))
    )


def members(session: Session, group: str) -> list[User]:
    """Those who may be given a case by draw: active members, not the leader."""
    query = select(User).where(User.group == group, User.role == Role.MEMBER, User.active).order_by(User.id)
    return list(session.scalars(query))


def handlers(session: Session, group: str) -> list[User]:
    """Those who may be given a case by hand: the leader too."""
    query = select(User).where(User.group == group, User.role.in_((Role.MEMBER, Role.LEADER)), User.active)
    return list(session.scalars(query.order_by(User.role.desc(), User.id)))


def assign_randomly(
    session: Session, actor: User, cases: Sequence[Case], absent: Collection[int] = ()
) -> list[Assignment]:
    """Draws a member for each unassigned case of the leader's group, in the order given. `absent`: ids of members who are away
    and are left out. Seed, candidates and their places stand in each assignment and in the ledger, so that anybody can draw
    again (`service.work.draws.replay`).
    """
    require(actor, Doing.ASSIGN)
    group = actor.group or ""
    if group != DRAWING:
        raise FormError("随机分案只用于线索查控组", how="其他组由组长直接指定承办人")
    if not cases:
        raise FormError("没有选择案件", how="勾选要分配的案件")
    _alone(session, group)
    for case in cases:
        require_holding(actor, case)
        _require_unassigned(session, case)
    away = [one.id for one in members(session, group) if one.id in set(absent)]
    present = [one for one in members(session, group) if one.id not in away]
    if not present:
        raise FormError("没有可以分案的组员", how="至少一名组员参加分案；组员由系统管理员在“用户”里设置")
    drawn = _drawn(session, group, present, cases, away)
    return _give(session, actor, cases, drawn, {one.id: one for one in present})


def assign_by_hand(
    session: Session, actor: User, cases: Sequence[Case], handler: User, reason: str
) -> list[Assignment]:
    """Gives cases to a member, or to the leader himself. In 线索查控组, where cases are drawn, the exception needs its reason."""
    require(actor, Doing.ASSIGN)
    reason = reason.strip()
    if not cases:
        raise FormError("没有选择案件", how="勾选要分配的案件")
    if handler.group != actor.group or not handler.active or not Role(handler.role).of_group:
        raise FormError("承办人须是本组在职的人员", how="从名单里选择", fields={"handler": "不在本组"})
    if actor.group == DRAWING and not reason:
        raise FormError("须写明不随机分配的理由", how="写明理由后重新提交", fields={"reason": "须填写"})
    rows = []
    for case in cases:
        require_holding(actor, case)
        before = case.handler.name if case.handler else None
        case.handler = handler
        rows.append(_row(session, actor, case, handler, BY_HAND, reason=reason[:400]))
        record(session, Act.ASSIGNED, actor, case=case, how=BY_HAND, handler=handler.name, before=before, reason=reason)
    session.flush()
    return rows


@dataclass(frozen=True, slots=True)
class Share:
    """What a member has: open cases, and how many he ever got by draw and by hand."""

    person: User
    open: int
    drawn: int
    by_hand: int


def shares(session: Session, group: str) -> list[Share]:
    """What each active member of a group has."""
    held = dict(
        session.execute(
            select(Case.handler_id, func.count())
            .where(Case.group == group, Case.state == CaseState.OPEN)
            .group_by(Case.handler_id)
        ).all()
    )
    counted = select(Assignment.handler_id, Assignment.how, func.count()).where(Assignment.group == group)
    got = {
        (person, how): number
        for person, how, number in session.execute(counted.group_by(Assignment.handler_id, Assignment.how))
    }
    return [
        Share(one, held.get(one.id, 0), got.get((one.id, RANDOM), 0), got.get((one.id, BY_HAND), 0))
        for one in members(session, group)
    ]


def _alone(session: Session, group: str) -> None:
    """Two draws of a group at once would count the same places: the second waits for the first."""
    session.execute(
        select(User.id).where(User.group == group, User.role == Role.LEADER).order_by(User.id).with_for_update()
    )


def _require_unassigned(session: Session, case: Case) -> None:
    still = session.scalar(select(Case.id).where(Case.id == case.id, unassigned(case.group)))
    if still is None:
        raise ConflictError(
            f"{case.number}已经分配给{case.handler.name if case.handler else '别人'}", how="刷新页面后重新选择"
        )


def _drawn(session: Session, group: str, present: Sequence[User], cases: Sequence[Case], away: Sequence[int]) -> Draw:
    newest = session.scalar(
        select(Assignment)
        .where(Assignment.group == group, Assignment.how == RANDOM)
        .order_by(Assignment.id.desc())
        .limit(1)
    )
    last = Draw.from_json(newest.draw) if newest else None
    given = Counter(
        session.scalars(
            select(Assignment.handler_id).where(
                Assignment.group == group,
                Assignment.how == BY_HAND,
                Assignment.id > (newest.id if newest else 0),
            )
        )
    )
    before = places_before(last, given, [one.id for one in present])
    return draw(group, secrets.token_hex(16), before, [case.id for case in cases], away)


def _give(
    session: Session, actor: User, cases: Sequence[Case], drawn: Draw, people: dict[int, User]
) -> list[Assignment]:
    text = drawn.to_json()
    rows = []
    for case, handler_id in zip(cases, drawn.handlers, strict=True):
        handler = people[handler_id]
        case.handler = handler
        rows.append(_row(session, actor, case, handler, RANDOM, text=text))
        record(session, Act.ASSIGNED, actor, case=case, how=RANDOM, handler=handler.name, seed=drawn.seed)
    record(session, Act.DRAWN, actor, about=f"随机分案 {len(cases)} 件", draw=text)
    session.flush()
    return rows


def _row(
    session: Session, actor: User, case: Case, handler: User, how: str, *, text: str = "", reason: str = ""
) -> Assignment:
    row = Assignment(
        case_id=case.id,
        group=case.group,
        handler_id=handler.id,
        how=how,
        draw=text,
        reason=reason,
        by_id=actor.id,
        at=now(),
    )
    session.add(row)
    return row
