"""What the worker does between checks."""

from __future__ import annotations

from sqlalchemy import select

from service.database.models import Case, Feedback
from service.work.chores import run_chores
from service.work.feedback import tell_applicant
from tests.service.conftest import Court


def test_messages_that_wait_are_sent(court: Court) -> None:
    case = court.add_case()
    with court.service.writing() as session:
        tell_applicant(session, court.person(session, "li.online"), session.get_one(Case, case), "已办理。")
    run_chores(court.service)
    run_chores(court.service)
    with court.service.reading() as session:
        assert [(one.state, one.attempts) for one in session.scalars(select(Feedback))] == [("sent", 1)]
