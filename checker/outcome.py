"""Statuses, levels and verdicts, with the words a clerk reads."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """How a requirement came out."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"

    @property
    def chinese(self) -> str:
        """符合 · 不符合 · 待核 · 不适用."""
        return _STATUS[self]


class Level(StrEnum):
    """What a violation does."""

    BLOCKING = "blocking"
    DEFECT = "defect"
    NOTICE = "notice"

    @property
    def chinese(self) -> str:
        """The plain word for the level."""
        return {"blocking": "必备要件", "defect": "瑕疵", "notice": "提示"}[self]


class Verdict(StrEnum):
    """What becomes of the file at the gate."""

    PASS = "pass"  # noqa: S105 (not a password)
    REVIEW = "review"
    RETURN = "return"

    @property
    def chinese(self) -> str:
        """符合 · 人工复核 · 退回整改."""
        return {"pass": "符合", "review": "人工复核", "return": "退回整改"}[self]

    @property
    def exit_code(self) -> int:
        """Exit code of `zhongben check`."""
        return {"pass": 0, "review": 2, "return": 3}[self]


class National(StrEnum):
    """What a violated rule of the superior rules does to a file that passes by the court's own plan."""

    ADVISE = "advise"
    REVIEW = "review"
    RETURN = "return"


_STATUS = {
    Status.SATISFIED: "符合",
    Status.VIOLATED: "不符合",
    Status.UNDETERMINED: "待核",
    Status.NOT_APPLICABLE: "不适用",
}
OPEN = (Status.VIOLATED, Status.UNDETERMINED)
"""The statuses that ask for something: a repair, or a person's look."""
GRAVEST_FIRST = (*OPEN, Status.SATISFIED, Status.NOT_APPLICABLE)
STATUS_OF = {chinese: status for status, chinese in _STATUS.items()}


def verdict_of(statuses: Iterable[tuple[Level, Status]]) -> Verdict:
    """The verdict over the blocking findings. One violated: return. One undetermined, or none satisfied: review.

    A file for which no blocking rule came out satisfied has shown nothing, so it passes nothing.
    """
    blocking = {status for level, status in statuses if level is Level.BLOCKING}
    if Status.VIOLATED in blocking:
        return Verdict.RETURN
    if Status.UNDETERMINED in blocking or Status.SATISFIED not in blocking:
        return Verdict.REVIEW
    return Verdict.PASS
