"""What is owed: the smallest list of papers or acts that makes the gate pass, with who owes it and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.gates import OWNERS
from checker.parameters import Parameters
from checker.periods import Period, shift
from checker.report import Finding, Repair
from checker.rule import Remedy
from checker.vocabulary import FactWord


def acts_for(remedy: Remedy, facts: Sequence[FactWord]) -> str:
    """What is to be done about these facts (for a part of a paper without an act of its own: about the paper); where
    there are none, all that the remedy says.
    """
    names = (name for fact in facts for name in ((fact.name,) if fact.name in remedy.acts else fact.parts_of))
    return "；".join(dict.fromkeys(remedy.acts[name] for name in names if name in remedy.acts)) or remedy.do


def papers_for(remedy: Remedy, facts: Sequence[FactWord]) -> tuple[str, ...]:
    """The papers of the remedy that would show these facts: those the vocabulary names, else the paper that is called
    as the fact is. All of them where that finds none.
    """
    shown = {paper for fact in facts for paper in (fact.papers or (fact.short,))}
    return tuple(paper for paper in remedy.papers if paper in shown) or remedy.papers


def repairs(findings: Iterable[Finding], parameters: Parameters, as_of: date) -> tuple[Repair, ...]:
    """One entry per act that violated blocking findings ask for, by group in the order of the plan.

    Findings that ask one group for the same act about the same subject are one entry. The deadline is the day
    judged on plus the group's budget; a group without a budget has none.
    """
    asked: dict[tuple[str, str, str, tuple[str, ...]], list[Finding]] = {}
    for finding in findings:
        if finding.blocks:
            act = (finding.owner, finding.subject, finding.remedy, finding.papers)
            asked.setdefault(act, []).append(finding)
    order = list(OWNERS)
    entries = sorted(asked.items(), key=lambda item: order.index(item[0][0]))
    return tuple(
        _with_deadline(
            Repair(
                owner=owner,
                subject=subject,
                do=do,
                papers=papers,
                deadline=None,
                rules=tuple(dict.fromkeys(finding.rule for finding in settled)),
                basis=tuple(dict.fromkeys(basis for finding in settled for basis in finding.basis)),
            ),
            parameters,
            as_of,
        )
        for (owner, subject, do, papers), settled in entries
    )


def _with_deadline(repair: Repair, parameters: Parameters, as_of: date) -> Repair:
    budget = parameters.get(f"{OWNERS[repair.owner]}期限")
    dated = budget.dated_on(as_of) if budget else None
    if dated is None or not isinstance(dated.value, Period):
        return repair
    deadline = shift(as_of, dated.value, 1)
    return replace(repair, deadline=deadline, counted_from=as_of, period=str(dated.value), period_source=dated.source)
