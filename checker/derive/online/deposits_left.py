"""Deposits that a query found and that were neither deducted nor are excused (法〔2016〕373号 第一条第（三）项).

An account is dealt with where a paper deducts it, or money of just that sum came in. What a paper gives as a reason (the
account is for wages, another court froze it first) is for a person; so is money that came in and may be this account's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party
from checker.derive.case.claims import claim, paid
from checker.derive.memory import remembered
from checker.derive.online.accounts import accounts_of, deposits_known
from checker.derive.online.freezing import covers
from checker.derive.online.holdings import Holding
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.text.statements import affirmed, statements
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject

DEDUCTING = ("扣划裁定书", "协助扣划存款通知书")
_MONEY = ("案款收据", "案款发放凭证")
_TOLD_IN = (
    "终本裁定书",
    "案件审查报告",
    "合议庭评议笔录",
    "结案审批表",
    "研究记录",
    "终本约谈笔录",
    "协助冻结存款通知书",
)
_DEDUCTED = r"(?:扣划|划拨|提取)(?:到位|了|其|被执行人|银行|存款|账户|至|人民币)*[^。；]{0,24}\d"
_EXCUSED = (
    r"(?:不能|无法|不得|不宜|不予|暂不|暂缓|未能)(?:依法|直接|进行|办理|采取)*(?:扣划|划拨|提取)"
    r"|轮候冻结|(?:已|先|首)(?:被|由)?[^。；，]{0,14}(?:其他|他|外地)?(?:人民)?法院(?:先行|首先|在先)?冻结"
    r"|(?:低保|社保|养老|抚恤|救助|医保|保证金|专用|监管|质押)[^。；，]{0,8}(?:账户|款|金)|(?:必需|必要|基本)的?生活(?:必需)?费"
)
_TRIFLE = re.compile(
    r"[^。；，]{0,12}(?:不足|未达|未满|不满|低于|小于|少于)[^。；，]{0,6}(?:一千|1,?000)(?:\.00)?元[^。；]{0,24}?(?:不予|暂不|未|不再)(?:扣划|划拨)"
)
"""That a deposit is a trifle is what the rule itself measures, by sum and share: no reason of its own."""
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Deposit:
    """An account with a balance, and whether it was dealt with (None: a person has to see)."""

    account: Holding
    dealt_with: Fact

    @property
    def is_open(self) -> bool:
        return self.dealt_with.value is False

    @property
    def may_be_open(self) -> bool:
        return self.dealt_with.value is None


@fact("案件.未处理存款最大余额")
def largest_left(view: View, subject: Subject) -> Fact:
    """The highest balance among the accounts not dealt with, in fen; 0 where all are."""
    known = deposits_known(view, THE_CASE)
    if known.value is not True:
        return Fact(0, known.evidence, known.note) if known.value is False else known
    found = _deposits(view)
    certain = [d.account for d in found if d.is_open and d.account.balance is not None]
    top = max((a.balance or 0 for a in certain), default=0)
    for one in found:
        unread = one.account.balance is None and not one.dealt_with.value
        if unread or (one.may_be_open and (one.account.balance or 0) > top):
            note = f"账户{one.account.key}：{one.dealt_with.note or '余额没有读到'}"
            return Fact(None, (*one.account.evidence, *one.dealt_with.evidence), note)
    if top:
        account = next(a for a in certain if a.balance == top)
        note = f"账户{account.key}的存款没有扣划，也没有说明理由"
        return Fact(top, account.evidence, note, view.searched)
    return Fact(0, tuple(e for d in found for e in (*d.account.evidence, *d.dealt_with.evidence)))


@fact("案件.未处理存款占比")
def share_left(view: View, subject: Subject) -> Fact:
    """The same in percent of what is to be enforced; a fraction counts as one more."""
    left = largest_left(view, subject)
    if not isinstance(left.value, int) or left.value == 0:
        return left
    total = claim(view)
    if not isinstance(total.value, int) or total.value <= 0:
        return Fact(None, left.evidence, total.note or "没有读到执行标的金额")
    return Fact(-(-left.value * _HUNDRED // total.value), (*left.evidence, *total.evidence))


@remembered
def _deposits(view: View) -> tuple[_Deposit, ...]:
    found = [(p, a) for p in view.respondents for a in accounts_of(view, p)]
    with_money = [(p, a) for p, a in found if a.balance is None or a.balance > 0]
    return tuple(_Deposit(account, _dealt_with(view, party, account)) for party, account in with_money)


def _dealt_with(view: View, party: Party, account: Holding) -> Fact:
    papers = [p for p in view.papers(*DEDUCTING) if made_out_to(view, p, party).value is not False]
    told = [(p, covers(view, p, account, needs_number=False)) for p in papers]
    if taken := next((p for p, covered in told if covered.value), None):
        return Fact(True, taken.evidence)
    if came := _came_in(view, account):
        return Fact(True, came)
    if doubt := next((covered for _, covered in told if covered.value is None), None):
        return doubt
    if excuse := _excuse(view, view.papers(*_TOLD_IN)):
        return Fact(None, excuse, "有扣划、不能扣划存款的记载，没有扣划的文书，须看原件")
    return _not_dealt_with(view, account)


def _not_dealt_with(view: View, account: Holding) -> Fact:
    """否, unless money came in that may be this account's, or a paper may stand on a page that nobody could read."""
    missing = view.presence((), (*DEDUCTING, *_MONEY))
    if missing.value is None:
        return missing
    so_far = paid(view, THE_CASE)
    if not isinstance(so_far.value, int) or (account.balance is not None and so_far.value >= account.balance > 0):
        return Fact(None, so_far.evidence, "有案款到位，不能确定是否为该账户的存款")
    return missing


def _came_in(view: View, account: Holding) -> tuple[Evidence, ...]:
    """Where a receipt or a voucher is of just the sum that the account held."""
    for paper in view.papers(*_MONEY):
        for amount in paper.fields.get("amount", ()):
            if amount.value is not None and amount.value == account.balance:
                return amount.evidence
    return ()


def _excuse(view: View, papers: Sequence[Document]) -> tuple[Evidence, ...]:
    for paper in papers:
        for said in statements(view, paper):
            text = _TRIFLE.sub("", said.text)
            if affirmed(_DEDUCTED, text) or affirmed(_EXCUSED, text):
                return said.evidence
    return ()
