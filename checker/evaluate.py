"""Decides each sentence of a rule for one subject: true, false or unknown, with the values it rested on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from checker.conditions import KNOWN, Atom, Operand
from checker.errors import InternalError
from checker.facts import CASE, THE_CASE, Fact, Subject, Value
from checker.literals import FactType, has_type
from checker.logic import Truth
from checker.parameters import Parameter
from checker.periods import Period, shift
from checker.rest_days import ends_between
from checker.vocabulary import FactWord


class FactSource(Protocol):
    """Where facts come from: the derived facts of a case, or a table in tests and examples."""

    def subjects(self, kind: str) -> list[Subject]:
        """The subjects of a kind, in a stable order; for 案件 exactly one."""
        ...

    def fact(self, subject: Subject, name: str) -> Fact:
        """What is known of one fact of a subject. Never raises for a fact of the vocabulary."""
        ...


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A fact or parameter a sentence rested on, with what was known of it."""

    name: str
    type: FactType
    value: Value | Period | None
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class AtomResult:
    """A sentence, its truth (None: unknown) and the values it was decided on, left to right."""

    sentence: str
    truth: Truth
    values: tuple[NamedValue, ...]


def decide(atom: Atom, subject: Subject, source: FactSource, day: date) -> AtomResult:
    """The truth of one sentence about a subject under the parameters of a day."""
    values = [_fact_value(fact, subject, source) for fact in atom.facts]
    values += [NamedValue(f"参数.{p.name}", p.type, p.on(day)) for p in atom.parameters]
    known = {named.name: named.value for named in values}
    return AtomResult(atom.sentence, _truth(atom, known), tuple(values))


def bound(atom: Atom, result: AtomResult) -> Value | None:
    """What the fact of a decided sentence was compared with; of a day that moves with rest days not announced yet, the first it
    can be.
    """
    right = _right(atom.operand, {named.name: named.value for named in result.values}) if atom.operand else None
    carried = atom.operand is not None and atom.operand.carried
    return ends_between(right)[0] if carried and isinstance(right, date) else right


def _fact_value(word: FactWord, subject: Subject, source: FactSource) -> NamedValue:
    """A fact's value. One of another type is our mistake; a word the vocabulary does not list decides nothing."""
    fact = source.fact(THE_CASE if word.kind == CASE else subject, word.name)
    if fact.value is None:
        return NamedValue(word.name, word.type, None, fact)
    if not has_type(fact.value, word.type):
        raise InternalError(f"事实“{word.name}”的值不是{word.type}")
    said = fact.value if isinstance(fact.value, frozenset) else {fact.value}
    if word.words and not said <= set(word.words):
        fact = replace(fact, value=None, note=fact.note or f"“{'、'.join(map(str, said))}”不在词汇表中")
    return NamedValue(word.name, word.type, fact.value, fact)


def _truth(atom: Atom, known: Mapping[str, Value | Period | None]) -> Truth:
    left = known[atom.fact.name]
    if atom.word == KNOWN:
        return left is not None
    right = _right(atom.operand, known) if atom.operand else None
    if left is None or right is None or isinstance(left, Period):
        return None
    compare = _COMPARE[atom.word]
    if atom.operand and atom.operand.carried and isinstance(right, date):
        earliest, latest = (compare(left, day) for day in ends_between(right))
        return earliest if earliest is latest else None
    return compare(left, right)


def _right(operand: Operand, known: Mapping[str, Value | Period | None]) -> Value | None:
    right: Value | Period | None = operand.literal
    if operand.fact:
        right = known[operand.fact.name]
    elif operand.parameter:
        right = known[f"参数.{operand.parameter.name}"]
    period = operand.period
    if isinstance(period, Parameter):
        value = known[f"参数.{period.name}"]
        period = value if isinstance(value, Period) else None
    if isinstance(right, Period):
        return None
    if not operand.sign or right is None:
        return right
    if isinstance(right, date) and isinstance(period, Period):
        return shift(right, period, operand.sign)
    return None


def _member(left: Value, right: Value) -> bool:
    members = left if isinstance(left, frozenset) else {left}
    return isinstance(right, frozenset) and members <= right


def _less(left: Value, right: Value) -> bool:
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    if isinstance(left, int) and isinstance(right, int):
        return left < right
    raise TypeError(f"cannot order {left!r} and {right!r}")


_COMPARE: Mapping[str, Callable[[Value, Value], bool]] = {
    "是": lambda a, b: a == b,
    "不是": lambda a, b: a != b,
    "属于": _member,
    "早于": _less,
    "少于": _less,
    "不晚于": lambda a, b: not _less(b, a),
    "不多于": lambda a, b: not _less(b, a),
    "晚于": lambda a, b: _less(b, a),
    "多于": lambda a, b: _less(b, a),
    "不早于": lambda a, b: not _less(a, b),
    "不少于": lambda a, b: not _less(a, b),
}
