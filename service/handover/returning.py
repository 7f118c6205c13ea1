"""Returning a file: what is wrong, item by item, to whom it goes, and the paper that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checker.gates import GATES, GROUPS, OWNERS
from checker.outcome import Level
from service.accounts.policy import Doing, require
from service.context import Service
from service.database.models import (
    Case,
    CaseState,
    Decision,
    DecisionKind,
    ReturnItem,
    Submission,
    SubmissionState,
    User,
)
from service.errors import ConflictError, FormError
from service.handover import events
from service.handover.access import lock, require_deciding
from service.handover.notice import notice_docx
from service.handover.people import give, handler_then
from service.handover.reasons import Reason, reason_of, suggest
from service.handover.repaired import settle
from service.handover.review import Item, Review
from service.handover.standing import Standing
from service.ledger import Act, record
from service.moment import COURT_TIME, now

TEXT_MOST, ITEMS_MOST = 4_000, 200


@dataclass(frozen=True, slots=True)
class ItemForm:
    """One item of a return as entered. With `rule` and `subject` it is an open finding of the check, and what is left empty is
    taken from there; without a rule it was found by a person, who gives title, owner and remedy.
    """

    reason: str
    rule: str = ""
    subject: str = "案件"
    title: str = ""
    owner: str = ""
    problem: str = ""
    remedy: str = ""
    pages: str = ""
    basis: str = ""
    fixable: bool = True
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """A return as entered. `version` is that of the submission he looked at; `to_group` None: to the group that submitted it.

    `text` is for the group, `internal_note` for those who decide only.
    """

    version: int
    items: Sequence[ItemForm]
    text: str = ""
    internal_note: str = ""
    fixable: bool = True
    to_group: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open finding as it is offered for a return: with a reason and a day of repair; `chosen`: it blocks the gate."""

    item: Item
    reason: Reason
    due_on: date | None
    chosen: bool


def propose(review: Review, standing: Standing, day: date) -> list[Proposal]:
    """The items of a return made on a day: what blocks the gate, then what else is open here and at earlier gates."""
    stopped = standing.stopped
    waived = {item.key for item, _ in standing.waived}
    others = [item for item in review.items if item not in stopped and item.level is not Level.NOTICE]
    rest = [item for item in (*others, *review.earlier) if item.key not in waived]
    return [_proposal(item, day, chosen=True) for item in stopped] + [
        _proposal(item, day, chosen=False) for item in rest
    ]


def _proposal(item: Item, day: date, *, chosen: bool) -> Proposal:
    return Proposal(item, suggest(item), item.due_from(day), chosen)


def groups_to_return_to(submission: Submission) -> tuple[str, ...]:
    """The groups a file may be returned to: the one that submitted it, and those that had the case before, while it is open
    and with that group.
    """
    case = submission.case
    if case.state != CaseState.OPEN or case.group != submission.from_group:
        return (submission.from_group,)
    had = dict.fromkeys(passage.from_group for passage in reversed(case.passages))
    return tuple(dict.fromkeys((submission.from_group, *(group for group in had if group in GROUPS))))


def return_file(
    service: Service,
    session: Session,
    actor: User,
    submission: Submission,
    review: Review,
    form: ReturnForm,
    *,
    day: date,
) -> Decision:
    """Returns a file on a day, makes 《退回整改通知书》 and puts it into the store. `review` is what the check found.

    `ForbiddenError` where he may not, `ConflictError` where somebody was first, `FormError` where something is not given.
    """
    require(actor, Doing.DECIDE)
    lock(session, submission, form.version)
    require_deciding(actor, submission)
    if submission.check is None or submission.check.report_sha256 != review.sha256:
        raise ConflictError("检查结果已经更新", how="刷新页面，看过新的检查结果再办理")
    to_group = form.to_group or submission.from_group
    _require_form(submission, form, to_group)
    items = [_item(one, review, day) for one in form.items]
    settle(session, submission, review, day)
    submission.state = SubmissionState.RETURNED
    to_user = _back(session, actor, submission, to_group, day)
    decision = Decision(
        submission_id=submission.id,
        kind=DecisionKind.RETURN,
        by_id=actor.id,
        at=now(),
        text=form.text.strip(),
        internal_note=form.internal_note.strip(),
        fixable=form.fixable,
        to_group=to_group,
        to_user_id=to_user.id,
        items=items,
    )
    session.add(decision)
    session.flush()
    record(
        session,
        Act.RETURNED,
        actor,
        case=submission.case,
        submission=submission.id,
        decision=decision.id,
        gate=submission.gate,
        on=day,
        to_group=to_group,
        to_user=to_user.id,
        fixable=form.fixable,
        report=review.sha256,
        items=[[item.rule, item.subject, item.reason, item.owner] for item in items],
    )
    # After the ledger entry nobody else decides until the commit, so the number is taken once.
    decision.notice_number = next_number(session, decision)
    paper = notice_docx(service.settings.court, submission, decision, actor, to_user, day)
    decision.notice_sha256 = service.blobs.put_bytes(paper)
    session.flush()
    events.announce(session, events.RETURNED, submission)
    return decision


def next_number(session: Session, decision: Decision) -> str:
    """The number (文号) of a notice: counted in each year of the court's calendar."""
    year = decision.at.astimezone(COURT_TIME).year
    numbered = select(func.count()).where(Decision.notice_number.like(f"（{year}）%"))
    return f"（{year}）执退字第{(session.scalar(numbered) or 0) + 1}号"


def _require_form(submission: Submission, form: ReturnForm, to_group: str) -> None:
    wrong = {}
    if not form.items:
        wrong["items"] = "至少写明一项"
    if len(form.items) > ITEMS_MOST:
        wrong["items"] = f"不超过{ITEMS_MOST}项"
    if len(form.text) > TEXT_MOST or len(form.internal_note) > TEXT_MOST:
        wrong["text"] = f"不超过{TEXT_MOST}字"
    if to_group not in groups_to_return_to(submission):
        wrong["to_group"] = "只能退回报送的组，或者以前承办过本案的组"
    if wrong:
        raise FormError(f"退回“{GATES[submission.gate]}”的内容不对", fields=wrong)


def _item(form: ItemForm, review: Review, day: date) -> ReturnItem:
    found = review.item(form.rule, form.subject) if form.rule else None
    if form.rule and found is None:
        raise FormError("这一项不在检查结果里", where=form.rule, how="刷新页面后重新选择；人工发现的问题不填规则")
    reason = reason_of(form.reason)
    owner = form.owner or (found.owner if found else "")
    title = found.title if found else form.title.strip()
    remedy = form.remedy.strip() or (found.remedy if found else "")
    wrong = {}
    if owner not in OWNERS:
        wrong["owner"] = "须选择责任组"
    if not title or len(title) > 200:
        wrong["title"] = "须写明是什么材料或者事项，不超过200字"
    if not remedy and form.fixable:
        wrong["remedy"] = "可以补正的，须写明怎么补"
    if form.due_on and form.due_on < day:
        wrong["due_on"] = "补正期限不能早于今天"
    if max(map(len, (form.problem, remedy, form.pages, form.basis))) > TEXT_MOST:
        wrong["problem"] = f"不超过{TEXT_MOST}字"
    if wrong:
        raise FormError(f"退回事项“{title or '（没有名称）'}”没有填全", fields=wrong)
    return ReturnItem(
        reason=reason.code,
        rule=found.rule if found else "",
        code=found.code if found else "",
        title=title,
        subject=found.subject if found else form.subject.strip()[:200] or "案件",
        owner=owner,
        problem=form.problem.strip() or (found.problem if found else ""),
        remedy=remedy,
        pages=form.pages.strip() or (found.pages if found else ""),
        basis=form.basis.strip() or (found.basis if found else ""),
        fixable=form.fixable,
        due_on=form.due_on,
    )


def _back(session: Session, actor: User, submission: Submission, to_group: str, day: date) -> User:
    """Who gets the file: in the submitting group its handler, else who submitted it; an earlier group gets the case back."""
    case = submission.case
    if to_group != submission.from_group:
        handler = handler_then(session, case, to_group)
        give(session, actor, case, handler, day)
        return handler
    handler = _handler(session, case, to_group) or submission.by
    if not handler.active or handler.group != to_group:
        handler = handler_then(session, case, to_group)
    return handler


def _handler(session: Session, case: Case, group: str) -> User | None:
    return session.get(User, case.handler_id) if case.handler_id and case.group == group else None
