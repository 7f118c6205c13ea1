"""What the page of a submission shows: gathered here, so that the route and the interface for programs show the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from service.accounts.policy import decides
from service.context import Service
from service.database.models import (
    Case,
    Decision,
    DecisionKind,
    Escalation,
    GrantedWaiver,
    Passage,
    ReturnItem,
    Role,
    Submission,
    SubmissionState,
    User,
)
from service.handover.access import sees_internal
from service.handover.difference import Differences, differences
from service.handover.effects import consequence
from service.handover.escalations import ESCALATING, escalations_for
from service.handover.queue import Row, row_of
from service.handover.repaired import asked_for
from service.handover.review import Item, Key, Review, review_of
from service.handover.standing import Standing, standing_of, waived_then

_SHOWN = 30  # submissions of a case at one gate


@dataclass(frozen=True, slots=True)
class Shown:
    """A submission with all that is known of it. `review` None: the check has not come back. `mended`: the items that the last
    return named; `reasons`: those given at the approval, by rule and subject.
    """

    row: Row
    review: Review | None
    standing: Standing | None
    waived: tuple[tuple[Item, GrantedWaiver], ...]
    changes: Differences | None
    mended: Sequence[ReturnItem]
    history: Sequence[Submission]
    passages: Sequence[Passage]
    decides: bool
    own: bool
    withdraws: bool
    internal: frozenset[int]
    open_items: Sequence[ReturnItem]
    then: str
    escalations: Sequence[Escalation]

    @property
    def reasons(self) -> dict[Key, str]:
        """The reasons given at the approval."""
        return {(one.rule, one.subject): one.reason for one in self.row.submission.acknowledgements}


def show(service: Service, session: Session, user: User, submission: Submission, day: date) -> Shown:
    """All that the page shows to a person on a day."""
    review = review_of(service, submission.check)
    previous = submission.previous
    then = review_of(service, previous.check) if previous else None
    open_ = SubmissionState(submission.state).open
    history = history_of(session, submission)
    returned = [one for one in previous.decisions if one.items] if previous else []
    own = submission.by_id == user.id
    standing = standing_of(session, submission, review, service.settings.national, day) if review and open_ else None
    leads = Role(user.role) is Role.LEADER and user.group == submission.from_group
    return Shown(
        row=row_of(submission, day),
        review=review,
        standing=standing,
        waived=standing.waived if standing else _waived(service, session, submission, review),
        changes=differences(then, review) if then and review else None,
        mended=returned[-1].items if returned else (),
        history=history,
        passages=submission.case.passages,
        decides=decides(user, submission),
        own=own,
        withdraws=(own or leads) and submission.state in (SubmissionState.CHECKING, SubmissionState.WAITING),
        internal=frozenset(one.id for sub in history for one in sub.decisions if sees_internal(user, one)),
        open_items=asked_for(session, submission.case_id),
        then=consequence(submission),
        escalations=escalations_for(session, user, submission.case) if submission.from_group == ESCALATING else (),
    )


def _waived(
    service: Service, session: Session, submission: Submission, review: Review | None
) -> tuple[tuple[Item, GrantedWaiver], ...]:
    approval = next((one for one in submission.decisions if one.kind == DecisionKind.APPROVE), None)
    if review is None or approval is None or not approval.waived:
        return ()
    return waived_then(session, submission, review, service.settings.national, approval.at)


def history_of(session: Session, submission: Submission) -> list[Submission]:
    """The submissions of the case at this gate with their decisions, the newest first."""
    query = (
        select(Submission)
        .where(Submission.case_id == submission.case_id, Submission.gate == submission.gate)
        .options(
            joinedload(Submission.by),
            joinedload(Submission.check),
            joinedload(Submission.case).selectinload(Case.passages),
            selectinload(Submission.decisions).options(
                joinedload(Decision.by), joinedload(Decision.to_user), selectinload(Decision.items)
            ),
        )
        .order_by(Submission.id.desc())
        .limit(_SHOWN)
    )
    return list(session.scalars(query))
