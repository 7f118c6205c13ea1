"""Review by the panel and approval by the president (民诉法解释 第五百一十七条，2020年版第五百一十九条).

The number of members is odd (民事诉讼法 第四十条) and all sign (第四十五条): `panels`. The text also lets the applicant's
signed confirmation stand instead; whether that is enough without a panel is left to a person (法发〔2014〕26号 第十六条
asks for a panel in every case).
"""

from __future__ import annotations

import re
from datetime import date

from checker.casefile import Document, Presence
from checker.derive.case.particulars import first_of
from checker.derive.closing.closing_told import agreed_in_writing
from checker.derive.closing.panels import LEAST, RECORD, members, panel_rooms, signed_by_members
from checker.derive.registry import fact
from checker.derive.signing.approvals import APPROVAL, REPORT
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import PRESIDENT, VICE_PRESIDENT, signing_marks
from checker.derive.text.wording import either, every, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.dates import find_dates

_OF_CLOSING = r"终本|终结[^。；]{0,40}本次执行"
_HELD_ON = re.compile(r"(?:评议|合议)?(?:时间|日期)[：]?$")
_OPENS = re.compile(r"[\d时分：上下午]{0,12}[，]?(?:本院|我院|本案)?(?:合议庭|由?审判长)[^。；]{0,100}评议")
"""What follows the day in a record that runs on: 2023年7月25日，合议庭成员审判长…对本案进行评议."""
_DELEGATED = r"(?:院长|受)[^。；，]{0,4}(?:授权|委托)"
_APPROVING = (APPROVAL, REPORT, "其他审批表", RECORD)
_RANK: dict[object, int] = {True: 0, None: 1, False: 2}


def _that_counts(view: View) -> Document | None:
    """Of several records the one on this closing that is signed, of these the first."""
    papers = [p for p in view.papers(RECORD) if wording(view, p).find(_OF_CLOSING)] or list(view.papers(RECORD))
    signed = {p.id: _RANK[signed_by_members(view, p).value] for p in papers}
    return min(papers, key=lambda p: (signed[p.id], str(_held_on(view, p).value)), default=None)


@fact("案件.合议庭人数为单数")
def odd_number(view: View, subject: Subject) -> Fact:
    """By the members whom the record names. An even number counts only where just as many signed."""
    paper = _that_counts(view)
    if paper is None:
        return view.paper(RECORD)
    named = members(wording(view, paper).text)
    if len(named) >= LEAST and len(named) % 2:
        return Fact(True, paper.evidence, f"合议庭成员{'、'.join(named)}")
    signatures = [m.text for _, m in panel_rooms(paper) if m.presence is Presence.PRESENT]
    if len(named) > 1 and len(named) % 2 == 0 and sorted(signatures) == sorted(named) and legible(view, paper):
        return Fact(False, paper.evidence, f"合议庭成员只有{len(named)}名（{'、'.join(named)}），应当是单数")
    return Fact(None, paper.evidence, f"读到合议庭成员{len(named)}名，须看原件核对是否为单数")


@fact("案件.合议庭评议日期")
def deliberated_on(view: View, subject: Subject) -> Fact:
    """The day that the record that counts is headed with, else that at its foot."""
    paper = _that_counts(view)
    return _held_on(view, paper) if paper else Fact(None, note="没有合议庭评议笔录", searched=view.searched)


def _held_on(view: View, paper: Document) -> Fact:
    words = wording(view, paper)
    for found in find_dates(words.text):
        if found.value and (_HELD_ON.search(words.text[: found.start]) or _OPENS.match(words.text, found.end)):
            return Fact(found.value, words.evidence(found.start, found.end))
    made = next((f for f in first_of((paper,), "made_on") if isinstance(f.value, date)), None)
    return Fact(made.value, made.evidence) if made else Fact(None, paper.evidence, "没有读到合议庭评议的日期")


@fact("案件.院长批准终本")
def president_approved(view: View, subject: Subject) -> Fact:
    """The president agreed and signed, on a paper about this closing. A vice president stands for him only by a delegation
    that the paper tells; else a person has to see.
    """
    about = [p for p in view.papers(*_APPROVING) if wording(view, p).find(_OF_CLOSING)]
    papers = [p for p in about if p.kind == APPROVAL or _has_room(p, f"{PRESIDENT}|{VICE_PRESIDENT}")]
    if not papers:
        return view.presence((), (APPROVAL, REPORT))
    approved = either(*(approved_by(p, PRESIDENT, view) for p in papers))
    if approved.value is True:
        return approved
    deputies = [p for p in papers if approved_by(p, VICE_PRESIDENT, view).value]
    if delegated := [p for p in deputies if wording(view, p).find(_DELEGATED)]:
        return Fact(True, delegated[0].evidence, "副院长受院长授权批准")
    if deputies:
        return Fact(None, deputies[0].evidence, "由副院长批准，没有读到院长授权的记载，须由人核对")
    missing = view.presence((), (APPROVAL,))
    return missing if missing.value is None and approved.value is False else approved


def _has_room(paper: Document, office: str) -> bool:
    """Whether a paper has a place for the office to sign at all."""
    return any(re.search(office, mark.label) for _, mark in signing_marks(paper))


@fact("案件.以签字确认代替合议")
def confirmed_instead(view: View, subject: Subject) -> Fact:
    """Never 是. Open where no panel sat and every applicant signed that he agrees."""
    record = view.paper(RECORD)
    if record.value is not False:
        return Fact(
            False if record.value else None, record.evidence, "有合议庭评议笔录" if record.value else record.note
        )
    confirmed = every(*(agreed_in_writing(view, party) for party in view.applicants)) if view.applicants else Fact(None)
    if confirmed.value is False:
        return confirmed
    note = "没有合议庭评议笔录，申请执行人已签字确认：能否以此代替合议庭审查核实和院长批准，须由人判断"
    return Fact(None, confirmed.evidence, note)
