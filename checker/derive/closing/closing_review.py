"""The review and stamp of 结案审查组 before a closing is reported (监法〔2022〕19号 第一组4、第二组4、第三组12、第五组2).

The plan does not say which group 结案审查组 is: the stamped form stands for it, whoever reviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.casefile import Document
from checker.derive.case.particulars import first_of, from_record
from checker.derive.registry import fact
from checker.derive.signing.signatures import sealed
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import either, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.fields.ticks import EMPTY, TICKED
from extractors.text.dates import find_dates
from extractors.text.flat import flat

FORM, NOTICE, FLOW = "结案审查表", "结案通知书", "案件流程信息表"
_DAY = 16  # characters a date takes at most
_GATES = ("closing-performed", "closing-waived", "closing-settled")
_OPTION = r"(?P<option>不合格|合格|退回(?:整改|补正)?|不通过|通过|(?:不予|准予|不同意|同意)(?:报结|结案))"
_BOX_BEFORE = re.compile(rf"(?P<box>[{TICKED}{EMPTY}]|〔[{TICKED}]?〕){_OPTION}")
_BOX_BEHIND = re.compile(rf"{_OPTION}(?P<box>[{TICKED}{EMPTY}]|[（〔][{TICKED}]?[）〕])")
_CHECKED = re.compile(r"[^。；]*?(?:是否|有无)[^。；：]{0,30}(?:[：][^。；]{0,10})?(?:[。；]|$)")
_MENDED = re.compile(
    r"(?:退回|整改|补正|问题)[^。；]{0,14}已[^。；，]{0,6}(?:补正|整改|完善|补齐|落实|到位|解决)(?:完毕|完成|到位)?"
)
_CONCLUDES = re.compile(r"(?:审查|审核)(?:意见|结论|结果)[：]")
_SECOND = re.compile(r"(?:二|第二次|复|再次)审[查核]?(?!法)")
"""Behind it stands what the second review came to; what the first one found no longer counts."""
_FAILED = (
    r"不合格|不符合|不予(?:报结|结案)|不同意(?!见)|退回|退[^。；，]{0,8}(?:整改|补正|补齐|补充)|(?:需|应|须|请)[^。；]{0,10}(?:整改|补正|补齐|补充)"
    r"|不齐?全|未通过|不通过|未达到|欠缺|缺(?:[少失]|[^。；，]{0,8}(?:凭证|收据|手续|材料|回证|文书|签名|签字))"
)
_STAMP = re.compile(r"(?!.*(?:加盖|盖有|未盖)).{0,12}(?:专用|审查|审核|合格|结案)章")
_PASSED = r"合格(?!与否|率|标准)|符合(?!性)|准予|(?:同意|予以|可以)(?:报结|结案)|齐全|通过"


@fact("案件.结案审查表")
def review(view: View, subject: Subject) -> Fact:
    """The form."""
    return view.paper(FORM)


@fact("案件.结案审查盖章")
def review_sealed(view: View, subject: Subject) -> Fact:
    """Its stamp: a seal, or a stamp of lines whose words name it (结案审查专用章)."""
    papers = view.papers(FORM)
    return either(*(_stamped(p) for p in papers)) if papers else view.paper(FORM)


def _stamped(form: Document) -> Fact:
    found = sealed(form)
    named = [page.evidence(line) for page, line in form.lines() if _STAMP.fullmatch(flat(line.text))]
    return Fact(True, tuple(named)) if named and not found.value else found


@fact("案件.结案审查合格")
def review_passed(view: View, subject: Subject) -> Fact:
    """Its conclusion; of several forms the last one's: what was sent back once is reviewed again."""
    papers = view.papers(FORM)
    return _conclusion(view, papers[-1]) if papers else view.paper(FORM)


def _conclusion(view: View, form: Document) -> Fact:
    """By the boxes ticked, else by what is stated outside the printed list of what is looked at."""
    text = wording(view, form).text
    boxes = list(_BOX_BEFORE.finditer(text)) or list(_BOX_BEHIND.finditer(text))
    ticked = [m for m in boxes if set(m["box"]) & set(TICKED)]
    for box in reversed(boxes):
        text = text[: box.start()] + text[box.end() :]
    text = _CONCLUDES.split(text)[-1]
    said = "".join(m["option"] + "。" for m in ticked) or _MENDED.sub("", _CHECKED.sub("", _SECOND.split(text)[-1]))
    failed, passed = affirmed(_FAILED, said), affirmed(_PASSED, said)
    if passed and not failed:
        return Fact(True, form.evidence)
    if failed and not passed:
        return Fact(False, form.evidence, "结案审查表的结论不是合格")
    return Fact(None, form.evidence, "没有读清结案审查表的结论")


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
    yield from _told_by_the_system(view)
    for kind, name in ((FORM, "reported_on"), (NOTICE, "made_on")):
        for found in first_of(view.papers(kind), name):
            if isinstance(found.value, date):
                yield Fact(found.value, found.evidence)


def _told_by_the_system(view: View) -> Iterator[Fact]:
    """The day that a printed page of the case system gives: 网上报结时间 2023-11-08 16:42."""
    for paper in view.papers(FLOW):
        words = wording(view, paper)
        for label, _ in words.matches(r"报结(?:时间|日期)?[：]?(?=\d)"):
            behind = words.text[label.end() : label.end() + _DAY]
            if (day := next((d for d in find_dates(behind) if d.start == 0), None)) and day.value:
                yield Fact(day.value, words.evidence(label.start(), label.end() + day.end))


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
