"""Golden reports: one line a finding, so that a reviewer reads in the diff what a change does to real cases.

`pytest tests/cases/test_golden.py --update-golden` rewrites them.
"""

from pathlib import Path

import pytest

from checker.report import Finding
from fixtures.recordings import recorded_names
from fixtures.spec import Expectation
from tests.cases.checking import check_recorded, day, expectations

GOLDEN = Path(__file__).parent.parent / "golden"
EXPECTED = expectations(recorded_names())
IDS = [f"{name}@{expected.gate}" for name, expected in EXPECTED]


def _line(finding: Finding) -> str:
    places = sorted({f"{e.file}#{e.page}" for e in finding.evidence})
    return f"{finding.status:<14} {finding.rule} {finding.subject} | {finding.message} | {' '.join(places)}".rstrip()


@pytest.mark.parametrize(("name", "expected"), EXPECTED, ids=IDS)
def test_report_is_the_golden_one(name: str, expected: Expectation, request: pytest.FixtureRequest) -> None:
    report = check_recorded(name, expected.gate, day(expected))
    head = f"{report.case} {report.gate} {report.as_of} {report.verdict} {report.pages}"
    text = "\n".join([head, *(_line(finding) for finding in report.findings)]) + "\n"
    path = GOLDEN / f"{name}@{expected.gate}.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
