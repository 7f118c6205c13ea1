"""Sale of each thing found, and what was tried where it failed (监法〔2022〕19号 第四组，第六组3(四))."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document
from checker.derive.properties import Property, property_of
from checker.derive.registry import fact
from checker.derive.signing import AGENT_LABEL, APPLICANT_LABEL, signed
from checker.derive.statements import affirmed, statements
from checker.derive.thing_papers import own, papers_of, presence
from checker.derive.view import View
from checker.derive.wording import compiled, either, every, wording
from checker.facts import UNKNOWN, Fact, Subject
from extractors.flat import flat

PRICING, NOTICE = ("询价报告", "评估报告"), "拍卖公告"
RESULTS = ("成交确认书", "成交裁定书", "流拍记录")
SOLD = ("成交确认书", "成交裁定书")
FOR_DEBT = "以物抵债征询笔录"
MANAGEMENT = "强制管理研究记录"

_FORCED_TITLE = re.compile(r"变卖(?![）])")
_FORCED_SALE = re.compile(
    r"竞价阶段[：]?变卖|(?<![/／])变卖(?:标的|价|期|不成|未成交|流拍|[，。]?(?:期满)?无人)|(?:本次|网络司法)变卖|^[^。，]{0,30}变卖的?公告"
)
_ROUNDS = (("二", r"第二次|二拍|再次拍卖"), ("三", r"第三次|三拍"), ("一", r"第一次|一拍"))
_ASKED = f"{APPLICANT_LABEL}|{AGENT_LABEL}|被征询人"
_OF_DEBT = r"抵债|抵给|抵偿|接[受收]"
_WHO = r"(?:我|本人|我方|我公司|我们|本公司)?(?:也|暂|现在?)?"
_NO = rf"{_WHO}(?:不同意|不接[受收]|不愿意?|不要|不考虑|不想|拒绝|没有意愿)"
_YES = rf"{_WHO}(?:同意|接[受收]|愿意|可以|要(?!求))"
_REFUSES = (
    r"(?:不|拒绝|不愿意?|不能|无法|没有意愿)(?:同意|接受|愿意|要|需要)?[^。；，？]{0,10}(?:以物抵债|抵债|接收|接受该|这个|该(?:房|车|财产))",
    r"不(?:同意|愿意?|想|要)抵(?!押)",
    r"(?:以物抵债|抵债)[^。；？]{0,14}(?:不同意|不接受|不愿|不要|拒绝|不考虑)",
    r"依法不能(?:交付|抵债)|不(?:得|能)以物抵债|(?:只|只要|还是)要(?:求)?(?:执行)?(?:现金|钱)",
)
_ACCEPTS = r"(?:同意|接受|愿意)[^。；，]{0,12}(?:抵债|抵给|抵偿|该(?:房|车|财产)|接收)"


@fact("财产.定价材料")
def pricing(view: View, subject: Subject) -> Fact:
    """第四组1: 立即启动评估拍卖程序."""
    return papers_of(view, subject, PRICING)


@fact("财产.拍卖公告")
def auction_notice(view: View, subject: Subject) -> Fact:
    """The notice of a sale."""
    return papers_of(view, subject, (NOTICE,))


_UNTICKED = re.compile(r"[□☐](?:第[一二三]次(?:拍卖)?|[一二三]拍|变卖)")
"""Rounds that a form offers and nobody ticked."""


def _rounds(view: View, papers: Sequence[Document]) -> int:
    """How many rounds (一拍, 二拍, 变卖) these papers are about: each once; papers that name none count by themselves."""
    named = [_round(view, p) for p in papers]
    return max(len({n for n in named if n}), sum(not n for n in named))


def _round(view: View, paper: Document) -> str:
    """By the title, the field, else the beginning. A first notice that warns of 变卖 is none of 变卖."""
    whole = wording(view, paper).text[:300]
    text = _UNTICKED.sub("", whole)
    if _FORCED_TITLE.search(flat(paper.title)) or _FORCED_SALE.search(text):
        return "变卖"
    given = paper.fields.get("round", ()) if text == whole else ()  # of a form with boxes, what is ticked counts
    fields = [str(f.value) for f in given if f.value and "变卖" not in str(f.value)]
    for word, pattern in _ROUNDS:
        if re.search(pattern, flat(paper.title) + (fields[0] if fields else text)):
            return word
    return ""


def _counted(view: View, thing: Property, kinds: Sequence[str]) -> Fact:
    """How many rounds the papers of these kinds tell of."""
    there = presence(view, thing, kinds)
    if there.value is None:
        return there
    if there.value is False:
        return Fact(0, note=there.note, searched=there.searched)
    named, vague = own(view, thing, kinds)
    papers = named or vague
    return Fact(_rounds(view, papers), there.evidence)


@fact("财产.拍卖公告次数")
def auction_notices(view: View, subject: Subject) -> Fact:
    """Rounds announced, each counted once."""
    thing = property_of(view, subject)
    return _counted(view, thing, (NOTICE,)) if thing else UNKNOWN


@fact("财产.拍卖结果次数")
def auction_results(view: View, subject: Subject) -> Fact:
    """Rounds with an outcome. A confirmation and a ruling of the same sale are one."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = presence(view, thing, RESULTS)
    if there.value is None:
        return there
    failed = _counted(view, thing, ("流拍记录",))
    sale = presence(view, thing, SOLD)
    if not isinstance(failed.value, int) or sale.value is None:
        return Fact(None, there.evidence, failed.note or sale.note)
    return Fact(int(failed.value) + int(sale.value is True), there.evidence, there.note, there.searched)


@fact("财产.已成交")
def sold(view: View, subject: Subject) -> Fact:
    """A confirmation or ruling of the sale."""
    return papers_of(view, subject, SOLD)


@fact("财产.变卖记录")
def forced_sale(view: View, subject: Subject) -> Fact:
    """A notice or a result of 变卖."""
    return papers_of(view, subject, (NOTICE, "流拍记录", "成交确认书"), lambda paper: _round(view, paper) == "变卖")


@fact("财产.不接受以物抵债")
def asset_for_debt_refused(view: View, subject: Subject) -> Fact:
    """The applicant asked, refusing, and signing; or the record that he may not take it."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = presence(view, thing, (FOR_DEBT,))
    if there.value is not True:
        return there
    named, vague = own(view, thing, (FOR_DEBT,))
    names = [p.name for p in view.applicants]
    return either(*(every(_refused(view, p), signed(p, _ASKED, names)) for p in named or vague))


def _refused(view: View, paper: Document) -> Fact:
    """By his answers; what the question supposes (如你不接受…) is no answer."""
    refused, accepted = [], []
    for said in statements(view, paper):
        of_debt = compiled(_OF_DEBT).search(said.question)
        if any(affirmed(p, said.text) for p in _REFUSES) or (of_debt and compiled(_NO).match(said.text)):
            refused.append(said)
        elif affirmed(_ACCEPTS, said.text) or (of_debt and compiled(_YES).match(said.text)):
            accepted.append(said)
    if refused and not accepted:
        return Fact(True, refused[0].evidence)
    if accepted and not refused:
        return Fact(False, accepted[0].evidence, "申请执行人接受以物抵债")
    return Fact(None, paper.evidence, "没有读清申请执行人是否接受以物抵债")


@fact("财产.强制管理研究")
def compulsory_management(view: View, subject: Subject) -> Fact:
    """A note on whether compulsory management is possible."""
    found = papers_of(view, subject, (MANAGEMENT,))
    if found.value is not False or not view.papers("研究记录"):
        return found
    others = ("研究记录", "合议庭评议笔录")
    return papers_of(view, subject, others, lambda paper: bool(wording(view, paper).find("强制管理")))
