"""The first talk with the applicant (监法〔2022〕19号 第三组3) and the last one before 终本 (第六组2、3(六))."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from checker.casefile import Party
from checker.derive.registry import fact
from checker.derive.talks import held_on, party_of, talk_fact, talk_signed, talks_with
from checker.derive.view import View
from checker.derive.wording import says
from checker.facts import UNKNOWN, Fact, Subject

TALK, CLOSING, RISK = "谈话笔录", "终本约谈笔录", "执行风险告知书"

_RISK_TOLD = (
    r"执行(?:不能)?的?风险",
    r"风险告知",
    r"(?:告知|提示|说明).{0,12}风险",
    r"执行不能.{0,20}(?:承担|风险|后果)",
)
_CASE_ASKED = (
    r"案情|基本案情|案件(?:的)?(?:基本)?(?:情况|事实|经过)|本案(?:的)?(?:基本)?(?:情况|事实|经过)",
    r"(?:欠款|债务|借款|纠纷|判决).{0,14}(?:经过|情况|怎么|如何|履行)|履行(?:了|的)?(?:情况|多少)|被执行人的?(?:基本|家庭|个人|经济)?情况",
)
_WRITTEN_LEADS = (
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
    """The applicant's signature under the record."""
    return _of(view, subject, lambda p: talk_signed(view, p, CLOSING))


@fact("申请执行人.终本约谈日期")
def closing_interview_on(view: View, subject: Subject) -> Fact:
    """The earliest talk on 终本 with this applicant: one before the ruling is enough."""
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    own, _ = talks_with(view, party, CLOSING)
    dated = [f for f in map(held_on, own) if isinstance(f.value, date)]
    if dated:
        return min(dated, key=lambda f: str(f.value))
    return held_on(own[0]) if own else Fact(None, note="没有终本约谈笔录")


def _of(view: View, subject: Subject, ask: Callable[[Party], Fact]) -> Fact:
    party = party_of(view, subject.name)
    return ask(party) if party else UNKNOWN


def _point(view: View, subject: Subject, patterns: tuple[str, ...], about: str) -> Fact:
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    own, _ = talks_with(view, party, TALK)
    return says(view, own, *patterns, about=about) if own else talk_fact(view, party, TALK)
