"""The committed samples as cases of the court with a check that is over: stored, read, catalogued and judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from checker.check import check as check_case
from checker.derive import facts_of
from checker.judge import judge_plainly
from checker.outcome import Status
from checker.report_json import report_bytes
from extractors.catalogue import catalogue
from extractors.intake import open_case
from extractors.reading import read_pages
from fixtures.recordings import Recording, load
from service.cases.corrections import corrections_of
from service.cases.reading import PagesRead, put_pages, put_reading
from service.database.models import Case, CasePaper, Check, CheckState
from service.moment import now
from service.rulebase import rulebook
from tests.service.conftest import Court

SAMPLES = Path("fixtures/samples")
DAY = date(2022, 9, 1)


class _Oracle:
    """Judges without a process."""

    notes: tuple[str, ...] = ()

    def use(self, rulesets: object) -> None: ...

    def judge(self, inquiries: object) -> list[Status]:
        return judge_plainly(inquiries)  # type: ignore[arg-type]

    def settle(self) -> None: ...


@cache
def _kept(name: str) -> Recording:
    """The recorded readings, under the hashes that files and pages have: one page was drawn anew since it was recorded."""
    kept = load(name)
    with open_case([SAMPLES / name]) as intake:
        pages = tuple(
            replace(page, sha256=source.sha256) for page, source in zip(kept.pages, intake.pages, strict=True)
        )
        return replace(kept, pages=pages, input_hashes=intake.input_hashes)


def add_files(court: Court, folder: Path, group: str = "zhongben") -> tuple[int, int]:
    """A case with files whose words need no recognising (Word, broken ones), and a check of it: their ids."""
    with open_case([folder]) as intake:
        pages = read_pages(intake.pages, workers=0)
        kept = Recording(intake.name, tuple(pages), "", intake.input_hashes)
    case_id = court.add_case("（2022）鄂1023执1234号", group)
    _add_papers(court, case_id, folder)
    return case_id, check_of(court, case_id, kept, "zhongben")


def add_sample(court: Court, name: str = "zhongben-demo-faulty", group: str = "zhongben") -> tuple[int, int]:
    """A case with the papers of a sample, and a check of it that is over: their ids."""
    case_id = court.add_case("（2022）鄂1023执1234号", group)
    _add_papers(court, case_id, SAMPLES / name)
    return case_id, add_check(court, case_id, name)


def _add_papers(court: Court, case_id: int, folder: Path) -> None:
    with court.service.writing() as session:
        case = session.get_one(Case, case_id)
        for path in sorted(folder.iterdir()):
            if path.name != "case.yaml":
                data = path.read_bytes()
                digest = court.service.blobs.put_bytes(data)
                case.papers.append(
                    CasePaper(
                        name=path.name, sha256=digest, size=len(data), added_by_id=case.created_by_id, added_at=now()
                    )
                )


def add_check(court: Court, case_id: int, name: str = "zhongben-demo-faulty", gate: str = "zhongben") -> int:
    """A check of the case as it stands, with its corrections."""
    return check_of(court, case_id, _kept(name), gate)


def check_of(court: Court, case_id: int, kept: Recording, gate: str) -> int:
    """A check that read these pages; its id."""
    service = court.service
    with service.reading() as session:
        corrections = corrections_of(session, session.get_one(Case, case_id))
    case = catalogue(kept.name, kept.pages, kept.record, kept.input_hashes, corrections=corrections)
    report = check_case(case, facts_of(case, DAY), gate, DAY, rulebook(), _Oracle())  # type: ignore[arg-type]
    pages = put_pages(service, PagesRead(kept.name, kept.record_text, kept.input_hashes, (), kept.pages))
    with service.writing() as session:
        check = Check(
            case_id=case_id,
            gate=gate,
            state=CheckState.DONE,
            verdict=str(report.verdict),
            violated=sum(f.blocks for f in report.findings),
            undetermined=sum(f.status is Status.UNDETERMINED for f in report.findings),
            report_sha256=service.blobs.put_bytes(report_bytes(report)),
            reading_sha256=put_reading(service, pages, case),
            requested_by_id=session.get_one(Case, case_id).created_by_id,
            requested_at=now(),
            finished_at=now(),
        )
        session.add(check)
        session.flush()
        return check.id
