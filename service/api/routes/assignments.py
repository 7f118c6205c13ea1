"""Giving the group's cases to its members."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.accounts.policy import DRAWING, Doing, case_for
from service.api.deps import ApiWriting
from service.api.models.work import AssignmentModel, DrawIn, Draws, GiveIn, Given, ShareModel, Shares
from service.api.route import api_router
from service.api.showing import named
from service.api.showing_work import draw_model
from service.database.models import Case, User
from service.deps import CurrentUser, Reading, allowed
from service.errors import FormError
from service.work.assignment import assign_by_hand, assign_randomly, shares, unassigned
from service.work.draw_log import last_draws

router = api_router("分案")
_DRAWS = 20


@router.get("/assignments/shares", dependencies=[allowed(Doing.ASSIGN)])
def list_shares(session: Reading, user: CurrentUser) -> Shares:
    """本组各人承办的数量。"""
    group = user.group or ""
    waiting = session.scalar(select(func.count()).select_from(Case).where(unassigned(group))) or 0
    found = [
        ShareModel(person=named(one.person), open=one.open, drawn=one.drawn, by_hand=one.by_hand)
        for one in shares(session, group)
    ]
    return Shares(shares=found, unassigned=waiting)


@router.post("/assignments/draw", dependencies=[allowed(Doing.ASSIGN)])
def draw_handlers(session: ApiWriting, user: CurrentUser, asked: DrawIn) -> Given:
    """随机平均分配（线索查控组）。种子和候选人记入操作记录，任何人可以重算。"""
    rows = assign_randomly(session, user, _cases(session, user, asked.cases), asked.absent)
    return Given(assignments=[AssignmentModel.model_validate(row) for row in rows])


@router.post("/assignments/by-hand", dependencies=[allowed(Doing.ASSIGN)])
def give_by_hand(session: ApiWriting, user: CurrentUser, asked: GiveIn) -> Given:
    """指定承办人。"""
    person = session.get(User, asked.handler_id)
    if person is None:
        raise FormError("没有这个人", how="从本组人员里选择", fields={"handler_id": "没有这个人"})
    rows = assign_by_hand(session, user, _cases(session, user, asked.cases), person, asked.reason)
    return Given(assignments=[AssignmentModel.model_validate(row) for row in rows])


@router.get("/assignments/draws", dependencies=[allowed(Doing.SEE_DRAWS)])
def list_draws(session: Reading) -> Draws:
    """最近的随机分配，每次都已重算核对。"""
    return Draws(draws=[draw_model(one) for one in last_draws(session, DRAWING, _DRAWS)])


def _cases(session: Session, user: User, ids: list[int]) -> list[Case]:
    """The cases, each once, in the order given."""
    return [case_for(session, user, one) for one in dict.fromkeys(ids)]
