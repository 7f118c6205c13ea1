"""The days on which papers were made out to a respondent, and on which his network queries were made.

A day read by half accuses nobody: it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from checker.casefile import Document, Evidence
from checker.derive.case.dated_acts import asked_on
from checker.derive.case.particulars import closing_day, first_of
from checker.derive.online.queries import feedback_for
from checker.derive.parties.addressed import papers_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject

HALF_READ = 0.75
"""A day read with no more confidence than this may be another day."""

_BY_DAY = itemgetter(0)
"""Papers may bear the same day: the places behind it have no order."""
_Day = tuple[date | None, tuple[Evidence, ...]]


def made_on(paper: Document) -> _Day:
    """The day at the foot of a paper, None where it was not read or read by half."""
    for found in first_of((paper,), "made_on"):
        if isinstance(found.value, date):
            return (found.value if surely_read(found.evidence) else None), found.evidence
    return None, paper.evidence


def surely_read(places: Iterable[Evidence]) -> bool:
    """Whether the lines of a day were read with some confidence."""
    return all(place.confidence > HALF_READ for place in places)


def _unread(days: Iterable[_Day], note: str) -> Fact | None:
    """Unknown where one of the days was not read: it may be the one that counts."""
    places = next((places for day, places in days if day is None), None)
    return None if places is None else Fact(None, places, note)


def _first(view: View, subject: Subject, kind: str) -> Fact:
    """The day of the earliest of his papers of a kind."""
    days = [made_on(paper) for paper in papers_for(view, party_of(view, subject), kind)]
    if not days:
        return Fact(None, note=f"没有读到{subject.name}的{kind}", searched=view.searched)
    return _unread(days, f"{kind}的日期没有读清，须看原件") or Fact(*min(_known(days), key=_BY_DAY))


def _known(days: Iterable[_Day]) -> list[tuple[date, tuple[Evidence, ...]]]:
    return [(day, places) for day, places in days if day is not None]


@fact("被执行人.执行通知书日期")
def notice_made_on(view: View, subject: Subject) -> Fact:
    """The day at the foot of his first 执行通知书."""
    return _first(view, subject, "执行通知书")


@fact("被执行人.限制消费令日期")
def limit_made_on(view: View, subject: Subject) -> Fact:
    """The day at the foot of his first 限制消费令."""
    return _first(view, subject, "限制消费令")


def _query_days(view: View, subject: Subject) -> list[_Day]:
    days = [asked_on(view, paper) for paper in feedback_for(view, party_of(view, subject))]
    return [(day if surely_read(places) else None, places) for day, places in days]


@fact("被执行人.首次网络查询日期")
def first_query(view: View, subject: Subject) -> Fact:
    """The day of his first network query, as the feedbacks tell it."""
    days = _query_days(view, subject)
    if not days:
        return Fact(None, note=f"没有读到{subject.name}的网络查控反馈", searched=view.searched)
    return _unread(days, "网络查控反馈的查询日期没有读清，须看原件") or Fact(*min(_known(days), key=_BY_DAY))


@fact("被执行人.终本前最近网络查询日期")
def last_query(view: View, subject: Subject) -> Fact:
    """The day of his last network query up to the closing; where all were made after it, the first of those."""
    days = _query_days(view, subject)
    if not days:
        return Fact(None, note=f"没有读到{subject.name}的网络查控反馈", searched=view.searched)
    if unread := _unread(days, "网络查控反馈的查询日期没有读清，须看原件"):
        return unread
    closed = closing_day(view, THE_CASE).value
    before = [found for found in _known(days) if isinstance(closed, date) and found[0] <= closed]
    return Fact(*(max(before, key=_BY_DAY) if before else min(_known(days), key=_BY_DAY)))
