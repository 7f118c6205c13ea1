"""Take any one paper out of a compliant case: only findings that rest on it change.

A wrong answer here is either a pass that does not rest on paper, or a finding that rests on the wrong one.
"""

from dataclasses import replace

import pytest

from checker.casefile import CaseFile, Document
from checker.outcome import Status
from checker.report import Finding, Report
from tests.cases.checking import Asked, check_case, every_case

FOLLOWS_OTHERS = "jianli/zhongben/all-earlier-gates"  # rests on the findings of other gates, not on papers
FROM_PAPERS = ("账户", "财产", "线索", "出差", "文书")
COMPLIANT = [asked for asked in every_case() if asked.reading == "ideal" and asked.expected.verdict == "pass"]
COMPLIANT = [asked for asked in COMPLIANT if not asked.expected.violated]


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


def _one_a_gate() -> list[Asked]:
    chosen: dict[str, Asked] = {}
    for asked in COMPLIANT:
        chosen.setdefault(asked.expected.gate, asked)
    return list(chosen.values())


@pytest.mark.parametrize("asked", _one_a_gate(), ids=str)
def test_removing_a_paper_changes_only_what_rests_on_it(asked: Asked) -> None:
    gate, day, before = asked.expected.gate, asked.day, _by_subject(asked.report)
    wrong = []
    for paper in asked.case.documents:
        pages = {(page.file, page.number) for page in paper.pages}
        after = _by_subject(check_case(without(asked.case, paper), gate, day))
        for key, old in before.items():
            new = after.get(key)
            rested = _places(old)
            if new is None and old.subject.partition(":")[0] in FROM_PAPERS:
                continue  # the subject itself was only known from this paper
            if new is not None and new.status is old.status:
                alone = bool(rested) and rested <= pages and old.status is Status.SATISFIED
                if alone and not _places(new):  # no other paper has taken its place
                    wrong.append(f"{paper.kind} {paper.pages[0].ref}: {key} is met without its only paper")
            elif not rested & pages and old.rule != FOLLOWS_OTHERS:
                wrong.append(f"{paper.kind} {paper.pages[0].ref}: {key} changed, but does not rest on it")
    assert not wrong, "\n".join(wrong)
