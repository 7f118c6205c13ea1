"""收到申请、立案: the day on which the court received the application, and the day the application bears (执行规定 第16条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from checker.casefile import Document, Evidence
from checker.derive.case.particulars import filed_on
from checker.derive.registry import fact
from checker.derive.service.issue_days import made_on, surely_read
from checker.derive.text.layout import right_of, wrapped
from checker.derive.text.sheets import sheet
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates

APPLICATION = "强制执行申请书"
_FILING = ("立案审批表", "案件流程信息表", "受理案件通知书", "阅卷清单")
_RECEIVED = (
    r"(?:收到|接收|收取|接到|收件|收案|提交)(?:强制)?(?:执行)?(?:申请书?|材料|案件)?(?:的)?|申请(?:强制)?(?:执行)?"
)
_LABEL = re.compile(rf"(?:{_RECEIVED})(?:日期|时间)[：]?(?P<rest>.*)")
_WRAPPED = re.compile(r"^(?:收到申请|接收申请|收到材料|接收材料|申请执行|收案|收件|申请)(?:日期|时间)$")
_TOLD = (
    r"于(?P<day>[^，。；于]{6,14}?)(?:收到|接到|接收)[^。；]{0,40}申请",
    r"(?:收到|接到)[^。；]{0,30}申请[^。；]{0,10}(?:日期|时间)[：](?P<day>[^，。；]{6,14})",
)
_Day = tuple[date, tuple[Evidence, ...]]


@fact("案件.收到申请日期")
def received_on(view: View, subject: Subject) -> Fact:
    """The day the court received the application, as its filing papers tell; of several the earliest."""
    days = [day for paper in view.papers(*_FILING) for day in (*_in_rows(view, paper), *_told(view, paper))]
    if not days:
        return Fact(None, note="立案审批表、受理案件通知书等没有写明收到申请的日期", searched=view.searched)
    day, places = min(days, key=lambda found: found[0])
    if not surely_read(places):
        return Fact(None, places, "收到申请的日期没有读清，须看原件")
    return Fact(day, places)


@fact("案件.执行通知起算日期")
def notice_runs_from(view: View, subject: Subject) -> Fact:
    """The day from which the court has ten days to send the notice (民诉法解释 第四百八十条: 收到申请执行书后十日内): the day
    of receipt where the file tells it, else that of filing, which is not before it. A day of the application (申请日期) is
    no day of receipt.
    """
    received, filed = received_on(view, subject), filed_on(view, subject)
    told = any(re.search("收|接", place.text) for place in received.evidence)
    early = isinstance(received.value, date) and isinstance(filed.value, date) and received.value <= filed.value
    return received if told and early else filed


@fact("案件.申请书日期")
def applied_on(view: View, subject: Subject) -> Fact:
    """The day at the foot of the application: the court cannot have received it before."""
    days = [made_on(paper) for paper in view.papers(APPLICATION)]
    known = [(day, places) for day, places in days if day]
    if not known:
        return Fact(None, days[0][1] if days else (), "没有读到强制执行申请书的日期")
    return Fact(*max(known, key=itemgetter(0)))


def _in_rows(view: View, paper: Document) -> Iterator[_Day]:
    """Behind a label of a form: 收到申请日期 | 2022年2月27日. The label may be wrapped in its cell."""
    for page in paper.pages:
        cells = sheet(view, page)
        for cell in cells:
            found = _LABEL.fullmatch(cell.text)
            label = [cell] if found else wrapped(cell, cells, _WRAPPED)
            if not label:
                continue
            row = right_of(label, cells)
            texts = [*([found["rest"]] if found else []), *(c.text for c in row[:1])]
            yield from _first_day(texts, tuple(e for c in (*label, *row[:1]) for e in c.evidence(page)))


def _first_day(texts: list[str], places: tuple[Evidence, ...]) -> Iterator[_Day]:
    days = (found.value for text in texts for found in find_dates(text) if found.value)
    if day := next(days, None):
        yield day, places


def _told(view: View, paper: Document) -> Iterator[_Day]:
    """In running text: 本院于2022年2月27日收到你的执行申请."""
    for pattern in _TOLD:
        for match, places in wording(view, paper).matches(pattern):
            yield from _first_day([match["day"]], places)
