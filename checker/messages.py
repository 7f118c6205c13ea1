"""Messages of rules: `{主体}`, `{缺项}`, `{事实}` and `{参数.名称}` in braces stand for their values."""

from __future__ import annotations

import re
from datetime import date

from checker.conditions import PARAMETER
from checker.evaluate import FactSource
from checker.facts import CASE, THE_CASE, Subject
from checker.literals import FactType, show_value
from checker.parameters import Parameters
from checker.vocabulary import Vocabulary, find_fact
from checker.yamlfile import Word, wrong_word

SUBJECT_NAME = "主体"
LACKING = "缺项"
_NO_FACTS = (SUBJECT_NAME, LACKING)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_message(text: Word, kinds: tuple[str, ...], vocabulary: Vocabulary, parameters: Parameters) -> None:
    """Raises where a name in braces is neither a fact of these kinds nor a parameter."""
    for name in _PLACEHOLDER.findall(text):
        placed = Word(name)
        placed.place = text.place
        if name in _NO_FACTS:
            continue
        if not name.startswith(PARAMETER):
            find_fact(placed, vocabulary, kinds)
        elif name.removeprefix(PARAMETER) not in parameters:
            wrong_word(placed, [PARAMETER + parameter for parameter in parameters], "参数")


def names_in(text: str) -> set[str]:
    """The names of facts and parameters in a message."""
    return set(_PLACEHOLDER.findall(text)) - set(_NO_FACTS)


def unsure_of_any(kind: str, title: str) -> str:
    """What is said where it is not known whether the case has any subject of a rule's kind."""
    return f"未能确定本案有无{kind}，须由人核对；有的，逐一核对“{title}”"


def fill_message(
    text: str,
    subject: Subject,
    source: FactSource,
    vocabulary: Vocabulary,
    parameters: Parameters,
    day: date,
    lacking: str = "",
) -> str:
    """The message about a subject with every name in braces replaced by what is known of it; `lacking` is {缺项}."""

    def replace(match: re.Match[str]) -> str:
        name = match[1]
        kind = name.partition(".")[0]
        if name == SUBJECT_NAME:
            return subject.name or "本案"
        if name == LACKING:
            return lacking
        if name.startswith(PARAMETER):
            parameter = parameters[name.removeprefix(PARAMETER)]
            return show_value(parameter.on(day), parameter.type)
        if kind not in (CASE, subject.kind):
            return "未知"  # the rule's kind has no subject in the file
        fact = source.fact(THE_CASE if kind == CASE else subject, name)
        type_ = vocabulary[name].type
        if type_ is FactType.YES_NO and fact.note and not fact.searched:
            return fact.note  # 是 and 否 say less than the sentence that goes with them
        return show_value(fact.value, type_)

    return _PLACEHOLDER.sub(replace, text)
