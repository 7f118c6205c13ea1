"""What-if: facts set by hand for one check, told as such wherever they appear (`check --assume 案件.裁定日期=2022-09-01`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.conditions import check_words
from checker.errors import RulebookError, SettingsError
from checker.evaluate import FactSource
from checker.facts import CASE, SUBJECT_KINDS, Fact, Subject, Value
from checker.literals import HOW_TO_WRITE, parse_value, show_value
from checker.periods import Period
from checker.vocabulary import FactWord, Vocabulary
from checker.yamlfile import nearest

HOW = "写成 案件.裁定日期=2022-09-01，或者 被执行人:张三.到案=是"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A fact that is taken to have a value: of every subject of its kind, or of one (`subject`)."""

    fact: FactWord
    value: Value
    subject: str = ""

    @property
    def text(self) -> str:
        """As a clerk reads it: 被执行人:张三.到案＝是."""
        who = f"{self.fact.kind}:{self.subject}.{self.fact.short}" if self.subject else self.fact.name
        return f"{who}＝{show_value(self.value, self.fact.type)}"


def read_assumption(text: str, vocabulary: Vocabulary) -> Assumption:
    """The assumption a person wrote. SettingsError where the fact or the value is not one."""
    left, equals, right = (part.strip() for part in text.replace("＝", "=").partition("="))
    who, dot, short = left.partition(".")
    kind, _, subject = who.replace("：", ":").partition(":")
    if not (equals and dot and right):
        raise SettingsError(f"假设“{text}”不完整", how=HOW)
    if kind not in SUBJECT_KINDS or (kind == CASE and subject):
        raise SettingsError(f"假设“{text}”的对象不对", how=HOW)
    fact = vocabulary.get(f"{kind}.{short}")
    if fact is None:
        raise SettingsError(
            f"没有这个事实：“{kind}.{short}”",
            how=nearest(f"{kind}.{short}", [n for n in vocabulary if n.startswith(kind)]),
        )
    value = parse_value(right, fact.type)
    if value is None or isinstance(value, Period):
        raise SettingsError(f"假设“{text}”的值不是{fact.type}", how=HOW_TO_WRITE[fact.type])
    try:
        check_words(value, fact, "")
    except RulebookError as error:
        raise SettingsError(error.what, how=error.how) from error
    return Assumption(fact, value, subject)


@dataclass(frozen=True)
class AssumedFacts:
    """A FactSource that answers with the assumptions where there are any. A fact that follows another (`follows` in the
    vocabulary) is assumed with it.
    """

    source: FactSource
    assumptions: Sequence[Assumption]
    vocabulary: Vocabulary

    def subjects(self, kind: str) -> list[Subject]:
        """As the source has them."""
        return self.source.subjects(kind)

    def fact(self, subject: Subject, name: str) -> Fact:
        """The assumed value, with a note that says so and what the file has; else the fact of the file."""
        known = self.source.fact(subject, name)
        word = self.vocabulary.get(name)
        for assumption in self.assumptions:
            if word is None or assumption.fact.name not in (name, word.follows):
                continue
            if assumption.subject in ("", subject.name):
                was = show_value(known.value, word.type)
                return Fact(assumption.value, note=f"假设，不是卷内材料；卷内为{was}")
        return known
