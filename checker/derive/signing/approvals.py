"""Papers of approval before and after the ruling (监法〔2022〕19号 第六组3(六)); the panel's record: `panels`."""

from __future__ import annotations

from checker.casefile import Document
from checker.derive.registry import fact
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import (
    CHIEF,
    HANDLER,
    LEADER,
    PRESIDENT,
    VICE_PRESIDENT,
    asks_for,
    signed,
    signing_marks,
)
from checker.derive.text.wording import compiled, either, every
from checker.derive.view import View
from checker.facts import Fact, Subject

REPORT, APPROVAL = "案件审查报告", "结案审批表"
APPROVER = f"{CHIEF}|{VICE_PRESIDENT}|{PRESIDENT}|分管领导|领导(?:批示|审批|意见)|批准人|签发|审批人"
_LEADER = rf"{LEADER}|审判长|负责人"


@fact("案件.报审材料签名")
def review_papers_signed(view: View, subject: Subject) -> Fact:
    """终本报审: a report or an approval form signed by the handler, and by the group leader who agrees (on one paper)."""
    papers = view.papers(REPORT, APPROVAL)
    if not papers:
        return view.presence((), (REPORT, APPROVAL))
    return either(*(every(signed(p, HANDLER), approved_by(p, _LEADER, view)) for p in papers))


@fact("案件.结案审批表")
def closing_approval(view: View, subject: Subject) -> Fact:
    """The approval form of the closing."""
    return view.paper(APPROVAL)


@fact("案件.结案审批已批准")
def closing_approved(view: View, subject: Subject) -> Fact:
    """By who approves: where the form has a box for the president or a vice president, there; else by the chief."""
    papers = view.papers(APPROVAL)
    return either(*(_approved(view, p) for p in papers)) if papers else view.paper(APPROVAL)


def _approved(view: View, paper: Document) -> Fact:
    asked = [asks_for(page, mark) for page, mark in signing_marks(paper)]
    for offices in (f"{PRESIDENT}|{VICE_PRESIDENT}", APPROVER):
        if any(compiled(offices).search(label) for label in asked):
            return approved_by(paper, offices, view)
    return approved_by(paper, APPROVER, view)
