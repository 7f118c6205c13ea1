"""How the limits of what was frozen, seized and has to be sold are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from service.clocks.known import Known, ReportFacts
from service.clocks.limits import Limit
from service.clocks.stretch import Stretch, counts, running_from

_RENEWED_WITHIN = timedelta(days=60)
"""Before the end of a freezing: a notice of these days may renew it."""


@counts("freezing-lapses")
def freezing_lapses(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T18: each notice of freezing, from the bank's reply, a year at most. One that a later notice may have renewed is left out,
    and all of them where something was released: which account it was, the report does not tell.
    """
    if facts.papers("解除冻结通知书", "解除措施裁定书"):
        return
    for start, place in (began := _freezings(facts)):
        end = limit.ends(start)
        if end and not any(end - _RENEWED_WITHIN <= later <= end for later, _ in began):
            yield Stretch(place, start, end)


def _freezings(facts: ReportFacts) -> list[tuple[date, str]]:
    papers = [(paper.day("replied_on", "made_on"), paper.place) for paper in facts.papers("协助冻结存款通知书")]
    return [(day, place) for day, place in papers if day]


@counts("seizure-lapses")
def seizure_lapses(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T18: for each seized and unsold thing, the end that its papers state, else the longest period of its sort."""
    for subject in facts.subjects("财产"):
        start = facts.day("财产.最后查封日期", subject)
        seized, sold = facts.value("财产.查封裁定书", subject), facts.value("财产.已成交", subject)
        if start is None or seized is not True or sold is not False:
            continue
        unstated, stated = facts.value("财产.查封未写明期限", subject), facts.day("财产.查封届满日", subject)
        if unstated is False and stated:
            yield Stretch(subject, start, stated)
        elif unstated is True:
            yield from _longest(subject, start, facts.value("财产.财产类别", subject), limit)


_LONGEST = {"动产": "动产查封最长期限", "不动产": "不动产查封最长期限", "其他财产权": "不动产查封最长期限"}
"""Sort of thing → the parameter of its longest seizure."""


def _longest(subject: str, start: date, sort: object, limit: Limit) -> Iterator[Stretch]:
    if sort in _LONGEST:
        yield from running_from(subject, start, replace(limit, parameter=_LONGEST[str(sort)]))


@counts("pricing-begun")
def pricing_begun(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T19: for each thing that has to be sold, from its first seizure."""
    for subject in facts.subjects("财产"):
        start = facts.day("财产.查封日期", subject)
        priced = facts.value("财产.定价材料", subject)
        days = [facts.day("财产.启动定价日期", subject), facts.day("财产.定价材料日期", subject)]
        done = min(filter(None, days), default=None) if priced is True else None
        if start and facts.value("财产.须变价", subject) is True and (done or priced is False):
            yield from running_from(subject, start, limit, done)
