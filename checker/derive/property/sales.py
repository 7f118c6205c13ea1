"""Sale of each thing found, and what was tried where it failed (监法〔2022〕19号 第四组，第六组3(四))."""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Document
from checker.derive.property.properties import Property, property_of
from checker.derive.property.sale_rounds import count_rounds, round_of
from checker.derive.property.thing_papers import or_headed, own, papers_of, presence
from checker.derive.registry import fact
from checker.derive.signing.signatures import AGENT_LABEL, APPLICANT_LABEL, signed
from checker.derive.text.statements import affirmed, stated, statements
from checker.derive.text.wording import compiled, either, every, wording
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject

PRICING, NOTICE = ("询价报告", "评估报告"), "拍卖公告"
CONFIRMATION, FAILED = "成交确认书", "流拍记录"
SOLD = (CONFIRMATION, "成交裁定书")
RESULTS = (*SOLD, FAILED)
FOR_DEBT = "以物抵债征询笔录"
MANAGEMENT = "强制管理研究记录"

_PRICE_AGREED = (
    r"(?:一致|共同|均|都)(?:同意|认可|确定|商定|议定|确认)[^。；]{0,20}价|价[^。；，]{0,10}(?:达成|协商|意见)一致"
    r"|(?:参考价|起拍价|处置价)[^。；，]{0,8}(?:确|商|议)?定为"
)
_NO_PRICE = r"(?:未能?|没有|无法|不能)[^。；，]{0,10}(?:一致|议定|商定)|议价(?:不成|失败)"
_ASKED = f"{APPLICANT_LABEL}|{AGENT_LABEL}|被征询人"
_OF_DEBT = r"抵债|抵给|抵偿|接[受收]"
_WHO = r"(?:我|本人|我方|我公司|我们|本公司)?(?:也|暂|现在?)?"
_NO = rf"{_WHO}(?:不同意|不接[受收]|不愿意?|不要|不考虑|不想|拒绝|没有意愿)"
_WHAT_FOR = r"要(?!求)[^。；，]{0,8}(?:(?:干|做)(?:什么|甚么|啥|嘛)|(?:有|派)?(?:什么|何|啥)用)"
"""我要房子干什么: asked back, which is a refusal."""
_YES = rf"{_WHO}(?!{_WHAT_FOR})(?:同意|接[受收]|愿意|可以|要(?!求))"
_REFUSES = (
    r"(?:不|拒绝|不愿意?|不能|无法|没有意愿)(?:同意|接受|愿意|要|需要)?[^。；，？]{0,10}(?:以物抵债|抵债|接收|接受该|这个|该(?:房|车|财产))",
    r"不(?:同意|愿意?|想|要)?抵(?![押扣得]|债务)",
    r"(?:以物抵债|抵债)[^。；？]{0,14}(?:不同意|不接受|不愿|不要|拒绝|不考虑)",
    r"依法不能(?:交付|抵债)|不(?:得|能)以物抵债|(?:只|只要|还是)要(?:求)?(?:执行)?(?:现金|钱)",
)
_UNDONE = (
    r"悔拍(?!的[，者]|后果|责任)|(?:未|没有|拒不?)(?:按[期时]|如期|按约定)?[^。；，未没]{0,4}(?:支付|交[付纳清]?|缴[纳清]?|付清|补足)[^。；，]{0,6}(?:余款|尾款|成交款|拍卖款)"
    r"|(?:竞得|竞买|成交)(?:结果)?(?:归于|为|均)?(?:无效|作废)|撤销[^。；，]{0,20}(?:拍卖|成交|竞得)"
)
"""The buyer did not pay, or the sale was set aside: the confirmation in the file is of a sale that came to nothing."""
_TELLS_OF_IT = (FAILED, "其他裁定书", "案件审查报告")
_ACCEPTS = (
    r"(?:同意|接受|愿意)[^。；，]{0,12}(?:抵债|抵给|抵偿|该(?:房|车|财产)|接收)"
    r"|(?:那就|就)[^。；，不没]{0,8}抵给我(?!也|都|[没不])|抵给我(?:算了|吧|好了|[也就]?行|[也就]?可以)"
)


@fact("财产.定价材料")
def pricing(view: View, subject: Subject) -> Fact:
    """第四组1: 立即启动评估拍卖程序."""
    return or_headed(view, subject, PRICING, ("谈话笔录",), "议价", lambda paper: _agreed(view, paper))


def _agreed(view: View, paper: Document) -> bool:
    """Whether both sides settled a price."""
    text = wording(view, paper).text
    return bool(affirmed(_PRICE_AGREED, text)) and not compiled(_NO_PRICE).search(text)


@fact("财产.拍卖公告")
def auction_notice(view: View, subject: Subject) -> Fact:
    """The notice of a sale."""
    return papers_of(view, subject, (NOTICE,))


def _counted(view: View, thing: Property, kinds: Sequence[str]) -> Fact:
    """How many rounds the papers of these kinds tell of."""
    there = presence(view, thing, kinds)
    if there.value is None:
        return there
    if there.value is False:
        return Fact(0, note=there.note, searched=there.searched)
    return Fact(count_rounds(view, _about(view, thing, kinds)), there.evidence)


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
    failed = _counted(view, thing, (FAILED,))
    sale = _sale(view, thing)
    if not isinstance(failed.value, int) or sale.value is None:
        return Fact(None, there.evidence, failed.note or sale.note)
    if _undone(view, thing):  # its confirmation and the record that it came to nothing tell of one round
        return Fact(count_rounds(view, _about(view, thing, RESULTS)), there.evidence)
    return Fact(int(failed.value) + int(sale.value is True), there.evidence, there.note, there.searched)


@fact("财产.已成交")
def sold(view: View, subject: Subject) -> Fact:
    """A confirmation or ruling of the sale, which came to nothing by no later paper."""
    thing = property_of(view, subject)
    return _sale(view, thing) if thing else UNKNOWN


def _sale(view: View, thing: Property) -> Fact:
    """A confirmation of a round that came to nothing is no sale; one of another round stands. Only the record of a round
    tells which one that was.
    """
    there = presence(view, thing, SOLD)
    undone = _undone(view, thing)
    if there.value is not True or not undone:
        return there
    sales = _about(view, thing, SOLD)
    rounds = {round_of(view, paper) if paper.kind == FAILED else "" for paper in undone}
    of = round_of(view, sales[0]) if [paper.kind for paper in sales] == [CONFIRMATION] else ""
    if of and "" not in rounds and of not in rounds:
        return there
    places = tuple(e for paper in undone for e in paper.evidence)
    if of and of in rounds:
        return Fact(False, places, "成交后买受人悔拍或者拍卖被撤销，没有卖出")
    return Fact(None, places, "有买受人悔拍或者撤销拍卖的记载，须看原件确认是否卖出")


def _undone(view: View, thing: Property) -> list[Document]:
    """The papers about the thing that tell that a sale of it came to nothing."""
    return [paper for paper in own(view, thing, _TELLS_OF_IT)[0] if stated(view, [paper], _UNDONE)]


def _about(view: View, thing: Property, kinds: Sequence[str]) -> list[Document]:
    """The papers that name the thing; where none does, those that may be about it."""
    named, vague = own(view, thing, kinds)
    return named or vague


@fact("财产.变卖记录")
def forced_sale(view: View, subject: Subject) -> Fact:
    """A notice or a result of 变卖."""
    return papers_of(view, subject, (NOTICE, FAILED, CONFIRMATION), lambda paper: round_of(view, paper) == "变卖")


@fact("财产.不接受以物抵债")
def asset_for_debt_refused(view: View, subject: Subject) -> Fact:
    """The applicant asked, refusing, and signing; or the record that he may not take it."""
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    there = presence(view, thing, (FOR_DEBT,))
    if there.value is not True:
        return there
    names = [p.name for p in view.applicants]
    return either(*(every(_refused(view, p), signed(p, _ASKED, names)) for p in _about(view, thing, (FOR_DEBT,))))


def _refused(view: View, paper: Document) -> Fact:
    """By his answers; what the question supposes (如你不接受…) is no answer."""
    refused, accepted = [], []
    for said in statements(view, paper):
        of_debt = compiled(_OF_DEBT).search(said.question)
        no = compiled(_NO).match(said.text) or compiled(_WHAT_FOR).search(said.text)
        if any(affirmed(p, said.text) for p in _REFUSES) or (of_debt and no):
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
