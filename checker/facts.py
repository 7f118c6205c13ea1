"""Facts: what is known of a subject, three-valued, with the places that show it.

A fact's name is `主体.事实` (被执行人.执行通知书), listed in `rules/vocabulary.yaml`. Unknown (`value is None`) is not
false and not zero; `note` then says, in Chinese, why it is unknown or what was searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from checker.casefile import Evidence, PageRef

Value = bool | int | str | date | frozenset[str]

CASE = "案件"
SUBJECT_KINDS = (CASE, "被执行人", "申请执行人", "账户", "财产", "线索", "出差", "文书")


class Subject(NamedTuple):
    """Whom or what a finding is about: `案件`, or KIND:NAME."""

    kind: str
    name: str = ""

    def __str__(self) -> str:
        return self.kind if self.kind == CASE else f"{self.kind}:{self.name}"


THE_CASE = Subject(CASE)


def read_subject(text: str) -> Subject:
    """The subject that `str` wrote: `被执行人:张三`; without a name it is the case."""
    kind, _, name = text.partition(":")
    return Subject(kind, name) if name else THE_CASE


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, or unknown (None), with evidence.

    bool for 有无/是否 facts, int for counts and fen, date, str for one of a set of words, frozenset for several.
    `searched` are pages that were looked through for something that was not found.
    """

    value: Value | None
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    searched: tuple[PageRef, ...] = ()


UNKNOWN = Fact(None)
