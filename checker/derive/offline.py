"""线下查控 per channel (第二组1、2; 第六组3(二)): records of visits and results with the institution's stamp."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, MarkKind, Party, Presence
from checker.derive import inquiries as asked
from checker.derive.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service import party_of
from checker.derive.view import View
from checker.derive.wording import either, legible, wording
from checker.facts import Fact, Subject
from extractors.flat import flat

RESULTS = {
    asked.ESTATE: ("不动产查询结果",),
    asked.VEHICLE: ("车辆查询结果",),
    asked.FUND: ("公积金查询结果",),
}
REGISTER_KIND = "工商登记档案"

HEADS = {
    "企业性质及设立": (
        r"企业性质|企业类型|公司类型|主体类型|类型|有限责任公司[（(]",
        r"设立|成立日期|成立时间|注册日期|开业日期",
    ),
    "合并分立": (r"合并|分立",),
    "投资经营": (r"对外投资|投资经营|投资情况|投资企业|股权投资|分支机构|经营范围|经营状况|经营情况|年报|年度报告",),
    "债权债务": (r"债权|债务|抵押登记|动产抵押|股权出质|出质",),
    "变更终止": (r"变更", r"注销|吊销|清算|终止|登记状态|经营状态|企业状态|存续|在营"),
}
"""第二组2: 企业性质及设立、合并分立、投资经营、债权债务、变更终止; a head that says 无 is there too.
Every pattern of a head must stand in the extract."""


def searched(view: View, party: Party, channel: str) -> Fact:
    """A record of the visit, or a result with the stamp."""
    return either(asked.asked_of(view, party, channel), _result(view, party, RESULTS.get(channel, ())))


def _result(view: View, party: Party, kinds: Sequence[str]) -> Fact:
    if not kinds:
        return Fact(False)
    own = [(d, made_out_to(view, d, party)) for d in view.papers(*kinds)]
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
    return asked.asked_of(view, party, asked.PREMISES)


@fact("被执行人.工商登记档案")
def register(view: View, subject: Subject) -> Fact:
    """The extract of this organisation, or a record of the visit to the register."""
    party = party_of(view, subject)
    own = _extracts(view, party)
    return view.presence(own, (REGISTER_KIND,))


def _extracts(view: View, party: Party) -> list[Document]:
    """Its extract, with the pages of the register filed after it that bear no name."""
    papers = view.papers(REGISTER_KIND)
    return [d for d in papers if made_out_to(view, d, party).value] or (
        list(papers) if len([p for p in view.respondents if p.kind == party.kind]) == 1 else []
    )


def _head(name: str, patterns: Sequence[str]) -> None:
    @fact(f"被执行人.工商档案{name}")
    def covered(view: View, subject: Subject) -> Fact:
        """Whether the extract deals with this head, be it with 无."""
        own = _extracts(view, party_of(view, subject))
        found = [next((w for p in own if (w := wording(view, p).find(pattern))), ()) for pattern in patterns]
        if own and all(found):
            return Fact(True, tuple(dict.fromkeys(e for places in found for e in places)))
        if own and not all(legible(view, p) for p in own):
            return Fact(None, own[0].evidence, f"工商登记档案有看不清的地方，未能确认是否有{name}")
        if own:
            return Fact(False, own[0].evidence, f"工商登记档案没有{name}的内容")
        return view.presence((), (REGISTER_KIND,))


for _name, _patterns in HEADS.items():
    _head(_name, _patterns)

_NO_EMPLOYER = (
    r"(?:没有|无|未有)(?:固定|正式|什么|任何|具体)?的?(?:工作单位|用人单位|单位(?:上班|工作|了|可|$)|工作|固定(?:工作|职业|单位)|正式(?:工作|职业))|无业|无固定(?:工作|职业)"
    r"|没有?(?:在)(?:什么|任何)?单位(?:上班|工作)|不(?:知道|清楚)[^。；？]{0,12}(?:工作|单位|上班|打工)|(?:工作|打工|上班)[^。；？]{0,8}不(?:知道|清楚)"
)
_AT_HOME = r"务农|种(?:田|地)|在家养病|待业|失业|退休|打零工|个体(?:户|经营)|没有?上班"
_OTHERS_RECORDS, _OWN_RECORDS = ("调查笔录", "谈话笔录"), ("询问笔录", "财产申报表")


@fact("被执行人.载明无工作单位")
def no_employer(view: View, subject: Subject) -> Fact:
    """A record that says that he has no employer, or that none is known: his own, or what others answer about him.

    What a neighbour does for a living is not the respondent's: words such as 务农 count only beside his name.
    """
    party = party_of(view, subject)
    own_words = rf"(?:{re.escape(flat(party.name))}|他|她|其)[^。；？]{{0,24}}?(?:{_AT_HOME})"
    for paper in view.papers(*_OWN_RECORDS, about=party):
        if found := wording(view, paper).find(_NO_EMPLOYER, _AT_HOME, r"工作单位(?:及职务)?[：:]?无"):
            return Fact(True, (*paper.evidence, *found))
    for paper in view.papers(*_OTHERS_RECORDS, about=party):
        for row in paper.rows.get("answers", ()):
            answer = row.get("answer")
            if answer and re.search(f"{_NO_EMPLOYER}|{own_words}", flat(answer.raw)):
                return Fact(True, (*paper.evidence, *answer.evidence))
    return Fact(False, note="没有笔录载明其没有工作单位", searched=view.searched)


@fact("被执行人.邻居调查确定户数")
def sure_households(view: View, subject: Subject) -> Fact:
    """Different neighbour households that were asked beyond doubt."""
    return asked.households(view, party_of(view, subject))[0]


@fact("被执行人.邻居调查户数")
def all_households(view: View, subject: Subject) -> Fact:
    """The same where no record is in doubt, else unknown."""
    return asked.households(view, party_of(view, subject))[1]
