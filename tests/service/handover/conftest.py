"""Submissions in a court, with checks that come back at once."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy.orm import Session

from checker.outcome import National
from service.database.models import (
    AftercareKind,
    AftercareTask,
    Case,
    Check,
    CheckPurpose,
    CheckState,
    Decision,
    Submission,
    User,
)
from service.handover.access import submission_for
from service.handover.approving import Approval, approve, forward
from service.handover.returning import ItemForm, ReturnForm, return_file
from service.handover.review import Review, required_review
from service.handover.submitting import after_check, submit, withdraw
from service.moment import now
from tests.service.conftest import Court
from tests.service.handover.made import report

DAY = date(2022, 3, 10)


def _stand_in(name: str, **functions: Any) -> Iterator[None]:
    """A module of another part, while it is not there."""
    parent = name.rpartition(".")[0]
    if _is_there(name):
        yield
        return
    module, folder = ModuleType(name), ModuleType(parent)
    folder.__path__ = []
    for function_name, function in functions.items():
        setattr(module, function_name, function)
    added = {name: module} if _is_there(parent) else {name: module, parent: folder}
    sys.modules.update(added)
    yield
    for one in added:
        del sys.modules[one]


def _is_there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _ask_check(session: Session, actor: User, case: Case, gate: str, purpose: CheckPurpose) -> Check:
    check = Check(case_id=case.id, gate=gate, purpose=purpose, requested_by_id=actor.id, requested_at=now())
    session.add(check)
    session.flush()
    return check


def _open_aftercare(session: Session, case: Case, served_on: date, actor: User) -> None:
    session.add(AftercareTask(case_id=case.id, kind=AftercareKind.REGISTRATION, due_on=served_on))


@pytest.fixture(autouse=True)
def checks() -> Iterator[None]:
    yield from _stand_in("service.cases.checks", ask_check=_ask_check, changed_since=lambda session, check: False)


@pytest.fixture(autouse=True)
def aftercare() -> Iterator[None]:
    yield from _stand_in("service.work.aftercare", open_aftercare=_open_aftercare)


@dataclass
class Road:
    """What people do with a case on its way, each act in a transaction of its own."""

    court: Court
    case: int

    def submit(self, login: str, gate: str) -> int:
        with self.court.service.writing() as session:
            return submit(session, self.person(session, login), session.get_one(Case, self.case), gate).id

    def check_back(self, submission_id: int, made: dict[str, Any] | None = None, day: date = DAY) -> None:
        """The check comes back with a report; with None it failed."""
        digest = self.court.service.blobs.put_bytes(json.dumps(made).encode()) if made else None
        with self.court.service.writing() as session:
            check = session.get_one(Submission, submission_id).check
            assert check is not None
            check.report_sha256, check.state = digest, CheckState.DONE if made else CheckState.FAILED
            check.verdict, check.error = (made["verdict"], None) if made else (None, "材料打不开")
            session.flush()
            after_check(session, check, made, day)

    def wait(self, login: str, gate: str, *open_: dict[str, Any], **given: Any) -> int:
        """Submits, and the check comes back."""
        submission = self.submit(login, gate)
        self.check_back(submission, report(gate, *open_, **given))
        return submission

    def version(self, submission_id: int) -> int:
        with self.court.service.reading() as session:
            return session.get_one(Submission, submission_id).version

    def approve(
        self, login: str, submission_id: int, *, national: National = National.REVIEW, day: date = DAY, **given: Any
    ) -> None:
        given.setdefault("version", self.version(submission_id))
        with self.court.service.writing() as session:
            user = self.person(session, login)
            submission = submission_for(session, user, submission_id)
            review = self.review(submission)
            approve(session, user, submission, review, Approval(**given), national=national, day=day)

    def forward(self, login: str, submission_id: int) -> None:
        version = self.version(submission_id)
        with self.court.service.writing() as session:
            user = self.person(session, login)
            submission = submission_for(session, user, submission_id)
            forward(
                session, user, submission, self.review(submission), Approval(version),
                national=National.REVIEW, day=DAY,
            )  # fmt: skip

    def send_back(self, login: str, submission_id: int, *items: ItemForm, day: date = DAY, **given: Any) -> int:
        given.setdefault("version", self.version(submission_id))
        given.setdefault("items", items or (a_person_found(),))
        with self.court.service.writing() as session:
            user = self.person(session, login)
            submission = submission_for(session, user, submission_id)
            form = ReturnForm(**given)
            return return_file(self.court.service, session, user, submission, self.review(submission), form, day=day).id

    def withdraw(self, login: str, submission_id: int) -> None:
        version = self.version(submission_id)
        with self.court.service.writing() as session:
            user = self.person(session, login)
            withdraw(session, user, submission_for(session, user, submission_id), version)

    def review(self, submission: Submission) -> Review:
        return required_review(self.court.service, submission.check)

    def person(self, session: Session, login: str) -> User:
        return self.court.person(session, login)

    def handled_by(self) -> tuple[str, str, str]:
        """Group, handler's login, state."""
        with self.court.service.reading() as session:
            case = session.get_one(Case, self.case)
            assert case.handler is not None
            return case.group, case.handler.login, str(case.state)

    def decision(self, decision_id: int) -> Decision:
        with self.court.service.reading() as session:
            decision = session.get_one(Decision, decision_id)
            _ = decision.items
            return decision

    def state(self, submission_id: int) -> str:
        with self.court.service.reading() as session:
            return str(session.get_one(Submission, submission_id).state)


def a_person_found(**given: Any) -> ItemForm:
    """An item that no rule found."""
    values = {"reason": "other", "title": "封面", "owner": "online", "problem": "没有封面", "remedy": "补封面"}
    return ItemForm(**(values | given))


@pytest.fixture
def road(court: Court) -> Road:
    """The way of a new case that 线上查控组 has."""
    return Road(court, court.add_case())


@pytest.fixture
def any_road(any_court: Court) -> Road:
    """The same on each of the two databases."""
    return Road(any_court, any_court.add_case())
