"""What the worker does between checks."""

from __future__ import annotations

import time
from datetime import timedelta

from sqlalchemy import select

from service.database.models import Case, Delivery, Feedback, Webhook
from service.moment import now
from service.work.chores import Chores, run_chores
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


def test_they_go_on_after_a_round_that_failed(court: Court) -> None:
    """The tables are away for a while; what was written in the meantime is sent when they are back."""
    case = court.add_case()
    engine = court.service.database.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE feedback RENAME TO away")
    with Chores(court.service, every=0.02):
        time.sleep(0.1)
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE away RENAME TO feedback")
        with court.service.writing() as session:
            tell_applicant(session, court.person(session, "li.online"), session.get_one(Case, case), "已办理。")
        for _ in range(200):
            with court.service.reading() as session:
                if session.scalar(select(Feedback.state)) == "sent":
                    return
            time.sleep(0.02)
    raise AssertionError("not sent")


def test_what_was_told_to_other_systems_long_ago_is_taken_out(court: Court) -> None:
    at = now()
    with court.service.writing() as session:
        session.add(webhook := Webhook(url="https://other.example/", secret="x" * 64, created_at=at))
        session.flush()
        for done in (at - timedelta(days=91), at - timedelta(days=89), None):
            row = Delivery(webhook_id=webhook.id, event="approved", payload="{}", next_at=at, done_at=done)
            row.next_at = at - timedelta(days=100)
            session.add(row)
    run_chores(court.service)
    with court.service.reading() as session:
        assert [row.done_at is None for row in session.scalars(select(Delivery).order_by(Delivery.id))] == [False, True]
