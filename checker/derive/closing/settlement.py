"""Closings by waiver and by settlement (监法〔2022〕19号 第一组4、第二组4、第三组10)."""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Document, Evidence, Party, Presence
from checker.derive.closing.talks import talks_with
from checker.derive.registry import fact
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import (
    APPLICANT_LABEL,
    LEADER,
    RESPONDENT_LABEL,
    any_signed,
    rooms_of,
    shown,
    signed,
)
from checker.derive.text.statements import Statement, affirmed, stated, statements
from checker.derive.text.wording import compiled, either, every, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from checker.gates import GROUPS
from extractors.text.flat import flat

WAIVER, SETTLEMENT, SECURITY = "放弃声明", "执行和解协议", "担保书"
CLOSING = "结案审批表"
_DECIDING = (CLOSING, "其他审批表", "案件审查报告", "研究记录")
_OF_SETTLING = r"和解|撤回(?:强制)?执行申请"
_GIVES_UP = r"(?:放弃|不再(?:要求|主张|追究))[^。；]{0,30}(?:权利|债权|利息|余款|剩余|其余|其他|尾款|款项|本金)|(?:余款|剩余|其余|剩下|尾款)[^。；？]{0,16}(?:放弃|不要了|不再(?:要|主张|追究|申请))"
_GOES_ON = r"(?:请|要求|申请|由|可)?(?:贵院|法院)?(?<!不再)(?<!不)继续(?:强制)?执行"
_YES = r"^(?:是的?[，。]?)?(?:我|本人|我们|我方|我公司)?(?:自愿|同意|愿意|放弃)"
_RELEASED = r"(?:不再|放弃|免除|不(?=要求|追究|主张))(?:要求|追究|主张)?[^。；，]{0,24}(?:担保|保证)(?:责任|义务)?"
_SECURES = r"(?:提供|承担|负)[^。；，]{0,16}(?:担保|保证责任)|(?:以|用|将)[^。；]{0,30}(?:抵押|质押|(?:作|提供)担保)|(?:抵押|质押)给|设定抵押"
_GUARANTOR = r"(?:担保人|保证人)(?:（[^）]{1,8}）)?[：]?(?!无|没有|未|签|盖|／|/|—|-|（)[\u4e00-\u9fff]{2,}"
_NO_GUARANTOR = r"(?:担保人|保证人|担保)[：]?(?:无|没有|／|/|—|-)"
_OF_SECURITY = r"担保|保证人|抵押|质押"


def _waivers(view: View, party: Party) -> list[Document]:
    """Statements by this applicant, and records of talks in which he gives up the rest."""
    declared = [p for p in view.papers(WAIVER, about=party) if not stated(view, (p,), _GOES_ON)]
    talks, _ = talks_with(view, party, "谈话笔录", "询问笔录")
    return declared + [p for p in talks if any(_gives_up(said) for said in statements(view, p))]


def _gives_up(said: Statement) -> bool:
    """By his own words, or by a plain yes where he is asked whether he gives it up."""
    asked = compiled(_GIVES_UP).search(said.question)
    return bool(affirmed(_GIVES_UP, said.text) or (asked and affirmed(_YES, said.text)))


@fact("案件.放弃声明")
def waiver(view: View, subject: Subject) -> Fact:
    """第一组4: 申请执行人同意放弃其他权利. Of every applicant."""
    if not view.applicants:
        return view.paper(WAIVER)
    return every(*(view.presence(_waivers(view, p), (WAIVER,)) for p in view.applicants))


@fact("案件.放弃声明签名")
def waiver_signed(view: View, subject: Subject) -> Fact:
    """Signed by each of them."""
    label = rf"{APPLICANT_LABEL}|声明人|放弃人|承诺人|具状人|法定代表人|负责人|代理人"
    if not view.applicants:
        return any_signed(view, (WAIVER,), view.papers(WAIVER), label)
    return every(*(any_signed(view, (WAIVER,), _waivers(view, p), label, (p.name,)) for p in view.applicants))


@fact("案件.和解协议")
def settlement(view: View, subject: Subject) -> Fact:
    """The agreement."""
    return view.paper(SETTLEMENT)


@fact("案件.和解申请人签名")
def applicant_signed(view: View, subject: Subject) -> Fact:
    """甲方, the applicant or who acts for him."""
    return _side(view, rf"{APPLICANT_LABEL}|甲方|债权人", view.applicants)


@fact("案件.和解被执行人签名")
def respondent_signed(view: View, subject: Subject) -> Fact:
    """乙方 (of several also 丙方, 丁方), the respondents or who acts for them."""
    return _side(view, rf"{RESPONDENT_LABEL}|乙方|丙方|丁方|债务人", view.respondents)


def _side(view: View, label: str, parties: Sequence[Party]) -> Fact:
    papers = view.papers(SETTLEMENT)
    if not papers:
        return view.paper(SETTLEMENT)
    return either(*(_all_signed(view, paper, label, parties) for paper in papers))


def _all_signed(view: View, paper: Document, label: str, parties: Sequence[Party]) -> Fact:
    """Every party of this side whom the agreement names; who signs for an organisation bears another name, so signatures
    are counted where not all names are read.
    """
    text = wording(view, paper).text
    named = [p.name for p in parties if view.is_named(p.name, text)] or [p.name for p in parties]
    rooms = rooms_of(paper, label, named)
    there = [(page, mark) for page, mark in rooms if mark.presence is Presence.PRESENT]
    read = {name for name in named for _, mark in there if flat(name) in flat(mark.text)}
    if len(named) < 2 or len(read) == len(named) or len(there) >= len(named):
        return signed(paper, label, named)
    empty = [room for room in rooms if room[1].presence is Presence.ABSENT]
    note = f"和解协议写明{'、'.join(named)}，读到签名{len(there)}个"
    return Fact(False if empty else None, shown(empty or rooms) or paper.evidence, note)


@fact("案件.经办组")
def group(view: View, subject: Subject) -> Fact:
    """The group that closes the case: by the record, else the one that the closing form names."""
    record = view.case.record
    if record is not None and record.group in GROUPS:
        return Fact(GROUPS[record.group], note="据案件系统记录")
    for paper in view.papers("结案审批表", "结案审查表"):
        named = [(name, places) for name in GROUPS.values() if (places := wording(view, paper).find(name))]
        if len(named) == 1:
            return Fact(named[0][0], named[0][1])
    return Fact(None, note="案件系统记录和结案审批表都没有写明由哪个组办理")


@fact("案件.和解担保")
def security(view: View, subject: Subject) -> Fact:
    """第三组10: 提供担保. A paper of security, or a clause of the agreement by which somebody gives it."""
    found = view.paper(SECURITY)
    if found.value is True:
        return found
    papers = view.papers(SETTLEMENT)
    if places := _gives_security(view, papers):
        return Fact(True, places)
    if places := next((p for paper in papers if (p := _speaks_of_security(view, paper))), ()):
        return Fact(None, places, "和解协议提到担保，没有读清是否提供了担保")
    return found


def _gives_security(view: View, papers: Sequence[Document]) -> tuple[Evidence, ...]:
    """Where an agreement says that somebody gives it; to release a guarantor gives none."""
    for said in (said for paper in papers for said in statements(view, paper)):
        if any(affirmed(words, compiled(_RELEASED).sub("", said.text)) for words in (_SECURES, _GUARANTOR)):
            return said.evidence
    return ()


def _speaks_of_security(view: View, paper: Document) -> tuple[Evidence, ...]:
    """Where an agreement speaks of security neither given nor denied."""
    for said in statements(view, paper):
        # what gives it stands here denied or supposed, or somebody is released from it
        left = compiled(f"{_RELEASED}|{_SECURES}|{_NO_GUARANTOR}").sub("", said.text)
        if affirmed(_OF_SECURITY, left):
            return said.evidence
    return ()


@fact("案件.和解组长决定")
def leader_decided(view: View, subject: Subject) -> Fact:
    """第三组10: 未当场履行且未提供担保的报组长决定. He decides on the closing form, or on another paper about the settlement."""
    papers = [p for p in view.papers(*_DECIDING) if p.kind == CLOSING or wording(view, p).find(_OF_SETTLING)]
    return either(*(approved_by(p, LEADER, view) for p in papers)) if papers else view.presence((), _DECIDING)
