"""Carries out a check: reads the papers, judges, keeps what came out. Three steps, each of which can be done again.

Whatever goes wrong is told on the check itself (FAILED, with a Chinese message). Readings of pages are kept one by one as they
are made, so that a check that was killed goes on at the page where it was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, TypedDict, TypeVar

from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from checker.casefile import CaseFile, PageCorrection, PageRef
from checker.check import check as check_case
from checker.errors import CheckerError, EmptyCaseError, InternalError
from checker.judging_day import facts_to_judge, require_rules
from checker.log import log_exception
from checker.outcome import Level, Status
from checker.places import RECORD_NAMES
from checker.report import Report
from checker.report_json import correction_json, report_bytes
from checker.reports import view
from checker.reports.docx import report_docx
from checker.worker import Engine
from service.cases.checks import OPEN
from service.cases.corrections import corrections_of
from service.cases.reading import PagesRead, get_pages, put_pages, put_reading
from service.context import Service
from service.database.models import Case, Check, CheckPurpose, CheckState
from service.ledger import Act, record
from service.moment import now, today
from service.rulebase import rulebook

T = TypeVar("T")
Tell = Callable[[int, int], None]
"""Told after every page how many are done and how many there are. What it raises ends the reading."""

_SECONDS = 0.5  # between two notes of progress
_HOW_TO_NAME_A_DAY = "发起检查时写明按哪一天的规则判断"


class Made(TypedDict):
    """What a check came to: digests of report, reading and paper, SHA-256 over what went in, the verdict, and how many
    blocking findings are open.
    """

    report: str
    reading: str
    paper: str
    inputs: str
    verdict: str
    violated: int
    undetermined: int
    superior_violated: int


class Step(Protocol):
    """Does a step of a check, or gives back what it gave when it was done before."""

    def __call__(self, name: str, do: Callable[[], T]) -> T:
        """The step's result."""
        ...


def at_once(name: str, do: Callable[[], T]) -> T:
    """Does a step without noting that it was done."""
    return do()


def run_check(service: Service, check_id: int, *, tell: Tell | None = None, step: Step = at_once) -> None:
    """Carries out a check; one that is over already is left alone."""
    if CheckState(_look(service, check_id).state).over:
        return
    pages = step("read", lambda: _tried(service, check_id, lambda: read_papers(service, check_id, tell)))
    if pages is None:
        return
    made = step("judge", lambda: _tried(service, check_id, lambda: judge(service, check_id, pages)))
    if made is None:
        return
    step("store", lambda: _tried(service, check_id, lambda: keep(service, check_id, made)))


def read_papers(service: Service, check_id: int, tell: Tell | None = None) -> str:
    """Reads every page of the case's papers, with progress on the check; the digest of the pages as read."""
    from extractors.catalogue import wants_full
    from extractors.corrections.said import pages_to_read_whole
    from extractors.intake import open_case
    from extractors.limits import limits_from
    from extractors.reading import read_pages
    from extractors.recorded import Recorded
    from service.cases.folder import laid_out

    _enter(service, check_id, CheckState.READING)
    with ExitStack() as stack:
        with service.reading() as session:  # closed again before the slow part
            check = session.get_one(Check, check_id)
            case, corrections = check.case, corrections_of(session, check.case, check.requested_at)
            if all(paper.removed_at for paper in case.papers):
                raise EmptyCaseError("本案还没有上传材料，无从检查", how="在案件页面上传卷宗材料后，再发起检查")
            folder = stack.enter_context(laid_out(service, session, case))
        intake = stack.enter_context(open_case([folder], limits_from()))
        lies = {PageRef(source.file, source.number): source.sha256 for source in intake.pages}
        pages = read_pages(
            intake.pages,
            workers=service.settings.workers or None,
            wants_full=wants_full,
            recorded=Recorded(service.settings.readings),
            progress=_Progress(service, check_id, tell),
            whole=pages_to_read_whole(corrections, lies),
        )
        written = folder / RECORD_NAMES[0]
        return put_pages(
            service,
            PagesRead(
                name=case.number,
                record=written.read_text(encoding="utf-8") if written.exists() else "",
                input_hashes=intake.input_hashes,
                problems=tuple(str(problem) for problem in intake.problems),
                pages=tuple(pages),
            ),
        )


def judge(service: Service, check_id: int, pages: str) -> Made:
    """Catalogues the pages that lie under a digest, judges, and puts report, reading and paper into the store."""
    _enter(service, check_id, CheckState.JUDGING)
    asked, read = _look(service, check_id), get_pages(service, pages)
    with service.reading() as session:
        corrections = corrections_of(session, session.get_one(Check, check_id).case, asked.requested_at)
    case = _catalogued(read, corrections)
    with Engine() as engine:
        as_of, source = facts_to_judge(case, asked.gate, asked.as_of, today(), rulebook())
        require_rules(rulebook(), asked.gate, as_of, _HOW_TO_NAME_A_DAY)
        report = check_case(
            case,
            source,
            asked.gate,
            as_of,
            rulebook(),
            engine,
            national=service.settings.national,
            look_ahead=True,
        )
    return Made(
        report=service.blobs.put_bytes(report_bytes(report)),
        reading=put_reading(service, pages, case),
        paper=service.blobs.put_bytes(report_docx(report, today=today())),
        inputs=_inputs(case),
        verdict=str(report.verdict),
        **_open_items(report),
    )


def keep(service: Service, check_id: int, made: Made) -> None:
    """Ends a check with what it came to. One that is over keeps what it has: of two workers, the first counts."""
    report = json.loads(service.blobs.get(made["report"]))
    with service.writing() as session:
        check = _locked(session, check_id)
        if CheckState(check.state).over:
            return
        check.report_sha256, check.reading_sha256, check.paper_sha256 = made["report"], made["reading"], made["paper"]
        check.inputs, check.verdict = made["inputs"], made["verdict"]
        check.violated, check.undetermined = made["violated"], made["undetermined"]
        check.superior_violated = made["superior_violated"]
        _end(session, check, CheckState.DONE, report, verdict=made["verdict"], report_sha256=made["report"])


def fail(service: Service, check_id: int, message: str) -> None:
    """Ends a check that cannot be carried out, with the message for the clerk."""
    with service.writing() as session:
        check = _locked(session, check_id)
        if not CheckState(check.state).over:
            check.error = message
            _end(session, check, CheckState.FAILED, None, error=message)


def _end(session: Session, check: Check, state: CheckState, report: Mapping[str, object] | None, **detail: str) -> None:
    check.state, check.finished_at = state, now()
    record(session, Act.CHECKED, None, case=check.case, check=check.id, gate=check.gate, state=str(state), **detail)
    if check.purpose == CheckPurpose.SUBMISSION:
        from service.handover.submitting import after_check

        after_check(session, check, report)


def _catalogued(read: PagesRead, corrections: Sequence[PageCorrection]) -> CaseFile:
    from extractors.catalogue import catalogue

    return catalogue(read.name, read.pages, read.case_record, read.input_hashes, read.problems, corrections)


def _inputs(case: CaseFile) -> str:
    """SHA-256 over what the check was made from: the files, their record (with its waivers) among them, and the corrections."""
    parts: list[object] = [*sorted(case.input_hashes.items()), *(correction_json(one) for one in case.corrections)]
    return sha256(json.dumps(parts).encode()).hexdigest()


class _OpenItems(TypedDict):
    violated: int
    undetermined: int
    superior_violated: int


def _open_items(report: Report) -> _OpenItems:
    """How many blocking findings are open: of the pack that decides the gate, and broken ones of the superior rules."""
    own = [one for one in view.deciding(report) if one.level is Level.BLOCKING and not one.waiver]
    superior = [one for one in view.superior(report, Status.VIOLATED) if one.blocks]
    return _OpenItems(
        violated=view.count(own, Status.VIOLATED),
        undetermined=view.count(own, Status.UNDETERMINED),
        superior_violated=len(superior),
    )


@dataclass
class _Progress:
    """Notes on the check how far the reading is, at most twice a second, each time in a short session of its own."""

    service: Service
    check_id: int
    tell: Tell | None
    _noted: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        """So far."""
        if self.tell:
            self.tell(done, total)
        if done not in (0, total) and time.monotonic() - self._noted < _SECONDS:
            return
        self._noted = time.monotonic()
        with suppress(OperationalError), self.service.writing() as session:  # a note is not worth the check
            counted = update(Check).where(Check.id == self.check_id, Check.state == CheckState.READING)
            session.execute(counted.values(pages_done=done, pages_all=total))


def _tried(service: Service, check_id: int, do: Callable[[], T]) -> T | None:
    """What was done; None where an error ended the check, which then has its message. Only a database that cannot be reached
    is an error of the caller: it could not be told there, and the check can be done again.
    """
    try:
        return do()
    except OperationalError:
        raise
    except InternalError as error:
        log_exception(error.reference, error)
        fail(service, check_id, str(error))
    except CheckerError as error:
        fail(service, check_id, str(error))
    except Exception as error:
        ours = InternalError()
        log_exception(ours.reference, error)
        fail(service, check_id, f"{ours}\n处理：请重新检查；仍然如此的，把编号告诉技术人员")
    return None


def _look(service: Service, check_id: int) -> Check:
    with service.reading() as session:
        return session.get_one(Check, check_id)


def _enter(service: Service, check_id: int, state: CheckState) -> None:
    with service.writing() as session:
        session.execute(update(Check).where(Check.id == check_id, Check.state.in_(OPEN)).values(state=state))


def _locked(session: Session, check_id: int) -> Check:
    """The check, so that nobody else ends it at once. Its case is locked before it, and both before the ledger is written to:
    in the order in which hand-overs take them, or two would wait for each other.
    """
    check = session.get_one(Check, check_id)
    session.execute(select(Case.id).where(Case.id == check.case_id).with_for_update())
    session.refresh(check, with_for_update=True)
    return check
