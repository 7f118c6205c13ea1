"""How long the seizure of a thing lasts (民诉法解释 第四百八十五条；查封规定 第二十七条).

The last order that seizes it (or goes on with its seizure) decides. The end is what that order or its notice states;
where they state neither an end nor a period, the legal maximum runs, which the rule knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from checker.casefile import Document, Evidence
from checker.derive.online.holdings import COMPANY, ESTATE
from checker.derive.property.disposal import ASSISTANCE, LIST, SEIZURE
from checker.derive.property.properties import Property, property_of
from checker.derive.property.thing_papers import own
from checker.derive.registry import fact
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from checker.periods import parse_period, shift
from extractors.text.dates import find_dates

_FREEZING = "冻结裁定书"
_ORDERS = (SEIZURE, _FREEZING)
_RELEASE = "解除措施裁定书"
_CARRIED_OUT = (*ASSISTANCE, *LIST)
_WITHIN = timedelta(days=60)
"""Later than so many days after an order its execution is rather that of the next one."""
_UNTIL = re.compile(r"(?:至|到|届满日期?[为：]?)$")
_TERM = r"(?:期限|查封|扣押|冻结)(?:期限|期间)?(?:均|各)?(?:自[^。；]{0,24}?起)?(?:为|是|共|：)?(?P<term>[一二两三四五壹贰叁\d]{1,2}年|[一二三四五六七八九十\d]{1,3}个月)"
_SPEAKS = r"查封|扣押|冻结|期限"
_CAPITALS = str.maketrans("壹贰叁", "一二三")

MOVABLE, IMMOVABLE, OTHER_RIGHT = "动产", "不动产", "其他财产权"


@fact("财产.财产类别")
def sort_of(view: View, subject: Subject) -> Fact:
    """What the longest period hangs on."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    return Fact({ESTATE: IMMOVABLE, COMPANY: OTHER_RIGHT}.get(thing.kind, MOVABLE), thing.evidence)


@fact("财产.查封日期")
def seized_on(view: View, subject: Subject) -> Fact:
    """The day of the first seizure."""
    return _seized(view, subject, 0)


@fact("财产.最后查封日期")
def seized_last_on(view: View, subject: Subject) -> Fact:
    """The day of the last order that seizes it, a renewal too."""
    return _seized(view, subject, -1)


def _seized(view: View, subject: Subject, which: int) -> Fact:
    """The day on which an order was carried out: that of the registry's reply or of the list, else the order's own."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    orders = _about(view, thing, _ORDERS)
    days = sorted(filter(None, map(_made, orders)), key=lambda day: day[0])
    if not days or len(days) < len(orders):
        return Fact(None, tuple(e for p in orders for e in p.evidence), "没有读到查封裁定的日期")
    ordered = days[which]
    after = [day for day in _executions(view, thing) if ordered[0] <= day[0] <= ordered[0] + _WITHIN]
    day, places = min(after, key=lambda found: found[0], default=ordered)
    return Fact(day, (*ordered[1], *places))


def _about(view: View, thing: Property, kinds: tuple[str, ...]) -> list[Document]:
    """Papers that name the thing; where none does, those that may be about it: a freezing of deposits is of no thing."""
    named, vague = own(view, thing, kinds)
    return named or [paper for paper in vague if paper.kind != _FREEZING]


_Day = tuple[date, tuple[Evidence, ...]]


def _made(paper: Document, field: str = "made_on") -> _Day | None:
    found = next((f for f in paper.fields.get(field, ()) if isinstance(f.value, date)), None)
    return (found.value, found.evidence) if found and isinstance(found.value, date) else None


def _executions(view: View, thing: Property) -> list[_Day]:
    """Days on which a registry replied; where none did, those of lists and posters."""
    replies = [_made(paper, "replied_on") for paper in _about(view, thing, ASSISTANCE)]
    return list(filter(None, replies)) or list(filter(None, map(_made, _about(view, thing, LIST))))


@fact("财产.查封届满日")
def seized_until(view: View, subject: Subject) -> Fact:
    """The last day of the last seizure, as its papers state it."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    if released := _about(view, thing, (_RELEASE,)):
        return Fact(None, released[0].evidence, "有解除查封的裁定书，须看原件核对该财产是否仍在查封中")
    last = seized_last_on(view, subject).value
    papers = _of_last(view, thing, last) if isinstance(last, date) else []
    stated = [end for paper in papers for end in _stated_ends(view, paper)]
    counted = [] if stated else [end for paper in papers for end in _counted_ends(view, paper)]
    places = tuple(e for _, evidence in (*stated, *counted) for e in evidence)
    days = {day for day, _ in (*stated, *counted)}
    if not days:
        return Fact(None, note="查封裁定书、协助执行通知书没有写明届满日")
    if max(days) - min(days) > (timedelta(0) if stated else _WITHIN):
        return Fact(None, places, "各文书写明的查封届满日不一致，须看原件")
    return Fact(max(days), places)


@fact("财产.查封未写明期限")
def term_unstated(view: View, subject: Subject) -> Fact:
    """Whether the papers of the last seizure state neither its end nor its period."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    last = seized_last_on(view, subject).value
    papers = _of_last(view, thing, last) if isinstance(last, date) else []
    places = tuple(e for p in papers for e in p.evidence)
    ends = [end for paper in papers for end in (*_stated_ends(view, paper), *_counted_ends(view, paper))]
    if stated := [e for _, evidence in ends for e in evidence]:
        return Fact(False, tuple(stated), "写明了查封期限")
    if not papers or not all(legible(view, p) for p in papers):
        return Fact(None, places, "查封裁定书、协助执行通知书没有读全，不知道是否写明期限")
    return Fact(True, places, "查封裁定书、协助执行通知书没有写明期限", tuple(p.ref for d in papers for p in d.pages))


def _of_last(view: View, thing: Property, last: date) -> list[Document]:
    """The order of the last seizure and the papers that carry it out."""
    papers = _about(view, thing, (*_ORDERS, *_CARRIED_OUT))
    dated = [(day[0], paper) for paper in papers if (day := _made(paper))]
    start = max((day for day, paper in dated if paper.kind in _ORDERS and day <= last), default=last)
    return [paper for day, paper in dated if day >= start]


def _stated_ends(view: View, paper: Document) -> Iterator[_Day]:
    """The ends that a paper states: 至2025年2月22日止."""
    words = wording(view, paper)
    for found in find_dates(words.text):
        before = words.text[: found.start]
        sentence = re.split(r"[。；]", before)[-1]
        if found.value and _UNTIL.search(before) and compiled(_SPEAKS).search(sentence):
            yield found.value, words.evidence(found.start, found.end)


def _counted_ends(view: View, paper: Document) -> Iterator[_Day]:
    """The ends of the periods that a paper states (期限为三年), counted from the day named there, else from its own."""
    made = _made(paper)
    for match, places in wording(view, paper).matches(_TERM) if made else ():
        begins = next((d.value for d in find_dates(match[0]) if d.value), None) or (made[0] if made else None)
        if begins and (period := parse_period(match["term"].translate(_CAPITALS))):
            yield shift(begins, period, 1), places
