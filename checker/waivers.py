"""Waivers: what an approver let pass, with his reason, until a day. The finding stays; it only no longer stops the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.casefile import Waiver
from checker.outcome import OPEN
from checker.report import Finding, GivenWaiver, WaiverState


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver], as_of: date) -> tuple[Finding, ...]:
    """The findings; those that are open and waived on a day carry their waiver."""
    valid = [waiver for waiver in waivers if as_of <= waiver.expires]
    return tuple(
        replace(finding, waiver=next((w for w in valid if finding.status in OPEN and covers(w, finding)), None))
        for finding in findings
    )


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a waiver speaks of a finding: of its rule, and of its subject where it names one."""
    return waiver.rule in (finding.rule, finding.code) and waiver.subject in ("", finding.subject)


def given_waivers(findings: Sequence[Finding], waivers: Iterable[Waiver], as_of: date) -> tuple[GivenWaiver, ...]:
    """Every waiver of the record with what it did."""
    return tuple(GivenWaiver(waiver, _state(waiver, findings, as_of)) for waiver in waivers)


def _state(waiver: Waiver, findings: Sequence[Finding], as_of: date) -> WaiverState:
    if any(finding.waiver == waiver for finding in findings):
        return WaiverState.USED
    return WaiverState.EXPIRED if waiver.expires < as_of else WaiverState.UNNEEDED
