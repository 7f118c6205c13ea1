"""What neither the earlier group nor 终本办理组 completes goes to the bureau chief (第六组1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from checker.gates import GROUPS
from checker.places import subject_text
from service.accounts.policy import Doing, require, still_ordered, visible
from service.database.models import Case, Escalation, ReturnItem, User
from service.errors import ConflictError, ForbiddenError, FormError, NotFoundError
from service.handover.access import lock_case
from service.handover.repaired import asked_for, open_return_items
from service.handover.review import Review
from service.ledger import Act, record
from service.moment import now, today

ESCALATING = "zhongben"
"""The group whose leader escalates."""
EARLIER = tuple(group for group in GROUPS if group not in (ESCALATING, "command"))
"""The groups before it, which may owe something."""
TEXT_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Owed:
    """Something an earlier group owes: an item of a return (`item_id`), or an open finding of the last check."""

    item_id: int | None
    title: str
    subject: str
    owner: str
    problem: str

    @property
    def name(self) -> str:
        """By which it is told from the others of the case."""
        return f"{self.title}（{subject_text(self.subject)}）"[:200]


def owed_by_others(session: Session, case: Case, review: Review | None) -> list[Owed]:
    """What earlier groups owe: items of returns that are not in order yet, then what the last check finds open besides."""
    waived = review.waived_keys if review else frozenset()
    returned = [
        Owed(item.id, item.title, item.subject, item.owner, item.problem)
        for item in asked_for(session, case.id)
        if item.owner in EARLIER and (item.rule, item.subject) not in waived
    ]
    names = {one.name for one in returned}
    found = [
        Owed(None, item.title, item.subject, item.owner, item.problem)
        for item in ((*review.items, *review.earlier) if review else ())
        if item.owner in EARLIER and not item.national and not item.waived
    ]
    return returned + list({one.name: one for one in found if one.name not in names}.values())


def escalate(session: Session, actor: User, case: Case, owed: Owed, reason: str) -> Escalation:
    """Lays something that an earlier group owes before the bureau chief.

    `ForbiddenError` where he is not the leader of 终本办理组 or the case is elsewhere, `ConflictError` where it is there already.
    """
    require(actor, Doing.ESCALATE)
    lock_case(session, case)
    if actor.group != ESCALATING or case.group != ESCALATING:
        raise ForbiddenError("只有终本办理组组长可以就本组承办的案件报局长处理")
    reason = reason.strip()
    if owed.owner not in EARLIER:
        raise FormError("只有前述各组应完成的事项才报局长处理", fields={"owed": "须选择前述各组的事项"})
    if not 2 <= len(reason) <= TEXT_MOST:
        raise FormError("须写明督促的经过和理由", fields={"reason": f"须填写，不超过{TEXT_MOST}字"})
    if owed.item_id is not None:
        _require_item(session, case, owed.item_id)
    undecided = select(Escalation.id).where(
        Escalation.case_id == case.id, Escalation.title == owed.name, Escalation.decided_at.is_(None)
    )
    if session.scalars(undecided).first() is not None:
        raise ConflictError("这一项已经报局长处理，还没有答复")
    escalation = Escalation(
        case_id=case.id,
        item_id=owed.item_id,
        title=owed.name,
        owed_by=owed.owner,
        reason=reason,
        by_id=actor.id,
        at=now(),
    )
    session.add(escalation)
    session.flush()
    record(session, Act.ESCALATED, actor, case=case, escalation=escalation.id, item=owed.item_id, title=owed.name,
           owed_by=owed.owner, reason=reason)  # fmt: skip
    return escalation


def settle_escalation(
    session: Session,
    actor: User,
    escalation_id: int,
    *,
    ordered_group: str | None,
    order: str,
    due_on: date | None = None,
) -> Escalation:
    """The bureau chief decides: he orders a group to do it by a day, or decides otherwise (`ordered_group` None), in words.

    The case stays with 终本办理组, whose gate it has to pass: to hand it back would send it through every gate again for one
    paper. The ordered group may add its papers from now on. `ConflictError` where it is decided already.
    """
    require(actor, Doing.SETTLE_ESCALATION)
    query = select(Escalation).where(Escalation.id == escalation_id).with_for_update()
    escalation = session.scalar(query.execution_options(populate_existing=True))
    if escalation is None:
        raise NotFoundError("没有这件报局长处理的事项")
    if escalation.decided_at is not None:
        raise ConflictError("这件事项已经处理", how="刷新页面查看处理意见")
    order = order.strip()
    wrong = {}
    if ordered_group is not None and (ordered_group not in GROUPS or ordered_group == "command"):
        wrong["ordered_group"] = "须选择承办的组"
    if due_on is not None and due_on < today():
        wrong["due_on"] = "完成期限不能早于今天"
    if not 2 <= len(order) <= TEXT_MOST:
        wrong["order"] = f"须写明处理意见，不超过{TEXT_MOST}字"
    if wrong:
        raise FormError("处理意见没有填写完整", fields=wrong)
    escalation.ordered_group, escalation.order = ordered_group, order
    escalation.due_on = due_on if ordered_group else None
    escalation.decided_by_id, escalation.decided_at = actor.id, now()
    session.flush()
    record(session, Act.ESCALATION_DECIDED, actor, case=escalation.case, escalation=escalation.id,
           ordered_group=ordered_group, order=order, due_on=escalation.due_on)  # fmt: skip
    return escalation


def report_done(session: Session, actor: User, escalation_id: int, note: str) -> Escalation:
    """The ordered group says that it is done, and how. Whether it is, the next check and 指挥中心 see; where it is not, it may be
    laid before the bureau chief again. `ConflictError` where it was said already.
    """
    require(actor, Doing.WORK_ON_CASE)
    query = select(Escalation).join(Escalation.case).where(Escalation.id == escalation_id, visible(actor))
    escalation = session.scalar(query.with_for_update(of=Escalation).execution_options(populate_existing=True))
    if escalation is None or escalation.decided_at is None:
        raise NotFoundError("没有这件局长交办的事项")
    if escalation.ordered_group != actor.group:
        raise ForbiddenError("这件事项不是责成您的组办的")
    if escalation.done_at is not None:
        raise ConflictError("这件事项已经报告完成")
    note = note.strip()
    if not 2 <= len(note) <= TEXT_MOST:
        raise FormError("须写明完成的情况", fields={"note": f"须填写，不超过{TEXT_MOST}字"})
    escalation.done_by_id, escalation.done_at, escalation.done_note = actor.id, now(), note
    session.flush()
    record(session, Act.ORDER_DONE, actor, case=escalation.case, escalation=escalation.id, title=escalation.title,
           note=note)  # fmt: skip
    return escalation


def orders_for(session: Session, user: User, case: Case) -> list[Escalation]:
    """What the bureau chief ordered his group to do in a case and is not done yet."""
    query = select(Escalation).where(Escalation.case_id == case.id, still_ordered(user))
    return list(session.scalars(query.order_by(Escalation.id)))


def has_escalations(session: Session, case: Case) -> bool:
    """Whether anything of a case was laid before the bureau chief."""
    return session.scalar(select(Escalation.id).where(Escalation.case_id == case.id).limit(1)) is not None


def escalations_for(session: Session, user: User, case: Case | None = None, most: int = 200) -> list[Escalation]:
    """The escalations of the cases he may see, undecided first, then the newest."""
    query = select(Escalation).join(Escalation.case).where(visible(user))
    if case:
        query = query.where(Escalation.case_id == case.id)
    query = query.options(
        joinedload(Escalation.case),
        joinedload(Escalation.by),
        joinedload(Escalation.decided_by),
        joinedload(Escalation.done_by),
    ).order_by(Escalation.decided_at.is_not(None), Escalation.id.desc())
    return list(session.scalars(query.limit(most)))


def _require_item(session: Session, case: Case, item_id: int) -> None:
    item = next((one for one in open_return_items(session, case.id) if one.id == item_id), None)
    if item is None or not isinstance(item, ReturnItem):
        raise NotFoundError("没有这项退回事项，或者已经补正")
