"""After 终本: a query every six months for five years, told to the applicant; entry in the database of 终本 cases.

监法〔2022〕19号 第六组4; 法〔2016〕373号 第九条、第十三条. Periods run from the day the ruling was served; one that has not
ended on the day of the check is not owed yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from checker.casefile import Document, Evidence, Party
from checker.derive.case.particulars import from_record
from checker.derive.closing.ruling import ruling_served_on
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from checker.periods import Period, shift
from extractors.text.dates import find_dates, parse_date
from extractors.text.flat import flat

HALF_YEAR, PERIODS = 6, 10  # months; five years
QUERY = "总对总查控反馈"
TELLING = ("短信告知记录", "电话记录", "谈话笔录", "线索核查结果告知书", "送达回证")
_TOLD = re.compile(
    r"(?:查询|查控)[^。]{0,70}?(?:未(?:发现|查到|查询到)|没有(?:发现|查到)|(?:无|没有)(?:可供|任何|新的?)?[^。，；]{0,6}财产|发现|结果|登记有|名下有)(?![^。]{0,6}(?:稍后|另行|再))"
)
_SENDER = re.compile(r"^[^【。]{0,24}【[^】]*】")
"""Who sends it opens a message."""
_MESSAGE_ENDS = re.compile(r"特此告知|【[^】]*】")
_TO = r"(?:接收人|收件人|收信人|告知对象|被告知人|被谈话人|受送达人|接听人|通话对象|联系人|对方)[：]?"
_REGISTERED = r"(?:录入|入库|上传|登记|纳入)[^。；]{0,24}(?:终本|终结本次执行)|(?:终本|终结本次执行)[^。；]{0,24}(?:录入|入库|登记|案件库|信息库|数据库)"
_ENTERED_ON = r"(?:录入|入库|登记)(?:日期|时间)[：:]?(?P<day>.{6,16})"
_ANSWERED = r"是否[^。；：]{0,16}(?:录入|入库|纳入)[^。；：]{0,16}[：]?(?:是|已)"
_NOT_YET = re.compile(
    r"(?:(?<!日)将|拟|待|应当?|须|需|(?<!申)请|可以?|告知)[^，。；0-9]{0,14}$"
)  # a number opens another row
_ANNOUNCING = ("终本约谈笔录", "谈话笔录", "询问笔录", "终本裁定书", "合议庭评议笔录", "案件审查报告", "结案审批表")
"""Papers made before the entry: they can only announce it."""
_REACH = 30  # characters after the words of the entry in which its day stands
_WINDOW = re.compile(rf".{{0,{_REACH}}}\d*日?")
"""So many characters, and the number that they end in, whole."""
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
    """Half-years in which every respondent was queried."""
    return _count(view, [_queries(view, p) for p in view.respondents] or [_queries(view, None)])


@fact("案件.终本后已告知次数")
def told(view: View, subject: Subject) -> Fact:
    """Half-years whose query was told: on the day of the query or within three months after it."""
    messages = list(_messages(view))
    kept = [
        (day, places + telling)
        for day, places in _queries(view, None)
        for said, telling in messages
        if timedelta(0) <= said - day <= timedelta(days=92)
    ]
    return _count(view, [kept])


_Dated = list[tuple[date, tuple[Evidence, ...]]]


def _count(view: View, series: list[_Dated]) -> Fact:
    """Half-years in which each of these series has a day."""
    periods = _periods(view)
    if periods is None:
        return _unknown(view)
    hits = [[next((e for day, e in dated if a < day <= b), None) for dated in series] for a, b in periods]
    count = sum(None not in hit for hit in hits)
    if count < len(periods) and (unread := _unread(view)):
        return Fact(None, unread, "有网络查询反馈没有读到日期，或者没有写明被查询人")
    missing = [f"{start}至{end}" for (start, end), hit in zip(periods, hits, strict=True) if None in hit]
    note = f"缺：{'、'.join(missing)}" if missing else ""
    places = tuple(dict.fromkeys(e for hit in hits for found in hit if found for e in found))
    return Fact(count, places, note, view.searched if missing else ())


def _queries(view: View, party: Party | None) -> _Dated:
    """The days of the queries about a respondent (None: about any)."""
    found = [_query_day(view, paper) for paper in view.papers(QUERY, about=party)]
    return [(day.value, day.evidence) for day in found if isinstance(day.value, date)]


def _unread(view: View) -> tuple[Evidence, ...]:
    """Queries that may be of any day, or of any respondent."""
    papers = [p for p in view.papers(QUERY) if _query_day(view, p).value is None or not _names_one(view, p)]
    return tuple(e for p in papers for e in p.evidence) or view.unsettled((QUERY,))


def _names_one(view: View, paper: Document) -> bool:
    return any(view.concerns(paper, p) for p in view.respondents) or not view.respondents


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
    """Days on which the outcome of a query was told: every date of a message that goes on to tell it, unless the message
    is to a respondent.
    """
    for paper in view.papers(*TELLING):
        words = wording(view, paper)
        if _to_respondent(view, words.text):
            continue
        for hit in find_dates(words.text):
            near = _SENDER.sub("", words.text[hit.start : hit.end + 160])
            ends = _MESSAGE_ENDS.search(near)
            if hit.value and _TOLD.search(near[: ends.start()] if ends else near):
                yield hit.value, words.evidence(hit.start, hit.end)


def _to_respondent(view: View, text: str) -> bool:
    """Whether the receivers named are respondents only."""
    receivers = "".join(text[m.end() : m.end() + 30] for m in compiled(_TO).finditer(text))
    own = [p for p in view.applicants if flat(p.name) in receivers]
    return not own and any(flat(p.name) in receivers for p in view.respondents)


def _entries(view: View) -> Iterator[tuple[date | None, tuple[Evidence, ...]]]:
    """Where papers tell the entry in the database, with the day that follows or is labelled (None: not read)."""
    for paper in view.case.documents:
        words = wording(view, paper)
        told = () if paper.kind in _ANNOUNCING else _told_entries(words.text)
        heading = len(flat(paper.title))  # what it tells comes last
        for start, end in sorted(told, key=lambda span: (span[0] < heading, span)):
            places = words.evidence(start, end)
            labelled = [m["day"] for m, _ in words.matches(_ENTERED_ON)]
            before = re.findall(r"于([^，。；于]{6,14})将[^，。；]{0,10}$", words.text[max(start - _REACH, 0) : start])
            behind = _rows_of_entry(paper) if start < heading else _WINDOW.findall(words.text, end)[:1]
            texts = (*labelled, *before, *_row(paper, places[-1]), *behind)
            day = next((d for text in texts if (d := _first_day(text))), None)
            if labelled or day or paper.kind == "案件流程信息表":
                yield day, places


def _rows_of_entry(paper: Document) -> list[str]:
    """What stands in the rows whose label asks for the entry, be it wrapped: 录入最高人民法院终 / 本案件信息库日期."""
    labels = [page.evidence(line) for page, line in paper.lines() if re.match(r"录入|入库|纳入", flat(line.text))]
    return [text for label in labels for text in _row(paper, label)]


def _told_entries(text: str) -> Iterator[tuple[int, int]]:
    """Where an entry is told as made: neither denied (尚未录入) nor announced (将录入)."""
    for found in compiled(f"{_ANSWERED}|{_REGISTERED}").finditer(text):
        sentence = re.split(r"[。；]", text[: found.start()])[-1]
        answered = compiled(_ANSWERED).match(found[0])
        if answered or not (_NOT_YET.search(sentence) or _is_denied(sentence, found[0])):
            yield found.start(), found.end()


def _is_denied(before: str, words: str) -> bool:
    return affirmed(_REGISTERED, before + words) is None or re.search(r"(?:尚|还)?未|没有", words) is not None


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
