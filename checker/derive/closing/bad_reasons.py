"""Reasons for which a case may not be closed (法〔2021〕322号，终本一条).

That the applicant asked for no auction, or paid no fee for it, is no reason; nor is a seizure that waits behind another
court's, as long as nobody tried to get the right to dispose of the thing from that court.
"""

from __future__ import annotations

from checker.casefile import Document, Evidence
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed, statements
from checker.derive.text.wording import legible, not_said, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

REASONED_IN = ("终本裁定书", "案件审查报告", "合议庭评议笔录", "结案审批表")
_SOLD = r"(?:评估|拍卖|变卖|处置)"
_UNASKED = (
    r"申请(?:执行)?人(?:至今|一直|均|也|经(?:本院|我院)?(?:告知|释明|通知)后?|仍|在[^。；，]{0,10}内|逾期)*"
    r"(?:未|没有|没|不|拒绝|拒不)(?:向(?:本院|法院|我院))?(?:提出|书面|依法|及时|按期|按时|预先|愿意?|同意|能|予)*"
    rf"(?:(?:申请|要求|请求|预交|预缴|缴纳|交纳|交|垫付|支付)(?:对|将)?[^。；，]{{0,16}}{_SOLD}|{_SOLD}[^。；，]{{0,6}}(?:申请|请求))"
)
_ON_ITS_OWN = (
    r"依职权|(?:本院|我院|法院)(?:已|决定|予以)[^。；]{0,12}(?:启动|委托)|由(?:本院|被执行人)(?:垫付|预交|承担)"
)
_NONE = r"(?!(?:情况|信息|记录|登记)?[：，]?(?:无|否|没有|不存在|0))"
_WAITS = rf"轮候(?:查封|扣押){_NONE}|(?:股权|股份|房|车|不动产)[^。；]{{0,30}}轮候冻结{_NONE}"
_SEIZING = (
    "查封裁定书",
    "冻结裁定书",
    "协助执行通知书",
    "核查回函",
    "不动产查询结果",
    "车辆查询结果",
    "总对总查控反馈",
    "查封清单",
    "调查笔录",
    *REASONED_IN,
)
_ATTEMPT = (
    r"商请[^。；]{0,24}移送|处置权(?!益)|参与分配|(?:向|与|和|由|请)[^。；，]{0,20}(?:首(?:先|次|封)|在先)(?:查封|冻结|扣押)?(?:的)?(?:人民)?法院"
    r"|(?:首(?:先|次|封)|在先)(?:查封|冻结|扣押)?(?:的)?(?:人民)?法院[^。；]{0,30}(?:处置|拍卖|函|复|答)"
)


@fact("案件.以申请人未申请处置为由")
def for_want_of_a_request(view: View, subject: Subject) -> Fact:
    """Whether the ruling or the papers that lead to it give as a reason that the applicant asked for no sale."""
    papers = view.papers(*REASONED_IN)
    for paper in papers:
        for said in statements(view, paper):
            if affirmed(_UNASKED, said.text) and not affirmed(_ON_ITS_OWN, said.text):
                return Fact(True, said.evidence, "以申请执行人没有申请评估、拍卖或者没有预交费用为由终本")
    return _not_told(view, papers, REASONED_IN, "申请执行人未申请处置")


@fact("案件.轮候查封未争取处置权")
def waited_only(view: View, subject: Subject) -> Fact:
    """Whether a thing of this case waits behind another court's seizure, and no paper tells of an attempt to dispose of
    it (商请移送处置权、参与分配).
    """
    papers = view.papers(*_SEIZING)
    waiting = next((places for paper in papers if (places := _told(view, paper, _WAITS))), ())
    if not waiting:
        return _not_told(view, papers, _SEIZING, "轮候查封")
    for paper in view.case.documents:
        if tried := _told(view, paper, _ATTEMPT):
            return Fact(False, (*waiting, *tried), "有轮候查封，也有向首封法院商请处置权（参与分配）的材料")
    unread = view.unsettled(_SEIZING) or tuple(
        e for p in view.case.documents if not legible(view, p) for e in p.evidence
    )
    if unread:
        return Fact(None, (*waiting, *unread[:3]), "有轮候查封，未能确认有无向首封法院商请处置权的材料")
    return Fact(True, waiting, "财产系轮候查封，没有向首封法院商请处置权的材料")


def _told(view: View, paper: Document, pattern: str) -> tuple[Evidence, ...]:
    words = wording(view, paper)
    found = affirmed(pattern, words.text)
    return words.evidence(found.start(), found.end()) if found else ()


def _not_told(view: View, papers: tuple[Document, ...], kinds: tuple[str, ...], about: str) -> Fact:
    """否, unless a page that nobody could read may be one of these papers."""
    missing = view.presence((), kinds)
    return missing if missing.value is None else not_said(view, papers, about)
