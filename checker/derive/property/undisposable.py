"""Whether a thing found and not sold cannot be disposed of (法〔2016〕373号 第一条第（三）项、第四条).

Two cases are named: every round of sale failed, the applicant does not take the thing and it cannot be managed; a
vehicle or the like is seized on the register and was never got hold of. Other reasons may stand in a paper. Whether any
of them is good enough is left to a person: this lays out the papers and says 否 only where there is nothing of it.
"""

from __future__ import annotations

import re

from checker.casefile import Document, Evidence
from checker.derive.online.holdings import COMPANY, ESTATE, VEHICLE
from checker.derive.property.disposal import can_be_sold
from checker.derive.property.properties import Property, properties, property_of
from checker.derive.property.sales import (
    PRICING,
    asset_for_debt_refused,
    auction_results,
    compulsory_management,
    forced_sale,
    pricing,
    sold,
)
from checker.derive.property.thing_papers import own
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed, statements
from checker.derive.text.wording import compiled, legible
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject

_REASONED_IN = (
    "研究记录",
    "合议庭评议笔录",
    "案件审查报告",
    "结案审批表",
    "终本裁定书",
    "总对总查控实有情况表",
    "线下查控实有情况表",
    "移送评估拍卖表",
    "强制管理研究记录",
    "核查回函",
    "调查笔录",
    "查封清单",
    "不动产查询结果",
    "车辆查询结果",
    "线索核查结果告知书",
)
_DISPOSED = r"(?:处置|处分|变现|变价|评估|拍卖|变卖)"
_REASON = (
    rf"(?:无法|不能|不宜|不便|难以|不得|暂不|暂缓|不予|不具备|不适宜)(?:依法|实际|继续|再行?|进行|采取)*{_DISPOSED}"
    rf"|(?:无|没有|缺乏|不具(?:备|有))(?:可)?(?:处置|变现|执行|拍卖)的?(?:价值|条件|可能|必要)"
    r"|不可执行(?:的)?原因[为是：]*(?!无[。；，]|[/／—-])[\u4e00-\u9fff]{2,}|轮候(?:查封|扣押|冻结)"
    r"|抵押[^。；]{0,40}(?:无(?:剩余|余额|益)|没有剩余|不足以?(?:清偿|偿还))|无益(?:拍卖|处分|执行)|(?:唯一|必需)的?(?:住房|住宅|居住)"
    r"|(?:系|属于?|归)(?:案外人|他人|第三人)[^。；，]{0,12}所有|已(?:经)?(?:报废|灭失|毁损|拆除|注销)"
)
_NO_REASON = re.compile(
    rf"或者?发现的?财产(?:均|都)?(?:不能|无法)(?:依法)?{_DISPOSED}"
    r"|(?:流拍|(?:未|没有)能?成交|无人(?:应买|竞买|竞拍|出价|报名)|变卖(?:不成|失败)|未能?(?:卖出|变卖))[^。；]{0,12}?"
    rf"(?:无法|暂?不能|难以|无从)(?:依法|继续|再行)?{_DISPOSED}"
)
"""The words of 第一条 that every closing repeats; and that nobody bought the thing, which the chain of sale has to show."""
_STEPS = ("流拍记录", "变卖记录", "申请执行人不接受以物抵债的笔录", "强制管理研究记录")
_SORTS = {ESTATE: r"房|不动产|土地|室|商铺|门面|车位", VEHICLE: r"车", COMPANY: r"股权|股份|出资"}


@fact("财产.确属不能处置")
def cannot_be_disposed(view: View, subject: Subject) -> Fact:
    """Never 是: the papers that may show it are for a person to weigh. 否: the chain of sale is incomplete, the thing was
    got hold of, and no paper gives another reason.
    """
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    chain = _chain(view, subject)
    if all(step.value for step in chain):
        places = tuple(e for step in chain for e in step.evidence)
        return Fact(None, places, "流拍、变卖不成、不接受抵债、强制管理研究的材料在卷，是否确属不能处置须由人判断")
    if (doubt := reason_against(view, subject, thing)) is not None:
        return doubt
    debt = asset_for_debt_refused(view, subject)
    if debt.value is False and debt.evidence:
        return Fact(None, debt.evidence, "申请执行人表示接受以物抵债，须核对有无抵债裁定、交付的材料")
    if not any(step.value is False for step in chain):
        return Fact(None, tuple(e for step in chain for e in step.evidence), "拍卖、变卖后续的材料没有读清，须看原件")
    lacking = "、".join(name for name, step in zip(_STEPS, chain, strict=True) if step.value is False)
    return Fact(
        False, thing.evidence, f"没有卖出，也没有不能处置的材料（缺{lacking}，没有写明其他理由）", view.searched
    )


def _chain(view: View, subject: Subject) -> tuple[Fact, ...]:
    """What 法〔2016〕373号 第四条 asks of a thing that nobody bought, step by step."""
    results = auction_results(view, subject)
    rounds = Fact(None if results.value is None else results.value != 0, results.evidence, results.note)
    later = (forced_sale, asset_for_debt_refused, compulsory_management)
    return (rounds, *(step(view, subject) for step in later))


def reason_against(view: View, subject: Subject, thing: Property) -> Fact | None:
    """Unknown, with the place, where a paper gives a reason why the thing is not disposed of, or where one that may give
    it was not read; None where there is nothing of the kind.
    """
    if (reached := can_be_sold(view, subject)).value is None:
        return Fact(None, reached.evidence, "有查找、布控而没有实际控制该财产的记载，是否确属不能处置须由人判断")
    named, vague = own(view, thing, _REASONED_IN)
    for paper in (*named, *vague):
        if places := _reason(view, paper, thing):
            return Fact(None, places, f"{paper.kind}写有不处置该财产的理由，是否确属不能处置须由人判断")
    if unread := [paper for paper in named if not legible(view, paper)]:
        return Fact(None, unread[0].evidence, f"{unread[0].kind}有看不清的地方，未能确认有无不能处置的理由")
    missing = view.presence((), _REASONED_IN)
    return missing if missing.value is None else None


def _reason(view: View, paper: Document, thing: Property) -> tuple[Evidence, ...]:
    """Where a paper states a reason that is the thing's: in a sentence that names it or its sort, or, where the file knows
    of nothing else, in any.
    """
    alone = len(properties(view)) == 1
    marks = "|".join((_SORTS.get(thing.kind, "财产|设备|机"), *(mark for mark in thing.marks if mark.isalnum())))
    for said in statements(view, paper):
        if affirmed(_REASON, _NO_REASON.sub("", said.text)) and (
            alone or compiled(marks).search(said.question + said.text)
        ):
            return said.evidence
    return ()


@fact("财产.须变价")
def to_be_sold(view: View, subject: Subject) -> Fact:
    """参考价规定 第一条 is of things that must be sold. Not of one that changed hands with no price set; open where a
    paper tells why it is not sold.
    """
    thing = property_of(view, subject)
    if thing is None:
        return UNKNOWN
    priced, done = pricing(view, subject), sold(view, subject)
    if priced.value is True:
        return Fact(True, priced.evidence)
    if done.value is not False:
        note = "没有定价材料而已经成交" if done.value else f"没有读清是否已经成交，也没有读到{'、'.join(PRICING)}"
        certain = done.value is True and priced.value is False
        return Fact(False if certain else None, done.evidence, note, priced.searched)
    return reason_against(view, subject, thing) or Fact(True, thing.evidence, "已查封，没有不需要变价的记载")
