"""The committed samples as cases of the court: registered, with their papers, their pages read already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.gates import SENDER
from checker.record import load_record
from extractors.intake import open_case
from extractors.recorded import Recorded
from fixtures.recordings import load
from service.cases.checking import run_check
from service.cases.checks import ask_check
from service.context import Service
from service.database.models import Case, CasePaper, CaseParty, Check, CheckPurpose, CheckState, Passage, User
from service.moment import now
from tests.service.conftest import Court

SAMPLES = Path("fixtures/samples")
LEADERS = {
    "online": "wang.online",
    "offline": "zhao.offline",
    "zhongben": "chen.zhongben",
}


def add_sample(court: Court, name: str, group: str = "online", *, read: bool = True) -> int:
    """Registers a sample with its papers; its id. `read`: what the recogniser read of its pages is there already."""
    record = load_record((SAMPLES / name / "case.yaml").read_text(encoding="utf-8"), "case.yaml")
    service = court.service
    with service.writing() as session:
        handler = court.person(session, LEADERS[group])
        case = Case(
            number=record.case_number,
            filed_on=record.filed_on,
            claim_fen=record.claim_fen,
            paid_fen=record.paid_fen,
            group=group,
            handler_id=handler.id,
            entered_on=record.filed_on or date(2022, 3, 1),
            created_by_id=handler.id,
            created_at=now(),
        )
        case.parties = [
            CaseParty(role=one.role, name=one.name, kind=one.kind and str(one.kind), number=one.id)
            for one in record.parties
        ]
        case.passages = [
            Passage(gate=gate, on=on, from_group=SENDER[gate], to_group=None) for gate, on in record.history
        ]  # fmt: skip
        for path in sorted((SAMPLES / name).iterdir()):
            if path.name != "case.yaml":
                _add_paper(service, case, handler, path)
        session.add(case)
        session.flush()
        case_id = case.id
    if read:
        keep_readings(service, name)
    return case_id


def keep_readings(service: Service, name: str, most: int | None = None) -> None:
    """Puts the recorded readings of a sample (of its first pages) where the recogniser keeps what it read. They are kept under
    the hashes that the pages have: one page was drawn anew since its reading was recorded.
    """
    recorded = Recorded(service.settings.readings)
    with open_case([SAMPLES / name]) as intake:
        for page, source in list(zip(load(name).pages, intake.pages, strict=True))[:most]:
            recorded.put(replace(page, sha256=source.sha256))


def _add_paper(service: Service, case: Case, by: User, path: Path) -> None:
    data = path.read_bytes()
    digest = service.blobs.put_bytes(data)
    case.papers.append(CasePaper(name=path.name, sha256=digest, size=len(data), added_by_id=by.id, added_at=now()))


def asked(
    court: Court,
    case_id: int,
    gate: str,
    login: str = "wang.online",
    as_of: date | None = None,
    purpose: CheckPurpose = CheckPurpose.PRECHECK,
) -> int:
    """A check asked for; its id."""
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        return ask_check(session, court.person(session, login), case, gate, purpose, as_of).id


def checked(court: Court, case_id: int, gate: str, login: str = "wang.online", as_of: date | None = None) -> Check:
    """A check asked for and carried out."""
    check_id = asked(court, case_id, gate, login, as_of)
    run_check(court.service, check_id)
    check = look(court, check_id)
    assert check.state == CheckState.DONE, check.error
    return check


def look(court: Court, check_id: int) -> Check:
    """A check as it is now."""
    with court.service.reading() as session:
        return session.get_one(Check, check_id)
