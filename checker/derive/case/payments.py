"""Money received against the claim (监法〔2022〕19号 第一组4 等).

The same money leaves several papers: a bank's slip, the court's receipt, the voucher of its payment to the applicant.
Each sort on its own is a lower bound of what came in, slips and receipts together an upper one; where the claim lies
between the two, a person has to tell which papers are of the same money. A receipt copied twice counts once; what was
paid back is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Document, Evidence, Field
from checker.derive.case.claims import claim
from checker.derive.property.things import AMOUNT
from checker.derive.registry import fact
from checker.derive.text.wording import compiled, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.cells import cells_of, same_row
from extractors.text.flat import flat
from extractors.text.money import parse_amount

RECEIPTS, PAYOUTS = ("案款收据",), ("案款发放凭证",)
COURT, BANK, PAID_OUT, PAID_BACK = "收据", "银行凭证", "发放", "退款"
_OF_BANK = r"回单|进账|转账|到账|入账|汇款|银行"
_OF_FEES = (
    r"(?:收费|缴款|收款)?(?:项目|事由|用途|摘要|款项(?:名称|性质|类别)|性质)(?:名称)?[：]?[^，。；：]{0,8}"
    r"(?:执行费|申请费|诉讼费|受理费|保全费|评估费|公告费|鉴定费|罚款|罚金)"
)
"""What is paid for the court's fees is no money received for the applicant."""
_BACK = r"退款|退还|退回|退付|退费"


@fact("案件.收款凭证")
def payment_papers(view: View, subject: Subject) -> Fact:
    """Receipts or payout vouchers."""
    return view.paper(*RECEIPTS, *PAYOUTS)


@fact("案件.到位金额")
def received(view: View, subject: Subject) -> Fact:
    """What certainly came in, in fen; unknown where an amount cannot be read, or where it depends on which papers are of
    the same money whether the claim is covered.
    """
    papers = tuple(p for p in view.papers(*RECEIPTS, *PAYOUTS) if not wording(view, p).find(_OF_FEES))
    if not papers:
        missing = view.paper(*RECEIPTS, *PAYOUTS)
        return missing if missing.value is None else Fact(0, note="没有收款凭证", searched=view.searched)
    sums = {sort: _sum([p for p in papers if _sort(view, p) == sort]) for sort in (COURT, BANK, PAID_OUT, PAID_BACK)}
    if unread := next((f for f in sums.values() if f.value is None), None):
        return unread
    fen = {sort: int(str(found.value)) for sort, found in sums.items()}
    most = max(fen[COURT] + fen[BANK], fen[PAID_OUT])
    best = max((COURT, BANK, PAID_OUT), key=lambda sort: fen[sort])
    least = max(fen[best] - fen[PAID_BACK], 0)
    places = sums[best].evidence
    claim_fen = claim(view).value
    if least < most and isinstance(claim_fen, int) and least < claim_fen <= most:
        every_place = tuple(e for found in sums.values() for e in found.evidence)
        return Fact(None, every_place, "收据、银行回单、退款凭证中有无同一笔款，须人工核对后合计")
    return Fact(least, places)


def _sort(view: View, paper: Document) -> str:
    """Which side's paper it is: the court's receipt, a bank's slip, the payment to the applicant, or money given back."""
    head = flat(paper.title + "".join(line.text for line in paper.pages[0].lines[:2]))
    of_giving_back = rf"(?:摘要|用途|附言|事由)[：]?[^，。；]{{0,6}}(?:{_BACK})"
    if compiled(_BACK).search(head) or wording(view, paper).find(of_giving_back):
        return PAID_BACK
    if paper.kind in PAYOUTS:
        return PAID_OUT
    return BANK if compiled(_OF_BANK).search(head) else COURT


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


def _total(paper: Document) -> Field | None:
    """The total under a list of several receipts."""
    for page in paper.pages:
        cells = cells_of(page)
        for label in cells:
            if label.text in ("合计", "总计", "合计："):
                amounts = [c for c in cells if same_row(c.box, label.box) and AMOUNT.fullmatch(c.text)]
                if len(amounts) == 1:
                    return Field(parse_amount(amounts[0].text), amounts[0].evidence(page), amounts[0].text)
    return None


def _amount(paper: Document) -> Field | None:
    """The amount; where several are read (大写 and 小写), one that two agree on, else the first."""
    if total := _total(paper):
        return total
    found = [f for f in paper.fields.get("amount", ()) if isinstance(f.value, int) and f.value > 0]
    if not found:
        return next(iter(paper.fields.get("amount", ())), None)
    values = [f.value for f in found]
    return next((f for f in found if values.count(f.value) > 1), found[0])
