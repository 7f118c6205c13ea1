"""One sentence of a rule, written wrong: another word, another value, the wrong side of a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.conditions import Atom, Operand
from checker.literals import FactType
from checker.periods import Period
from checker.rulecheck.values import changes, written

ONE_SIDED = "期间只比一边"
NOT_CARRIED = "休假日不顺延"
_OTHER_SIGN = {"加": "减", "减": "加"}
_OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "早于": ("晚于", "不晚于", "不早于"),
    "晚于": ("早于", "不早于", "不晚于"),
    "不晚于": ("不早于", "早于", "晚于"),
    "不早于": ("不晚于", "晚于", "早于"),
    "少于": ("多于", "不多于", "不少于"),
    "多于": ("少于", "不少于", "不多于"),
    "不多于": ("不少于", "少于", "多于"),
    "不少于": ("不多于", "多于", "少于"),
    "是": ("不是",),
    "不是": ("是",),
}
"""The other words by the mistake that is made with them: the opposite, the boundary taken in or out, the contrary."""


def rewordings(atom: Atom) -> Iterator[tuple[str, str]]:
    """Every other sentence, with what was done to this one."""
    fact, word, *rest = atom.sentence.split(" ", 2)
    if atom.operand is None or not rest:
        return
    operand, sign, period, carried = _parts(rest[0], atom.operand)
    moved = f" {sign} {period}{carried}" if sign else ""
    literal = atom.operand.literal
    if not isinstance(literal, bool):  # for 有 and 无 another word and the other value are the same
        for other in _OTHER_WORDS.get(word, ()):
            yield "换比较词", f"{fact} {other} {operand}{moved}"
    if literal is not None:
        type_ = FactType.WORDS if word == "属于" else atom.fact.type
        for done, value in changes(literal, type_, atom.fact.words):
            yield done, f"{fact} {word} {written(value, type_)}{moved}"
    if sign:
        yield "加减互换", f"{fact} {word} {operand} {_OTHER_SIGN[sign]} {period}"
        if carried:
            yield NOT_CARRIED, f"{fact} {word} {operand} {sign} {period}"
        if opposite := _OTHER_WORDS.get(word, ("",))[0]:
            yield ONE_SIDED, f"{fact} {opposite} {operand} {_OTHER_SIGN[sign]} {period}"
    if isinstance(atom.operand.period, Period):
        for done, value in changes(atom.operand.period, FactType.PERIOD):
            yield done, f"{fact} {word} {operand} {sign} {value}{carried}"


def _parts(rest: str, operand: Operand) -> tuple[str, str, str, str]:
    """Operand, 加 or 减, period, 顺延; empty where there are none."""
    if not operand.sign:
        return rest, "", "", ""
    carried = " 顺延" if operand.carried else ""
    text, sign, period = rest.removesuffix(carried).rsplit(" ", 2)
    return text, sign, period, carried
