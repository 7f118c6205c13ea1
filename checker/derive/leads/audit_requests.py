"""Audit and reward on the applicant's written request, and what the court decided (法释〔2017〕8号 第十七条、第二十一条).

An application stands in a paper of its own or in another written paper of his; what he says in a talk may be one, and a
person looks. The court answers by a decision or a note that concludes, or by doing what was asked: the notice of reward, the
auditor's report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checker.casefile import Document, Evidence
from checker.derive.closing.talks import held_on
from checker.derive.memory import remembered
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed, statements
from checker.derive.text.wording import legible
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

AUDIT, REWARD = "审计", "悬赏"
DONE = {AUDIT: "司法审计报告", REWARD: "悬赏公告"}
REQUEST = "审计悬赏申请书"
WRITTEN = (REQUEST, "强制执行申请书", "财产线索书", "恢复执行申请书")
SPOKEN = ("谈话笔录", "终本约谈笔录", "电话记录")
DECIDING = ("其他决定书", "其他裁定书", "研究记录", "合议庭评议笔录")

_ASKS = r"(?:申请|请求|要求)[^，。；]{0,24}?"
_DECIDES = r"准许|准予|同意|不予|不准|驳回|决定|不符合|没有必要"
_APPLIES = re.compile(r"申请")

_Request = tuple[str, date | None, tuple[Evidence, ...]]  # for what, when, where


@fact("案件.书面申请审计悬赏")
def requested(view: View, subject: Subject) -> Fact:
    """有 where a written paper of the applicant asks for an audit or a reward."""
    if written := _requests(view):
        return Fact(True, tuple(dict.fromkeys(e for _, _, places in written for e in places)))
    if spoken := [places for topic in DONE for places in _asked_in(view, view.papers(*SPOKEN), topic)]:
        return Fact(None, spoken[0], "笔录记有审计、悬赏的要求，没有见到书面申请，须核对")
    if unread := [paper for paper in view.papers(*WRITTEN) if not legible(view, paper)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认是否申请审计、悬赏")
    missing = view.presence((), (*DONE.values(), *WRITTEN))
    note = missing.note if missing.value is None else "没有申请审计、悬赏的书面材料"
    return Fact(missing.value, missing.evidence, note, missing.searched)


@fact("案件.审计悬赏申请日期")
def requested_on(view: View, subject: Subject) -> Fact:
    """The day of the first request."""
    written = _requests(view)
    days = [(day, places) for _, day, places in written if day]
    if not days or len(days) < len(written):
        return Fact(None, tuple(e for _, _, places in written for e in places), "申请审计、悬赏的日期没有读到")
    day, places = min(days, key=lambda item: item[0])
    return Fact(day, places)


@fact("案件.审计悬赏处理材料")
def decided(view: View, subject: Subject) -> Fact:
    """有 where everything that was asked for was decided or done."""
    answers = {topic: _answers(view, topic) for topic, _, _ in _requests(view)}
    open_ = [topic for topic, papers in answers.items() if not papers]
    places = tuple(e for papers in answers.values() for _, paper in papers for e in paper.evidence)
    if answers and not open_:
        return Fact(True, places)
    missing = view.presence((), (*DONE.values(), *DECIDING))
    note = missing.note if missing.value is None else f"没有对{'、'.join(open_)}申请作出决定的材料"
    return Fact(missing.value, missing.evidence or places, note, missing.searched)


@fact("案件.审计悬赏处理日期")
def decided_on(view: View, subject: Subject) -> Fact:
    """The day by which every request was decided: of each the first answer, of these the last. A report tells of none."""
    topics = dict.fromkeys(topic for topic, _, _ in _requests(view))
    firsts = []
    for topic in topics:
        days = [(day, paper.evidence) for day, paper in _answers(view, topic) if day]
        if not days:
            return Fact(None, note=f"没有读到对{topic}申请作出决定的日期")
        firsts.append(min(days, key=lambda item: item[0]))
    if not firsts:
        return Fact(None, note="没有申请审计、悬赏的材料")
    day, places = max(firsts, key=lambda item: item[0])
    return Fact(day, places)


@remembered
def _requests(view: View) -> tuple[_Request, ...]:
    """What was asked for in writing. An application may be catalogued beside the notices of reward."""
    found: list[_Request] = []
    for topic, kind in DONE.items():
        own = [paper for paper in view.papers(kind) if _is_application(paper)]
        own += [paper for paper in view.papers(REQUEST) if topic in flat(paper.title)]
        found += [(topic, _day(paper), paper.evidence) for paper in own]
        for paper in view.papers(*WRITTEN):
            found += [(topic, _day(paper), places) for places in _asked_in(view, (paper,), topic)]
    return tuple(found)


def _asked_in(view: View, papers: Sequence[Document], topic: str) -> Iterator[tuple[Evidence, ...]]:
    """Where a paper asks for it; one place a paper."""
    for paper in papers:
        told = (s.evidence for s in statements(view, paper) if affirmed(_ASKS + topic, s.text))
        if places := next(told, ()):
            yield (*paper.evidence, *places)


def _answers(view: View, topic: str) -> list[tuple[date | None, Document]]:
    """The papers that decide on such a request or carry it out; the day of a report is not that of the decision."""
    done = [paper for paper in view.papers(DONE[topic]) if not _is_application(paper)]
    found = [(None if topic == AUDIT else _day(paper), paper) for paper in done]
    for paper in view.papers(*DECIDING):
        titled = topic in flat(paper.title)
        said = (s.text for s in statements(view, paper) if titled or topic in s.text)
        if any(re.search(_DECIDES, text) for text in said):
            found.append((_day(paper), paper))
    return found


def _is_application(paper: Document) -> bool:
    return _APPLIES.search(flat(paper.title)) is not None


def _day(paper: Document) -> date | None:
    day = held_on(paper).value
    return day if isinstance(day, date) else None
