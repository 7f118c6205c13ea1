"""After 终本: a query every six months for five years, told to the applicant; entry in the database of 终本 cases.

监法〔2022〕19号 第六组4; 法〔2016〕373号 第九条、第十三条. Periods run from the day the ruling was served; one that has not
ended on the day of the check is not owed yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from checker.casefile import Document, Evidence
from checker.derive.case import from_record
from checker.derive.registry import fact
from checker.derive.ruling import ruling_served_on
from checker.derive.view import View
from checker.derive.wording import wording
from checker.facts import THE_CASE, Fact, Subject
from checker.periods import Period, shift
from extractors.dates import find_dates, parse_date
from extractors.flat import flat

HALF_YEAR, PERIODS = 6, 10  # months; five years
QUERY = "总对总查控反馈"
TELLING = ("短信告知记录", "电话记录", "谈话笔录", "线索核查结果告知书", "送达回证")
_TOLD = r"查询|查控|财产"
_REGISTERED = r"(?:录入|入库|上传|登记|纳入)[^。；]{0,24}(?:终本|终结本次执行)|(?:终本|终结本次执行)[^。；]{0,24}(?:录入|入库|登记|案件库|信息库|数据库)"
_ENTERED_ON = r"(?:录入|入库|登记)(?:日期|时间)[：:]?(?P<day>.{6,16})"
_REACH = 30  # characters after the words of the entry in which its day stands
_KEYS = ("registered_on", "终本库录入日期", "zhongben_registered_on")


def _periods(view: View) -> list[tuple[date, date]] | None:
    """The half-years that have ended by the day of the check, as (after this day, up to and on this day)."""
    served = ruling_served_on(view, THE_CASE).value
    if not isinstance(served, date):
        return None
    ends = [shift(served, Period(HALF_YEAR * n, 0), 1) for n in range(PERIODS + 1)]
    return [(a, b) for a, b in pairwise(ends) if b < view.as_of]


def _unknown(view: View) -> Fact:
    served = ruling_served_on(view, THE_CASE)
    return Fact(None, served.evidence, served.note, served.searched)


@fact("案件.终本后应查询次数")
def owed(view: View, subject: Subject) -> Fact:
    """How many half-years have ended."""
    periods = _periods(view)
    return _unknown(view) if periods is None else Fact(len(periods), ruling_served_on(view, THE_CASE).evidence)


@fact("案件.终本后已查询次数")
def made(view: View, subject: Subject) -> Fact:
    """Half-years with a query in them."""
    return _count(view, _queries(view), _unread(view))


@fact("案件.终本后已告知次数")
def told(view: View, subject: Subject) -> Fact:
    """Half-years whose query was told: on the day of the query or within three months after it."""
    queries, messages = _queries(view), list(_messages(view))
    kept = [
        (day, places + telling)
        for day, places in queries
        for said, telling in messages
        if timedelta(0) <= said - day <= timedelta(days=92)
    ]
    return _count(view, kept, _unread(view))


def _count(view: View, dated: list[tuple[date, tuple[Evidence, ...]]], unread: tuple[Evidence, ...]) -> Fact:
    periods = _periods(view)
    if periods is None:
        return _unknown(view)
    hits = [next((e for day, e in dated if start < day <= end), None) for start, end in periods]
    count = sum(hit is not None for hit in hits)
    if count < len(periods) and unread:
        return Fact(None, unread, "有网络查询反馈的日期没有读到")
    missing = [f"{start}至{end}" for (start, end), hit in zip(periods, hits, strict=True) if hit is None]
    note = f"缺：{'、'.join(missing)}" if missing else ""
    return Fact(count, tuple(e for hit in hits if hit for e in hit), note, view.searched if missing else ())


def _queries(view: View) -> list[tuple[date, tuple[Evidence, ...]]]:
    found = [(paper, _query_day(view, paper)) for paper in view.papers(QUERY)]
    return [(day.value, day.evidence) for _, day in found if isinstance(day.value, date)]


def _unread(view: View) -> tuple[Evidence, ...]:
    papers = [p for p in view.papers(QUERY) if _query_day(view, p).value is None]
    return tuple(e for p in papers for e in p.evidence) or view.unsettled((QUERY,))


def _query_day(view: View, paper: Document) -> Fact:
    """When the query was made: its field, else the first date of the paper after filing."""
    for name in ("queried_on", "asked_on", "replied_on"):
        for found in paper.fields.get(name, ()):
            if isinstance(found.value, date):
                return Fact(found.value, found.evidence)
    for page, line in paper.lines():
        for hit in find_dates(flat(line.text)):
            if hit.value:
                return Fact(hit.value, (page.evidence(line),))
    return Fact(None, paper.evidence)


def _messages(view: View) -> Iterator[tuple[date, tuple[Evidence, ...]]]:
    """Days on which something about queries was told: every date of a message that stands near such words."""
    for paper in view.papers(*TELLING):
        words = wording(view, paper)
        for hit in find_dates(words.text):
            near = words.text[hit.start : hit.end + 160]
            if hit.value and re.search(_TOLD, near):
                yield hit.value, words.evidence(hit.start, hit.end)


def _entries(view: View) -> Iterator[tuple[date | None, tuple[Evidence, ...]]]:
    """Where papers tell the entry in the database, with the day that follows or is labelled (None: not read)."""
    for paper in view.case.documents:
        words = wording(view, paper)
        for match, places in words.matches(_REGISTERED):
            labelled = [m["day"] for m, _ in words.matches(_ENTERED_ON)]
            texts = (*labelled, *_row(paper, places[-1]), words.text[match.end() : match.end() + _REACH])
            day = next((d for text in texts if (d := _first_day(text))), None)
            if labelled or day or paper.kind == "案件流程信息表":
                yield day, places


def _row(paper: Document, place: Evidence) -> Iterator[str]:
    """The lines that stand in the row of a place, a wrapped line's height up and down."""
    for page, line in paper.lines():
        apart = abs((line.box.y0 + line.box.y1) - (place.box.y0 + place.box.y1)) / 2
        if page.ref == place.ref and apart < 1.2 * place.box.height:
            yield flat(line.text)


def _first_day(text: str) -> date | None:
    """The first date; in a narrow column its 日 may stand on another line."""
    found = re.search(
        r"(\d{4}年\d{1,2}月\d{1,2})|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}|[〇○零一二三四五六七八九十]{4}年.{2,7}日", text
    )
    return parse_date(found[0] + "日" if found[1] else found[0]) if found else None


@fact("案件.终本库录入记录")
def registered(view: View, subject: Subject) -> Fact:
    """By the record, else a paper that shows the entry."""
    record = view.case.record
    if record and any(key in record.extra for key in _KEYS):
        return Fact(True, note="据案件系统记录")
    if found := next(_entries(view), None):
        return Fact(True, found[1])
    return view.presence((), ("案件流程信息表",))


@fact("案件.终本库录入日期")
def registered_on(view: View, subject: Subject) -> Fact:
    """The day of entry."""
    record = view.case.record
    for key in _KEYS:
        day = record.extra.get(key) if record else None
        if isinstance(day, date):
            return from_record(view, day)
    for told_on, places in _entries(view):
        if told_on:
            return Fact(told_on, places)
    return Fact(None, note="没有读到录入终本案件库的日期")
