"""When setting the price of a seized thing began (参考价规定 第一条: 查封后三十日内启动).

It begins with the request: 议价, a letter to an authority or a platform, the order to an appraiser. The report that
comes of it only tells that it had begun by then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.property.properties import property_of
from checker.derive.property.sales import PRICING
from checker.derive.property.thing_papers import own
from checker.derive.registry import fact
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.dates import find_dates
from extractors.text.flat import flat

_REQUEST_TITLE = r"委托|询价函|议价"
_BEGINS = r"(?:委托|询价|议价|发起|受理|申请|启动)(?:评估|询价|议价)?(?:日期|时间)[为：]?$|(?:于|在)$"
_IS_ASKED = r"^[^。；，]{0,16}(?:委托|发起|启动|要求)[^。；]{0,20}(?:评估|询价|议价)"
_NEAR = 24  # characters behind a day in which its act is told


@fact("财产.启动定价日期")
def pricing_began(view: View, subject: Subject) -> Fact:
    """The first day on which 议价, 询价 or an appraisal was asked for."""
    papers = _papers(view, subject)
    if papers is None:
        return UNKNOWN
    begun = [day for paper in papers for day in _requests(view, paper)]
    if begun:
        first = min(begun, key=lambda day: day[0])
        return Fact(first[0], first[1])
    return Fact(None, tuple(e for p in papers for e in p.evidence), "没有读到委托评估、询价或者议价的日期")


@fact("财产.定价材料日期")
def priced_by(view: View, subject: Subject) -> Fact:
    """The day of the first paper about the price, report or request: it had begun by then. Of a report without a day at
    its foot, the day of the request that it tells.
    """
    papers = _papers(view, subject)
    if papers is None:
        return UNKNOWN
    dated = [f for p in papers for f in p.fields.get("made_on", ()) if isinstance(f.value, date)]
    if dated:
        first = min(dated, key=lambda f: str(f.value))
        return Fact(first.value, first.evidence)
    begun = pricing_began(view, subject)
    return begun if begun.value else Fact(None, begun.evidence, "没有读到定价材料的日期")


def _papers(view: View, subject: Subject) -> Sequence[Document] | None:
    thing = property_of(view, subject)
    if thing is None:
        return None
    named, vague = own(view, thing, PRICING)
    return named or vague


def _requests(view: View, paper: Document) -> Iterator[tuple[date, tuple[Evidence, ...]]]:
    """Days of a request that a paper tells; of a paper that is one, its own."""
    if compiled(_REQUEST_TITLE).search(flat(paper.title)):
        for found in paper.fields.get("made_on", ()):
            if isinstance(found.value, date):
                yield found.value, found.evidence
    words = wording(view, paper)
    for day in find_dates(words.text):
        before, behind = words.text[: day.start], words.text[day.end : day.end + _NEAR]
        labelled = compiled(_BEGINS).search(before)
        told = compiled(_IS_ASKED).search(behind)
        if day.value and labelled and (told or not labelled[0].startswith(("于", "在"))):
            yield day.value, words.evidence(day.start, day.end)
