"""Seizure of each property found, and its hand-over for sale (监法〔2022〕19号 第三组4); the sale: `sales`."""

from __future__ import annotations

import re

from checker.casefile import Document, Presence
from checker.derive.online.holdings import VEHICLE
from checker.derive.property.naming import speaks_of
from checker.derive.property.properties import OTHER, property_of
from checker.derive.property.thing_papers import or_headed, own, papers_of, presence
from checker.derive.registry import fact
from checker.derive.service.receipts import RECEIPT, is_about, listed_pattern, listings, signature
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import CHIEF, LEADER, rooms_of
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import compiled, either, legible, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject

SEIZURE, ASSISTANCE, LIST = "查封裁定书", ("协助执行通知书", "核查回函"), ("查封清单", "查封公告")
TITLE = ("权属证明",)
_AS_TITLE = (
    r"权属|产权证明|查询证明|登记证明|登记簿|登记证书|登记信息"  # a registry's paper so headed shows the title as well
)
_SURVEY = r"勘[查验察测]|查勘"
REQUEST = "移送评估拍卖表"

_SEIZED = r"(?<!驳回)(?<!申请)(?<!请求)(?:查封|扣押|冻结)"
_TURNED_DOWN = r"驳回|不予(?:查封|扣押|冻结)|不准许|(?:解除|撤销)[^。；]{0,40}(?:查封|扣押|冻结)"
_OPERATIVE = re.compile(r"裁定如下[：]?(?P<text>.+)")
_LETS_GO = f"{LEADER}|{CHIEF}|审批|批准"
_REPLY = re.compile(r"回执(?P<text>[^回].*)")
_UNDATED = r"(?<![\d〇零一二三四五六七八九十])年月日"
_ON_A_DAY = r"(?:于(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}日?|[当今]日))?"
_OTHER_ENTRY = "抵押|注销|转移|过户|变更|报废"  # what a registry enters beside seizures
_ENTERED = (
    rf"(?:已|均已|业已)(?:经)?(?:按[^。，；]{{0,10}})?{_ON_A_DAY}(?:依法|协助|予以)*"
    rf"(?:办理(?![^。，；]{{0,4}}(?:{_OTHER_ENTRY}))|协助|登记|完成|办结)|(?:办理|登记|协助)(?:完毕|完成)"
)
_BARRED = "过户|转移|抵押|变更|转让|交易|处分"  # what a registry no longer enters once it has done what was asked
_DONE = rf"{_ENTERED}|已[^。；]{{0,40}}?(?:锁定|限制(?:{_BARRED}))|(?:停止|不予|不再)办理[^。；，]{{0,6}}(?:{_BARRED})"
_DONE_IN_REPLY = rf"{_DONE}|(?:已|予以){_ON_A_DAY}[^。；，]{{0,10}}(?:查封|扣押|冻结|限制)|同意协助|照办"
_NOT_DONE = rf"(?:未能?|没有|无法|不能|不予|暂不|不宜)[^。；，]{{0,8}}(?:办理(?![^。；，]{{0,6}}(?:{_BARRED}))|协助|查封|扣押|冻结|登记|执行)"
_UNREACHED = (
    r"(?:去向|下落)不明|(?:未能?|没有|无法)(?:实际)?(?:扣押|控制|找到|查扣|扣到|查到实物)|未能查找到|查找未果|布控"
)


@fact("财产.查封裁定书")
def seizure_ruling(view: View, subject: Subject) -> Fact:
    """第三组4: 立即启动查封程序. The ruling that names the thing, and orders its seizure."""
    return papers_of(view, subject, (SEIZURE, "冻结裁定书"), lambda paper: _orders_seizure(view, paper))


def _orders_seizure(view: View, paper: Document) -> bool:
    text = wording(view, paper).text
    operative = _OPERATIVE.search(text)
    order = operative["text"] if operative else text
    return bool(affirmed(_SEIZED, order)) and not compiled(_TURNED_DOWN).search(order)


@fact("财产.协助执行回执")
def assistance_reply(view: View, subject: Subject) -> Fact:
    """The registry's reply that it has done what was asked; the notice alone is none."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = presence(view, thing, ASSISTANCE)
    if there.value is not True:
        return there
    named, vague = own(view, thing, ASSISTANCE)
    return either(*(_reply(view, paper) for paper in named or vague))


def _reply(view: View, paper: Document) -> Fact:
    text = wording(view, paper).text
    part = _REPLY.search(text)
    done = affirmed(_DONE_IN_REPLY, part["text"]) if part else affirmed(_DONE, text)
    undone = affirmed(_NOT_DONE, part["text"] if part else text)
    if done and not undone:
        return Fact(True, paper.evidence)
    if undone and not done:
        return Fact(False, paper.evidence, "协助单位回复没有办理")
    if part and not done and legible(view, paper) and _left_blank(view, paper, part) and not _handed_over(view):
        return Fact(False, paper.evidence, "协助执行通知书的回执没有填写，也没有盖章")
    if done or part or not legible(view, paper) or _handed_over(view):
        return Fact(None, paper.evidence, "没有读清协助执行通知书的回执是否写明已经办理")
    missing = view.presence((), ASSISTANCE)
    return Fact(missing.value, paper.evidence, "只有协助执行通知书，没有协助单位的回执", missing.searched)


def _left_blank(view: View, paper: Document, reply: re.Match[str]) -> bool:
    """Whether a printed reply bears no day, no seal and no signature: nobody has filled it in."""
    (head, *_) = wording(view, paper).evidence(reply.start(), reply.end())
    marks = (
        mark
        for page, mark in paper.marks
        if page.ref != head.ref or mark.box.y1 > head.box.y0
        if mark.presence is not Presence.ABSENT
    )
    return compiled(_UNDATED).search(reply["text"]) is not None and not any(marks)


def _handed_over(view: View) -> bool:
    """Whether a receipt lists such a notice: who signed it may have noted there what he did."""
    return any(listings(view, receipt, compiled(r"协助(?:执行|查封)")) for receipt in view.papers(RECEIPT))


@fact("财产.查封清单或公告")
def seizure_list(view: View, subject: Subject) -> Fact:
    """The list or notice of seizure."""
    return or_headed(view, subject, LIST, ("公告",), "(?:查封|扣押)公告")


@fact("财产.权属证明")
def title_paper(view: View, subject: Subject) -> Fact:
    """第三组4: 收集完毕相关资料. The title, or the registry's certificate of it."""
    return or_headed(view, subject, TITLE, ("不动产查询结果", "车辆查询结果"), _AS_TITLE)


@fact("财产.勘查或清单")
def site_survey(view: View, subject: Subject) -> Fact:
    """A survey on site or the list of what was seized."""
    return or_headed(view, subject, ("查封清单", "现场照片"), ("调查笔录",), _SURVEY)


@fact("财产.查封裁定已送达被执行人")
def ruling_served(view: View, subject: Subject) -> Fact:
    """A receipt that lists the seizure ruling and is signed by its owner (by any respondent where he is not told)."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    owners = [p for p in view.respondents if not thing.owner or p.name == thing.owner] or list(view.respondents)
    pattern = listed_pattern(("查封裁定书", "扣押裁定书", "查封执行裁定书", "查封、扣押裁定书"))
    loose = re.compile(r"裁定书?[（(]?(?:查封|扣押)|(?:查封|扣押|冻结)[^，。；]{0,12}裁定|执行裁定书")
    found: list[Fact] = []
    for receipt in view.papers(RECEIPT):
        whose = [is_about(view, receipt, p.name) for p in owners]
        if all(answer is False for answer in whose):
            continue
        for listed in (*listings(view, receipt, pattern), *listings(view, receipt, loose)):
            named = any(whose)
            found.append(
                signature(listed) if named else Fact(None, listed.evidence, "送达回证的受送达人没有读到，须看原件")
            )
    for value in (True, None):
        if fitting := next((f for f in found if f.value is value), None):
            return fitting
    missing = view.presence((), (RECEIPT,))
    if found or missing.value is False:
        places = found[0].evidence if found else ()
        return Fact(False, places, "没有被执行人签收查封裁定书的送达回证", missing.searched)
    return missing


@fact("财产.具备处置条件")
def can_be_sold(view: View, subject: Subject) -> Fact:
    """Yes, unless a record says that a vehicle or a thing was never got hold of: whether it can be disposed of is then
    for a person (法〔2016〕373号 第四条).
    """
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    if thing.kind in (VEHICLE, OTHER):
        for paper in view.papers("调查笔录", "查封清单", "案件审查报告", ASSISTANCE[0]):
            if speaks_of(view, paper, thing) and (told := wording(view, paper).find(_UNREACHED)):
                return Fact(None, told, "有记录称没有实际控制该财产，能否处置须由人判断")
    return Fact(True, thing.evidence)


@fact("案件.移送评估拍卖表")
def disposal_request(view: View, subject: Subject) -> Fact:
    """第三组4: 将需评估拍卖的财产的相关资料送财产处置组."""
    return view.paper(REQUEST)


@fact("案件.移送评估拍卖表签名")
def disposal_request_signed(view: View, subject: Subject) -> Fact:
    """Signed by the leader (or above) who lets it go; a form without that box: by anybody, and nobody refuses."""
    papers = view.papers(REQUEST)
    return either(*(_let_go(p) for p in papers)) if papers else view.paper(REQUEST)


def _let_go(paper: Document) -> Fact:
    return approved_by(paper, _LETS_GO if rooms_of(paper, _LETS_GO) else "")
