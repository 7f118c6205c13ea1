"""The demo court: whole, consistent, made once, and never inside a real court."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from checker.errors import SettingsError
from checker.gates import GROUPS
from extractors.catalogue import catalogue, wants_full
from extractors.intake import open_case
from extractors.ocr.models import reader_version
from extractors.reading import read_pages
from extractors.recorded import Recorded
from service.clocks.due import Colour, stage_clock
from service.context import Service, open_service
from service.database.models import (
    Case,
    CaseState,
    Check,
    Escalation,
    Feedback,
    GrantedWaiver,
    LedgerEntry,
    Submission,
    SubmissionState,
    User,
)
from service.demo import make_demo
from service.demo.files import FILES, papers_of
from service.ledger.verify import verify_ledger
from service.moment import now, today
from service.settings import load_settings
from tests.cases.checking import check_case
from tests.demo_court import copy_home, demo_home
from tests.service.conftest import Court

__all__ = ["demo_home"]

MOST_BYTES = 30_000_000


@pytest.fixture
def demo(demo_home: Path, tmp_path: Path) -> Iterator[Service]:
    """The demo court, one's own."""
    service = open_service(load_settings(home=copy_home(demo_home, tmp_path / "home"), database_url=""))
    yield service
    service.close()


def test_every_stage_is_there(demo: Service) -> None:
    with demo.reading() as session:
        cases = session.scalars(select(Case)).all()
        states = {SubmissionState(one) for one in session.scalars(select(Submission.state))}
        colours = {stage_clock(case, today()).colour for case in cases if case.state == CaseState.OPEN}
        verdicts = set(session.scalars(select(Check.verdict)))
    assert len(cases) >= 12
    assert {case.group for case in cases if case.state == CaseState.OPEN} == set(GROUPS) - {"command"}
    assert {case.state for case in cases} >= {CaseState.OPEN, CaseState.CLOSED, CaseState.AFTERCARE}
    assert states == set(SubmissionState) - {SubmissionState.CHECKING, SubmissionState.WITHDRAWN}
    assert {Colour.GREEN, Colour.YELLOW, Colour.ORANGE, Colour.RED} <= colours
    assert verdicts == {"pass", "return", "review"}


@pytest.mark.parametrize("table", [GrantedWaiver, Escalation, Feedback])
def test_exceptions_and_messages_are_there(demo: Service, table: type) -> None:
    with demo.reading() as session:
        assert session.scalar(select(func.count()).select_from(table))


def test_every_check_came_to_an_end(demo: Service) -> None:
    with demo.reading() as session:
        assert {check.state for check in session.scalars(select(Check))} == {"done"}


def test_its_ledger_holds_and_goes_forward(demo: Service) -> None:
    with demo.reading() as session:
        assert verify_ledger(session, demo.checkpoints).faults == ()
        instants = session.scalars(select(LedgerEntry.at).order_by(LedgerEntry.seq)).all()
    assert instants == sorted(instants)
    assert instants[-1] <= now()


def test_a_second_time_changes_nothing(demo: Service) -> None:
    def counted(session: Session) -> list[int | None]:
        return [session.scalar(select(func.count()).select_from(table)) for table in (User, Case, LedgerEntry)]

    with demo.reading() as session:
        before = counted(session)
    assert make_demo(demo, "another-password-7") is False
    with demo.reading() as session:
        assert counted(session) == before


def test_a_real_court_is_refused(court: Court) -> None:
    """Everybody may learn a demo password: it must not open a court with real cases."""
    with pytest.raises(SettingsError, match="不能再建演示法院"):
        make_demo(court.service, "another-password-7")


def test_one_that_was_broken_off_says_so(demo: Service) -> None:
    (demo.settings.home / "demo.unfinished").touch()
    with pytest.raises(SettingsError, match="没有建完"):
        make_demo(demo, "another-password-7")


def test_its_papers_are_read_already() -> None:
    """With another reader `init --demo` would read hundreds of pages: `python -m fixtures.court --readings` reads them anew."""
    rows = gzip.decompress((FILES / "readings.pack.gz").read_bytes()).splitlines()
    assert {json.loads(row)["reader"] for row in rows} == {reader_version()}


def test_its_papers_are_no_burden() -> None:
    folders = [path for path in FILES.iterdir() if path.is_dir()]
    assert all(papers_of(folder.name) for folder in folders)
    assert sum(path.stat().st_size for path in FILES.rglob("*") if path.is_file()) < MOST_BYTES


WHOLE = {
    "clue-detained": "clue-refusal",
    "clue-leads": "clue-refusal",
    "closing-performed": "closing-performed",
    "closing-settled": "closing-settled",
    "company-offline": "offline-clue",
    "online-compliant": "online-offline",
    "property-sold": "disposal-clue",
    "resumption": "resumption",
    "two-compliant": "zhongben",
    "zhongben-demo": "zhongben",
}


@pytest.mark.parametrize("folder", WHOLE)
def test_a_whole_file_passes_its_gate(folder: str) -> None:
    """What is returned in the demo court is returned for what its story leaves out, and passes when that is put in."""
    with open_case([FILES / folder]) as intake:
        recorded = Recorded(FILES, write=False)
        pages = read_pages(intake.pages, workers=0, wants_full=wants_full, recorded=recorded)
        case = catalogue(folder, pages, None, input_hashes=intake.input_hashes)
    assert check_case(case, WHOLE[folder], date(2026, 11, 27)).verdict == "pass"
