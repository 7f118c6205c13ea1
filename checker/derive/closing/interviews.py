"""The first talk with the applicant (监法〔2022〕19号 第三组3) and the last one before 终本 (第六组2、3(六))."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from checker.casefile import Document, Party
from checker.derive.case.particulars import ruled_on
from checker.derive.closing.talks import held_on, party_of, signed_by, talk_fact, talk_signed, talks_with
from checker.derive.registry import fact
from checker.derive.text.statements import raises
from checker.derive.text.wording import every
from checker.derive.view import View
from checker.facts import THE_CASE, UNKNOWN, Fact, Subject

RULING = "终本裁定书"
_RANK: dict[object, int] = {True: 0, None: 1, False: 2}
TALK, CLOSING, RISK = "谈话笔录", "终本约谈笔录", "执行风险告知书"

_RISK_TOLD = (
    r"执行(?:不能)?的?风险|执行(?:工作|程序|过程)?中?(?:也|都|可能|会)*(?:存在|有|具有)(?:着|一定|相应|较大|很大)?的?风险",
    r"风险告知",
    r"(?:告知|提示|说明).{0,12}风险",
    r"(?:执行不(?:能|到位?|了)|(?:不能|无法|没法)(?:全部)?执行到位).{0,24}(?:承担|风险|后果)",
    r"(?:没有|无)(?:可供执行的?)?财产[^。；？]{0,40}风险|实现不了[^。；？]{0,24}(?:承担|风险|后果)",
    r"(?:权利|债权|权益)[^。；？]{0,12}(?:未必|不一定|可能(?:不|无法|难以))[^，。；？]{0,6}(?:实现|兑现|清偿|到位)",
    r"(?:权利|债权|权益|案款)[^。；？]{0,16}(?:可能|或许)[^，。；？]{0,10}(?:得不到|不能|无法|难以|不会)[^，。；？]{0,4}(?:实现|兑现|清偿|受偿|到位)",
)
_CASE_ASKED = (
    r"案情|基本案情|案[件子](?:的)?(?:基本|大致|具体)?(?:情况|事实|经过|来由)|本案(?:的)?(?:基本)?(?:情况|事实|经过)",
    r"来龙去脉|(?:还|给|付|偿还|履行)过[^，。？]{0,4}(?:钱|款|多少)|(?:钱|款|债|账)[^，。？]{0,6}(?:怎么|如何)(?:来|欠|借|形成|产生)|(?:还|付)过(?:没有?|吗)|情况[^，。？]{0,4}(?:讲|说|谈|介绍)一下|起因|原委|(?:欠|差|还|履行|支付|给付|执行)(?:了|过|你|款)*多少",
    r"(?:欠款|债务|借款|纠纷|判决).{0,14}(?:经过|情况|怎么|如何|履行)|履行(?:了|的)?(?:情况|多少)|被执行人的?(?:基本|家庭|个人|经济)?情况",
)
_WRITTEN_LEADS = (
    r"(?:财产|家产|收入|行踪|下落|去向|落脚|线索).{0,40}(?:写成|写出来|写清楚?|写好)",
    r"(?:填写|填好|填报|领取|提交|交回)[^。；？]{0,12}线索[^。；？]{0,6}(?:表|书|清单)",
    r"书面.{0,24}线索|线索.{0,40}书面|书面(?:材料|形式).{0,24}(?:财产|行踪|下落)",
    r"(?:财产|行踪|下落|去向).{0,40}书面|书面.{0,30}(?:财产|行踪|下落|去向)",
)


@fact("申请执行人.谈话笔录")
def interview(view: View, subject: Subject) -> Fact:
    """第三组3: 第一时间通知申请执行人见面谈话，并形成笔录."""
    return _of(view, subject, lambda p: talk_fact(view, p, TALK))


@fact("申请执行人.谈话笔录签名")
def interview_signed(view: View, subject: Subject) -> Fact:
    """The applicant's signature under the record."""
    return _of(view, subject, lambda p: talk_signed(view, p, TALK))


@fact("申请执行人.已告知执行风险")
def risk_told(view: View, subject: Subject) -> Fact:
    """第三组3: 告知执行风险."""
    return _point(view, subject, _RISK_TOLD, "告知执行风险")


@fact("申请执行人.已了解案情")
def case_understood(view: View, subject: Subject) -> Fact:
    """第三组3: 了解案件情况."""
    return _point(view, subject, _CASE_ASKED, "了解案情")


@fact("申请执行人.已要求书面线索")
def written_leads_asked(view: View, subject: Subject) -> Fact:
    """第三组3: 要求申请执行人提供书面的关于被执行人的财产、行踪线索."""
    return _point(view, subject, _WRITTEN_LEADS, "要求书面提供财产、行踪线索")


@fact("申请执行人.执行风险告知书")
def risk_notice(view: View, subject: Subject) -> Fact:
    """The paper itself; where there are several applicants, one that names this one."""
    party = party_of(view, subject.name)
    return view.paper(RISK, about=party) if party else UNKNOWN


@fact("申请执行人.终本约谈笔录")
def closing_interview(view: View, subject: Subject) -> Fact:
    """第六组2: 对案件申请执行人进行终本约谈."""
    return _of(view, subject, lambda p: talk_fact(view, p, CLOSING))


@fact("申请执行人.终本约谈签名")
def closing_interview_signed(view: View, subject: Subject) -> Fact:
    """The applicant's signature under the record that counts."""

    def of(party: Party) -> Fact:
        own, _ = talks_with(view, party, CLOSING)
        return signed_by(view, _that_counts(view, party, own), party) if own else talk_fact(view, party, CLOSING)

    return _of(view, subject, of)


@fact("申请执行人.终本约谈日期")
def closing_interview_on(view: View, subject: Subject) -> Fact:
    """The day of the record that counts."""

    def of(party: Party) -> Fact:
        own, _ = talks_with(view, party, CLOSING)
        return held_on(_that_counts(view, party, own)) if own else Fact(None, note="没有终本约谈笔录")

    return _of(view, subject, of)


def _that_counts(view: View, party: Party, records: Sequence[Document]) -> Document:
    """Signature and day are those of one record: the one that is signed and not later than the ruling, else that may be;
    else a signed one, and of several the earliest.
    """

    def order(paper: Document) -> tuple[int, int, str]:
        signature, day = signed_by(view, paper, party), held_on(paper)
        fits = every(signature, _in_time(view, day))
        return _RANK[fits.value], _RANK[signature.value], str(day.value)

    return min(records, key=order)


def _in_time(view: View, day: Fact) -> Fact:
    """Whether a talk was not later than the ruling; without a ruling none is late."""
    if not view.papers(RULING):
        return Fact(True)
    ruled = ruled_on(view, THE_CASE).value
    if not isinstance(ruled, date) or not isinstance(day.value, date):
        return Fact(None)
    return Fact(day.value <= ruled)


def _of(view: View, subject: Subject, ask: Callable[[Party], Fact]) -> Fact:
    party = party_of(view, subject.name)
    return ask(party) if party else UNKNOWN


def _point(view: View, subject: Subject, patterns: tuple[str, ...], about: str) -> Fact:
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    own, _ = talks_with(view, party, TALK)
    return raises(view, own, *patterns, about=about) if own else talk_fact(view, party, TALK)
