"""Money received against the claim (监法〔2022〕19号 第一组4 等).

The same money is received (收据) and paid out (发放凭证); each side on its own is a lower bound of what came in, so
the larger of the two sums counts, never both. A receipt copied twice counts once.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Document, Evidence, Field
from checker.derive.case import claim, first_of
from checker.derive.registry import fact
from checker.derive.view import View
from checker.facts import Fact, Subject

RECEIPTS, PAYOUTS = ("案款收据",), ("案款发放凭证",)
_CLAIMS = ("立案审批表", "案件流程信息表", "强制执行申请书", "执行通知书", "结案审批表")


@fact("案件.申请执行金额")
def claimed(view: View, subject: Subject) -> Fact:
    """The record's amount, else that of the papers that state what is enforced."""
    found = claim(view)
    if found.value is not None:
        return found
    for kind in _CLAIMS:
        for amount in first_of(view.papers(kind), "claim"):
            if isinstance(amount.value, int):
                return Fact(amount.value, amount.evidence)
    return found


@fact("案件.收款凭证")
def payment_papers(view: View, subject: Subject) -> Fact:
    """Receipts or payout vouchers."""
    return view.paper(*RECEIPTS, *PAYOUTS)


@fact("案件.到位金额")
def received(view: View, subject: Subject) -> Fact:
    """The larger sum, in fen. A voucher whose amount cannot be read makes it unknown, unless it is not needed."""
    sums = [_sum(view.papers(*kinds)) for kinds in (RECEIPTS, PAYOUTS)]
    known = [f for f in sums if isinstance(f.value, int)]
    if any(f.value is None for f in sums):
        unread = next(f for f in sums if f.value is None)
        return Fact(None, unread.evidence, unread.note)
    best = max(known, key=lambda f: int(str(f.value)))
    if best.value == 0:
        missing = view.paper(*RECEIPTS, *PAYOUTS)
        return missing if missing.value is None else Fact(0, note="没有收款凭证", searched=view.searched)
    return best


def _sum(papers: Sequence[Document]) -> Fact:
    total = 0
    places: list[Evidence] = []
    seen: set[tuple[object, ...]] = set()
    for paper in papers:
        amount = _amount(paper)
        if amount is None or not isinstance(amount.value, int):
            return Fact(None, paper.evidence, f"{paper.kind}的金额没有读清")
        number = next((str(f.value) for f in paper.fields.get("number", ()) if f.value), "")
        day = next((f.value for f in paper.fields.get("made_on", ()) if f.value), None)
        key = (paper.kind, number or None, amount.value, day) if number or day else (paper.id,)
        if key not in seen:
            seen.add(key)
            total += amount.value
            places.extend(amount.evidence)
    return Fact(total, tuple(places))


def _amount(paper: Document) -> Field | None:
    """The amount; where several are read (大写 and 小写), one that two agree on, else the first."""
    found = [f for f in paper.fields.get("amount", ()) if isinstance(f.value, int) and f.value > 0]
    if not found:
        return next(iter(paper.fields.get("amount", ())), None)
    values = [f.value for f in found]
    return next((f for f in found if values.count(f.value) > 1), found[0])
