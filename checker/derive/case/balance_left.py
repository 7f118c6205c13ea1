"""What is left to be enforced when the case is closed (终本合规核查清单 第9项).

The case system's figures come first; else the sum that the ruling states, else that of the approval form. Figures that
disagree on whether anything is left are for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.derive.case.claims import outstanding
from checker.derive.registry import fact
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from extractors.text.money import parse_amount

_STATED_IN = ("终本裁定书", "结案审批表", "案件审查报告", "合议庭评议笔录")
_SUM = r"(?P<sum>(?:人民币|[¥￥])?\d[\d,]*(?:\.\d{1,2})?万?元)"
_UNPAID = r"(?:尚未|未|没有)(?:实际)?(?:执行|履行|受偿|清偿|支付|给付)?(?:到位)?的?(?:执行)?(?:标的|金额|债权|余额|本金|款项?|数额)*"
_LEFT = rf"(?:{_UNPAID}(?:为|是|共计|：)?|(?:尚|仍|还)(?:欠|差|有)[^。；，\d]{{0,10}}|(?:剩余|余下)[^。；，\d]{{0,12}}){_SUM}"


@fact("案件.尚未执行金额")
def balance_left(view: View, subject: Subject) -> Fact:
    """In fen; unknown where no paper tells it, or where two contradict each other on whether anything is left."""
    figures = outstanding(view, THE_CASE)
    told = list(_told(view))
    known = [found for found in (figures, *told) if isinstance(found.value, int)]
    if not known:
        places = tuple(e for p in view.papers(*_STATED_IN) for e in p.evidence)
        return Fact(None, places, "没有读到尚未执行的金额")
    if len({found.value != 0 for found in known}) > 1:
        return Fact(None, tuple(e for f in known for e in f.evidence), "各处写明的未执行金额不一致，须看原件")
    return known[0]


def _told(view: View) -> Iterator[Fact]:
    """The sum that each of the papers states as not enforced; the last one of a paper."""
    for kind in _STATED_IN:
        for paper in view.papers(kind):
            sums = [(match["sum"], places) for match, places in wording(view, paper).matches(_LEFT)]
            if sums and isinstance(fen := parse_amount(sums[-1][0]), int):
                yield Fact(fen, sums[-1][1])
