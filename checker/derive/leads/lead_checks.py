"""Leads followed up: verified, told to the applicant, enforced against the third party (监法〔2022〕19号 第三组4、5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from checker.casefile import Document
from checker.derive.closing.talks import held_on
from checker.derive.leads.given import lead_of, leads
from checker.derive.leads.lead_persons import records_of_person
from checker.derive.leads.lead_sheets import CLAIM, WHEREABOUTS, Lead
from checker.derive.leads.lead_ties import debtor, may_speak_of, speaks_of, speaks_of_place, spots, things
from checker.derive.registry import fact
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.flat import flat

_VERIFYING = (
    "调查笔录",
    "车辆查询结果",
    "不动产查询结果",
    "公积金查询结果",
    "工商登记档案",
    "银行流水查询回执",
    "协助查询通知书",
    "询问笔录",
    "现场照片",
    "搜查笔录",
)
_TELLING = ("线索核查结果告知书", "短信告知记录", "谈话笔录", "电话记录", "终本约谈笔录")
_REFUTED = r"不属实|查无|不存在|未查到|没有查到|无法查实|查证不实|否认|已结清|已(?:经)?(?:付清|结清|支付)|不欠|不差|两清|(?:付|结|还|给)(?:完|清)了|(?<!没有)(?<!未)(?:全部|全|都|已经?)(?:全部|都)?(?:抵|扣)(?:扣|完|清|掉|了)|[倒反]欠|没有(?:欠|任何)|未发现|没有发现|并非|不是"


@fact("线索.核查材料")
def verification(view: View, subject: Subject) -> Fact:
    """第三组4、5: 依法予以核实. A paper that speaks of the lead's own place, thing or person; the result notice counts,
    as it says what was done; so does a record of the person whose whereabouts it told, as he was found.
    """
    lead = lead_of(view, subject)
    if lead and (met := records_of_person(view, lead)):
        return view.presence(met, _VERIFYING)
    return _papers_on(view, subject, (*_VERIFYING, "线索核查结果告知书"), "核查")


@fact("线索.结果告知")
def outcome_told(view: View, subject: Subject) -> Fact:
    """第三组5: 告知申请执行人. Notices and messages; a talk only where it was held to tell."""
    return _papers_on(view, subject, _TELLING, "告知", _TOLD, by_kind=True)


_NAMED_AFTER = r"(?:提供|反映|举报)的?(?P<what>(?!财产|行踪|下落|被执行人)[\u4e00-\u9fff]{2,10}?)的?线索"
_BEFORE = ("谈话笔录", "电话记录", "询问笔录")
_REPORTED = r"(?:反映|举报|提供|提出|所说|所称)的?"
_TOLD = r"派员|去(?:看|找|查)[过了]|核查|核实|经查|查证|查明|查询|去[^，。；]{0,12}查(?:了|过|看)|(?:结果|情况)[^，。；]{0,8}(?:反馈|告知|告诉)"


@fact("线索.履行到期债务通知书")
def third_party_debt_notice(view: View, subject: Subject) -> Fact:
    """The notice to the third party that the lead names. Where the lead names none and it is the only claim, a person
    must say whether the notice is for it.
    """
    kind = "履行到期债务通知书"
    lead = lead_of(view, subject)
    if lead is None:
        return UNKNOWN
    papers = view.papers(kind)
    answers = [(p, _is_to_debtor(view, p, lead)) for p in papers]
    if fitting := [p for p, answer in answers if answer]:
        return view.presence(fitting, (kind,))
    alone = len([x for x in leads(view) if x.kind == CLAIM]) == 1
    if open_ := [p for p, answer in answers if answer is None and alone]:
        return Fact(None, open_[0].evidence, "履行到期债务通知书的受送达人与线索所说的第三人对不上，须看原件")
    missing = view.presence((), (kind,))
    if papers and missing.value is False:
        return Fact(False, papers[0].evidence, "履行到期债务通知书不是发给线索所说的第三人", missing.searched)
    return missing


def _is_to_debtor(view: View, notice: Document, lead: Lead) -> bool | None:
    addressees = [str(f.value) for f in notice.fields.get("addressee", ()) if f.value]
    answers = [debtor(view, name, lead.text) for name in addressees]
    if not addressees or not legible(view, notice):
        return True if speaks_of(view, notice, lead.text) else None
    return True if True in answers else None if None in answers else False


@fact("线索.查证不实笔录")
def refuted_record(view: View, subject: Subject) -> Fact:
    """第三组5: 查证不实的制作笔录."""
    return _papers_on(view, subject, ("调查笔录", "询问笔录", "谈话笔录", "电话记录"), "查证不实", _REFUTED)


def _ties(view: View, paper: Document, lead: Lead) -> bool:
    """Whether a paper speaks of the lead, or its debtor was asked."""
    if lead.kind == WHEREABOUTS:
        return speaks_of_place(view, paper, lead.text)
    if lead.kind == CLAIM and any(
        debtor(view, str(f.value), lead.text) for f in paper.fields.get("unit", ()) if f.value
    ):
        return True
    return speaks_of(view, paper, lead.text)


def _is_of_another_thing(view: View, paper: Document, lead: Lead) -> bool:
    """Whether a notice speaks of things, and of none that the lead names: the lead it answers was not read. One that names
    the lead after a word of it (提供的粉碎机线索) is of it.
    """
    text = wording(view, paper).text
    told = things(text)
    named = any(m["what"] in lead.text for m in re.finditer(_NAMED_AFTER, text))
    return bool(told) and not told & things(lead.text) and not named


def _tells_of_thing(view: View, paper: Document, lead: Lead, others: Sequence[Lead]) -> bool:
    """Whether a talk tells of a reported thing by its kind alone (你反映的鱼塘一事，经核实…): no other lead is of such
    a thing, and no other place is named.
    """
    reported = wording(view, paper).find(rf"{_REPORTED}[^。？]{{0,60}}(?:{_TOLD})")
    text = "".join(flat(place.text) for place in reported)
    same = things(lead.text) & things(text)
    elsewhere = spots(text) and not spots(text) & spots(lead.text)
    return bool(same) and not elsewhere and not any(same & things(x.text) for x in others)


def _no_later(paper: Document, sheet: Document) -> bool:
    """Whether a talk was held no later than the lead was given: it asked for leads, it did not tell of them."""
    if paper.kind not in _BEFORE:
        return False
    held, given = held_on(paper).value, held_on(sheet).value
    return isinstance(held, date) and isinstance(given, date) and held <= given


def verifying(view: View, lead: Lead) -> list[Document]:
    """The papers of inquiries that speak of a lead; the notice of the outcome, which only tells of them, left out."""
    return [paper for paper in _later(view, lead, _VERIFYING) if _ties(view, paper, lead)]


def _later(view: View, lead: Lead, kinds: Sequence[str]) -> list[Document]:
    """The papers of these kinds but the lead's own, and talks held no later than it was given."""
    return [p for p in view.papers(*kinds) if p.id != lead.paper.id and not _no_later(p, lead.paper)]


def _papers_on(
    view: View, subject: Subject, kinds: tuple[str, ...], about: str, saying: str = "", *, by_kind: bool = False
) -> Fact:
    """有 where a paper of these kinds, later than the lead, speaks of it (and says it), or with `by_kind` tells of a
    reported thing of its kind; unknown where one may.
    """
    lead = lead_of(view, subject)
    if lead is None:
        return UNKNOWN
    papers = _later(view, lead, kinds)
    says_so = [p for p in papers if not saying or wording(view, p).find(saying)]
    fitting = [p for p in says_so if _ties(view, p, lead)]
    if fitting:
        return view.presence(fitting, kinds)
    others = [x for x in leads(view) if x.name != lead.name]
    if told := [p for p in says_so if by_kind and _tells_of_thing(view, p, lead, others)]:
        return view.presence(told, kinds)
    free = [p for p in says_so if p.kind == "线索核查结果告知书" and not any(_ties(view, p, x) for x in others)]
    if free:
        places = tuple(e for p in free for e in p.evidence)
        if not others and not all(_is_of_another_thing(view, p, lead) for p in free):
            return Fact(True, places)
        return Fact(None, places, note=f"有{free[0].kind}，但对不上是哪一条线索")
    unread = [p for p in papers if not legible(view, p)]
    if unread:
        return Fact(None, unread[0].evidence, note=f"{unread[0].kind}有看不清的地方，未能确认是否与该线索有关")
    near = [p for p in says_so if may_speak_of(view, p, lead.text)]
    if near:
        return Fact(
            None, near[0].evidence, note=f"{near[0].kind}提到线索所说的地方，没有写清是否与该线索有关，须看原件"
        )
    missing = view.presence((), kinds)
    note = f"卷内文书没有对该线索的{about}记载" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)
