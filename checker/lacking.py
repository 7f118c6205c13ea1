"""Says in a clerk's words what is lacking: 缺甲、乙；缺丙，也没有丁（有其一即可）；回证没有受送达人签名."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.conditions import Atom, Operand
from checker.evaluate import AtomResult, NamedValue, bound
from checker.literals import FactType, show_value
from checker.logic import AnyOf, Leaf, Not, Tree
from checker.periods import Period
from checker.vocabulary import ANY_VALUE

VALUE = "{值}"
_ABSENT = "缺"


@dataclass(frozen=True, slots=True)
class Words:
    """What a part of the requirement lacks: things by name, and clauses that stand alone."""

    things: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As a sentence without its full stop."""
        absent = (f"{_ABSENT}{'、'.join(self.things)}",) if self.things else ()
        return "；".join((*absent, *self.clauses))


def lacking_text(tree: Tree, atoms: Sequence[Atom], results: Sequence[AtomResult]) -> str:
    """What the unmet part of a requirement lacks (`owed.unmet`). What is unknown is not called lacking."""
    return _words(tree, atoms, results).text


def _words(tree: Tree, atoms: Sequence[Atom], results: Sequence[AtomResult]) -> Words:
    if isinstance(tree, Leaf):
        return _said(atoms[tree.atom], results[tree.atom])
    if isinstance(tree, Not):
        return Words()
    parts = [words for words in (_words(part, atoms, results) for part in tree.parts) if words != Words()]
    return _either(parts) if isinstance(tree, AnyOf) else _all(parts)


def _all(parts: Iterable[Words]) -> Words:
    things = dict.fromkeys(thing for words in parts for thing in words.things)
    clauses = dict.fromkeys(clause for words in parts for clause in words.clauses)
    return Words(tuple(things), tuple(clauses))


def _either(parts: Iterable[Words]) -> Words:
    """Alternatives. Those that say the same are one."""
    different = list(dict.fromkeys(parts))
    if len(different) < 2:
        return different[0] if different else Words()
    first, *others = different
    said = first.text + "".join(_also(words) for words in others)
    return Words(clauses=(f"{said}（有其一即可）",))


def _also(words: Words) -> str:
    things = (f"也没有{'和'.join(words.things)}",) if words.things else ()
    return "".join(f"，{said}" for said in (*things, *words.clauses))


def _said(atom: Atom, result: AtomResult) -> Words:
    if result.truth is None:
        return Words()
    fact, left = atom.fact, result.values[0]
    shown = show_value(left.value, left.type)
    said = fact.lacks.get(shown) or fact.lacks.get(ANY_VALUE, "")
    if not said and fact.type is FactType.PRESENCE and left.value is False:
        said = _ABSENT + fact.short
    if not said and fact.type is FactType.YES_NO:
        note = left.fact.note if left.fact and not left.fact.searched else ""
        said = note or f"{fact.short}：{shown}"
    said = (said or _compared(atom, result)).replace(VALUE, shown)
    return Words((said.removeprefix(_ABSENT),)) if said.startswith(_ABSENT) else Words(clauses=(said,))


def _compared(atom: Atom, result: AtomResult) -> str:
    """结案审查日期为2022年7月1日，应当不晚于报结日期（2022年6月28日）；立案日期为2022年3月1日，应当不晚于2022年2月18日（收到申请日期2022年2月11日加7日）."""
    left, *others = result.values
    is_now = f"{atom.fact.short}为{show_value(left.value, left.type)}，应当{atom.word}"
    if atom.operand and atom.operand.sign and (day := bound(atom, result)) is not None:
        return f"{is_now}{show_value(day, FactType.DATE)}（{_reckoned(atom.operand, others)}）"
    wanted = "".join(atom.sentence.split()[2:])
    for parameter in atom.parameters:
        wanted = wanted.replace(f"参数.{parameter.name}", parameter.name)
    for fact in atom.facts:
        wanted = wanted.replace(fact.name, fact.short)
    known = "、".join(show_value(other.value, other.type) for other in others)
    return f"{is_now}{wanted}" + (f"（{known}）" if known else "")


def _reckoned(operand: Operand, values: Sequence[NamedValue]) -> str:
    """How a day was reckoned: 立案日期2022年3月1日加10日，休假日顺延."""
    said = [show_value(value.value, value.type) for value in values]
    named = operand.fact.short if operand.fact else operand.parameter.name if operand.parameter else ""
    first = said[0] if named else show_value(operand.literal, FactType.DATE)
    period = operand.period if isinstance(operand.period, Period) else said[-1]
    carried = "，休假日顺延" if operand.carried else ""
    return f"{named}{first}{'加' if operand.sign > 0 else '减'}{period}{carried}"
