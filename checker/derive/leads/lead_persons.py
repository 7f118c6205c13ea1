"""Whether the respondent whom a lead on whereabouts is about came afterwards: then it has been followed up, and there is nothing
left to tell. A lead is about those whom it names, else about the only respondent (监法〔2022〕19号 第三组6).
"""

from __future__ import annotations

from datetime import date

from checker.casefile import Document, Party
from checker.derive.closing.talks import held_on, talks_with
from checker.derive.leads.given import lead_of
from checker.derive.leads.lead_sheets import WHEREABOUTS, Lead
from checker.derive.parties.addressed import papers_for
from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject

_MET = ("询问笔录", "谈话笔录")
_HELD = ("拘留决定书", "送拘回执")


@fact("线索.其人已到案")
def person_came(view: View, subject: Subject) -> Fact:
    """否 for leads of other types, and where one of several persons did not come."""
    lead = lead_of(view, subject)
    if lead is None:
        return UNKNOWN
    if lead.kind != WHEREABOUTS:
        return Fact(False, lead.evidence)
    answers = [_came(view, lead, party) for party in _persons(view, lead)]
    open_ = next((answer for answer in answers if answer.value is None), None)
    if not answers or any(answer.value is False for answer in answers):
        return Fact(False, lead.evidence, "没有该线索提供以后被执行人到案的笔录")
    return open_ or Fact(True, tuple(e for answer in answers for e in answer.evidence))


def records_of_person(view: View, lead: Lead) -> tuple[Document, ...]:
    """The records and papers that show him before the court after a lead on his whereabouts was given."""
    persons = _persons(view, lead) if lead.kind == WHEREABOUTS else ()
    return tuple(p for party in persons for p in _records(view, party) if _is_later(p, lead) is True)


def _persons(view: View, lead: Lead) -> tuple[Party, ...]:
    named = tuple(p for p in view.respondents if view.is_named(p.name, lead.text))
    return named or (view.respondents if len(view.respondents) == 1 else ())


def _came(view: View, lead: Lead, party: Party) -> Fact:
    later = [(paper, _is_later(paper, lead)) for paper in _records(view, party)]
    if sure := [paper for paper, answer in later if answer]:
        return Fact(True, tuple(e for paper in sure for e in paper.evidence))
    maybe = next((paper for paper, answer in later if answer is None), None)
    return Fact(None, maybe.evidence, f"{maybe.kind}的日期没有读准，须看原件") if maybe else Fact(False)


def _records(view: View, party: Party) -> tuple[Document, ...]:
    return (*talks_with(view, party, *_MET)[0], *papers_for(view, party, *_HELD))


def _is_later(paper: Document, lead: Lead) -> bool | None:
    held, given = held_on(paper).value, held_on(lead.paper).value
    return held >= given if isinstance(held, date) and isinstance(given, date) else None
