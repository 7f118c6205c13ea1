"""How each limit of `limits.yaml` is counted: from which day, for whom, and whether the thing was done.

A function yields a stretch only where it knows its first day and whether the thing was done. What was not read is no
stretch: a clerk whom a false clock alarmed once looks at none of them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from checker.rest_days import working_day
from service.clocks import counting_property  # noqa: F401 — registers its functions
from service.clocks.known import CASE, Known, ReportFacts
from service.clocks.limits import Limit, limits
from service.clocks.stretch import COUNTED, Stretch, counts, running_from

FROM_FILING = ("three-months", "six-months")
"""Limits that need no report, only the day of filing."""
_ONE = timedelta(days=1)
_SATURDAY = 5


def stretches(known: Known) -> Iterator[tuple[Limit, Stretch]]:
    """Every limit of a case that can be counted, in the order of `limits.yaml`."""
    for name, limit in limits().items():
        if name in FROM_FILING:
            yield from ((limit, one) for one in from_filing(known, limit))
        elif known.facts and name in COUNTED:
            yield from ((limit, one) for one in COUNTED[name](known, known.facts, limit))


def from_filing(known: Known, limit: Limit) -> Iterator[Stretch]:
    """T26, T27: from the day of filing. 终本 is allowed from the day *after* three months have passed."""
    if known.filed_on is None:
        return
    if limit.id == "six-months" and known.facts and known.facts.value("案件.扣除期间后未超期") is True:
        return
    yield from running_from(CASE, known.filed_on, limit)


@counts("notice-issued")
def notice_issued(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T3: for each respondent, from the receipt of the application, else from the filing, which is not earlier."""
    start = facts.day("案件.执行通知起算日期") or known.filed_on
    if start:
        for subject, done in _notices(known, facts):
            yield from running_from(subject, start, limit, done)


@counts("notice-by-handler")
def notice_by_handler(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T4: from the day the first handler got the file; later handlers did not get it to send the notice."""
    if known.fresh:
        for subject, done in _notices(known, facts):
            yield from running_from(subject, known.entered_on, limit, done)


def _notices(known: Known, facts: ReportFacts) -> Iterator[tuple[str, date | None]]:
    """Each respondent, and the day of his notice; left out where one may be his but its name or day was not read."""
    papers = facts.papers("执行通知书")
    vague = any(paper.text("addressee") not in known.respondents for paper in papers)
    for name in known.respondents:
        subject = f"被执行人:{name}"
        own = [paper.day("made_on") for paper in papers if paper.text("addressee") == name]
        done = facts.day("被执行人.执行通知书日期", subject) or min(filter(None, own), default=None)
        if done or not (own or vague):
            yield subject, done


@counts("information-asked")
def information_asked(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T5: from the day the first handler got the file, until the applicant was told to say what he knows of property."""
    papers = facts.papers("提供财产状况告知书")
    done = min(filter(None, (paper.day("made_on") for paper in papers)), default=None)
    if known.fresh and (done or not papers):
        yield from running_from(CASE, known.entered_on, limit, done)


@counts("first-query")
def first_query(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T13: the first network query of the case, from the filing."""
    if known.filed_on and (done := _first_query(facts)) is not _UNREAD:
        yield from running_from(CASE, known.filed_on, limit, done)


@counts("query-by-handler")
def query_by_handler(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T12: working days from the day the first handler got the file."""
    period, done = limit.period(known.entered_on), _first_query(facts)
    if known.fresh and period and done is not _UNREAD:
        yield Stretch(CASE, known.entered_on, working_days_after(known.entered_on, period.days), done)


_UNREAD = date.min
"""There is a query, but its day was not read."""


def _first_query(facts: ReportFacts) -> date | None:
    papers = facts.papers("总对总查控反馈")
    days = list(filter(None, (paper.day("queried_on") for paper in papers)))
    return min(days, default=_UNREAD if papers else None)


def working_days_after(day: date, number: int) -> date:
    """The day after so many working days; of a year whose rest days are not announced yet, Monday to Friday."""
    while number:
        day += _ONE
        works = working_day(day)
        number -= day.weekday() < _SATURDAY if works is None else works
    return day


@counts("lead-verified")
def lead_verified(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T8: for each lead, from the day it was given; at the gates where the trace has no days, from the only sheet of leads."""
    sheets = {paper.day("made_on") for paper in facts.papers("财产线索书")}
    only = next(iter(sheets)) if len(sheets) == 1 else None
    plainly = facts.statuses("jianli/clue-refusal/lead-verified")
    for subject in facts.subjects("线索"):
        given = facts.day("线索.提供日期", subject)
        checked, there = facts.day("线索.首次核查日期", subject), facts.value("线索.核查材料", subject)
        if given and ((there is True and checked) or there is False):
            yield from running_from(subject, given, limit, checked if there else None)
        elif not given and there is None and only and plainly.get(subject) == "violated":
            yield from running_from(subject, only, limit)


@counts("audit-or-reward")
def audit_or_reward(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T17: from the written request."""
    asked, done = facts.day("案件.审计悬赏申请日期"), facts.day("案件.审计悬赏处理日期")
    if asked and (done or facts.value("案件.审计悬赏处理材料") is False):
        yield from running_from(CASE, asked, limit, done)


@counts("query-goes-stale")
def query_goes_stale(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T15: the last network query of whoever was queried longest ago, while the file is with the group that asks for 终本."""
    subjects = [f"被执行人:{name}" for name in known.respondents]
    days = [facts.day("被执行人.终本前最近网络查询日期", subject) for subject in subjects]
    if len(subjects) == 1 and days == [None]:
        days = [paper.day("queried_on") for paper in facts.papers("总对总查控反馈")]
        days = [max(filter(None, days))] if days and None not in days else []
    read = list(filter(None, days))
    if known.group == "zhongben" and read and len(read) == len(days):
        yield from running_from(CASE, min(read), limit)


@counts("public-notice")
def public_notice(known: Known, facts: ReportFacts, limit: Limit) -> Iterator[Stretch]:
    """T21: for each respondent served by public notice; served from the day after it ran."""
    for subject in facts.subjects("被执行人"):
        start = facts.day("被执行人.公告日期", subject)
        if start and facts.value("被执行人.公告送达", subject) is True:
            yield from running_from(subject, start, limit)


def uncounted() -> Mapping[str, Limit]:
    """The limits that neither a report nor the filing gives: those of the aftercare, which are tasks with a day of their own."""
    return {name: limit for name, limit in limits().items() if name not in COUNTED and name not in FROM_FILING}
