"""The review and stamp of 结案审查组 before a closing is reported (监法〔2022〕19号 第一组4、第二组4、第三组12、第五组2).

The plan does not say which group 结案审查组 is: the stamped form stands for it, whoever reviews.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.derive.case import first_of, from_record
from checker.derive.registry import fact
from checker.derive.signing import sealed
from checker.derive.view import View
from checker.derive.wording import either, says
from checker.facts import Fact, Subject

FORM, NOTICE = "结案审查表", "结案通知书"
_GATES = ("closing-performed", "closing-waived", "closing-settled")
_FAILED = r"不(?:合格|符合|予|同意)|退回|整改|补正|不齐全|未通过"
_PASSED = r"合格|符合|准予报结|同意报结|同意结案|予以结案|可以结案|齐全|通过"


@fact("案件.结案审查表")
def review(view: View, subject: Subject) -> Fact:
    """The form."""
    return view.paper(FORM)


@fact("案件.结案审查盖章")
def review_sealed(view: View, subject: Subject) -> Fact:
    """Its stamp."""
    papers = view.papers(FORM)
    return either(*(sealed(p) for p in papers)) if papers else view.paper(FORM)


@fact("案件.结案审查合格")
def review_passed(view: View, subject: Subject) -> Fact:
    """Its conclusion: not where it says so, yes where it says so, else for a person."""
    papers = view.papers(FORM)
    if not papers:
        return view.paper(FORM)
    failed = says(view, papers, _FAILED, about="审查结论")
    if failed.value is True:
        return Fact(False, failed.evidence, "结案审查表的结论不是合格")
    passed = says(view, papers, _PASSED, about="审查结论")
    return passed if passed.value is True else Fact(None, passed.evidence, "没有读清结案审查表的结论")


@fact("案件.结案审查日期")
def reviewed_on(view: View, subject: Subject) -> Fact:
    """The date at its foot."""
    for found in first_of(view.papers(FORM), "made_on"):
        if isinstance(found.value, date):
            return Fact(found.value, found.evidence)
    return Fact(None, tuple(e for p in view.papers(FORM) for e in p.evidence), "没有读到结案审查日期")


def _reports(view: View) -> Iterator[Fact]:
    record = view.case.record
    for gate, on in record.history if record else ():
        if gate in _GATES:
            yield from_record(view, on)
    for kind, name in ((FORM, "reported_on"), (NOTICE, "made_on")):
        for found in first_of(view.papers(kind), name):
            if isinstance(found.value, date):
                yield Fact(found.value, found.evidence)


@fact("案件.已报结")
def reported(view: View, subject: Subject) -> Fact:
    """Whether the closing was reported already."""
    if found := next(_reports(view), None):
        return Fact(True, found.evidence, found.note)
    return view.paper(NOTICE)


@fact("案件.报结日期")
def reported_on(view: View, subject: Subject) -> Fact:
    """When."""
    return next(_reports(view), Fact(None, note="没有读到报结日期"))
