"""Turns a judged rule into a finding: what the clerk reads, the trace, and the places that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from checker.casefile import Evidence
from checker.evaluate import AtomResult, FactSource
from checker.evaluate import NamedValue as Decided
from checker.judge import Asked
from checker.lacking import lacking_text
from checker.literals import show_value
from checker.logic import AllOf, Tree, Truth, Way, open_atoms
from checker.messages import fill_message, unsure_of_any
from checker.outcome import OPEN, Status
from checker.owed import atoms_of, is_owed, unmet
from checker.repair import acts_for, papers_for
from checker.report import Because, Finding, NamedValue
from checker.rule import Libraries
from checker.vocabulary import FactWord

MAX_PLACES = 12


def make_finding(asked: Asked, status: Status, source: FactSource, libraries: Libraries, day: date) -> Finding:
    """The finding of one rule for one subject."""
    rule = asked.rule
    settling = settling_atoms(asked, status)
    open_ = _open_part(asked, status)
    lacking = lacking_text(open_, asked.question.atoms, asked.results)

    def fill(text: str) -> str:
        return fill_message(text, asked.subject, source, libraries.vocabulary, libraries.parameters, day, lacking)

    wanted = frozenset(atoms_of(open_))
    owed = _owed(asked, status, open_)
    return Finding(
        rule=rule.id,
        code=rule.code,
        title=rule.title,
        subject=str(asked.subject),
        status=status,
        level=rule.level,
        message=_message(asked, status, settling, open_, fill),
        remedy=acts_for(rule.remedy, owed),
        papers=papers_for(rule.remedy, owed),
        owner=rule.remedy.owner,
        basis=rule.basis,
        because=tuple(_because(asked, number, wanted) for number in range(len(asked.results))),
        evidence=_places(settling),
        logic=asked.question.logic,
    )


def _open_part(asked: Asked, status: Status) -> Tree:
    """What the requirement still lacks; nothing where it is met or not asked."""
    requires = asked.question.logic.requires
    if requires is None or status not in OPEN:
        return AllOf()
    return unmet(requires, asked.question.atoms, asked.truths)


def _owed(asked: Asked, status: Status, open_: Tree) -> list[FactWord]:
    """The facts that are lacking; where a person has to look first, those he may find lacking."""
    return [
        asked.question.atoms[atom].fact
        for atom in dict.fromkeys(atoms_of(open_))
        if is_owed(asked.question.atoms[atom]) and (status is not Status.VIOLATED or asked.truths[atom] is False)
    ]


def settling_atoms(asked: Asked, status: Status) -> list[AtomResult]:
    """The sentences that made the status what it is, in the order written.

    Satisfied: one way in which the requirement is met. Violated or not applicable: every sentence that breaks it.
    Undetermined: the sentences that are unknown (of the conditions first, while those are open).
    """
    ways = asked.question.logic.ways()
    if status is Status.UNDETERMINED:
        chosen = _open_atoms(asked)
    elif status is Status.SATISFIED:
        holding = _holding(ways["met"], asked.truths)
        chosen = {atom for way in holding[:1] for atom, _ in way}
    else:
        outcome = "unmet" if status is Status.VIOLATED else "excluded"
        chosen = {atom for way in _holding(ways[outcome], asked.truths) for atom, _ in way}
    return [result for atom, result in enumerate(asked.results) if atom in chosen]


def _holding(ways: Iterable[Way], truths: Sequence[Truth]) -> list[Way]:
    return [way for way in ways if all(truths[atom] is truth for atom, truth in way)]


def _open_atoms(asked: Asked) -> set[int]:
    """The unknown sentences that matter: while the conditions are open, theirs; then those that keep the requirement open."""
    logic = asked.question.logic
    for tree in (logic.applies, logic.requires):
        if tree is not None and (unknown := set(open_atoms(tree, asked.truths))):
            return unknown
    return {atom for atom, truth in enumerate(asked.truths) if truth is None}


def _because(asked: Asked, number: int, wanted: frozenset[int]) -> Because:
    result = asked.results[number]
    condition = asked.nobody or number < asked.rule.condition_count
    values = tuple(_named(value) for value in result.values)
    return Because(result.sentence, result.truth, condition, values, number in wanted)


def _named(value: Decided) -> NamedValue:
    fact = value.fact
    shown = show_value(value.value, value.type)
    if fact is None:
        return NamedValue(value.name, str(value.type), value.value, shown)
    return NamedValue(value.name, str(value.type), value.value, shown, fact.note, fact.searched, fact.evidence)


def _places(results: Iterable[AtomResult]) -> tuple[Evidence, ...]:
    places = dict.fromkeys(
        place for result in results for value in result.values if value.fact for place in value.fact.evidence
    )
    return tuple(places)[:MAX_PLACES]


def _message(asked: Asked, status: Status, settling: list[AtomResult], open_: Tree, fill: Callable[[str], str]) -> str:
    rule = asked.rule
    if status is Status.SATISFIED:
        return f"{rule.title}：{_values(settling)}"
    if status is Status.NOT_APPLICABLE:
        reasons = "；".join(f"“{result.sentence}”{'成立' if result.truth else '不成立'}" for result in settling)
        return f"不适用，因为{reasons}（{_values(settling)}）"
    if status is Status.VIOLATED:
        lacking = [asked.results[atom] for atom in atoms_of(open_) if asked.truths[atom] is False]
        unsure = [
            asked.results[a] for a in atoms_of(open_) if asked.truths[a] is None and is_owed(asked.question.atoms[a])
        ]
        text = _with_notes(fill(rule.on_violation), lacking)
        return f"{text}；另须核对：{_names(asked, unsure)}" if unsure else text
    if asked.nobody:
        return _with_notes(unsure_of_any(rule.for_each, rule.title), settling)
    text = fill(rule.on_unknown)
    several = len(asked.question.atoms) > 1
    return _with_notes(text, settling, f"待核：{_names(asked, settling)}" if several else "")


def _names(asked: Asked, results: Iterable[AtomResult]) -> str:
    """The facts these sentences ask about, without the subject."""
    facts = {atom.sentence: atom.fact.short for atom in asked.question.atoms}
    return "、".join(dict.fromkeys(facts[result.sentence] for result in results))


def _with_notes(text: str, settling: list[AtomResult], first: str = "") -> str:
    """The message with what the facts themselves say: what was searched, why they are unknown. Nothing is said twice."""
    notes = (value.fact.note for result in settling for value in result.values if value.fact)
    new = [note for note in dict.fromkeys((first, *notes)) if note and note not in text]
    return f"{text}（{'；'.join(new)}）" if new else text


def _values(settling: list[AtomResult]) -> str:
    shown = {
        value.name.partition(".")[2]: show_value(value.value, value.type)
        for result in settling
        for value in result.values
    }
    return "，".join(f"{name}：{text}" for name, text in shown.items())
