"""The vocabulary: every fact a rule may name, with its type, words and origin (`rules/vocabulary/*.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.errors import RulebookError, UnknownFactError
from checker.facts import SUBJECT_KINDS
from checker.literals import FactType
from checker.yamlfile import Block, Entry, Series, Word, block, check_keys, choose, read_yaml, series, word, wrong_word

ANY_VALUE = ""


@dataclass(frozen=True, slots=True)
class FactWord:
    """A fact's entry: Chinese name `主体.事实`, English id, type, allowed words (empty: any), where it comes from.

    What a clerk is told where a required sentence about it is false: `lacks`, by value (`ANY_VALUE`: of any other);
    `papers`, the kinds of paper that would show it. `parts_of`: facts of the papers it is read from; where one of those
    is lacking, this is not told besides. `owed` False: it describes the case, so that nobody can supply it.
    `follows`: a fact whose value it takes where that is known. `person`: the law leaves it to a person, so no derivation ever gives it as 是 or 有.
    """

    name: str
    id: str
    type: FactType
    words: tuple[str, ...]
    origin: str
    place: str
    lacks: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    parts_of: tuple[str, ...] = ()
    owed: bool = True
    person: bool = False
    follows: str = ""

    @property
    def short(self) -> str:
        """Its name without the subject."""
        return self.name.partition(".")[2]

    @property
    def kind(self) -> str:
        """The kind of subject it is about."""
        return self.name.partition(".")[0]


Vocabulary = Mapping[str, FactWord]


def load_vocabulary(folder: Path) -> Vocabulary:
    """Every entry of every file of the folder. A name or an id that is taken twice is an error."""
    facts: dict[str, FactWord] = {}
    ids: dict[tuple[str, str], FactWord] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, entry in read_yaml(path).items():
            fact = _read_fact(name, block(entry))
            if fact.name in facts:
                raise RulebookError(f"事实“{name}”已经定义过", where=fact.place, how=f"另一处：{facts[name].place}")
            taken = ids.setdefault((fact.kind, fact.id), fact)
            if taken is not fact:
                raise RulebookError(f"英文标识“{fact.id}”已用于“{taken.name}”", where=fact.place, how="请换一个")
            facts[fact.name] = fact
    for fact in facts.values():
        for part in (*fact.parts_of, *([fact.follows] if fact.follows else ())):
            if part not in facts:
                wrong_word(_at(part, fact.place), facts, "事实", UnknownFactError)
    return facts


def _read_fact(name: Word, entry: Block) -> FactWord:
    check_keys(entry, ("id", "type", "from"), ("words", "lacks", "papers", "of", "owed", "person", "follows"))
    kind, dot, rest = name.partition(".")
    if not (dot and rest) or kind not in SUBJECT_KINDS:
        raise RulebookError(
            f"事实名“{name}”应当写成“主体.事实”", where=name.place, how=f"主体为：{'、'.join(SUBJECT_KINDS)}"
        )
    type_ = FactType(choose(entry["type"], [t for t in FactType if t is not FactType.PERIOD], "类型"))
    words = tuple(word(w) for w in series(entry["words"])) if "words" in entry else ()
    if words and type_ not in (FactType.WORD, FactType.WORDS):
        raise RulebookError(f"“{type_}”类型不用写 words", where=name.place)
    return FactWord(
        name=name,
        id=word(entry["id"]),
        type=type_,
        words=words,
        origin=word(entry["from"]),
        place=name.place,
        lacks=_read_lacks(entry.optional("lacks", Block()), words),
        papers=tuple(str(word(paper)) for paper in series(entry.optional("papers", Series()))),
        parts_of=tuple(str(word(part)) for part in series(entry.optional("of", Series()))),
        follows=str(word(entry.optional("follows", Word()))),
        person="person" in entry and choose(entry["person"], ("是", "否"), "词") == "是",
        owed="owed" not in entry or choose(entry["owed"], ("是", "否"), "词") == "是",
    )


def _read_lacks(entry: Entry, words: tuple[str, ...]) -> dict[str, str]:
    if isinstance(entry, Word):
        return {ANY_VALUE: str(entry)}
    return {str(choose(value, words, "词")): str(word(said)) for value, said in block(entry).items()}


def _at(text: str, place: str) -> Word:
    placed = Word(text)
    placed.place = place
    return placed


def find_fact(name: Word, vocabulary: Vocabulary, kinds: tuple[str, ...]) -> FactWord:
    """The entry of a fact that a rule about these kinds of subject may name, else UnknownFactError."""
    fact = vocabulary.get(name)
    if fact is None:
        wrong_word(name, [n for n, f in vocabulary.items() if f.kind in kinds], "事实", UnknownFactError)
    if fact.kind not in kinds:
        raise UnknownFactError(
            f"这条规则不能用“{name}”：它说的是{fact.kind}",
            where=name.place,
            how=f"这条规则可以用 {'、'.join(f'{k}.…' for k in kinds)} 的事实",
        )
    return fact
