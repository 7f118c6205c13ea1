"""账户: accounts with a balance in the feedback, and whether each is frozen (第一组3).

Frozen is shown by a 冻结裁定书 of this respondent and a 协助冻结存款通知书 (回执) that covers the account: by its number,
its masked number or last digits, or, where the paper gives no number at all, by the bank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Evidence, Party
from checker.derive.addressed import made_out_to
from checker.derive.holdings import ACCOUNT, Holding, holdings
from checker.derive.names import distance
from checker.derive.queries import FEEDBACK, feedback_for
from checker.derive.registry import fact
from checker.derive.subjects import subjects
from checker.derive.view import View
from checker.derive.wording import legible, wording
from checker.facts import Fact, Subject

RULING, NOTICE = "冻结裁定书", "协助冻结存款通知书"
NOTICES = (NOTICE, "协助执行通知书", "扣划裁定书")
_NUMBER = re.compile(r"(?<![0-9*])(\d[\d*]{8,24}\d)(?![0-9*])")
_TAIL = re.compile(r"(?:尾号|末(?:四|4)位)[为是：]?(\d{3,6})")
_TOWN = re.compile(
    r"中国|股份有限公司|有限责任公司|有限公司|支行|分行|营业部|总行|银行存款|[\u4e00-\u9fff]{2,3}(?=支行|分行)"
)


def accounts_of(view: View, party: Party) -> tuple[Holding, ...]:
    """Every account that a feedback lists as this party's, by number; its highest balance counts."""
    best: dict[str, Holding] = {}
    for paper in feedback_for(view, party):
        for h in holdings(view, paper):
            if h.kind == ACCOUNT and h.owner in (party.name, ""):
                known = best.get(h.key)
                if known is None or (h.balance is not None and h.balance > (known.balance or 0)):
                    best[h.key] = h
    return tuple(best.values())


def _with_balance(view: View) -> list[tuple[Party, Holding]]:
    return [(p, h) for p in view.respondents for h in accounts_of(view, p) if h.balance is None or h.balance > 0]


@subjects("账户")
def accounts(view: View) -> list[Subject]:
    """Accounts with a balance; one whose balance could not be read is among them."""
    return list(dict.fromkeys(Subject("账户", h.key) for _, h in _with_balance(view)))


def _find(view: View, subject: Subject) -> tuple[Party, Holding]:
    return next((p, h) for p, h in _with_balance(view) if h.key == subject.name)


def _any_account(view: View) -> Fact:
    """Whether any feedback lists an account with a balance. The feedback that lists none is the evidence."""
    found = _with_balance(view)
    if found:
        return Fact(True, tuple(e for _, h in found for e in h.evidence))
    papers = view.papers(FEEDBACK)
    if not papers:
        missing = view.presence((), [FEEDBACK])
        return Fact(None, missing.evidence, "没有总对总反馈，不知道有无存款", missing.searched)
    if not all(legible(view, p) for p in papers):
        return Fact(None, papers[0].evidence, "总对总反馈有看不清的地方，未能确认有无存款")
    return Fact(False, tuple(e for p in papers for e in p.evidence), "总对总反馈中没有有余额的账户")


@fact("案件.有存款账户")
def deposits_known(view: View, subject: Subject) -> Fact:
    """The same, asked of the respondents one by one: every one needs a feedback before 无 may be said."""
    for party in view.respondents:
        if not feedback_for(view, party):
            return Fact(None, note=f"没有{party.name}的总对总反馈，不知道有无存款")
    return _any_account(view)


@fact("账户.余额")
def balance(view: View, subject: Subject) -> Fact:
    """The balance, in fen."""
    _, holding = _find(view, subject)
    note = "" if holding.balance is not None else "余额没有读到"
    return Fact(holding.balance, holding.evidence, note)


@fact("账户.户主")
def owner(view: View, subject: Subject) -> Fact:
    """Whose account it is."""
    party, holding = _find(view, subject)
    return Fact(party.name, holding.evidence)


@fact("账户.开户行")
def bank(view: View, subject: Subject) -> Fact:
    """The bank, as the feedback has it."""
    _, holding = _find(view, subject)
    return Fact(holding.keeper or None, holding.evidence, "" if holding.keeper else "开户行没有读到")


@fact("账户.冻结裁定书")
def ruling(view: View, subject: Subject) -> Fact:
    """A 冻结裁定书 for the owner. Rulings name the sum and the party; one that lists accounts must list this one."""
    party, holding = _find(view, subject)
    return _covering(view, party, holding, (RULING,), needs_number=False)


@fact("账户.协助冻结通知书")
def notice(view: View, subject: Subject) -> Fact:
    """A 协助冻结存款通知书 or its 回执 that covers the account."""
    party, holding = _find(view, subject)
    return _covering(view, party, holding, (NOTICE,), needs_number=True)


def _covering(view: View, party: Party, account: Holding, kinds: Sequence[str], *, needs_number: bool) -> Fact:
    papers = [
        d for d in view.papers(*kinds) if made_out_to(view, d, party).value is not False or _lists(view, d, account)
    ]
    verdicts = [(paper, covers(view, paper, account, needs_number=needs_number)) for paper in papers]
    for paper, (covered, places) in verdicts:
        if covered:
            return Fact(True, (*paper.evidence, *places))
    open_ = [(paper, places) for paper, (covered, places) in verdicts if covered is None]
    if open_:
        kind = open_[0][0].kind
        return Fact(None, open_[0][0].evidence, f"{kind}上的账号没有读清，不能确定是否为账户{account.key}")
    missing = view.presence((), kinds)
    if papers and missing.value is False:
        note = f"卷内的{'、'.join(dict.fromkeys(p.kind for p in papers))}没有写明账户{account.key}"
        return Fact(False, tuple(e for p in papers for e in p.evidence), note, missing.searched)
    return missing


def _lists(view: View, paper: Document, account: Holding) -> bool:
    return any(same_account(n, account.key) for n, _ in _numbers(view, paper))


def covers(
    view: View, paper: Document, account: Holding, *, needs_number: bool
) -> tuple[bool | None, tuple[Evidence, ...]]:
    """Whether a paper covers an account (None: cannot be told), with the lines that say so."""
    numbers = _numbers(view, paper)
    for number, places in numbers:
        if same_account(number, account.key):
            return True, places
    for match, places in wording(view, paper).matches(_TAIL.pattern):
        if account.key.endswith(match[1]):
            return True, places
    if any(1 <= distance(n, account.key, 3) <= 2 for n, _ in numbers):
        return None, numbers[0][1]
    if numbers:
        return False, ()
    if not legible(view, paper):
        return None, ()
    return (True, ()) if not needs_number or _same_bank(paper, account) else (False, ())


def _numbers(view: View, paper: Document) -> list[tuple[str, tuple[Evidence, ...]]]:
    """The account numbers of a paper: those of its rows of accounts, and any that stand in its text after 账号."""
    listed = [(h.key, h.evidence) for h in holdings(view, paper) if h.kind == ACCOUNT]
    told = wording(view, paper).matches(r"(?:账号|帐号|账户|账户号码|卡号)[为：]?[（]?(\d[\d*]{8,24}\d)")
    return listed + [(m[1], places) for m, places in told if m[1] not in {n for n, _ in listed}]


def same_account(a: str, b: str) -> bool:
    """Whether two account numbers are the same; a masked one (6228****2279) matches by what it shows."""
    if "*" not in a and "*" not in b:
        return a == b
    shorter, longer = sorted((a, b), key=lambda n: "*" not in n)
    head, _, tail = shorter.partition("*")
    tail = tail.replace("*", "")
    return len(tail) >= 3 and longer.startswith(head) and longer.endswith(tail)


def _same_bank(paper: Document, account: Holding) -> bool:
    core = _TOWN.sub("", account.keeper)
    return len(core) >= 2 and core in paper.text.replace("\n", "")
