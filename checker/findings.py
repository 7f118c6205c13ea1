"""Turns a judged rule into a finding: what the clerk reads, the trace, and the places that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from checker.casefile import Evidence
from checker.evaluate import AtomResult, FactSource
from checker.evaluate import NamedValue as Decided
from checker.judge import Asked
from checker.literals import show_value
from checker.logic import Truth, Way
from checker.messages import fill_message
from checker.outcome import Status
from checker.report import Because, Finding, NamedValue
from checker.rule import Libraries

MAX_PLACES = 12


def make_finding(asked: Asked, status: Status, source: FactSource, libraries: Libraries, day: date) -> Finding:
    """The finding of one rule for one subject."""
    rule = asked.rule
    settling = settling_atoms(asked, status)

    def fill(text: str) -> str:
        return fill_message(text, asked.subject, source, libraries.vocabulary, libraries.parameters, day)

    return Finding(
        rule=rule.id,
        code=rule.code,
        title=rule.title,
        subject=str(asked.subject),
        status=status,
        level=rule.level,
        message=_message(asked, status, settling, fill),
        remedy=rule.remedy.do,
        papers=rule.remedy.papers,
        owner=rule.remedy.owner,
        basis=rule.basis,
        because=tuple(_because(asked, number) for number in range(len(asked.results))),
        evidence=_places(settling),
    )


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
    unknown = {atom for atom, truth in enumerate(asked.truths) if truth is None}
    ways = asked.question.logic.ways()
    for outcome in ("applies", "met"):
        if outcome in ways and not _holding(ways[outcome], asked.truths):
            possible = [w for w in ways[outcome] if all(asked.truths[a] in (t, None) for a, t in w)]
            concerned = {atom for way in possible for atom, _ in way} & unknown
            if concerned:
                return concerned
    return unknown


def _because(asked: Asked, number: int) -> Because:
    result = asked.results[number]
    condition = asked.nobody or number < asked.rule.condition_count
    return Because(result.sentence, result.truth, condition, tuple(_named(value) for value in result.values))


def _named(value: Decided) -> NamedValue:
    fact = value.fact
    shown = show_value(value.value, value.type)
    if fact is None:
        return NamedValue(value.name, str(value.type), value.value, shown)
    return NamedValue(value.name, str(value.type), value.value, shown, fact.note, len(fact.searched), fact.evidence)


def _places(results: Iterable[AtomResult]) -> tuple[Evidence, ...]:
    places = dict.fromkeys(
        place for result in results for value in result.values if value.fact for place in value.fact.evidence
    )
    return tuple(places)[:MAX_PLACES]


def _message(asked: Asked, status: Status, settling: list[AtomResult], fill: Callable[[str], str]) -> str:
    rule = asked.rule
    if status is Status.SATISFIED:
        return f"{rule.title}：{_values(settling)}"
    if status is Status.NOT_APPLICABLE:
        reasons = "；".join(f"“{result.sentence}”{'成立' if result.truth else '不成立'}" for result in settling)
        return f"不适用，因为{reasons}（{_values(settling)}）"
    text = fill(rule.on_violation if status is Status.VIOLATED else rule.on_unknown)
    if status is Status.UNDETERMINED and asked.nobody:
        text = f"未能确定本案有无{rule.for_each}：{text}"
    return _with_notes(text, settling)


def _with_notes(text: str, settling: list[AtomResult]) -> str:
    """The message with what the facts themselves say: what was searched, why they are unknown. Nothing is said twice."""
    notes = (value.fact.note for result in settling for value in result.values if value.fact)
    new = [note for note in dict.fromkeys(notes) if note and note not in text]
    return f"{text}（{'；'.join(new)}）" if new else text


def _values(settling: list[AtomResult]) -> str:
    shown = {
        value.name.partition(".")[2]: show_value(value.value, value.type)
        for result in settling
        for value in result.values
    }
    return "，".join(f"{name}：{text}" for name, text in shown.items())
