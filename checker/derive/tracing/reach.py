"""Whether a respondent can be reached, came, is searched for (监法〔2022〕19号 第三组6–9).

The plan's word is 电话等通讯方式能否通知到局: calls decide, and what shows that he was met afterwards. Of signs that
contradict one another the latest one counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.casefile import Document, Evidence, Party
from checker.derive.closing.talks import held_on, talk_fact, talks_with
from checker.derive.leads.given import leads, leads_given
from checker.derive.leads.lead_sheets import WHEREABOUTS, Lead
from checker.derive.leads.lead_ties import names_place, speaks_of_place
from checker.derive.parties.addressed import papers_for
from checker.derive.parties.names import Match, compare
from checker.derive.parties.settled import named_parties
from checker.derive.registry import fact
from checker.derive.service.served import NAMES, SIGNED, party_of, services
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import either, legible, wording
from checker.derive.tracing.absence import absences
from checker.derive.tracing.calls import calls
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject

TALKS = ("询问笔录", "谈话笔录")
DETENTION = ("拘留决定书", "送拘回执")
ARREST, _BROUGHT = "拘传票", r"拘传(?:到|至)[^。；，]{0,8}(?:院|案|庭|局)|到案时间"


@fact("被执行人.联系得上")
def reachable(view: View, subject: Subject) -> Fact:
    """Yes: he came, a call was answered, or he signed a receipt himself. No: calls failed, or records tell that nobody
    knows where he is. Without any of these it is not known.
    """
    party = party_of(view, subject)
    signs = [*_met(view, party), *_called(view, party), *_gone(view, party)]
    sure = [s for s in signs if s.reached is not None]
    if not sure:
        return Fact(
            None,
            tuple(e for s in signs for e in s.evidence),
            "电话记录、调查笔录没有写清能否通知到本人"
            if signs
            else "没有电话记录、本人笔录、本人签收的回证，也没有写明下落不明的笔录",
            view.searched,
        )
    came = [s for s in sure if s.met]
    latest = max(came or sure, key=lambda s: (s.day or date.min, bool(s.reached)))
    return Fact(latest.reached, latest.evidence)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of whether he can be reached (None: it leaves it open); `met`: he stood before the court."""

    reached: bool | None
    day: date | None
    evidence: tuple[Evidence, ...]
    met: bool = False


def _met(view: View, party: Party) -> list[_Sign]:
    own, _ = talks_with(view, party, *TALKS)
    signs = [_Sign(True, _day(p), p.evidence, met=True) for p in (*own, *papers_for(view, party, *DETENTION))]
    signed = [s for kind in NAMES for s in services(view, party, kind) if s.way == SIGNED]
    return signs + [_Sign(True, s.day, s.evidence) for s in signed]


def _called(view: View, party: Party) -> list[_Sign]:
    return [_Sign(call.reached, call.day, call.evidence) for call in calls(view, party)]


def _gone(view: View, party: Party) -> list[_Sign]:
    told = [a for a in absences(view, party) if a.value is not False]
    return [_Sign(None if a.value is None else False, _day(a.paper), a.evidence) for a in told]


def _day(paper: Document) -> date | None:
    day = held_on(paper).value
    return day if isinstance(day, date) else None


@fact("被执行人.到案")
def came(view: View, subject: Subject) -> Fact:
    """A record of a talk with him, or papers of his detention."""
    party = party_of(view, subject)
    brought = [p for p in papers_for(view, party, ARREST) if affirmed(_BROUGHT, wording(view, p).text)]
    if detained := (*papers_for(view, party, *DETENTION), *brought):
        return Fact(True, tuple(e for p in detained for e in p.evidence))
    return talk_fact(view, party, *TALKS)


@fact("被执行人.当场履行或和解")
def performed_or_settled(view: View, subject: Subject) -> Fact:
    """A settlement with him. Part payment alone is no performance."""
    party = party_of(view, subject)
    papers = [p for p in view.papers("执行和解协议", about=party) if not _between_others(view, p, party)]
    return view.presence(papers, ("执行和解协议",))


def _between_others(view: View, agreement: Document, party: Party) -> bool:
    """Whether an agreement names its respondents, and he is none of them."""
    named = [p.name for p in named_parties(agreement) if p.role == party.role]
    known = [name for name in named if any(compare(name, p.name) is not Match.NO for p in view.respondents)]
    return bool(known) and not any(compare(name, party.name) is not Match.NO for name in known)


def _served_in_person(view: View, subject: Subject, kind: str) -> Fact:
    found = services(view, party_of(view, subject), kind)
    signed = [s for s in found if s.way == SIGNED]
    if signed:
        return Fact(True, signed[-1].evidence)
    unsure = [s for s in found if s.way is None]
    if unsure:
        return Fact(None, unsure[0].evidence, unsure[0].note)
    if found:
        return Fact(False, found[0].evidence, found[0].note or f"送达回证：{found[0].way}")
    missing = view.presence((), ["送达回证"])
    note = f"没有{subject.name}本人签收{kind}的送达回证" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


@fact("被执行人.执行通知书当面送达")
def notice_in_person(view: View, subject: Subject) -> Fact:
    """第三组8: 将执行通知书纸质版当面送达一次."""
    return _served_in_person(view, subject, "执行通知书")


@fact("被执行人.报告财产令当面送达")
def report_order_in_person(view: View, subject: Subject) -> Fact:
    """第三组8: 将报告财产令纸质版当面送达一次."""
    return _served_in_person(view, subject, "报告财产令")


@fact("被执行人.行踪线索")
def whereabouts_lead(view: View, subject: Subject) -> Fact:
    """A lead on where he is: one that names him, or names none of the respondents."""
    if own := _own_leads(view, subject):
        return Fact(True, tuple(e for lead in own for e in lead.evidence))
    told = leads_given(view, THE_CASE)
    if told.value is None:
        papers = view.papers("财产线索书", "谈话笔录")
        unread = next((p for p in papers if not legible(view, p)), None)
        if unread:
            return Fact(None, unread.evidence, f"{unread.kind}有看不清的地方")
        return view.presence((), ("财产线索书",))
    return Fact(False, told.evidence, "申请执行人没有提供行踪线索")


def _own_leads(view: View, subject: Subject) -> list[Lead]:
    others = [p.name for p in view.respondents if p.name != subject.name]
    return [
        lead
        for lead in leads(view)
        if lead.kind == WHEREABOUTS
        and (view.is_named(subject.name, lead.text) or not any(view.is_named(o, lead.text) for o in others))
    ]


_SEARCHING = r"查找|寻找|行踪|下落|去向|在哪|哪里|何处|见(?:到|过)|回(?:来|家|过)|居住|找到"


@fact("被执行人.查找记录")
def search_record(view: View, subject: Subject) -> Fact:
    """第三组6: 根据行踪线索进行查找. Records about him that ask where he is, there where the lead says that he is.

    Records made elsewhere only: a person must say whether they follow the lead.
    """
    party = party_of(view, subject)
    kinds = ("调查笔录", "搜查笔录")
    papers = [p for p in view.papers(*kinds, about=party) if wording(view, p).find(_SEARCHING)]
    places = [lead.text for lead in _own_leads(view, subject) if names_place(lead.text)]
    there = [p for p in papers if not places or any(speaks_of_place(view, p, place) for place in places)]
    found = either(view.presence(there, kinds), talk_fact(view, party, "询问笔录"))
    if found.value is False and papers:
        return Fact(None, papers[0].evidence, "有查找的笔录，但没有读到是在线索所说的地方查找的，须看原件")
    return found
