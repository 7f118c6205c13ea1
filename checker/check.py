"""Checks a case file at a gate: facts → atoms → statuses → findings → verdict → report.

There are never fewer findings than (rules of the gate in force) × (subjects): a rule whose kind has no subject in
the file is asked once, of 案件.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

from checker.assume import AssumedFacts
from checker.casefile import CaseFile
from checker.clock import clock_facts, stage_ends
from checker.closing_conditions import conditions_met
from checker.conflicts import Outcome, standings
from checker.evaluate import FactSource
from checker.facts import THE_CASE
from checker.findings import make_finding
from checker.gate_facts import MISSING_COUNT, FactsAtGate
from checker.gates import later_gates, require_gate
from checker.judge import Judge, ask, judge_plainly, rulesets
from checker.nearest import with_nearest
from checker.outcome import Level, National, Status, Verdict, verdict_of
from checker.receipt import make_receipt
from checker.repair import repairs
from checker.report import Ahead, Finding, Report, count_pages
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.sources import ending_sources
from checker.waivers import OPEN, given_waivers, waive
from checker.worker import Engine

OWN_PACK = "jianli"
NATIONAL_PACK = "national"
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
        conflicts=standings(rulebook.conflicts, gate, [outcome_of(finding) for finding in findings]),
        conditions=conditions_met(rulebook.conditions, [(f.rule, f.level, f.counted) for f in findings]),
        waivers=given_waivers(findings, given, as_of),
        assumed=tuple(source.assumptions) if isinstance(source, AssumedFacts) else (),
        ahead=ahead,
    )


def owed_for(findings: Iterable[Finding], national: National) -> list[Finding]:
    """The findings that keep the gate from passing: those of the superior rules only where they do more than advise."""
    return [f for f in findings if f.pack != NATIONAL_PACK or national is not National.ADVISE]


def outcome_of(finding: Finding) -> Outcome:
    """A finding as a conflict sees it."""
    return Outcome(finding.rule, finding.subject, finding.level, finding.status)


def items_ahead(
    case: CaseFile,
    source: FactSource,
    gate: str,
    as_of: date,
    rulebook: Rulebook,
    engine: Engine,
    now: Sequence[Finding],
) -> tuple[Ahead, ...]:
    """What the later gates on the way to 终本 will ask for and the file does not secure yet, each under the first gate that
    asks it, with the condition of 终本 it belongs to and the end of its group's time. The court's own plan, blocking rules.
    """
    number_of = {rule: one.number for one in rulebook.conditions if one.pack == OWN_PACK for rule in one.rules}
    ends = stage_ends(source, rulebook.libraries.parameters, as_of)
    seen = {(finding.rule, finding.subject) for finding in now}
    found: list[Ahead] = []
    for later in later_gates(gate):
        for finding in judge_gate(case, source, later, as_of, rulebook, engine):
            wanted = finding.pack == OWN_PACK and finding.level is Level.BLOCKING and finding.status in OPEN
            if wanted and (finding.rule, finding.subject) not in seen:
                found.append(Ahead(later, number_of.get(finding.rule, ""), finding, ends.get(finding.owner)))
            seen.add((finding.rule, finding.subject))
    return tuple(found)


def judge_gate(
    case: CaseFile, source: FactSource, gate: str, as_of: date, rulebook: Rulebook, engine: Engine
) -> tuple[Finding, ...]:
    """The findings of a gate, in the order of its rules. Rules about earlier gates are given what those still lack."""
    in_force = rulebook.as_of(as_of)
    engine.use(rulesets(in_force.rules))
    history = tuple(passed for passed, _ in case.record.history) if case.record else ()

    def judge_at(at: str) -> list[Finding]:
        clock = clock_facts(case.record, source, at, as_of, rulebook.libraries.parameters)
        facts = FactsAtGate(source, at, history, judge_at, clock)
        findings = judge_rules(in_force.for_gate(at), facts, as_of, rulebook, engine.judge)
        return [_with_earlier(finding, facts) for finding in findings]

    return tuple(judge_at(gate))


def _with_earlier(finding: Finding, facts: FactsAtGate) -> Finding:
    """A finding about earlier gates carries what it found there."""
    asked = any(value.name == MISSING_COUNT for because in finding.because for value in because.values)
    return replace(finding, earlier=facts.open_items) if asked else finding


def judge_rules(
    rules: Iterable[Rule], source: FactSource, as_of: date, rulebook: Rulebook, judge: Judge = judge_plainly
) -> list[Finding]:
    """The findings of rules, in order, subject by subject."""
    asked = [one for rule in rules for one in ask(rule, source, as_of)]
    statuses = judge([one.inquiry for one in asked])
    return [
        make_finding(one, status, source, rulebook.libraries, as_of)
        for one, status in zip(asked, statuses, strict=True)
    ]


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
