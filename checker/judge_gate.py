"""Asks the rules of a gate: facts → atoms → statuses → findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from checker.casefile import CaseFile
from checker.clock import clock_facts
from checker.evaluate import FactSource
from checker.findings import make_finding
from checker.gate_facts import MISSING_COUNT, FactsAtGate
from checker.judge import Judge, ask, judge_plainly, rulesets
from checker.report import Finding
from checker.rule import Rule
from checker.rulebook import Rulebook
from checker.worker import Engine


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
