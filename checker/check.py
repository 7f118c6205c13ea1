"""Checks a case file at a gate: facts → atoms → statuses → findings → verdict → report.

There are never fewer findings than (rules of the gate in force) × (subjects): a rule whose kind has no subject in
the file is asked once, of 案件.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

from checker.casefile import CaseFile
from checker.clock import clock_facts
from checker.evaluate import FactSource
from checker.facts import THE_CASE
from checker.findings import make_finding
from checker.gate_facts import MISSING_COUNT, FactsAtGate
from checker.gates import require_gate
from checker.judge import Judge, ask, judge_plainly, rulesets
from checker.outcome import Level, Status, Verdict, verdict_of
from checker.receipt import make_receipt
from checker.repair import repairs
from checker.report import Finding, Report, count_pages
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.worker import Engine

OWN_PACK = "jianli"
NATIONAL_PACK = "national"
PARTY_KINDS = ("申请执行人", "被执行人")
CASE_NUMBER = "案件.案号"


def check(
    case: CaseFile, source: FactSource, gate: str, as_of: date, rulebook: Rulebook, engine: Engine | None = None
) -> Report:
    """The report on a case at a gate, by the rules in force on a day. An engine already started may be given."""
    gate = require_gate(gate)
    with nullcontext(engine) if engine else Engine() as running:
        findings = judge_gate(case, source, gate, as_of, rulebook, running)
        running.settle()
        notes = tuple(running.notes)
    packs = pack_verdicts((finding.rule, finding.level, finding.status) for finding in findings)
    number = source.fact(THE_CASE, CASE_NUMBER).value if CASE_NUMBER in rulebook.libraries.vocabulary else None
    return Report(
        case=str(number or case.name),
        name=case.name,
        gate=gate,
        as_of=as_of,
        verdict=overall(packs, unread=any(one.page.problem for one in case.unknown)),
        packs=packs,
        parties=tuple((kind, subject.name) for kind in PARTY_KINDS for subject in source.subjects(kind)),
        findings=findings,
        repair=repairs(findings, rulebook.libraries.parameters, as_of),
        documents=case.documents,
        foreign=case.foreign,
        unknown=case.unknown,
        pages=count_pages(case),
        problems=case.problems,
        receipt=make_receipt(case.input_hashes, rulebook),
        notes=notes,
    )


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


def overall(packs: dict[str, Verdict], *, unread: bool) -> Verdict:
    """The court's own pack decides; a violated national rule, or a page or file that could not be read, turns an
    otherwise passing gate to review. On days before the court's own pack the national one decides.
    """
    national = packs.get(NATIONAL_PACK, Verdict.PASS)
    own = packs.get(OWN_PACK, packs.get(NATIONAL_PACK, Verdict.REVIEW))
    return Verdict.REVIEW if own is Verdict.PASS and (unread or national is Verdict.RETURN) else own
