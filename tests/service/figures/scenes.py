"""What happens to a case, written straight into the tables: the figures must not depend on how it came there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from checker.gates import RECEIVER
from service.database.models import (
    Assignment,
    Case,
    Decision,
    DecisionKind,
    Passage,
    ReturnItem,
    Submission,
    SubmissionState,
)
from service.moment import COURT_TIME
from tests.service.conftest import Court

SERVED = "jianli/zhongben/served-notice"
TRIP = "jianli/clue-refusal/trip-approval"


def noon(day: date, hour: int = 12) -> datetime:
    """An instant of a day of the court."""
    return datetime.combine(day, time(hour), COURT_TIME)


def submit(
    court: Court, case_id: int, gate: str, by: str, on: date, *, previous: int | None = None,
    state: SubmissionState = SubmissionState.WAITING,
) -> int:  # fmt: skip
    """A submission; its id."""
    with court.service.writing() as session:
        person = court.person(session, by)
        made = Submission(
            case_id=case_id, gate=gate, from_group=str(person.group), by_id=person.id, at=noon(on), state=state,
            previous_id=previous,
        )  # fmt: skip
        session.add(made)
        session.flush()
        return made.id


def send_back(court: Court, submission_id: int, on: date, items: Sequence[dict[str, Any]], *, hour: int = 15) -> int:
    """A return with items (rule, owner, reason and what else is given); the id of the decision."""
    with court.service.writing() as session:
        submission = session.get_one(Submission, submission_id)
        submission.state = SubmissionState.RETURNED
        made = Decision(
            submission_id=submission_id, kind=DecisionKind.RETURN, by_id=court.person(session, "wei.command").id,
            at=noon(on, hour), text="请补正", internal_note="内部意见：态度不好", to_group=submission.from_group,
            to_user_id=submission.by_id,
        )  # fmt: skip
        made.items = [
            ReturnItem(
                **{"reason": "missing", "owner": submission.from_group, "title": "送达回证", "rule": SERVED, **item}
            )
            for item in items
        ]
        session.add(made)
        session.flush()
        return made.id


def approve(court: Court, submission_id: int, on: date, *, hour: int = 16) -> None:
    """An approval, and the case goes on: to the next group, or it is closed."""
    with court.service.writing() as session:
        submission = session.get_one(Submission, submission_id)
        submission.state = SubmissionState.APPROVED
        receiver = RECEIVER.get(submission.gate)
        session.add(
            Decision(
                submission_id=submission_id,
                kind=DecisionKind.APPROVE,
                by_id=court.person(session, "wei.command").id,
                at=noon(on, hour),
                to_group=receiver,
            )
        )
        session.add(
            Passage(
                case_id=submission.case_id,
                gate=submission.gate,
                on=on,
                from_group=submission.from_group,
                to_group=receiver,
                submission_id=submission_id,
            )
        )
        case = session.get_one(Case, submission.case_id)
        if receiver:
            case.group, case.entered_on = receiver, on
        elif submission.gate.startswith("closing"):
            case.state, case.closed_on = "closed", on


def assign(court: Court, case_id: int, to: str, on: date) -> None:
    """A case was given to a handler."""
    with court.service.writing() as session:
        person = court.person(session, to)
        session.add(
            Assignment(
                case_id=case_id,
                group=str(person.group),
                handler_id=person.id,
                how="random",
                by_id=person.id,
                at=noon(on),
            )
        )
