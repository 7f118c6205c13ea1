"""The study whether to restrict consumption (监法〔2022〕19号 第三组11): 不应当纳入的研究记录入卷."""

from __future__ import annotations

from checker.derive.addressed import papers_for
from checker.derive.registry import fact
from checker.derive.service import party_of
from checker.derive.view import View
from checker.derive.wording import wording
from checker.facts import Fact, Subject

NOTE = "研究记录"
_NO_LIMIT = (
    r"(?:不|暂不|暂缓|无需|不宜|不予|不应|不符合)[^。；]{0,30}(?:限制(?:高)?消费|限高)",
    r"(?:限制(?:高)?消费|限高)[^。；]{0,20}(?:不予|暂不|不宜|不采取|不符合|暂缓|无需)",
)


@fact("被执行人.不限制消费研究记录")
def no_limit_note(view: View, subject: Subject) -> Fact:
    """A note about him that says so."""
    papers = [p for p in papers_for(view, party_of(view, subject), NOTE) if wording(view, p).find(*_NO_LIMIT)]
    return view.presence(papers, (NOTE,))
