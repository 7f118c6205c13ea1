"""What is to be enforced and what is left of it, in fen (监法〔2022〕19号 第一组4 等: 执行完毕).

The case system's record comes first, then the forms that state the amount, then the applicant's request. A request is
an amount only where it is for one: with interest that still runs, or several sums that nobody has added up, more is
owed than any figure in it, and the claim stays unknown. Two papers that state different amounts leave it to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Document
from checker.derive.case.particulars import first_of, from_record, record_of
from checker.derive.registry import fact
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.money import parse_amount

_FILING, _CLOSING, _APPLICATION = ("立案审批表", "案件流程信息表"), "结案审批表", "强制执行申请书"
_MONEY_PAPERS = ("案款收据", "案款发放凭证")

_REQUEST = re.compile(
    r"(?:申请|请求)(?:执行)?(?:的)?(?:事项|内容)?[：](?P<text>.{4,400}?)"
    r"(?:事实[和与及、]?理由|(?:申请|执行|事实)?(?:依据|根据|理由)[：]|此致|$)"
)
_FEE = re.compile(r"[^，。；、：]*(?:执行费|申请费)[^，。；、]*")
"""Who bears the court's own fee is asked for everywhere; it is no part of the claim."""
_FIGURES = r"(?:人民币|[¥￥])*\d[\d,]*(?:\.\d+)?万?元|[¥￥]\d[\d,]*(?:\.\d+)?"
_WORDS = r"(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}[元圆](?:[零壹贰叁肆伍陆柒捌玖]+[角分])*[整正]?"
_SUM = re.compile(rf"{_WORDS}（(?:{_FIGURES})）|{_FIGURES}|{_WORDS}")
_TOTAL = re.compile(rf"(?:合计|共计|总计|总额为?)(?P<sum>{_SUM.pattern})")
_AT_ONCE = re.compile(
    rf"(?:申请)?执行标的(?:额|金额)?(?:（元）)?[：](?P<sum>{_SUM.pattern})(?P<rest>(?:（[^）]*）)?)(?=。|；|$)"
)
"""An amount that the application states by itself: 申请执行标的：58833元（本金50000元，利息8833元）。"""
_RUNS_ON = re.compile(
    r"(?:清偿|付清|还清|给付|履行完毕|支付)(?:完毕)?之日|利率|LPR|加倍|双倍|迟延履行|逾期利息|罚息|复利"
)
_MORE = re.compile(r"利息|违约金|滞纳金|赔偿金|诉讼费|受理费|保全费|律师费|鉴定费|等(?:费用|款项)")


def claim(view: View) -> Fact:
    """What is to be enforced."""
    amount = record_of(view).claim_fen
    if amount is not None:
        return from_record(view, amount)
    for found in first_of(view.papers(*_FILING), "claim"):
        if isinstance(found.value, int):
            return Fact(found.value, found.evidence)
    stated = list(_stated(view))
    if len({fact_.value for fact_ in stated}) > 1:
        return Fact(None, tuple(e for f in stated for e in f.evidence), "各文书写明的执行标的金额不一致，须看原件")
    return stated[0] if stated else Fact(None, note="没有读到执行标的金额")


def _stated(view: View) -> Iterator[Fact]:
    """What the applicant asks for, and what the closing form says was to be enforced."""
    for paper in view.papers(_APPLICATION):
        yield from _requested(view, paper)
    for found in first_of(view.papers(_CLOSING), "claim"):
        if isinstance(found.value, int):
            yield Fact(found.value, found.evidence)


def _requested(view: View, paper: Document) -> Iterator[Fact]:
    """The one amount that an application asks for; nothing where it asks for more than that."""
    words = wording(view, paper)
    stated = _AT_ONCE.search(words.text)
    if stated and not _RUNS_ON.search(stated["rest"]):
        if isinstance(fen := parse_amount(stated["sum"]), int):
            yield Fact(fen, words.evidence(*stated.span("sum")))
        return
    request = _REQUEST.search(words.text)
    if request is None or _RUNS_ON.search(request["text"]):
        return
    text = _FEE.sub("", request["text"])
    total = _TOTAL.search(text)
    sums = [total["sum"]] if total else [m[0] for m in _SUM.finditer(text)]
    amounts = {parse_amount(s) for s in sums}
    if len(amounts) == 1 and (total or not _MORE.search(text)) and isinstance(fen := amounts.pop(), int):
        yield Fact(fen, words.evidence(request.start("text"), request.end("text")))


@fact("案件.已执行金额")
def paid(view: View, subject: Subject) -> Fact:
    """What came in so far, as the case system has it."""
    amount = record_of(view).paid_fen
    if amount is not None:
        return from_record(view, amount)
    receipts = view.paper(*_MONEY_PAPERS)
    if receipts.value is False:
        return Fact(0, note="卷内没有收款、发放案款的材料", searched=receipts.searched)
    return Fact(None, receipts.evidence, "案件系统记录没有已执行金额")


@fact("案件.申请执行金额")
def claimed(view: View, subject: Subject) -> Fact:
    """What is to be enforced."""
    return claim(view)


@fact("案件.未执行金额")
def outstanding(view: View, subject: Subject) -> Fact:
    """Claim less what came in. Interest that still runs is not in it."""
    total, so_far = claim(view), paid(view, subject)
    if not isinstance(total.value, int) or not isinstance(so_far.value, int):
        return Fact(None, note=total.note if total.value is None else so_far.note)
    return Fact(max(total.value - so_far.value, 0), total.evidence + so_far.evidence)
