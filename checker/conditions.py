"""Reads the sentences of a rule: `fact word operand`, e.g. `案件.裁定日期 晚于 案件.立案日期 加 三个月`. A period to which 顺延 is
added (`加 10日 顺延`) that ends on a rest day ends on the first working day after it.

A list means all. `any:` holds sentences of which one is enough, `not:` what must not hold; inside `any:` an `all:`
groups sentences. `any:` and `not:` nest once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.errors import RulebookError
from checker.facts import SUBJECT_KINDS, Value
from checker.literals import HOW_TO_WRITE, TRUE_FALSE, FactType, parse_value
from checker.logic import AllOf, AnyOf, Leaf, Not, Tree
from checker.parameters import Parameter, Parameters
from checker.periods import Period
from checker.vocabulary import FactWord, Vocabulary, find_fact
from checker.yamlfile import Block, Entry, Series, Word, wrong_word

KNOWN = "已知"
PARAMETER = "参数."
_SIGNS = {"加": 1, "减": -1}
_EQUAL = ("是", "不是")
_ORDER = {FactType.DATE: ("早于", "不晚于", "晚于", "不早于")} | dict.fromkeys(
    (FactType.MONEY, FactType.COUNT), ("少于", "不多于", "多于", "不少于")
)
_MEMBER = {FactType.WORD: ("属于",), FactType.WORDS: ("属于",)}
_SENTENCE = re.compile(
    r"(?P<fact>\S+)\s+(?P<word>\S+)"
    r"(?:\s+(?P<operand>\[[^\]]*\]|\S+)(?:\s+(?P<sign>加|减)\s+(?P<period>\S+)(?:\s+(?P<carried>顺延))?)?)?"
)
_FORM = "写成“事实 词 操作数”，如：案件.裁定日期 晚于 案件.立案日期 加 三个月"
_NESTING = {"all": ("any", "not"), "any": ("all", "not"), "not": ("any", "all")}
MAX_NESTING = 2


@dataclass(frozen=True, slots=True)
class Operand:
    """What a fact is compared with: a literal, another fact or a parameter; a date may be moved by a period. `carried`: a
    period that ends on a rest day ends on the first working day after it.
    """

    literal: Value | None = None
    fact: FactWord | None = None
    parameter: Parameter | None = None
    sign: int = 0
    period: Period | Parameter | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """One sentence: true, false, or unknown where a value it needs is."""

    sentence: str
    fact: FactWord
    word: str
    operand: Operand | None
    place: str

    @property
    def facts(self) -> tuple[FactWord, ...]:
        """The facts it names, left to right."""
        other = self.operand.fact if self.operand else None
        return (self.fact, other) if other else (self.fact,)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The parameters it names, left to right."""
        named = (self.operand.parameter, self.operand.period) if self.operand else ()
        return tuple(p for p in named if isinstance(p, Parameter))


class SentenceReader:
    """Reads conditions of one rule and numbers their atoms; equal sentences are one atom."""

    def __init__(self, kinds: tuple[str, ...], vocabulary: Vocabulary, parameters: Parameters) -> None:
        self._kinds, self._vocabulary, self._parameters = kinds, vocabulary, parameters
        self._atoms: dict[str, Atom] = {}

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The atoms read so far, in the order written."""
        return tuple(self._atoms.values())

    def read(self, entry: Entry, depth: int = 0) -> Tree:
        """A sentence, a list of them (all), or `any:` / `not:` → its tree."""
        if isinstance(entry, Word):
            return self._leaf(entry)
        if isinstance(entry, Series):
            return AllOf(tuple(self.read(item, depth) for item in entry))
        return self._group(entry, depth)

    def _group(self, entry: Block, depth: int) -> Tree:
        if len(entry) != 1:
            raise RulebookError("一个“any:”“all:”或“not:”要单独成一项", where=entry.place)
        ((key, inside),) = entry.items()
        if key not in _NESTING:
            wrong_word(key, _NESTING, "条件词")
        if key != "all" and depth >= MAX_NESTING:
            raise RulebookError("any/not 只能再套一层", where=key.place, how="请把里层写成一个事实，或拆成两条规则")
        if not isinstance(inside, Series) or not inside:
            raise RulebookError(f"“{key}:”下面应当是一个列表", where=key.place, how="每句前加“- ”")
        parts = tuple(self.read(item, depth + (key != "all")) for item in inside)
        if key == "any":
            return AnyOf(parts)
        return Not(AllOf(parts)) if key == "not" else AllOf(parts)

    def _leaf(self, sentence: Word) -> Leaf:
        text = " ".join(sentence.split())
        if text not in self._atoms:
            self._atoms[text] = self._atom(text, sentence.place)
        return Leaf(list(self._atoms).index(text))

    def _atom(self, text: str, place: str) -> Atom:
        match = _SENTENCE.fullmatch(text)
        if not match:
            raise RulebookError(f"句子读不懂：“{text}”", where=place, how=_FORM)
        fact = find_fact(_at(match["fact"], place), self._vocabulary, self._kinds)
        allowed = words_for(fact.type)
        if match["word"] not in allowed:
            wrong_word(_at(match["word"], place), allowed, f"可用于{fact.type}的词")
        if (match["word"] == KNOWN) is not (match["operand"] is None):
            raise RulebookError(f"句子不完整或有多余的词：“{text}”", where=place, how=_FORM)
        operand = self._operand(match, fact, place) if match["operand"] else None
        return Atom(text, fact, match["word"], operand, place)

    def _operand(self, match: re.Match[str], fact: FactWord, place: str) -> Operand:
        text = _at(match["operand"], place)
        wanted = FactType.WORDS if match["word"] == "属于" else fact.type
        if text.startswith(PARAMETER):
            parameter = self._parameter(text, wanted)
            operand = Operand(parameter=parameter)
        elif "." in text and text.partition(".")[0] in SUBJECT_KINDS:
            other = find_fact(text, self._vocabulary, self._kinds)
            _require_type(other.type, wanted, text)
            operand = Operand(fact=other)
        else:
            operand = Operand(literal=_literal(text, wanted, fact))
        if not match["sign"]:
            return operand
        if fact.type is not FactType.DATE:
            raise RulebookError("只有日期可以加、减期间", where=place)
        carried = bool(match["carried"])
        if carried and (match["sign"] != "加" or match["word"] in _EQUAL):
            raise RulebookError("“顺延”只跟在“加”一个期间之后，用于早于、不晚于、晚于、不早于", where=place)
        period = self._period(_at(match["period"], place))
        return replace(operand, sign=_SIGNS[match["sign"]], period=period, carried=carried)

    def _parameter(self, text: Word, wanted: FactType) -> Parameter:
        name = _at(text.removeprefix(PARAMETER), text.place)
        parameter = self._parameters.get(name)
        if parameter is None:
            wrong_word(name, self._parameters, "参数")
        _require_type(parameter.type, wanted, text)
        return parameter

    def _period(self, text: Word) -> Period | Parameter:
        if text.startswith(PARAMETER):
            return self._parameter(text, FactType.PERIOD)
        period = parse_value(text, FactType.PERIOD)
        if not isinstance(period, Period):
            raise RulebookError(f"“{text}”不是期间", where=text.place, how=HOW_TO_WRITE[FactType.PERIOD])
        return period


def words_for(type_: FactType) -> tuple[str, ...]:
    """The words a sentence about a fact of this type may use."""
    return (*_EQUAL, *_ORDER.get(type_, ()), *_MEMBER.get(type_, ()), KNOWN)


def check_words(value: object, fact: FactWord, place: str) -> None:
    """Raises where a value of a 词 or 词组 fact is not one of its words."""
    if not fact.words:
        return
    values = value if isinstance(value, frozenset) else {value}
    for item in sorted(str(v) for v in values):
        if item not in fact.words:
            wrong_word(_at(item, place), fact.words, f"“{fact.name}”的词")


def _literal(text: Word, wanted: FactType, fact: FactWord) -> Value:
    value = parse_value(text, wanted)
    if value is None or isinstance(value, Period):
        raise RulebookError(f"“{text}”不是{wanted}", where=text.place, how=HOW_TO_WRITE[wanted])
    check_words(value, fact, text.place)
    return value


def _require_type(type_: FactType, wanted: FactType, text: Word) -> None:
    if type_ is wanted or {type_, wanted} <= set(TRUE_FALSE):
        return
    raise RulebookError(f"“{text}”是{type_}，这里要{wanted}", where=text.place, how="比较的两边类型要相同")


def _at(text: str, place: str) -> Word:
    word = Word(text)
    word.place = place
    return word
