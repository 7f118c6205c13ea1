"""What becomes of a file: the verdict of each pack, and the one over both."""

from __future__ import annotations

from collections.abc import Iterable

from checker.outcome import Level, National, Status, Verdict, verdict_of
from checker.report import Finding, Report

OWN_PACK = "jianli"
NATIONAL_PACK = "national"


def pack_verdicts(outcomes: Iterable[tuple[str, Level, Status]]) -> dict[str, Verdict]:
    """The verdict of each pack, from (rule id, level, status) of every finding."""
    packs: dict[str, list[tuple[Level, Status]]] = {}
    for rule, level, status in outcomes:
        packs.setdefault(rule.partition("/")[0], []).append((level, status))
    return {pack: verdict_of(found) for pack, found in sorted(packs.items())}


def own_verdict(report: Report) -> Verdict:
    """What becomes of the file by the court's own pack alone."""
    own = {pack: verdict for pack, verdict in report.packs.items() if pack != NATIONAL_PACK}
    return overall(own, unread=any(one.page.problem for one in report.unknown))


def overall(packs: dict[str, Verdict], *, unread: bool, national: National = National.REVIEW) -> Verdict:
    """The court's own pack decides; a page or file that could not be read turns an otherwise passing gate to review, and so
    does a violated national rule, unless the court has set that it only advises, or that it returns the file. On days before
    the court's own pack the national one decides.
    """
    own = packs.get(OWN_PACK, packs.get(NATIONAL_PACK, Verdict.REVIEW))
    risk = packs.get(NATIONAL_PACK) is Verdict.RETURN
    if risk and national is National.RETURN:
        return Verdict.RETURN
    stopped = unread or (risk and national is National.REVIEW)
    return Verdict.REVIEW if own is Verdict.PASS and stopped else own


def owed_for(findings: Iterable[Finding], national: National) -> list[Finding]:
    """The findings that keep the gate from passing: those of the superior rules only where they do more than advise."""
    return [f for f in findings if f.pack != NATIONAL_PACK or national is not National.ADVISE]
