"""When a lead was given, and when it was first looked into (法释〔2017〕8号 第二条: 七日内调查核实).

A lead is given on the day of its sheet or talk, and looked into on the day of the first inquiry that speaks of it. Where
only the notice of the outcome tells of the inquiry, the day that it tells counts, never its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.closing.talks import held_on
from checker.derive.leads.given import lead_of
from checker.derive.leads.lead_checks import verification, verifying
from checker.derive.registry import fact
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.dates import find_dates

_DAYS = ("held_on", "replied_on", "queried_on", "made_on")
_NOTICE = "线索核查结果告知书"
_LOOKED = r"(?:核查|核实|查证|查询|调查|前往|到现场|现场|派员)"
_TOLD = rf"(?P<day>\d{{4}}年\d{{1,2}}月\d{{1,2}}日)[^。；]{{0,24}}?{_LOOKED}"


@fact("线索.提供日期")
def given_on(view: View, subject: Subject) -> Fact:
    """The day of the sheet or talk in which the lead stands."""
    lead = lead_of(view, subject)
    return held_on(lead.paper) if lead else UNKNOWN


@fact("线索.首次核查日期")
def first_checked_on(view: View, subject: Subject) -> Fact:
    """The first day of an inquiry that speaks of the lead, none before it was given. A paper whose day cannot be read may
    be the first.
    """
    lead = lead_of(view, subject)
    if lead is None:
        return UNKNOWN
    given = given_on(view, subject).value
    papers = verifying(view, lead)
    if undated := [paper for paper in papers if _day_of(paper) is None]:
        return Fact(None, undated[0].evidence, f"{undated[0].kind}的日期没有读到，须看何时核查")
    dated = [found for paper in papers if (found := _day_of(paper))]
    if later := [item for item in dated if not isinstance(given, date) or item[0] >= given]:
        day, places = min(later, key=lambda item: item[0])
        return Fact(day, places)
    known = verification(view, subject)
    told = [item for notice in view.papers(_NOTICE) for item in _told(view, notice)] if known.value else []
    after = [item for item in told if isinstance(given, date) and item[0] >= given]
    if len({day for day, _ in after}) == 1:
        return Fact(after[0][0], after[0][1])
    return Fact(None, known.evidence, "没有读到核查该线索的日期", known.searched)


def _day_of(paper: Document) -> tuple[date, tuple[Evidence, ...]] | None:
    fields = (found for name in _DAYS for found in paper.fields.get(name, ()))
    return next(((f.value, f.evidence) for f in fields if isinstance(f.value, date)), None)


def _told(view: View, notice: Document) -> Iterator[tuple[date, tuple[Evidence, ...]]]:
    """The days on which a notice says that somebody looked."""
    for match, places in wording(view, notice).matches(_TOLD):
        for found in find_dates(match["day"]):
            if found.value:
                yield found.value, places
