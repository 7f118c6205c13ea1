"""The day on which the file came to a group, as its printed hand-over sheets tell (第七组9: the clock of each group)."""

from __future__ import annotations

from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.case import filed_on, first_of
from checker.derive.handlers import changes
from checker.derive.registry import fact
from checker.derive.view import View
from checker.derive.wording import wording
from checker.facts import THE_CASE, Fact, Subject
from checker.gates import GROUPS, handed_over_on
from extractors.dates import find_dates

SHEET, TO_DISPOSAL = "承办人变更表", "移送评估拍卖表"


def _sheets(view: View, group: str) -> tuple[Document, ...]:
    """The sheets that hand the file to a group: to 财产处置组 it goes with the request for appraisal and auction."""
    own = tuple(paper for paper in changes(view, group) if paper.kind == SHEET)
    return own + (view.papers(TO_DISPOSAL) if group == "disposal" else ())


def _day(view: View, sheet: Document) -> tuple[date, tuple[Evidence, ...]] | None:
    """The day of the change as its form gives it, else the last day written on it: that of whoever approved or received."""
    for found in first_of((sheet,), "changed_on"):
        if isinstance(found.value, date):
            return found.value, found.evidence
    words, filed = wording(view, sheet), filed_on(view, THE_CASE).value
    days = [(found.value, found) for found in find_dates(words.text) if found.value and found.value != filed]
    if not days:
        return None
    day, last = max(days)
    return day, words.evidence(last.start, last.end)


def _handed_over(view: View, group: str) -> Fact:
    """The latest such day: a file that came back is with the group since it came back."""
    sheets = _sheets(view, group)
    days = [day for sheet in sheets if (day := _day(view, sheet))]
    if days:
        return Fact(*max(days))
    where = tuple(place for sheet in sheets for place in sheet.evidence)
    return Fact(None, where, f"没有读到移送{GROUPS[group]}的日期", searched=() if where else view.searched)


def _register(group: str) -> None:
    @fact(handed_over_on(group))
    def handed_over(view: View, subject: Subject) -> Fact:
        """The day the file came to the group."""
        return _handed_over(view, group)


for _group in GROUPS:
    if _group not in ("online", "command"):  # the first gets files by filing, the last keeps none
        _register(_group)
