"""Whether money is to be enforced, be it beside an act (终本合规核查清单 第12项)."""

from __future__ import annotations

import re

from checker.casefile import Document
from checker.derive.case.claims import claim
from checker.derive.registry import fact
from checker.derive.text.wording import compiled, legible, wording
from checker.derive.view import View
from checker.facts import Fact, Subject

_APPLICATION, _ORDERS = "强制执行申请书", ("执行通知书", "终本裁定书")
_REQUEST = re.compile(
    r"(?:申请|请求)(?:执行)?(?:的)?(?:事项|内容)?[：](?P<text>.{4,400}?)"
    r"(?:事实[和与及、]?理由|(?:申请|执行|事实)?(?:依据|根据|理由)[：]|此致|$)"
)
_FEE = r"[^，。；、：]*(?:执行费|申请费|案件?受理费|诉讼费|保全费|迟延履行)[^，。；、]*"
"""What every application asks for besides: the court's fees, and what delay costs."""
_MONEY = (
    r"(?<![\d,.])(?!0(?:\.0+)?元)\d[\d,.]*万?元|[壹贰叁肆伍陆柒捌玖拾佰仟万][元圆]|本金|利息|(?:欠|货|借|价|工程|赔偿|补偿|投资|购房)款|租金|工资|"
    r"(?:赔偿|违约|抚养|赡养|扶养|保证|定|押)[金费]|赔偿[^。；，]{0,12}损失|报酬|(?:支付|给付|偿还|清偿)[^。；，]{0,12}[款费金]"
)
ACT = (
    r"腾(?:退|空|让|出)|搬(?:离|出|迁)|(?:交付|返还|移交|交出|归还)[^。；，]{0,20}(?:房|车|物|证|章|资料|档案|土地|账册|子|女)|"
    r"过户|变更登记|协助办理|拆除|恢复原状|停止侵害|排除(?:妨害|妨碍)|探望|赔礼道歉|消除影响|修复|清除"
)


@fact("案件.含金钱给付")
def for_money(view: View, subject: Subject) -> Fact:
    """是 where an amount was read, or what is asked for is money. 否 only where it is an act and no money is spoken of."""
    total = claim(view)
    if isinstance(total.value, int) and total.value > 0:
        return Fact(True, total.evidence)
    asked = [(paper, text) for paper in view.papers(_APPLICATION) if (text := _asked(view, paper))]
    for paper, text in asked:
        if compiled(_MONEY).search(text):
            return Fact(True, paper.evidence)
    places = tuple(e for paper, _ in asked for e in paper.evidence)
    ordered = [p for p in view.papers(*_ORDERS) if compiled(_MONEY).search(_without_fees(wording(view, p).text))]
    acts = asked and all(compiled(ACT).search(text) and legible(view, paper) for paper, text in asked)
    if acts and not ordered and view.presence((), (_APPLICATION,)).value is False:
        return Fact(False, places, "申请执行的内容是行为，没有金钱给付")
    return Fact(None, places, "没有读到执行标的金额，不知道是否含有金钱给付")


def _asked(view: View, paper: Document) -> str:
    """What an application asks for."""
    found = _REQUEST.search(wording(view, paper).text)
    return _without_fees(found["text"]) if found else ""


def _without_fees(text: str) -> str:
    return compiled(_FEE).sub("", text)
