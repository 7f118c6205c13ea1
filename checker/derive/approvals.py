"""Papers of approval before and after the ruling (监法〔2022〕19号 第六组3(六))."""

from __future__ import annotations

from checker.casefile import Document
from checker.derive.registry import fact
from checker.derive.signing import (
    CHIEF,
    HANDLER,
    LEADER,
    PANEL,
    PRESIDENT,
    VICE_PRESIDENT,
    asks_for,
    signed,
    signed_by_all,
    signing_marks,
)
from checker.derive.view import View
from checker.derive.wording import compiled, either, every
from checker.facts import Fact, Subject

REPORT, APPROVAL, PANEL_RECORD = "案件审查报告", "结案审批表", "合议庭评议笔录"
APPROVER = f"{CHIEF}|{VICE_PRESIDENT}|{PRESIDENT}|分管领导|领导(?:批示|审批|意见)|批准人|签发|审批人"
_LEADER = rf"{LEADER}|审判长|负责人"
_RECORDER = r"记录|书记员"


@fact("案件.报审材料签名")
def review_papers_signed(view: View, subject: Subject) -> Fact:
    """终本报审: a report or an approval form signed by the handler and the group leader (both on one paper)."""
    papers = view.papers(REPORT, APPROVAL)
    if not papers:
        return view.presence((), (REPORT, APPROVAL))
    return either(*(every(signed(p, HANDLER), signed(p, _LEADER)) for p in papers))


@fact("案件.合议庭评议笔录")
def panel_record(view: View, subject: Subject) -> Fact:
    """The record of the panel's deliberation."""
    return view.paper(PANEL_RECORD)


@fact("案件.合议庭成员签名")
def panel_signed(view: View, subject: Subject) -> Fact:
    """Every member signed; the clerk's signature is not a member's (民事诉讼法 第四十五条)."""
    papers = view.papers(PANEL_RECORD)
    if not papers:
        return view.paper(PANEL_RECORD)
    facts = []
    for paper in papers:
        members = [m for page, m in signing_marks(paper) if not compiled(_RECORDER).search(asks_for(page, m))]
        facts.append(signed_by_all(paper, rf"^(?!.*(?:{_RECORDER})).*") if members else signed_by_all(paper, PANEL))
    return either(*facts)


@fact("案件.结案审批表")
def closing_approval(view: View, subject: Subject) -> Fact:
    """The approval form of the closing."""
    return view.paper(APPROVAL)


@fact("案件.结案审批已批准")
def closing_approved(view: View, subject: Subject) -> Fact:
    """Signed by who approves: where the form has a box for the president or a vice president, there; else by the chief."""
    papers = view.papers(APPROVAL)
    return either(*(_approved(p) for p in papers)) if papers else view.paper(APPROVAL)


def _approved(paper: Document) -> Fact:
    asked = [asks_for(page, mark) for page, mark in signing_marks(paper)]
    for offices in (f"{PRESIDENT}|{VICE_PRESIDENT}", APPROVER):
        if any(compiled(offices).search(label) for label in asked):
            return signed(paper, offices)
    return signed(paper, APPROVER)
