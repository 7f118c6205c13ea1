"""Acts that are compared: no paper is used before it exists (`every-gate/dates-in-order`).

served ≥ made (民事诉讼法 第八十七条) · papers and query ≥ filing · interview ≤ ruling · detention ≤ 15 days (民事诉讼法 第一百一十八条) ·
approval ≤ trip (监法〔2022〕19号 第三组6).

Two acts are compared where the file shows both. A day that nobody read leaves its pair open; the day of filing is shown
by no paper of its own, so without it nothing is compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from checker.casefile import Document, Evidence
from checker.derive.case.order import Order
from checker.derive.case.particulars import filed_on, first_of, record_of, ruled_on
from checker.derive.memory import remembered
from checker.derive.service.receipts import RECEIPT, Listed, is_about, listed_pattern, listings, received_on
from checker.derive.text.layout import below
from checker.derive.text.sheets import sheet
from checker.derive.text.wording import compiled, wording
from checker.derive.tracing.search_trips import FORM, trips
from checker.derive.view import View
from checker.facts import THE_CASE, Fact
from extractors.text.dates import find_dates
from extractors.text.flat import flat

_SERVED = {
    "执行通知书": ("执行通知书", "执行通知"),
    "报告财产令": ("报告财产令",),
    "限制消费令": ("限制消费令", "限制高消费令"),
    "失信决定书": ("失信决定书", "纳入失信被执行人名单决定书"),
    "拘留决定书": ("拘留决定书", "司法拘留决定书"),
    "罚款决定书": ("罚款决定书",),
    "终本裁定书": ("终本裁定书", "终结本次执行程序"),
    "终结执行裁定书": ("终结执行裁定书",),
    "结案通知书": ("结案通知书",),
}
_REPORTS = {
    kind: re.compile(rf"(?:{words})(?:结果)?报告(?!.*(?:告知|通知|异议|申请))")
    for kind, words in {"询价报告": "询价", "评估报告": "评估|估价"}.items()
}
"""Papers about a thing, made out to nobody: whoever receives one receives it after it was made."""
_AFTER_FILING = ("执行通知书", "报告财产令", "限制消费令", "失信决定书", "调查笔录", "合议庭评议笔录")
_INTERVIEW, _QUERY, _DETENTION = "终本约谈笔录", "总对总查控反馈", "拘留决定书"
COMPARED = (*_SERVED, *_REPORTS, *_AFTER_FILING, RECEIPT, _INTERVIEW, _QUERY, FORM)
_SURE, _AT_ONCE = 0.97, 7  # confidence; days
_RECEIVED = "送达日期"
_Day = tuple[date | None, tuple[Evidence, ...]]
_ASKED = r"(?:发起|提交|查询)(?:时间|日期)?[：]?(?P<day>\d{4}[^，。；]{5,10})"
_ASKED_HEAD = r"(?:发起|提交|查询|申请)(?:查询)?(?:时间|日期)"
_ISSUED = r"(?:出具|报告|作出|生成|制作)(?:报告)?(?:日期?|时间)[：]?(?P<day>[^，。；]{6,14})"
_ANOTHER_DAY = r"(?:有效|基准|截[止至]|期限|时点)[^。；]{0,24}$"
"""A report also says of which day its price is, and how long it holds."""


@remembered
def orders(view: View) -> tuple[Order, ...]:
    """Every pair of acts that the file shows. A day is confirmed where it stands elsewhere too, or where the paper made
    on it was served within days.
    """
    kinds = (_service, _reports, _papers, _queries, _interviews, _detentions, _trips)
    found = [order for pairs in kinds for order in pairs(view)]
    if not any(order.misread for order in found):
        return tuple(found)
    served_at_once = {o.first_on for o in found if o.second == _RECEIVED and o.holds and o.apart <= _AT_ONCE}
    sure = _sure_days(view) | served_at_once
    return tuple(replace(order, confirmed={order.first_on, order.second_on} <= sure) for order in found)


@remembered
def _sure_days(view: View) -> frozenset[date | None]:
    """The days that stand somewhere in the file on lines read beyond doubt: no slip of the reader hits such a day."""
    lines = (line for page in view.case.pages for line in page.lines if line.confidence >= _SURE)
    days = {found.value for line in lines for found in find_dates(flat(line.text))}
    return frozenset(days | {record_of(view).filed_on})


def _dated(paper: Document, field: str) -> tuple[date, tuple[Evidence, ...]] | None:
    """The first day that a paper gives in a field."""
    return next(((f.value, f.evidence) for f in first_of((paper,), field) if isinstance(f.value, date)), None)


def _made(paper: Document) -> _Day:
    return _dated(paper, "made_on") or (None, paper.evidence)


def _day(fact_: Fact) -> date | None:
    return fact_.value if isinstance(fact_.value, date) else None


def _service(view: View) -> Iterator[Order]:
    """A paper served twice has a receipt for each time; the earliest paper of its kind for that party counts."""
    for kind, names in _SERVED.items():
        pattern = listed_pattern(names)
        for party in view.parties:
            papers = view.papers(kind, about=party)
            receipts = [r for r in view.papers(RECEIPT) if is_about(view, r, party.name)] if papers else []
            made = [_made(paper) for paper in papers]
            yield from _served(kind, made, [one for r in receipts for one in listings(view, r, pattern)])


def _reports(view: View) -> Iterator[Order]:
    for kind, pattern in _REPORTS.items():
        made = [_issued(view, paper) for paper in view.papers(kind)]
        yield from _served(kind, made, [one for r in view.papers(RECEIPT) for one in listings(view, r, pattern)])


def _served(kind: str, made: Sequence[_Day], handed_over: Sequence[Listed]) -> Iterator[Order]:
    if not made:
        return
    first, places = min(made, key=lambda item: item[0] or date.max)
    for listed in handed_over:
        served = received_on(listed)
        yield Order(f"{kind}制作日期", first, _RECEIVED, _day(served), places + served.evidence)


def _issued(view: View, report: Document) -> _Day:
    """The day on which a report was issued: as it says itself, else at its foot."""
    if said := _said(view, report, _ISSUED):
        return said
    made, places = _made(report)
    text, line = wording(view, report).text, flat(places[0].text) if places else ""
    before = text[: text.rfind(line) + len(line)]
    return (None, places) if compiled(_ANOTHER_DAY).search(before) else (made, places)


def _said(view: View, paper: Document, pattern: str) -> _Day | None:
    """The first date behind such words."""
    for match, places in wording(view, paper).matches(pattern):
        for found in find_dates(match["day"]):
            if found.value:
                return found.value, places
    return None


def _papers(view: View) -> Iterator[Order]:
    """The court makes out its papers, and asks around, after it has filed the case."""
    for paper in view.papers(*_AFTER_FILING):
        yield from _after_filing(view, f"{paper.kind}日期", _made(paper))


def _queries(view: View) -> Iterator[Order]:
    for paper in view.papers(_QUERY):
        yield from _after_filing(view, "总对总查询日期", asked_on(view, paper))


def asked_on(view: View, feedback: Document) -> _Day:
    """The day of a query, as its feedback says; else a date alone at its foot: in its rows stand other days (登记日期)."""
    if told := _dated(feedback, "queried_on"):
        return told
    if said := _said(view, feedback, _ASKED) or _in_column(view, feedback):
        return said
    made, places = _made(feedback)
    alone = all(re.fullmatch(r"[\d年月日.\-/：时分秒:]+", flat(place.text)) for place in places)
    return (made, places) if alone else (None, places)


def _in_column(view: View, feedback: Document) -> _Day | None:
    """The first day of a table's column of queries."""
    days = [
        (found.value, cell.evidence(page))
        for page in feedback.pages
        for head in sheet(view, page)
        if compiled(_ASKED_HEAD).fullmatch(head.text)
        for cell in below(head, sheet(view, page), same_column=True)
        for found in find_dates(cell.text)
        if found.value
    ]
    return min(days, key=lambda day: day[0], default=None)


def _after_filing(view: View, act: str, done: _Day) -> Iterator[Order]:
    filed = filed_on(view, THE_CASE)
    if isinstance(filed.value, date):
        yield Order("立案日期", filed.value, act, done[0], filed.evidence + done[1])


def _interviews(view: View) -> Iterator[Order]:
    ruled = ruled_on(view, THE_CASE)
    for paper in view.papers(_INTERVIEW) if view.papers("终本裁定书") else ():
        held, places = _dated(paper, "held_on") or _made(paper)
        yield Order("终本约谈日期", held, "终本裁定日期", _day(ruled), places + ruled.evidence)


def _detentions(view: View) -> Iterator[Order]:
    """The detention decided must not be longer than the law allows; its last day is compared with the latest one."""
    for paper in view.papers(_DETENTION):
        days = next((f for f in first_of((paper,), "days") if isinstance(f.value, int)), None)
        start, places = _dated(paper, "start_on") or _made(paper)
        if start is None:
            continue
        limit = start + timedelta(days=MAX_DETENTION_DAYS)
        if days is not None and isinstance(days.value, int):
            last = start + timedelta(days=days.value)
            yield Order(f"拘留{days.value}日的期满日", last, "法定最长期满日", limit, places + days.evidence)
        if end := _dated(paper, "end_on"):
            yield Order("拘留期满日", end[0], "法定最长期满日", limit, places + end[1])


MAX_DETENTION_DAYS = 15
"""民事诉讼法 第一百一十八条; the same in all editions that these rules reach."""


def _trips(view: View) -> Iterator[Order]:
    for trip in trips(view):
        if trip.form is not None:
            approved, places = _made(trip.form)
            yield Order("出差审批日期", approved, "出发日期", trip.start, trip.evidence + places)
