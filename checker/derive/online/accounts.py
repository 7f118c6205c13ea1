"""账户: accounts with a balance in the feedback, and whether each is frozen (第一组3).

Frozen is shown by a 冻结裁定书 of this respondent and a 协助冻结存款通知书 (回执) that covers the account (`freezing`).
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.casefile import Party
from checker.derive.online.balances import unread_accounts
from checker.derive.online.freezing import covers, lists
from checker.derive.online.holdings import ACCOUNT, Holding, holdings
from checker.derive.online.queries import FEEDBACK, feedback_for
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.subjects import subjects
from checker.derive.text.wording import legible
from checker.derive.view import View
from checker.facts import Fact, Subject

RULING, NOTICE = "冻结裁定书", "协助冻结存款通知书"


def accounts_of(view: View, party: Party) -> tuple[Holding, ...]:
    """Every account that a feedback lists as this party's, by number; its highest balance counts."""
    best: dict[str, Holding] = {}
    for paper in feedback_for(view, party):
        for h in (*holdings(view, paper), *unread_accounts(view, paper)):
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
    """A paper of these kinds that covers the account. For an account whose number was not read, 无 cannot be said; nor
    is anything owed for one that may be empty.
    """
    found = _covered(view, party, account, kinds, needs_number=needs_number)
    if found.value is False and account.balance is None:
        return Fact(None, account.evidence, f"{account.key}：余额没有读到，须看原件核对有无存款", found.searched)
    if found.value is False and not account.read:
        return Fact(None, account.evidence, f"{account.key}：账号没有读清，须看原件核对是否冻结", found.searched)
    return found


def _covered(view: View, party: Party, account: Holding, kinds: Sequence[str], *, needs_number: bool) -> Fact:
    papers = [
        d for d in view.papers(*kinds) if made_out_to(view, d, party).value is not False or lists(view, d, account)
    ]
    verdicts = [(paper, covers(view, paper, account, needs_number=needs_number)) for paper in papers]
    for paper, covered in verdicts:
        if covered.value:
            return Fact(True, (*paper.evidence, *covered.evidence))
    if open_ := [covered for _, covered in verdicts if covered.value is None]:
        return open_[0]
    missing = view.presence((), kinds)
    if papers and missing.value is False:
        note = f"卷内的{'、'.join(dict.fromkeys(p.kind for p in papers))}没有写明账户{account.key}"
        return Fact(False, tuple(e for p in papers for e in p.evidence), note, missing.searched)
    return missing
