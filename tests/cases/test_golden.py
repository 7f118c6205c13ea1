"""Golden reports: one line a finding, so that a reviewer reads in the diff what a change does to whole cases.

`pytest tests/cases/test_golden.py --update-golden` rewrites them.
"""

import json
from pathlib import Path

import pytest

from checker.outcome import Status
from checker.report import Finding
from checker.report_json import report_bytes
from checker.verify import differences
from tests.cases.checking import Asked, check_case, every_case, rulebook

GOLDEN = Path(__file__).parent.parent / "golden"


def _line(finding: Finding) -> str:
    places = sorted({f"{e.file}#{e.page}" for e in finding.evidence})
    return f"{finding.status:<14} {finding.rule} {finding.subject} | {finding.message} | {' '.join(places)}".rstrip()


@pytest.mark.parametrize("asked", every_case(), ids=str)
def test_report_is_the_golden_one(asked: Asked, request: pytest.FixtureRequest) -> None:
    report = asked.report
    head = f"{report.case} {report.gate} {report.as_of} {report.verdict} {report.pages}"
    text = "\n".join([head, *(_line(finding) for finding in report.findings)]) + "\n"
    path = GOLDEN / asked.reading / f"{asked.name}@{asked.expected.gate}.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
    written = report_bytes(report)
    assert differences(json.loads(written), rulebook()) == []  # it holds when it is recomputed from itself
    assert (
        report_bytes(check_case(asked.case, asked.expected.gate, asked.day)) == written
    )  # and comes out the same again


@pytest.mark.parametrize("asked", every_case(), ids=str)
def test_what_is_satisfied_rests_on_a_place(asked: Asked) -> None:
    assert [
        finding.rule for finding in asked.report.findings if finding.status is Status.SATISFIED and not finding.evidence
    ] == []
