"""What is owed: the smallest list of papers or acts that makes the gate pass, with who owes it and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from checker.clock import budget_of
from checker.gates import OWNERS
from checker.parameters import Parameters
from checker.periods import shift
from checker.report import Finding, Need, Repair
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
    """The acts that violated blocking findings ask for, by group in the order of the plan: none can be left out, and all of
    them together leave no such finding violated.

    Findings that ask one group for the same act about the same subject are one entry; an entry whose needs the others bring
    about is none of its own. The deadline is the day judged on plus the group's budget; a group without a budget has none.
    """
    violated = [finding for finding in findings if finding.blocks]
    asked: dict[tuple[str, str, str, tuple[str, ...]], list[Finding]] = {}
    for finding in violated:
        asked.setdefault((finding.owner, finding.subject, finding.remedy, finding.papers), []).append(finding)
    order = list(OWNERS)
    entries = sorted(asked.values(), key=lambda settled: order.index(settled[0].owner))
    needed = _needed(entries)
    return tuple(
        _with_deadline(_repair(settled, needs, violated), parameters, as_of)
        for settled, needs in zip(entries, needed, strict=True)
        if needs or not _ways_out(settled[0])
    )


def _repair(settled: Sequence[Finding], needs: frozenset[Need], violated: Sequence[Finding]) -> Repair:
    """The entry for findings that ask for one act; it also settles those that come right with it."""
    first = settled[0]
    also = (finding for finding in violated if finding not in settled and needs and _settled(finding, needs))
    rules = dict.fromkeys(finding.rule for finding in (*settled, *also))
    return Repair(
        owner=first.owner,
        subject=first.subject,
        do=first.remedy,
        papers=first.papers,
        deadline=None,
        rules=tuple(rules),
        basis=tuple(dict.fromkeys(basis for finding in settled for basis in finding.basis)),
        needs=tuple(sorted(needs)),
    )


def _needed(entries: Sequence[Sequence[Finding]]) -> list[frozenset[Need]]:
    """What each entry has to bring about, as little as goes; nothing where the others bring it about already."""
    needed: list[frozenset[Need]] = []
    for settled in entries:
        needs: frozenset[Need] = frozenset()
        for finding in settled:
            ways = _ways_out(finding)
            given = needs.union(*needed)
            needs |= min(ways, key=lambda way: len(way - given)) if ways else frozenset()
        needed.append(needs)
    for number, settled in reversed(list(enumerate(entries))):
        others = frozenset[Need]().union(*needed[:number], *needed[number + 1 :])
        if all(_settled(finding, others) for finding in settled):
            needed[number] = frozenset()
    return needed


def _settled(finding: Finding, needs: frozenset[Need]) -> bool:
    """Whether a finding is no longer violated once these needs are met."""
    return any(way <= needs for way in _ways_out(finding))


def _ways_out(finding: Finding) -> list[frozenset[Need]]:
    """The ways for a finding to be violated no longer, each as the false sentences that must come true (what is unknown is for
    a person to look at); those that only ask for what can be supplied, where there are any.
    """
    found = []
    for way in finding.logic.ways().get("met", ()):
        lacking = [
            (finding.because[atom], wanted) for atom, wanted in way if finding.because[atom].truth is (not wanted)
        ]
        needs = frozenset(Need(finding.subject, because.sentence, wanted) for because, wanted in lacking)
        found.append((all(because.open for because, _ in lacking), needs))
    open_ = [needs for supplied, needs in found if supplied]
    return open_ or [needs for _, needs in found]


def _with_deadline(repair: Repair, parameters: Parameters, as_of: date) -> Repair:
    budget = budget_of(repair.owner, parameters, as_of)
    if budget is None:
        return repair
    period, source = budget
    return replace(
        repair, deadline=shift(as_of, period, 1), counted_from=as_of, period=str(period), period_source=source
    )
