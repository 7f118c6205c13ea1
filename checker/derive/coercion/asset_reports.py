"""报告财产: whether a respondent reported, whether the court checked it, and what it did where he did not.

法〔2016〕373号 第二条第（二）、（三）项; 法释〔2017〕8号 第八条至第十条. A form that is attached to the order and was never filled in
is no report; what he told in a talk is none either, but a person must look at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Evidence, Party, Presence
from checker.derive.closing.talks import held_on, talks_with
from checker.derive.leads.declared_claims import unverified_claim
from checker.derive.online.queries import FEEDBACK, feedback_for, queried_on
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.registry import fact
from checker.derive.service.issue_days import made_on
from checker.derive.service.served import party_of
from checker.derive.text.spoken_of import parts
from checker.derive.text.statements import affirmed, raises, statements
from checker.derive.text.wording import compiled, legible
from checker.derive.view import View
from checker.facts import Fact, Subject

REPORT = "财产申报表"
_TALKS = ("询问笔录", "谈话笔录")
_INQUIRIES = (
    "调查笔录", "不动产查询结果", "车辆查询结果", "公积金查询结果", "银行流水", "银行流水查询回执", "工商登记档案", "搜查笔录",
)  # fmt: skip
_TELLING = ("调查笔录", "研究记录", "案件审查报告", "合议庭评议笔录", "终本裁定书")
_ON = r"(?:(?!未|没有|尚待|无法|应当)[^。；])"  # what leads on to the check, and does not deny it
_CHECKED = (
    rf"(?:核查|核实|查证|查实|核对)了?{_ON}{{0,16}}(?:申报|报告)的?{_ON}{{0,6}}财产",
    rf"(?:申报|报告){_ON}{{0,8}}财产{_ON}{{0,20}}(?:核查|核实|查证|查实|属实|不实|相符|不符)",
)
_ASKED_OF_PROPERTY = (
    r"(?:报告|申报)[^。；]{0,12}财产|财产(?:状况|情况)|名下[^。；]{0,10}财产|(?:有无|有没有|有什么)[^。；]{0,6}财产"
)
_DECIDES = ("罚款决定书", "拘留决定书", "失信决定书", "其他决定书", *_TELLING[1:])
_NOT_REPORTED = (
    r"(?:拒绝|拒不)(?:向本院|依法|如实)*(?:报告|申报)[^，。；]{0,6}财产",
    r"虚假(?:报告|申报)[^，。；]{0,6}(?:财产)?|(?:未|没有)如实(?:报告|申报)",
    r"逾期(?:未|不|没有|仍未)?(?:报告|申报)[^，。；]{0,6}财产",
    r"(?:未|没有)(?:在[^，。；]{0,12}|按[^，。；]{0,10}|依法|向本院)*(?:报告|申报)[^，。；]{0,6}财产",
    r"违反(?:了)?(?:财产报告|报告财产)(?:制度|令|义务)",
)
_SUPPOSED = re.compile(r"[^，。；]{0,12}的[，]")
"""What follows where the words name a case, not what happened: 拒绝报告财产的，将依法处罚."""
_DENIES = re.compile(r"未(?!成年)|没有?(?!正当|合理|理由)|无(?!正当|故|视)|不(?!动产)|并?非(?!法)|排除")
"""Anywhere before the words in their clause, for a list goes on after 、: 没有规避执行、虚假报告等情形."""


@fact("被执行人.财产申报表")
def report(view: View, subject: Subject) -> Fact:
    """有 where he signed one; a form that nobody signed may be the blank one that goes with the order."""
    found = paper_for(view, party_of(view, subject), REPORT)
    if not found.value:
        return found
    papers = papers_for(view, party_of(view, subject), REPORT)
    if any(mark.presence is Presence.PRESENT for paper in papers for _, mark in paper.marks):
        return found
    return Fact(None, found.evidence, "财产申报表上没有看到签名，须看是不是随令送达的空白表")


@fact("被执行人.申报财产已核查")
def checked(view: View, subject: Subject) -> Fact:
    """是: a feedback, or an inquiry about him, of the day of his report or later; or a record that says it was checked.

    A claim that he declared is reached by no query: see `declared_claims`.
    """
    party = party_of(view, subject)
    reports = papers_for(view, party, REPORT)
    told = _told(view, party, _TELLING, _CHECKED)
    if told.value is True:
        return told
    if claim := unverified_claim(view, party, reports):
        return claim
    days = [made_on(paper) for paper in reports]
    reported = max((day for day, _ in days if day), default=None)
    later, open_ = list[Document](), list[Document]()
    for paper, day in _acts(view, party):
        if reported is None or day is None or any(d is None for d, _ in days):
            open_.append(paper)
        elif day >= reported:
            later.append(paper)
    if later:
        return Fact(True, tuple(e for paper in later[:3] for e in paper.evidence), f"{reported}申报后又作了查询、调查")
    if told.value is None:
        return told
    if open_:
        return Fact(None, open_[0].evidence, "申报、查询或者调查的日期没有读清，不能确定申报后有没有核查")
    missing = view.presence((), (FEEDBACK, *_INQUIRIES))
    note = f"{subject.name}申报财产后，没有查询、调查或者核查的记录" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


def _acts(view: View, party: Party) -> Iterator[tuple[Document, date | None]]:
    """The queries and inquiries about him, with their days."""
    for paper in feedback_for(view, party):
        yield paper, queried_on(paper)
    for paper in papers_for(view, party, *_INQUIRIES):
        day = held_on(paper).value
        yield paper, day if isinstance(day, date) else None


def _told(view: View, party: Party, kinds: tuple[str, ...], patterns: tuple[str, ...]) -> Fact:
    """Whether a paper of these kinds says it of him. What it says of 被执行人 without a name is open where there are several."""
    alone = len(view.respondents) == 1
    open_: tuple[Evidence, ...] = ()
    for paper in view.papers(*kinds):
        for statement in statements(view, paper):
            for text, who in parts(view, statement.text):
                if (who and party not in who) or not any(_stands(p, text) for p in patterns):
                    continue
                if who or alone:
                    return Fact(True, statement.evidence)
                open_ = open_ or statement.evidence
    return Fact(None, open_, "没有写明说的是哪一名被执行人") if open_ else Fact(False)


def _stands(pattern: str, text: str) -> bool:
    """Whether the words stand affirmed, and tell what happened."""
    for found in compiled(pattern).finditer(text):
        clause = max(text.rfind(mark, 0, found.start()) for mark in "，。；：？") + 1
        denied = _DENIES.search(text, clause, found.start()) or not affirmed(re.escape(found[0]), text[clause:])
        if not denied and not _SUPPOSED.match(text, found.end()):
            return True
    return False


@fact("被执行人.未依法报告财产")
def not_reported(view: View, subject: Subject) -> Fact:
    """是: no report at all, or a paper says that he refused, reported falsely, or too late. A talk about his property
    leaves it to a person whether that was a report.
    """
    party = party_of(view, subject)
    told = _told(view, party, _DECIDES, _NOT_REPORTED)
    if told.value is not False:
        return told
    own = report(view, subject)
    if own.value is True:
        return Fact(False, own.evidence, f"{subject.name}已报告财产，没有材料写明其拒绝、虚假或者逾期报告")
    if own.value is None:
        return own
    talks, maybe = talks_with(view, party, *_TALKS)
    spoke = raises(view, talks, _ASKED_OF_PROPERTY, about="财产状况")
    if (talks and spoke.value is not False) or maybe:
        shown = spoke.evidence or tuple(e for paper in (*talks, *maybe) for e in paper.evidence)
        return Fact(None, shown, "没有财产申报表，但笔录中问过财产，是否已依法报告须由人判断")
    if unread := [paper for paper in talks if not legible(view, paper)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方")
    return Fact(True, own.evidence, f"没有{subject.name}的财产申报表", own.searched)
