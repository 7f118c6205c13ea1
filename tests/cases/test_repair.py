"""The list of repairs is enough, and none of it can be spared: tried out on every case that goes back.

A repair is carried out by making its needs true; every rule is then judged anew from its logic.
"""

from collections.abc import Iterable

import pytest

from checker import oracle
from checker.outcome import Level, Status
from checker.report import Finding, Need, Report
from tests.cases.checking import Asked, every_case

RETURNED = [asked for asked in every_case() if asked.expected.verdict == "return"]


def _status(finding: Finding, needs: frozenset[Need]) -> Status:
    """How a finding comes out once these needs are met."""
    wanted = {need.sentence: need.wanted for need in needs if need.subject == finding.subject}
    truths = [wanted.get(because.sentence, because.truth) for because in finding.because]
    return oracle.judge(finding.logic, truths)


def _stopped(report: Report, needs: Iterable[Need]) -> list[str]:
    """The blocking findings that are violated once these needs are met."""
    met = frozenset(needs)
    blocking = (finding for finding in report.findings if finding.level is Level.BLOCKING)
    return [f"{f.rule} {f.subject}" for f in blocking if _status(f, met) is Status.VIOLATED]


@pytest.mark.parametrize("asked", RETURNED, ids=str)
def test_all_repairs_together_are_enough(asked: Asked) -> None:
    report = asked.report
    assert _stopped(report, ())
    assert _stopped(report, (need for repair in report.repair for need in repair.needs)) == []


@pytest.mark.parametrize("asked", RETURNED, ids=str)
def test_no_repair_can_be_spared(asked: Asked) -> None:
    report = asked.report
    spared = [
        repair.do
        for repair in report.repair
        if not _stopped(report, (need for other in report.repair if other is not repair for need in other.needs))
    ]
    assert spared == []


@pytest.mark.parametrize("asked", RETURNED, ids=str)
def test_every_violated_rule_is_settled_by_some_repair(asked: Asked) -> None:
    settled = {rule for repair in asked.report.repair for rule in repair.rules}
    assert {finding.rule for finding in asked.report.findings if finding.blocks} <= settled
