"""What the ruling of 终本 must state (法〔2016〕373号 第六条)."""

from __future__ import annotations

from checker.derive.case.money_claim import ACT, for_money
from checker.derive.closing.ruling import RULING
from checker.derive.registry import fact
from checker.derive.text.wording import every, says
from checker.derive.view import View
from checker.facts import Fact, Subject

_MONEY = r"(?:元|款|金|标的|债务|义务|损失|费)"
_CLAIM = (
    rf"(?:请求|申请|要求)(?:强制|法院|本院|依法)*(?:执行|被执行人)[^。；]{{0,60}}{_MONEY}|(?:申请)?执行(?:的)?标的",
    rf"(?:应|须|需|判令|判决|责令|确定)[^。；]{{0,60}}(?:支付|给付|偿还|归还|返还|赔偿|清偿)[^。；]{{0,40}}{_MONEY}",
)
_COURSE = (
    r"立案(?:执行|后)?|受理|执行(?:过程)?中|发出[^。；]{0,30}(?:执行通知|报告财产)|送达[^。；]{0,30}(?:执行通知|报告财产)",
)
_MEASURES = (
    r"查控|(?:查询|调查|核查|走访)[^。；]{0,50}(?:财产|存款|不动产|车|住所|单位|房)|(?:冻结|查封|扣押|扣划|划拨|拍卖|变卖|搜查|拘留|罚款)|限制(?:高)?消费|失信",
)
_ASSETS = (
    r"(?:未|没有)(?:能)?(?:发现|查到|查询到|找到)[^。；]{0,40}(?:财产|房|车|存款)",
    r"(?:无|没有|暂无|确无|仅有|只有|登记有|查封了?|名下有|所有的)[^。；]{0,30}(?:财产|房|车|存款|土地|股权|账户|公积金)",
)
_REALISED = (
    r"到位[^。；，]{0,10}\d|(?:已|共|共计|实际)(?:经)?(?:履行|执行|受偿|清偿|扣划|给付|支付|发放|偿还)[^。；]{0,24}\d[\d,.]*万?元",
    r"(?:未|没有|分文)[^。；，]{0,10}(?:受偿|到位|清偿|履行到|执行到)",
    r"(?:尚|仍)(?:欠|有|未|差)[^。；]{0,24}\d[\d,.]*万?元",
)
_ACT_UNDONE = (
    r"(?:未|没有|拒不)(?:能|予)?履行[^。；，]{0,10}(?:行为)?义务",
    rf"(?:未|没有)[^。；，]{{0,6}}(?:{ACT})",
)
"""What a ruling on an act alone tells of its outcome: there is no sum to state."""
_RIGHT = (r"(?:再次申请|恢复)(?:强制)?执行",)
_DUTY = (
    r"继续(?:向[^。；，]{0,24})?(?:履行|清偿|偿还)|(?:仍|还)(?:负有|须|应当?|需)[^。；，]{0,16}(?:履行|义务)|履行[^。；，]{0,12}义务[^。；，]{0,12}不(?:免除|因)",
)
_BASIS = (
    r"(?:依照|依据|根据|按照)[^。；]{0,120}第[一二三四五六七八九十百零〇\d]+条|依照[^。；]{0,80}终结本次执行程序的规定",
)


def _states(view: View, patterns: tuple[str, ...], about: str) -> Fact:
    papers = view.papers(RULING)
    return says(view, papers, *patterns, about=about) if papers else view.paper(RULING)


@fact("案件.裁定写明债权")
def claim_stated(view: View, subject: Subject) -> Fact:
    """(1) What is to be enforced."""
    return _states(view, _CLAIM, "申请执行的债权")


@fact("案件.裁定写明执行经过和措施")
def course_stated(view: View, subject: Subject) -> Fact:
    """(2) The course of enforcement, and the measures taken."""
    return every(_states(view, _COURSE, "执行经过"), _states(view, _MEASURES, "执行措施"))


@fact("案件.裁定写明财产情况")
def assets_stated(view: View, subject: Subject) -> Fact:
    """(3) What was found."""
    return _states(view, _ASSETS, "查明的财产情况")


@fact("案件.裁定写明实现情况")
def realised_stated(view: View, subject: Subject) -> Fact:
    """(4) What came in, or what is left; of an act alone, that it was not done."""
    told = _states(view, _REALISED, "债权实现的金额")
    if told.value is False and for_money(view, subject).value is False:
        return _states(view, _ACT_UNDONE, "债权实现的情况")
    return told


@fact("案件.裁定写明权利和义务")
def rights_stated(view: View, subject: Subject) -> Fact:
    """(5) The right to have enforcement resumed, and the duty that goes on."""
    return every(_states(view, _RIGHT, "申请恢复执行的权利"), _states(view, _DUTY, "被执行人继续履行的义务"))


@fact("案件.裁定写明法律依据")
def basis_stated(view: View, subject: Subject) -> Fact:
    """The articles it rests on (民事诉讼法 第一百五十七条: the reasons)."""
    return _states(view, _BASIS, "法律依据")
