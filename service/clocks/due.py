"""The limit of a stage and how near it is. A warning comes before the limit, not after it (第七组9). Days are calendar days,
as the plan counts them; what the law counts otherwise stands in `limits.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checker.clock import budget_of
from checker.periods import shift
from service.accounts.policy import CLOSINGS, RESUMPTION
from service.clocks.lights import lights
from service.database.models import Case, CaseState, Submission, SubmissionState
from service.moment import day_of
from service.rulebase import rulebook

DECIDING = "command"
"""指挥监控组, whose seven days run while a hand-over waits for it."""


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


def submission_clock(submission: Submission, today: date) -> Clock:
    """The clock of 指挥监控组, from the day a group submitted; none once it was decided, nor for what others decide."""
    budget = budget_of(DECIDING, rulebook().libraries.parameters, day_of(submission.at))
    if budget is None or not SubmissionState(submission.state).open or submission.gate in (*CLOSINGS, RESUMPTION):
        return NO_CLOCK
    day = day_of(submission.at)
    return clock(day, shift(day, budget[0], 1), today, budget[1])


def clock(start: date, due: date, today: date, source: str = "") -> Clock:
    """A clock that runs from `start` to `due`."""
    left, whole = (due - today).days, (due - start).days
    return Clock(due, left, _colour(left, whole), source)


def _colour(left: int, whole: int) -> Colour:
    at = lights()
    if at.red.reached(left, whole):
        return Colour.RED
    if at.orange.reached(left, whole):
        return Colour.ORANGE
    return Colour.YELLOW if at.yellow.reached(left, whole) else Colour.GREEN
