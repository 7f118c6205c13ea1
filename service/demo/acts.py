"""What people of the demo court do, by the same functions that the pages call: so that ledger, histories and figures are true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.cases.checking import run_check
from service.cases.checks import ask_check
from service.cases.entry import CaseForm
from service.cases.papers import add_paper
from service.cases.register import create_case
from service.context import Service
from service.database.models import Case, Submission, User
from service.demo.files import papers_of
from service.demo.timeline import Days
from service.handover.approving import Approval, approve, forward
from service.handover.escalations import escalate, owed_by_others, report_done, settle_escalation
from service.handover.returning import ItemForm, ReturnForm, propose, return_file
from service.handover.review import Review, required_review
from service.handover.standing import standing_of
from service.handover.submitting import submit
from service.handover.waivers import WaiverForm, grant
from service.moment import today

_SEEN = "已核对原件，属实"


@dataclass(frozen=True, slots=True)
class DemoCourt:
    """The service, and the moments counted back from the day on which the court is made."""

    service: Service
    ago: Days

    def register(self, login: str, form: CaseForm, handler: str | None = None) -> int:
        """Registers a case; returns its id."""
        with self.service.writing() as session:
            given = replace(form, handler_id=_person(session, handler).id) if handler else form
            return create_case(session, _person(session, login), given).id

    def act(self, login: str, case_id: int, done: Callable[[Session, User, Case], object]) -> None:
        """Somebody does something with a case."""
        with self.service.writing() as session:
            done(session, _person(session, login), session.get_one(Case, case_id))

    def handler(self, case_id: int) -> str:
        """The login of who handles a case."""
        with self.service.reading() as session:
            handler = session.get_one(Case, case_id).handler
            assert handler is not None  # noqa: S101 — asked of cases that have one
            return handler.login

    def upload(
        self, login: str, case_id: int, folder: str, numbers: Iterable[int] = range(1, 100), under: str = ""
    ) -> None:
        """Puts papers of a folder of `files` into the case, by their numbers in the file; `under`: a folder for them there."""
        wanted = {f"{number:02d}-" for number in numbers}
        papers = [path for path in papers_of(folder) if path.name[:3] in wanted]
        kept = [(path, self.service.blobs.put_bytes(path.read_bytes())) for path in papers]
        with self.service.writing() as session:
            user, case = _person(session, login), session.get_one(Case, case_id)
            for path, digest in kept:
                add_paper(session, user, case, under + path.name, digest, path.stat().st_size)

    def check(self, login: str, case_id: int, gate: str) -> None:
        """Checks a case for oneself, before it is submitted."""
        with self.service.writing() as session:
            check = ask_check(session, _person(session, login), session.get_one(Case, case_id), gate).id
        run_check(self.service, check)

    def submit(self, login: str, case_id: int, gate: str, note: str = "") -> int:
        """Submits a case, and its check is made at once; returns the submission's id."""
        with self.service.writing() as session:
            submission = submit(session, _person(session, login), session.get_one(Case, case_id), gate, note)
            number, check = submission.id, submission.check_id
        assert check is not None  # noqa: S101 — a submission asks for one
        run_check(self.service, check)
        return number

    def approve(
        self, login: str, submission_id: int, text: str = "", *, why: str = "", served_on: date | None = None
    ) -> None:
        """Approves; where superior rules are not kept, `why` is the reason. What a person must look at, he did."""
        with self._deciding(login, submission_id) as (session, user, submission, review):
            national = self.service.settings.national
            standing = standing_of(session, submission, review, national, today())
            approval = Approval(
                submission.version,
                text,
                acknowledged={item.key: why for item in standing.to_acknowledge},
                looked={item.key: _SEEN for item in standing.look},
                served_on=served_on,
            )
            decide = forward if submission.gate == "resumption" and submission.state == "waiting" else approve
            decide(session, user, submission, review, approval, national=national, day=today())

    def send_back(self, login: str, submission_id: int, text: str, note: str = "", more: tuple[str, ...] = ()) -> None:
        """Returns a file for what blocks its gate, and for what else is open of the rules named in `more`."""
        with self._deciding(login, submission_id) as (session, user, submission, review):
            standing = standing_of(session, submission, review, self.service.settings.national, today())
            items = [
                ItemForm(one.reason.code, one.item.rule, one.item.subject, due_on=one.due_on)
                for one in propose(review, standing, today())
                if one.chosen or one.item.rule in more
            ]
            form = ReturnForm(submission.version, items, text, note)
            return_file(self.service, session, user, submission, review, form, day=today())

    def escalate(self, login: str, case_id: int, submission_id: int, rule_title: str, reason: str) -> int:
        """Lays what an earlier group owes before the bureau chief; returns the escalation's id."""
        with self.service.writing() as session:
            case = session.get_one(Case, case_id)
            review = required_review(self.service, session.get_one(Submission, submission_id).check)
            owed = next(one for one in owed_by_others(session, case, review) if rule_title in one.title)
            return escalate(session, _person(session, login), case, owed, reason).id

    def order(self, login: str, escalation_id: int, group: str, order: str) -> None:
        """The bureau chief decides what becomes of it."""
        with self.service.writing() as session:
            person, due_on = _person(session, login), today() + timedelta(days=3)
            settle_escalation(session, person, escalation_id, ordered_group=group, order=order, due_on=due_on)

    def done(self, login: str, escalation_id: int, note: str) -> None:
        """The ordered group says that it is done."""
        with self.service.writing() as session:
            report_done(session, _person(session, login), escalation_id, note)

    def waive(self, login: str, case_id: int, form: WaiverForm) -> None:
        """The bureau chief lets a requirement pass."""
        self.act(login, case_id, lambda session, user, case: grant(session, user, case, form, day=today()))

    @contextmanager
    def _deciding(self, login: str, submission_id: int) -> Iterator[tuple[Session, User, Submission, Review]]:
        with self.service.writing() as session:
            submission = session.get_one(Submission, submission_id)
            review = required_review(self.service, submission.check)
            yield session, _person(session, login), submission, review


def _person(session: Session, login: str) -> User:
    return session.scalars(select(User).where(User.login == login)).one()
