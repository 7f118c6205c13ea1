"""线下查控 per channel (第二组1、2; 第六组3(二)): records of visits and results with the institution's stamp."""

from __future__ import annotations

import re

from checker.casefile import Document, MarkKind, Party, Presence
from checker.derive.offline import inquiries as asked
from checker.derive.offline.asked_of import NO_RESULT, RESULT, asked_of
from checker.derive.offline.capacity_signs import OF_ITS_HOLDINGS, SIGNS
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import either, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

RESULTS = {
    asked.ESTATE: ("不动产查询结果",),
    asked.VEHICLE: ("车辆查询结果",),
    asked.FUND: ("公积金查询结果",),
}
REGISTER_KIND = "工商登记档案"
_LETTER = "核查回函"
_BANK_REPLIES = ("银行流水查询回执", "协助查询通知书", _LETTER)
_TO_THE_COURT = r"[你贵](?:院|局|庭)|法院[^，。；：]{0,6}："
_OFFICE = re.compile(r"[^，。；：]{2,28}(?:中心|局|所|队|管理部|办事处|窗口|大厅|[处科股])")
_ACCOUNTS = r"在(?:我|本)(?:行|社|联社|支行|公司)[^。；]{0,24}(?:开户|账户|存款|理财)"


def searched(view: View, party: Party, channel: str) -> Fact:
    """A record of the visit, or a result with the stamp."""
    if channel == asked.BANK:
        return either(asked_of(view, party, channel), _bank_reply(view, party))
    return either(asked_of(view, party, channel), _result(view, party, channel))


def _result(view: View, party: Party, channel: str) -> Fact:
    kinds = RESULTS.get(channel, ())
    if not kinds:
        return Fact(False)
    letters = [d for d in view.papers(_LETTER) if _answers_on(view, d, channel)]
    own = [(d, made_out_to(view, d, party)) for d in (*view.papers(*kinds), *letters)]
    for paper, made in own:
        if made.value:
            stamp = stamped(paper)
            if stamp.value is not False:
                return Fact(
                    True if stamp.value else None, (*paper.evidence, *made.evidence, *stamp.evidence), stamp.note
                )
    unsure = [paper for paper, made in own if made.value is None]
    if unsure:
        return Fact(None, unsure[0].evidence, f"{unsure[0].kind}上没有读到{party.name}")
    bare = [paper for paper, made in own if made.value]
    if bare:
        return Fact(False, bare[0].evidence, f"{bare[0].kind}没有查询单位的印章")
    return view.presence((), kinds)


def _answers_on(view: View, letter: Document, channel: str) -> bool:
    """Whether an office tells the court in a letter (复函, 情况说明) what its own register holds: its name stands on a line of
    its own, and a search there had a result.
    """
    words = wording(view, letter)
    own = any(_OFFICE.fullmatch(text) and re.search(SIGNS[channel].office, text) for _, _, text in words.lines)
    told = re.search(OF_ITS_HOLDINGS[channel], words.text) and re.search(RESULT, words.text)
    return bool(own and told and re.search(_TO_THE_COURT, words.text)) and not affirmed(NO_RESULT, words.text)


def _bank_reply(view: View, party: Party) -> Fact:
    """A bank's own answer to the court on the accounts and deposits of this respondent, with the stamp.

    A list of transactions answers another question; what stands under the court's own notice (特此通知) may be sealed by
    the court alone.
    """
    replies = [d for d in view.papers(*_BANK_REPLIES) if _answers_on_accounts(view, d, party)]
    stamps = [(paper, stamped(paper)) for paper in replies]
    for paper, stamp in stamps:
        if stamp.value is not False:
            return Fact(stamp.value, (*paper.evidence, *stamp.evidence), stamp.note)
    if replies:
        return Fact(False, replies[0].evidence, "金融机构的查询回执没有印章")
    return Fact(False, searched=view.searched)


def _answers_on_accounts(view: View, paper: Document, party: Party) -> bool:
    text = wording(view, paper).text
    if not re.search(r"[你贵]院", text) or re.search(r"特此通知|请(?:予以?)?协助", text):
        return False
    sentences = (s for s in re.split("[。；]", text) if not re.search(r"流水|交易明细", s))
    return any(view.is_named(party.name, s) and re.search(_ACCOUNTS, s) for s in sentences)


def stamped(paper: Document) -> Fact:
    """The institution's stamp. Only a mark that the image shows to be missing counts as missing."""
    seals = [(p, m) for p, m in paper.marks if m.kind in (MarkKind.SEAL, MarkKind.NAME_SEAL)]
    if any(m.presence is Presence.PRESENT for _, m in seals):
        return Fact(True)
    if seals and all(m.presence is Presence.ABSENT for _, m in seals):
        return Fact(False, note=f"{paper.kind}没有印章")
    return Fact(None, paper.evidence, f"{paper.kind}上的印章看不清，须看原件")


def _register(name: str, channel: str) -> None:
    @fact(f"被执行人.{name}")
    def visited(view: View, subject: Subject) -> Fact:
        """The channel was searched on the spot for this respondent."""
        return searched(view, party_of(view, subject), channel)


_register("线下金融机构调查", asked.BANK)
_register("线下公积金调查", asked.FUND)
_register("线下不动产调查", asked.ESTATE)
_register("线下车辆调查", asked.VEHICLE)
_register("工作单位调查笔录", asked.EMPLOYER)
_register("村居委调查笔录", asked.COMMITTEE)


@fact("被执行人.住所经营场所调查")
def premises(view: View, subject: Subject) -> Fact:
    """第二组2: 对其住所地、经营场所进行现场调查，形成笔录."""
    party = party_of(view, subject)
    return asked_of(view, party, asked.PREMISES)
