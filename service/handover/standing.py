"""What stands between a submission and its approval, as the check found it and as waivers and settings are today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from checker.outcome import Level, National, Status, Verdict
from service.database.models import GrantedWaiver, Submission
from service.handover.review import Item, Review
from service.moment import day_of

_DONE_BY_DECIDING = {
    "jianli/closing/closing-stamp": {"案件.结案审查表", "案件.结案审查盖章"},
    "jianli/resumption/leader-then-chief": {"案件.恢复执行审批表", "案件.恢复组长签名", "案件.恢复局长签名"},
}
"""Rule → what it asks for that is the very act by which its gate is decided: the stamp of 结案审查, the signatures of those who
decide a resumption. It cannot be there before, so whoever decides confirms that it is done; anything else that the rule finds
(an unqualified file, a closing reported before its review) blocks as usual.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """`blocking` must be repaired or waived. `superior` are violated superior rules: acknowledged with a reason (review),
    repaired (return) or only shown (advise), as `national` says. `look` is what a person must confirm to have looked at.
    `waived` is what a waiver lets pass.
    """

    blocking: tuple[Item, ...]
    superior: tuple[Item, ...]
    look: tuple[Item, ...]
    waived: tuple[tuple[Item, GrantedWaiver], ...]
    national: National

    @property
    def stopped(self) -> tuple[Item, ...]:
        """What makes approval impossible."""
        return self.blocking + (self.superior if self.national is National.RETURN else ())

    @property
    def to_acknowledge(self) -> tuple[Item, ...]:
        """What must be acknowledged with a reason."""
        return self.superior if self.national is National.REVIEW else ()


def weigh(review: Review, waivers: Sequence[GrantedWaiver], national: National) -> Standing:
    """What stands in the way. `waivers` are those in force; those that the report itself names are not asked."""
    blocking, superior, look, waived = [], [], [], []
    for item in review.items:
        if item.level is not Level.BLOCKING:
            continue
        decides = item.rule.startswith(f"{review.decides}/")
        violated = item.status is Status.VIOLATED
        waiver = next((one for one in waivers if covers(one, item)), None)
        if waiver:
            waived.append((item, waiver))
        elif (decides and not violated) or _done_by_deciding(item):
            look.append(item)
        elif decides:
            blocking.append(item)
        elif violated:
            superior.append(item)
    look += _of_the_whole(review, asked=bool(blocking or superior or look or waived))
    return Standing(tuple(blocking), tuple(superior), tuple(look), tuple(waived), national)


def _done_by_deciding(item: Item) -> bool:
    return bool(item.lacks) and set(item.lacks) <= _DONE_BY_DECIDING.get(item.rule, set())


def _of_the_whole(review: Review, *, asked: bool) -> list[Item]:
    """What a person must look at though no rule names it: pages that could not be read; a check that shows nothing."""
    if review.unread:
        return [_whole("unread-pages", "无法辨认的页", "有的页辨认不了，请看原件有无影响", review.unread)]
    if review.verdict != Verdict.PASS and not asked:
        return [_whole("nothing-shown", "检查结论不是“符合”", "没有必备要件得到证明，请人工全面核对", "")]
    return []


def _whole(rule: str, title: str, problem: str, pages: str) -> Item:
    return Item(
        rule=rule,
        code="",
        title=title,
        subject="案件",
        status=Status.UNDETERMINED,
        level=Level.BLOCKING,
        problem=problem,
        remedy="重新扫描或者人工核对",
        owner="command",
        basis="",
        pages=pages,
    )


def covers(waiver: GrantedWaiver, item: Item) -> bool:
    """Whether a waiver speaks of an open finding: of its rule, and of its subject where it names one."""
    return waiver.rule in (item.rule, item.code) and waiver.subject in ("", item.subject)


def waivers_in_force(session: Session, case_id: int, day: date) -> list[GrantedWaiver]:
    """The waivers of a case that were not revoked and have not run out on a day."""
    query = select(GrantedWaiver).where(
        GrantedWaiver.case_id == case_id, GrantedWaiver.revoked_at.is_(None), GrantedWaiver.expires >= day
    )
    return list(session.scalars(query.order_by(GrantedWaiver.id)))


def waived_then(
    session: Session, submission: Submission, review: Review, national: National, at: datetime
) -> tuple[tuple[Item, GrantedWaiver], ...]:
    """What waivers let pass at an approval made at an instant, though they may have ended since."""
    query = select(GrantedWaiver).where(
        GrantedWaiver.case_id == submission.case_id,
        GrantedWaiver.at <= at,
        GrantedWaiver.revoked_at.is_(None) | (GrantedWaiver.revoked_at > at),
        GrantedWaiver.expires >= day_of(at),
    )
    return weigh(review, list(session.scalars(query.order_by(GrantedWaiver.id))), national).waived


def standing_of(session: Session, submission: Submission, review: Review, national: National, day: date) -> Standing:
    """What stands in the way of a submission on a day."""
    return weigh(review, waivers_in_force(session, submission.case_id, day), national)
