"""The day on which the file came to a group, as its printed hand-over sheets tell (第七组9: the clock of each group)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice, pairwise
from operator import itemgetter

from checker.casefile import Document, Evidence, Page
from checker.derive.case.handlers import CHANGE, changes, receivers
from checker.derive.case.particulars import filed_on, first_of
from checker.derive.registry import fact
from checker.derive.text.layout import stacked
from checker.derive.text.sheets import Sheet
from checker.derive.text.sheets import sheet as sheet_of
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from checker.gates import GROUPS, first_handed_over_on, handed_over_on
from extractors.text.cells import Cell
from extractors.text.dates import find_dates
from extractors.text.flow import Flow

_REACH = 1.6  # of a line's height: how far from a cell the other lines of its row may stand
_BROKEN_OFF = re.compile(r"(?<=月\d)(?<!\d\d)$|(?<=月\d\d)$")
"""Where a date of a narrow column broke off: its 日 stands in the next line."""
_WRAPPED = re.compile(r"年[\d〇零一二三四五六七八九十]{0,2}月?[\d一二三四五六七八九十]{0,3}$")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d{1,2}[、.．](?!\d))")
_DATED = re.compile(r"\d{4}[年.．/-]\d{1,2}[月.．/-]\d{1,2}")
_GIVEN_TO = r"(?:移[送交转]|转[交送入至]|流转|交由|变更[为至])(?:至|给|到|由)?(?:本院|执行局)*{group}"
_Day = tuple[date, tuple[Evidence, ...]]
SHEET, TO_DISPOSAL = "承办人变更表", "移送评估拍卖表"


def _sheets(view: View, group: str) -> tuple[Document, ...]:
    """The sheets that hand the file to a group: to 财产处置组 it goes with the request for appraisal and auction."""
    own = tuple(p for p in changes(view, group) if p.kind == SHEET or receivers(view, p, group))
    return own + (view.papers(TO_DISPOSAL) if group == "disposal" else ())


def _days(view: View, sheet: Document, group: str) -> list[_Day]:
    """The days in the group's rows of a table of hand-overs, or in its entries of a list; else that of the form."""
    if rows := receivers(view, sheet, group):
        return [dated for page, cell in rows if (dated := _in_row(view, page, cell))]
    if told := _told(view, sheet, group):
        return told
    day = _day(view, sheet)
    return [day] if day else []


def _day(view: View, sheet: Document) -> _Day | None:
    """As the form gives it, else the last day written on it: that of whoever approved or received."""
    if _is_list(sheet):
        return None  # no day on it is this hand-over's for certain
    for found in first_of((sheet,), "changed_on"):
        if isinstance(found.value, date):
            return found.value, found.evidence
    words, filed = wording(view, sheet), filed_on(view, THE_CASE).value
    written = [(found.value, found) for found in find_dates(words.text) if found.value and found.value != filed]
    if not written:
        return None
    day, last = max(written, key=itemgetter(0))
    return day, words.evidence(last.start, last.end)


def _told(view: View, sheet: Document, group: str) -> list[_Day]:
    """The days on which a list in sentences (二、4月11日，本案由线下查控组移送线索查控组…) hands the file to the group: the one told
    before the hand-over in its entry, else the first one behind it.
    """
    days: list[_Day] = []
    for entry in _entries(wording(view, sheet)):
        for given in re.finditer(_GIVEN_TO.format(group=GROUPS[group]), entry.text):
            dated = [(found.value, found) for found in find_dates(entry.text) if found.value]
            before = [one for one in dated if one[1].end <= given.start()]
            for day, found in before[-1:] or dated[:1]:
                days.append((day, entry.evidence(found.start, found.end)))
    return days


def _entries(words: Flow) -> list[Flow]:
    """The numbered entries of a list, else those that begin with a day."""
    for begins in (_NUMBERED, _DATED):
        starts = [at for at, (_, _, text) in enumerate(words.lines) if begins.match(text)]
        if len(starts) > 1:
            return [words.part(first, last) for first, last in pairwise([*starts, len(words.lines)])]
    return []


def _is_list(sheet: Document) -> bool:
    """Whether a sheet tells several hand-overs: it names more than a giver and a receiver."""
    return sheet.kind in CHANGE and sum(name in sheet.text for group, name in GROUPS.items() if group != "command") > 2


def _in_row(view: View, page: Page, cell: Cell) -> _Day | None:
    """The first date in the row of a cell, whose lines may stand a little above and below it."""
    cells = sheet_of(view, page)
    reach = _REACH * cell.box.height
    row = sorted(cells.around(cell.middle - reach, cell.middle + reach), key=lambda c: abs(c.middle - cell.middle))
    near = ((c, text) for c in row if abs(c.middle - cell.middle) < reach for text in _whole(c, cells))
    dated = ((found.value, c) for c, text in near for found in find_dates(text))
    return next(((value, c.evidence(page)) for value, c in dated if value), None)


def _whole(cell: Cell, cells: Sheet) -> Iterator[str]:
    """What a cell says, with a date that wraps in it: 二〇二二年三 / 月二十九日."""
    if _WRAPPED.search(cell.text):
        yield "".join(line.text for line in islice(stacked(cell, cells), 2))
    yield _BROKEN_OFF.sub("日", cell.text)


def _handed_over(view: View, group: str, of: Callable[[list[_Day]], _Day]) -> Fact:
    """One of the days on which sheets hand the file to a group."""
    sheets = _sheets(view, group)
    days = [day for sheet in sheets for day in _days(view, sheet, group)]
    if days:
        return Fact(*of(days))
    where = tuple(place for sheet in sheets for place in sheet.evidence)
    return Fact(None, where, f"没有读到移送{GROUPS[group]}的日期", searched=() if where else view.searched)


def _register(group: str) -> None:
    @fact(handed_over_on(group))
    def handed_over(view: View, subject: Subject) -> Fact:
        """The day the file came to the group; the latest, for a file that came back is with it since it came back."""
        return _handed_over(view, group, _latest)

    @fact(first_handed_over_on(group))
    def first_handed_over(view: View, subject: Subject) -> Fact:
        """The day the file first came to the group: then it left the group before, whoever sent it there again."""
        return _handed_over(view, group, _first)


def _latest(days: list[_Day]) -> _Day:
    return max(days, key=lambda day: day[0])


def _first(days: list[_Day]) -> _Day:
    return min(days, key=lambda day: day[0])


for _group in GROUPS:
    if _group not in ("online", "command"):  # the first gets files by filing, the last keeps none
        _register(_group)
