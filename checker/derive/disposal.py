"""Seizure and disposal of each property found (监法〔2022〕19号 第三组4，第四组，第六组3(四))."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document
from checker.derive.holdings import VEHICLE
from checker.derive.properties import OTHER, Property, properties, property_of, speaks_of
from checker.derive.receipts import RECEIPT, is_about, listed_pattern, listings, signature
from checker.derive.opinions import approved_by
from checker.derive.registry import fact
from checker.derive.signing import CHIEF, LEADER, rooms_of
from checker.derive.view import View
from checker.derive.wording import compiled, either, legible, says, wording
from checker.facts import UNKNOWN, Fact, Subject
from extractors.flat import flat

SEIZURE, ASSISTANCE, LIST, NOTICE = "查封裁定书", "协助执行通知书", ("查封清单", "查封公告"), "拍卖公告"
TITLE = ("权属证明",)
_AS_TITLE = r"权属|登记证明|登记簿|登记证书|登记信息"  # a registry's paper so headed shows the title as well
PRICING = ("询价报告", "评估报告")
RESULTS = ("成交确认书", "成交裁定书", "流拍记录")
SOLD = ("成交确认书", "成交裁定书")
REQUEST = "移送评估拍卖表"
FOR_DEBT = "以物抵债征询笔录"
MANAGEMENT = "强制管理研究记录"

_SEIZED = r"查封|扣押|冻结"
_FORCED_SALE = r"变卖"
_LETS_GO = f"{LEADER}|{CHIEF}|审批|批准"
_REFUSES = (
    r"(?:不|拒绝|不愿意?|不能|无法|没有意愿)(?:同意|接受|愿意|要|需要)?[^。；？]{0,10}(?:以物抵债|抵债|接收|接受该|这个|该(?:房|车|财产))",
    r"(?:以物抵债|抵债)[^。；？]{0,14}(?:不同意|不接受|不愿|不要|拒绝|不考虑)",
    r"(?:答[：:]?)(?:我|本人|我方|我公司|我们)?(?:不同意|不接受|不愿意?|不要|拒绝|不考虑)",
    r"依法不能(?:交付|抵债)|不(?:得|能)以物抵债|(?:只|只要|还是)要(?:求)?(?:执行)?(?:现金|钱)",
)
_ACCEPTS = r"(?:答[：:]?)(?:我|本人|我方|我公司|我们)?(?:同意|接受|愿意)(?!.{0,4}吗)"
_UNREACHED = r"未(?:实际)?(?:扣押|控制|找到|查到实物)|下落不明|未能查找到|查找未果|布控"


def _about(view: View, subject: Subject, kinds: Sequence[str], saying: str = "") -> Fact:
    """有/无/unknown: a paper of these kinds that names the thing. With one thing in the file, an unnamed one is its own."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    return _presence(view, thing, kinds, saying)


def _own(view: View, thing: Property, kinds: Sequence[str], saying: str = "") -> tuple[list[Document], list[Document]]:
    """Papers that name the thing, and those that name nothing (they may be about it)."""
    papers = [p for p in view.papers(*kinds) if not saying or wording(view, p).find(saying)]
    named = [p for p in papers if speaks_of(view, p, thing)]
    others = [p for p in properties(view) if p.name != thing.name]
    vague = [p for p in papers if p not in named and not any(speaks_of(view, p, other) for other in others)]
    return named, vague


def _presence(view: View, thing: Property, kinds: Sequence[str], saying: str = "") -> Fact:
    named, vague = _own(view, thing, kinds, saying)
    if named:
        return view.presence(named, kinds)
    alike = [p for p in vague if _alike(view, p, thing)]
    if alike and len(properties(view)) == 1:
        return view.presence(alike, kinds)
    if alike or any(not legible(view, p) for p in vague):
        shown = alike or vague
        return Fact(None, tuple(e for p in shown for e in p.evidence), f"{shown[0].kind}没有写清是不是该财产")
    missing = view.presence((), kinds)
    note = f"没有写明该财产的{'、'.join(kinds)}" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


_SORTS = {"车辆": r"车|号牌", "不动产": r"房|不动产|土地|室", "股权": r"股权|股份|出资", OTHER: r"设备|机|船|货"}


def _alike(view: View, paper: Document, thing: Property) -> bool:
    """Whether a paper that names no mark of any thing speaks of this sort of thing."""
    return re.search(_SORTS.get(thing.kind, r"财产"), wording(view, paper).text) is not None


@fact("财产.查封裁定书")
def seizure_ruling(view: View, subject: Subject) -> Fact:
    """第三组4: 立即启动查封程序. The ruling that names the thing."""
    return _about(view, subject, (SEIZURE, "冻结裁定书"), _SEIZED)


@fact("财产.协助执行回执")
def assistance_reply(view: View, subject: Subject) -> Fact:
    """The notice to the registry with its reply."""
    return _about(view, subject, (ASSISTANCE,))


@fact("财产.查封清单或公告")
def seizure_list(view: View, subject: Subject) -> Fact:
    """The list or notice of seizure."""
    return _about(view, subject, LIST)


@fact("财产.权属证明")
def title_paper(view: View, subject: Subject) -> Fact:
    """第三组4: 收集完毕相关资料. The title, or the registry's certificate of it."""
    found = _about(view, subject, TITLE)
    thing = property_of(view, subject)
    if found.value is True or thing is None:
        return found
    results = [p for p in view.papers("不动产查询结果", "车辆查询结果") if compiled(_AS_TITLE).search(flat(p.title))]
    named = [p for p in results if speaks_of(view, p, thing)]
    return view.presence(named, TITLE) if named else found


@fact("财产.勘查或清单")
def site_survey(view: View, subject: Subject) -> Fact:
    """A survey on site or the list of what was seized."""
    return _about(view, subject, ("查封清单", "现场照片"))


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
        if not any(is_about(view, receipt, p.name) for p in owners):
            continue
        for listed in (*listings(receipt, pattern), *listings(receipt, loose)):
            found.append(signature(listed))
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
        for paper in view.papers("调查笔录", "查封清单", "案件审查报告", "协助执行通知书"):
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


@fact("财产.定价材料")
def pricing(view: View, subject: Subject) -> Fact:
    """第四组1: 立即启动评估拍卖程序."""
    return _about(view, subject, PRICING)


@fact("财产.拍卖公告")
def auction_notice(view: View, subject: Subject) -> Fact:
    """The notice of a sale."""
    return _about(view, subject, (NOTICE,))


def _rounds(view: View, papers: Sequence[Document]) -> int:
    """How many rounds (一拍, 二拍, 变卖) these papers are about: each once; papers that name none count by themselves."""
    named = [_round(view, p) for p in papers]
    return max(len({n for n in named if n}), sum(not n for n in named))


def _round(view: View, paper: Document) -> str:
    fields = [str(f.value) for f in paper.fields.get("round", ()) if f.value]
    text = fields[0] if fields else wording(view, paper).text[:300]
    for word, pattern in (
        ("变卖", r"变卖"),
        ("二", r"第二次|二拍|再次拍卖"),
        ("三", r"第三次|三拍"),
        ("一", r"第一次|一拍"),
    ):
        if re.search(pattern, text):
            return word
    return ""


def _counted(view: View, subject: Subject, kinds: Sequence[str]) -> Fact:
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = _presence(view, thing, kinds)
    if there.value is None:
        return there
    if there.value is False:
        return Fact(0, note=there.note, searched=there.searched)
    named, vague = _own(view, thing, kinds)
    papers = named or vague
    return Fact(_rounds(view, papers), there.evidence)


@fact("财产.拍卖公告次数")
def auction_notices(view: View, subject: Subject) -> Fact:
    """Rounds announced, each counted once."""
    return _counted(view, subject, (NOTICE,))


@fact("财产.拍卖结果次数")
def auction_results(view: View, subject: Subject) -> Fact:
    """Rounds with an outcome. A confirmation and a ruling of the same sale are one."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = _presence(view, thing, RESULTS)
    if there.value is None:
        return there
    failed = _counted(view, subject, ("流拍记录",))
    sale = _presence(view, thing, SOLD)
    if not isinstance(failed.value, int) or sale.value is None:
        return Fact(None, there.evidence, failed.note or sale.note)
    return Fact(int(failed.value) + int(sale.value is True), there.evidence, there.note, there.searched)


@fact("财产.已成交")
def sold(view: View, subject: Subject) -> Fact:
    """A confirmation or ruling of the sale."""
    return _about(view, subject, SOLD)


@fact("财产.变卖记录")
def forced_sale(view: View, subject: Subject) -> Fact:
    """A notice or a result of 变卖."""
    return _about(view, subject, (NOTICE, "流拍记录", "成交确认书"), _FORCED_SALE)


@fact("财产.不接受以物抵债")
def asset_for_debt_refused(view: View, subject: Subject) -> Fact:
    """The applicant asked, and refusing; or the record that he may not take it."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = _presence(view, thing, (FOR_DEBT,))
    if there.value is not True:
        return there
    named, vague = _own(view, thing, (FOR_DEBT,))
    papers = named or vague
    refused = says(view, papers, *_REFUSES, about="申请执行人不接受以物抵债")
    if refused.value is False and not says(view, papers, _ACCEPTS, about="同意").value:
        return Fact(None, there.evidence, "没有读清申请执行人是否接受以物抵债")
    return refused


@fact("财产.强制管理研究")
def compulsory_management(view: View, subject: Subject) -> Fact:
    """A note on whether compulsory management is possible."""
    found = _about(view, subject, (MANAGEMENT,))
    if found.value is False:
        return _about(view, subject, ("研究记录", "合议庭评议笔录"), r"强制管理") if view.papers("研究记录") else found
    return found
