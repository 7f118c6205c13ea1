"""Search of one who hides property or books, or refuses to hand them over (民事诉讼法 第二百五十五条、第二百五十九条；
民诉法解释 第四百九十四条；法释〔2017〕8号 第十四条).

A false or refused *report* of property is another matter (法释〔2017〕8号 第九条、第十条): 拒绝报告财产 hides nothing yet.
"""

from __future__ import annotations

from checker.derive.coercion.conduct import found_of
from checker.derive.parties.addressed import paper_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.view import View
from checker.facts import Fact, Subject

WARRANT, RECORD = "搜查令", "搜查笔录"

_KEPT = r"(?!状况|情况|线索|清单|信息|报告|申报)"
PROPERTY = (
    r"(?:财产|财物|资产|存款|资金|现金|收入|会计账簿|账簿|账册|账目|会计凭证|会计资料|车辆|轿车|货车|汽车|设备|机器|货物|存货|物品|款项)"
    + _KEPT
)
_HIDE = r"(?:隐藏|隐匿|藏匿)"
HIDES = (
    rf"{_HIDE}(?!地)(?:、[^，。；：、]{{2,6}}){{0,4}}[^，。；：]{{0,16}}?{PROPERTY}",
    rf"[将把][^，。；：]{{1,24}}(?:{_HIDE}|藏(?:起来|于|在|到|至))",
)
"""Words for hiding things."""
WITHHOLDS = (
    rf"拒(?:不|绝)(?:向[^，。；：]{{1,10}})?(?:交出|交付|移交|提交)[^，。；：]{{0,14}}?(?:{PROPERTY}|钥匙|印章)",
)


@fact("被执行人.隐匿财产拒不交出")
def hides(view: View, subject: Subject) -> Fact:
    """The court found that he hides property or books, or refuses to hand them over."""
    return found_of(view, party_of(view, subject), (*HIDES, *WITHHOLDS), "隐匿财产、账簿或者拒不交出")


@fact("被执行人.搜查令")
def warrant(view: View, subject: Subject) -> Fact:
    """The warrant to search him."""
    return paper_for(view, party_of(view, subject), WARRANT)


@fact("被执行人.搜查笔录")
def search_record(view: View, subject: Subject) -> Fact:
    """The record of the search."""
    return paper_for(view, party_of(view, subject), RECORD)
