"""Whether a respondent can be reached, came, is searched for (监法〔2022〕19号 第三组6–9).

The plan's word is 电话等通讯方式能否通知到局: calls decide, and what shows that he was met afterwards. Of signs that
contradict one another the latest one counts.
"""

from __future__ import annotations

from datetime import date

from checker.casefile import Document, Evidence, Party
from checker.derive.addressed import made_out_to, papers_for
from checker.derive.leads import WHEREABOUTS, leads, leads_given
from checker.derive.names import Match, occurs
from checker.derive.registry import fact
from checker.derive.service import NAMES, SIGNED, party_of, services
from checker.derive.talks import held_on, talk_fact, talks_with
from checker.derive.view import View
from checker.derive.whereabouts import whereabouts_records
from checker.derive.wording import either, legible, wording
from checker.facts import THE_CASE, Fact, Subject

TALKS = ("询问笔录", "谈话笔录")
DETENTION = ("拘留决定书", "送拘回执")
CALL = "电话记录"

_NO_ANSWER = r"无人接听|没有接听|未接听|无法接通|不能接通|停机|空号|关机|拒接|拒绝接听|挂断|打不通|联系不上|无法联系|暂时无法|不在服务区|已过期|错号|不是本人|不认识"
_ANSWERED = r"(?:接通|接听了?)(?:后|，|。)|本人(?:接听|答复|称|表示|回答)|(?:他|她|其|对方|被执行人)(?:答|称|表示|说|同意|答应|承诺)|同意(?:到|来)|(?:会|将|愿意|答应)(?:于|在|按时)?.{0,12}(?:到庭|到局|来院|到院|到法院)|通知(?:其|他|她)(?:于|在)"


@fact("被执行人.联系得上")
def reachable(view: View, subject: Subject) -> Fact:
    """Yes: he came, a call was answered, or he signed a receipt himself. No: calls failed, or records tell that nobody
    knows where he is. Without any of these it is not known.
    """
    party = party_of(view, subject)
    signs = [*_met(view, party), *_called(view, party), *_gone(view, party)]
    if not signs:
        return Fact(
            None, note="没有电话记录、本人笔录、本人签收的回证，也没有写明下落不明的笔录", searched=view.searched
        )
    came = [s for s in signs if s[0] and s[3]]
    latest = max(came or signs, key=lambda s: (s[1] or date.min, s[0]))
    return Fact(latest[0], latest[2])


_Sign = tuple[bool, date | None, tuple[Evidence, ...], bool]  # reached?, day, places, met in person?


def _met(view: View, party: Party) -> list[_Sign]:
    own, _ = talks_with(view, party, *TALKS)
    signs = [(True, _day(p), p.evidence, True) for p in (*own, *papers_for(view, party, *DETENTION))]
    signed = [s for kind in NAMES for s in services(view, party, kind) if s.way == SIGNED]
    return signs + [(True, s.day, s.evidence, False) for s in signed]


def _called(view: View, party: Party) -> list[_Sign]:
    signs: list[_Sign] = []
    for paper in view.papers(CALL):
        if not made_out_to(view, paper, party).value:
            continue
        words = wording(view, paper)
        failed, answered = words.find(_NO_ANSWER), words.find(_ANSWERED)
        if answered and not failed:
            signs.append((True, _day(paper), answered, False))
        elif failed:
            signs.append((False, _day(paper), failed, False))
    return signs


def _gone(view: View, party: Party) -> list[_Sign]:
    return [(False, _day(paper), told, False) for paper, told in whereabouts_records(view, party)]


def _day(paper: Document) -> date | None:
    day = held_on(paper).value
    return day if isinstance(day, date) else None


@fact("被执行人.到案")
def came(view: View, subject: Subject) -> Fact:
    """A record of a talk with him, or papers of his detention."""
    party = party_of(view, subject)
    detained = papers_for(view, party, *DETENTION)
    if detained:
        return Fact(True, tuple(e for p in detained for e in p.evidence))
    return talk_fact(view, party, *TALKS)


@fact("被执行人.当场履行或和解")
def performed_or_settled(view: View, subject: Subject) -> Fact:
    """A settlement with him. Part payment alone is no performance."""
    party = party_of(view, subject)
    papers = view.papers("执行和解协议", about=party)
    return view.presence(papers, ("执行和解协议",))


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
    given = [lead for lead in leads(view) if lead.kind == WHEREABOUTS]
    others = [p.name for p in view.respondents if p.name != subject.name]
    own = [
        lead
        for lead in given
        if occurs(subject.name, lead.text) is not Match.NO
        or not any(occurs(o, lead.text) is not Match.NO for o in others)
    ]
    if own:
        return Fact(True, tuple(e for lead in own for e in lead.evidence))
    told = leads_given(view, THE_CASE)
    if told.value is None:
        papers = view.papers("财产线索书", "谈话笔录")
        unread = next((p for p in papers if not legible(view, p)), None)
        if unread:
            return Fact(None, unread.evidence, f"{unread.kind}有看不清的地方")
        return view.presence((), ("财产线索书",))
    return Fact(False, told.evidence, "申请执行人没有提供行踪线索")


_SEARCHING = r"查找|寻找|行踪|下落|去向|在哪|哪里|何处|见(?:到|过)|回(?:来|家|过)|居住|找到"


@fact("被执行人.查找记录")
def search_record(view: View, subject: Subject) -> Fact:
    """第三组6: 根据行踪线索进行查找. Records about him that ask where he is."""
    party = party_of(view, subject)
    kinds = ("调查笔录", "搜查笔录")
    papers = [p for p in view.papers(*kinds, about=party) if wording(view, p).find(_SEARCHING)]
    return either(view.presence(papers, kinds), talk_fact(view, party, "询问笔录"))
