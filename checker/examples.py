"""Examples inside a rule: facts given, status expected. They are the rule's tests and its explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checker.conditions import Atom, check_words
from checker.errors import RulebookError
from checker.facts import CASE, THE_CASE, UNKNOWN, Fact, Subject, Value
from checker.literals import HOW_TO_WRITE, FactType, parse_value
from checker.outcome import STATUS_OF, Status
from checker.parameters import read_date
from checker.periods import Period
from checker.vocabulary import FactWord, Vocabulary, find_fact
from checker.yamlfile import Block, Entry, Series, block, check_keys, choose, word

NO_SUBJECTS = "无"
EXAMPLE_NAME = "例"


@dataclass(frozen=True, slots=True)
class Example:
    """Facts given (every other fact is unknown), the status expected, the day judged on (None: the rule's first)."""

    name: str
    expect: Status
    given: Mapping[str, Value]
    no_subjects: bool
    as_of: date | None
    place: str


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """A FactSource over the facts of one example: one subject called 例, or none."""

    kind: str
    example: Example

    def subjects(self, kind: str) -> list[Subject]:
        """The example's subject, none where the example says so."""
        if kind == CASE:
            return [THE_CASE]
        return [Subject(kind, EXAMPLE_NAME)] if kind == self.kind and not self.example.no_subjects else []

    def fact(self, subject: Subject, name: str) -> Fact:
        """The value given, else unknown."""
        value = self.example.given.get(name)
        return UNKNOWN if value is None else Fact(value)


def read_example(entry: Block, atoms: tuple[Atom, ...], vocabulary: Vocabulary, kinds: tuple[str, ...]) -> Example:
    """One entry of `examples`. A fact the rule's sentences do not name is an error: it could change nothing."""
    check_keys(entry, ("name", "expect"), ("given", "subjects", "as_of"))
    named = {fact.name for atom in atoms for fact in atom.facts}
    given: dict[str, Value] = {}
    for name, value in block(entry.optional("given", Block())).items():
        fact = find_fact(name, vocabulary, kinds)
        if fact.name not in named:
            raise RulebookError(f"例子里的“{name}”在规则的句子里没有用到", where=name.place, how="请删去，或检查事实名")
        given[fact.name] = _read_value(value, fact)
    no_subjects = "subjects" in entry and choose(entry["subjects"], (NO_SUBJECTS,), "写法") == NO_SUBJECTS
    as_of = read_date(entry["as_of"]) if "as_of" in entry else None
    expect = STATUS_OF[choose(entry["expect"], STATUS_OF, "结果")]
    return Example(str(word(entry["name"])), expect, given, no_subjects, as_of, entry.place)


def _read_value(entry: Entry, fact: FactWord) -> Value:
    value: Value | Period | None
    if isinstance(entry, Series) and fact.type is FactType.WORDS:
        value = frozenset(str(word(item)) for item in entry)
    else:
        value = parse_value(word(entry), fact.type)
    if value is None or isinstance(value, Period):
        raise RulebookError(f"“{entry}”不是{fact.type}", where=entry.place, how=HOW_TO_WRITE[fact.type])
    check_words(value, fact, entry.place)
    return value
