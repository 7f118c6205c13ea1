"""Dates in order: no paper is used before it exists (`every-gate/dates-in-order`).

served ≥ made (民事诉讼法 第八十七条) · papers and query ≥ filing · interview ≤ ruling · detention ≤ 15 days (民事诉讼法 第一百一十八条) ·
approval ≤ trip (监法〔2022〕19号 第三组6).

Of two equal digits in a row the recogniser sometimes reads one (11日 as 1日): where that alone sets two days at odds, a
person looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.case import filed_on, first_of, ruled_on
from checker.derive.receipts import RECEIPT, is_about, listed_pattern, listings, received_on
from checker.derive.registry import fact
from checker.derive.search_trips import trips
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject

_SERVED = {
    "执行通知书": ("执行通知书", "执行通知"),
    "报告财产令": ("报告财产令",),
    "限制消费令": ("限制消费令", "限制高消费令"),
    "失信决定书": ("失信决定书", "纳入失信被执行人名单决定书"),
    "终本裁定书": ("终本裁定书", "终结本次执行程序"),
}
_AFTER_FILING = ("执行通知书", "报告财产令", "限制消费令", "失信决定书", "调查笔录", "合议庭评议笔录")
_DOUBLED = (1, 2)  # 11日 and 22日
_INTERVIEW, _QUERY, _DETENTION = "终本约谈笔录", "总对总查控反馈", "拘留决定书"


@dataclass(frozen=True, slots=True)
class Order:
    """Two dated acts, the first of which must not come after the second. A date not read is None."""

    first: str
    first_on: date | None
    second: str
    second_on: date | None
    evidence: tuple[Evidence, ...]

    @property
    def holds(self) -> bool | None:
        """Whether they are in order; None where a date is missing, or would be in order with a digit that was lost."""
        if self.first_on is None or self.second_on is None:
            return None
        return None if self.misread else self.first_on <= self.second_on

    @property
    def misread(self) -> bool:
        """Whether they would be in order with a digit of the second that may have been lost."""
        if self.first_on is None or self.second_on is None or self.first_on <= self.second_on:
            return False
        return any(self.first_on <= day for day in _doubled(self.second_on))

    def __str__(self) -> str:
        return f"{self.first}{_shown(self.first_on)}，晚于{self.second}{_shown(self.second_on)}"


@fact("案件.日期有序")
def dates_in_order(view: View, subject: Subject) -> Fact:
    """是 where every pair of dates that can be compared is in order; unknown where no pair can be."""
    orders = [*_service(view), *_papers(view), *_queries(view), *_interviews(view), *_detentions(view), *_trips(view)]
    wrong = [order for order in orders if order.holds is False]
    if wrong:
        return Fact(False, _places(wrong), "；".join(dict.fromkeys(str(order) for order in wrong)))
    if unsure := [order for order in orders if order.misread]:
        return Fact(None, _places(unsure), f"{unsure[0]}，可能漏认了一个数字，须看原件")
    right = [order for order in orders if order.holds]
    if not right:
        return Fact(None, note="卷内没有读到可以比对先后的日期")
    return Fact(True, _places(right), f"比对{len(right)}组日期，先后相符")


def _doubled(day: date) -> Iterator[date]:
    """The dates that a date may be of which one of two equal digits was lost."""
    if day.day in _DOUBLED:
        yield day.replace(day=11 * day.day)
    if day.month == 1:
        yield day.replace(month=11, day=min(day.day, 30))


def _places(orders: list[Order]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for order in orders for e in order.evidence))


def _shown(day: date | None) -> str:
    return f"（{day.year}年{day.month}月{day.day}日）" if day else "（日期没有读到）"


def _made(paper: Document) -> tuple[date | None, tuple[Evidence, ...]]:
    found = next((f for f in first_of((paper,), "made_on") if isinstance(f.value, date)), None)
    return (found.value, found.evidence) if found and isinstance(found.value, date) else (None, ())


def _day(fact_: Fact) -> date | None:
    return fact_.value if isinstance(fact_.value, date) else None


def _service(view: View) -> Iterator[Order]:
    """A paper served twice has a receipt for each time; the earliest paper of its kind for that party counts."""
    for kind, names in _SERVED.items():
        pattern = listed_pattern(names)
        for party in view.parties:
            made = [(day, places) for paper in view.papers(kind, about=party) for day, places in (_made(paper),) if day]
            if not made:
                continue
            first, places = min(made, key=lambda item: str(item[0]))
            for receipt in view.papers(RECEIPT):
                if not is_about(view, receipt, party.name):
                    continue
                for listed in listings(view, receipt, pattern):
                    served = received_on(listed)
                    yield Order(f"{kind}制作日期", first, "送达日期", _day(served), places + served.evidence)


def _papers(view: View) -> Iterator[Order]:
    """The court makes out its papers, and asks around, after it has filed the case."""
    filed = filed_on(view, THE_CASE)
    for paper in view.papers(*_AFTER_FILING):
        made, places = _made(paper)
        if made is not None:
            yield Order("立案日期", _day(filed), f"{paper.kind}日期", made, filed.evidence + places)


def _queries(view: View) -> Iterator[Order]:
    filed = filed_on(view, THE_CASE)
    for paper in view.papers(_QUERY):
        made, places = _made(paper)
        yield Order("立案日期", _day(filed), "总对总查询日期", made, filed.evidence + places)


def _interviews(view: View) -> Iterator[Order]:
    ruled = ruled_on(view, THE_CASE)
    for paper in view.papers(_INTERVIEW):
        held = next((f for f in first_of((paper,), "held_on") if isinstance(f.value, date)), None)
        made, places = (held.value, held.evidence) if held else _made(paper)
        if isinstance(made, date):
            yield Order("终本约谈日期", made, "终本裁定日期", _day(ruled), places + ruled.evidence)


def _detentions(view: View) -> Iterator[Order]:
    """The detention decided must not be longer than the law allows; its last day is compared with the latest one."""
    for paper in view.papers(_DETENTION):
        days = next((f for f in first_of((paper,), "days") if isinstance(f.value, int)), None)
        if days is not None and isinstance(days.value, int):
            start, places = _made(paper)
            if start is not None:
                last = date.fromordinal(start.toordinal() + days.value)
                limit = date.fromordinal(start.toordinal() + MAX_DETENTION_DAYS)
                yield Order(f"拘留{days.value}日的期满日", last, "法定最长期满日", limit, places + days.evidence)


MAX_DETENTION_DAYS = 15
"""民事诉讼法 第一百一十八条; the same in all editions that these rules reach."""


def _trips(view: View) -> Iterator[Order]:
    for trip in trips(view):
        if trip.form is not None and trip.start is not None:
            approved, places = _made(trip.form)
            if approved is not None:
                yield Order("出差审批日期", approved, "出发日期", trip.start, trip.evidence + places)
