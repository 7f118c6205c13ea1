"""The limit of a stage and how near it is. A warning comes before the limit, not after it (第七组9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checker.clock import budget_of
from checker.periods import shift
from service.database.models import Case, CaseState
from service.rulebase import rulebook

_YELLOW, _ORANGE = 1 / 3, 0.15  # of the stage's days that are left
_AT_LEAST = (3, 2, 1)  # days left at which a clock is yellow, orange, red however short its stage


class Colour(StrEnum):
    """How near a limit is; none: there is no limit."""

    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def chinese(self) -> str:
        """The plain word for it."""
        return {"none": "无期限", "green": "正常", "yellow": "黄色预警", "orange": "橙色预警", "red": "红色预警"}[self]


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit as it stands on a day. `left`: days until it, negative after it. `source`: the provision that sets it."""

    due_on: date | None
    left: int | None
    colour: Colour
    source: str = ""

    @property
    def text(self) -> str:
        """In words: 还有3天, 今天到期, 超期2天."""
        if self.left is None:
            return "无期限"
        if self.left < 0:
            return f"超期{-self.left}天"
        return f"还有{self.left}天" if self.left else "今天到期"


NO_CLOCK = Clock(None, None, Colour.NONE)


def stage_clock(case: Case, today: date) -> Clock:
    """The clock of the group that has a case, from the day it came, by the budget in force on that day."""
    budget = budget_of(case.group, rulebook().libraries.parameters, case.entered_on)
    if budget is None or case.state != CaseState.OPEN:
        return NO_CLOCK
    period, source = budget
    return clock(case.entered_on, shift(case.entered_on, period, 1), today, source)


def clock(start: date, due: date, today: date, source: str = "") -> Clock:
    """A clock that runs from `start` to `due`."""
    left, whole = (due - today).days, (due - start).days
    return Clock(due, left, _colour(left, whole), source)


def _colour(left: int, whole: int) -> Colour:
    yellow, orange, red = _AT_LEAST
    if left <= red:
        return Colour.RED
    if left <= max(orange, whole * _ORANGE):
        return Colour.ORANGE
    return Colour.YELLOW if left <= max(yellow, whole * _YELLOW) else Colour.GREEN
