"""Take any one paper out of a compliant case: only findings that rest on it change, and none for the better.

A wrong answer here is either a pass that does not rest on paper, or a finding that rests on the wrong one.
"""

from dataclasses import replace

import pytest

from checker.casefile import CaseFile, Document
from checker.outcome import Status
from checker.report import Finding, Report
from fixtures.recordings import recorded_names
from fixtures.spec import load_spec
from tests.cases.checking import case_file, check_case, check_recorded, day

COMPLIANT = [
    (name, expected)
    for name in recorded_names()
    for expected in load_spec(name).expect
    if expected.verdict == "pass" and not name.startswith("online-close")
]


def without(case: CaseFile, paper: Document) -> CaseFile:
    """The file as it were if this paper had never been put in."""
    gone = {page.ref for page in paper.pages}
    return replace(
        case,
        pages=tuple(page for page in case.pages if page.ref not in gone),
        documents=tuple(one for one in case.documents if one.id != paper.id),
        states={ref: state for ref, state in case.states.items() if ref not in gone},
    )


def _by_subject(report: Report) -> dict[tuple[str, str], Finding]:
    return {(finding.rule, finding.subject): finding for finding in report.findings}


def _places(finding: Finding) -> set[tuple[str, int]]:
    own = {(e.file, e.page) for e in finding.evidence}
    return own | {(e.file, e.page) for b in finding.because for v in b.values for e in v.evidence}


@pytest.mark.parametrize(("name", "expected"), COMPLIANT, ids=[f"{n}@{e.gate}" for n, e in COMPLIANT])
def test_removing_a_paper_changes_only_what_rests_on_it(name: str, expected) -> None:  # type: ignore[no-untyped-def]
    case = case_file(name)
    before = _by_subject(check_recorded(name, expected.gate, day(expected)))
    for paper in case.documents:
        pages = {(page.file, page.number) for page in paper.pages}
        after = _by_subject(check_case(without(case, paper), expected.gate, day(expected)))
        for key, old in before.items():
            new = after.get(key)
            rests_on_it = bool(_places(old) & pages)
            if new is None or new.status is not old.status:
                assert rests_on_it or old.rule.endswith("/all-earlier-gates"), (paper.kind, paper.pages[0].ref, key)
            only_on_it = bool(_places(old)) and _places(old) <= pages
            if only_on_it and old.status is Status.SATISFIED and new is not None:
                assert new.status is not Status.SATISFIED, (paper.kind, paper.pages[0].ref, key)
