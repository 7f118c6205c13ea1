"""Checks a case file at a gate: facts → atoms → statuses → findings → verdict → report.

There are never fewer findings than (rules of the gate in force) × (subjects): a rule whose kind has no subject in
the file is asked once, of 案件.
"""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

from checker.ahead import items_ahead
from checker.assume import AssumedFacts
from checker.casefile import CaseFile
from checker.closing_conditions import conditions_met
from checker.conflicts import standings
from checker.evaluate import FactSource
from checker.facts import THE_CASE
from checker.gates import require_gate
from checker.judge_gate import judge_gate
from checker.nearest import with_nearest
from checker.outcome import National
from checker.receipt import make_receipt
from checker.repair import repairs
from checker.report import Report, count_pages
from checker.rulebook import Rulebook
from checker.sources import ending_sources
from checker.verdicts import overall, owed_for, pack_verdicts
from checker.waivers import given_waivers, waive
from checker.worker import Engine

PARTY_KINDS = ("申请执行人", "被执行人")
CASE_NUMBER = "案件.案号"


def check(
    case: CaseFile,
    source: FactSource,
    gate: str,
    as_of: date,
    rulebook: Rulebook,
    engine: Engine | None = None,
    *,
    national: National = National.REVIEW,
    look_ahead: bool = False,
) -> Report:
    """The report on a case at a gate, by the rules in force on a day. An engine already started may be given.

    `look_ahead`: it also tells what the later gates on the way to 终本 will ask for and the file does not secure yet.
    """
    gate = require_gate(gate)
    given = case.record.waivers if case.record else ()
    with nullcontext(engine) if engine else Engine() as running:
        judged = judge_gate(case, source, gate, as_of, rulebook, running)
        findings = with_nearest(waive(judged, given, as_of), case.documents)
        ahead = items_ahead(case, source, gate, as_of, rulebook, running, findings) if look_ahead else ()
        running.settle()
        asked = [rule for rule in rulebook.for_gate(gate) if rule.in_force(as_of)]
        notes = (*running.notes, *ending_sources(asked, rulebook.libraries.sources, as_of))
    packs = pack_verdicts((finding.rule, finding.level, finding.counted) for finding in findings)
    number = source.fact(THE_CASE, CASE_NUMBER).value if CASE_NUMBER in rulebook.libraries.vocabulary else None
    return Report(
        case=str(number or case.name),
        name=case.name,
        gate=gate,
        as_of=as_of,
        verdict=overall(packs, unread=any(one.page.problem for one in case.unknown), national=national),
        packs=packs,
        parties=tuple((kind, subject.name) for kind in PARTY_KINDS for subject in source.subjects(kind)),
        findings=findings,
        repair=repairs(owed_for(findings, national), rulebook.libraries.parameters, as_of),
        documents=case.documents,
        foreign=case.foreign,
        unknown=case.unknown,
        pages=count_pages(case),
        problems=case.problems,
        receipt=make_receipt(case.input_hashes, rulebook),
        notes=notes,
        national=national,
        conflicts=standings(rulebook.as_of(as_of).conflicts, gate, [finding.outcome for finding in findings]),
        conditions=conditions_met(rulebook.conditions, [(f.rule, f.level, f.counted) for f in findings]),
        waivers=given_waivers(findings, given, as_of),
        assumed=tuple(source.assumptions) if isinstance(source, AssumedFacts) else (),
        ahead=ahead,
        corrections=case.corrections,
    )
