"""Whether a paper freezes an account: it covers it, and its reply does not say that the freezing failed.

A paper covers an account by its number, its masked number or last digits, or, where it gives no number at all, by the
bank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Document, Evidence
from checker.derive.memory import remembered
from checker.derive.online.holdings import ACCOUNT, Holding, holdings
from checker.derive.parties.names import distance
from checker.derive.property.things import same_account
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact

_TAIL = r"(?:尾号|末(?:四|4)位)[为是：]?(\d{3,6})"
_TOLD = r"(?:账号|帐号|账户|账户号码|卡号)[为：]?[（]?(\d[\d*]{8,24}\d)"
_TOWN = re.compile(
    r"中国|股份有限公司|有限责任公司|有限公司|支行|分行|营业部|总行|银行存款|[\u4e00-\u9fff]{2,3}(?=支行|分行)"
)
_FAILED = re.compile(
    r"(?<![□☐])(?:未(?:能)?(?:成功)?(?:办理|予)?冻结(?!部分|金额|余额|差额|的|资金|额度|0(?:\.0{1,2})?元)|冻结(?:未|不|没有)(?:能)?成功|冻结失败|未(?:能)?(?:办理)?成功|(?:无法|不能|不予|拒绝)(?:办理)?冻结"
    r"|已(?:经)?(?:销户|注销)|(?<!未)冻结(?:的)?(?:金额|存款|资金)?[为：]?(?:人民币)?0(?:\.0{1,2})?元)"
)
_SUPPOSED = re.compile(r"如|若|倘|逾期|是否|应当|期满|期限届满")
_REST_OF_SUM = re.compile(r"已(?:实际)?冻结(?:金额)?[为：]?(?:人民币)?(?!0(?:\.0{1,2})?元)\d[\d,.]*元[，；]未冻结\d$")
_SUM = 4  # letters of 未冻结 and the first of the sum
_OF_ALL = re.compile(r"上述|以上|均|该等|全部")


def covers(view: View, paper: Document, account: Holding, *, needs_number: bool) -> Fact:
    """Whether a paper covers an account and does not say that it failed; evidence: the lines that say so."""
    covered = _names(view, paper, account, needs_number=needs_number)
    if covered.value is not True or not (failed := _failure(view, paper, account)):
        return covered
    return Fact(None, failed, f"{paper.kind}写明账户{account.key}没有冻结成功，须由人判断")


def lists(view: View, paper: Document, account: Holding) -> bool:
    """Whether a paper gives the number of this account."""
    return any(same_account(n, account.key) for n, _ in _numbers(view, paper))


def _names(view: View, paper: Document, account: Holding, *, needs_number: bool) -> Fact:
    unclear = f"{paper.kind}上的账号没有读清，不能确定是否为账户{account.key}"
    numbers = _numbers(view, paper)
    for number, places in numbers:
        if same_account(number, account.key):
            return Fact(True, places)
    for match, places in wording(view, paper).matches(_TAIL):
        if account.key.endswith(match[1]):
            return Fact(True, places)
    if any(1 <= distance(n, account.key, 3) <= 2 for n, _ in numbers):
        return Fact(None, numbers[0][1], unclear)
    if numbers:
        return Fact(False)
    if not legible(view, paper):
        return Fact(None, paper.evidence, unclear)
    return Fact(not needs_number or _same_bank(paper, account))


@remembered
def _numbers(view: View, paper: Document) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """The account numbers of a paper: those of its rows of accounts, and any that stand in its text after 账号."""
    listed = [(h.key, h.evidence) for h in holdings(view, paper) if h.kind == ACCOUNT]
    known = {number for number, _ in listed}
    told = wording(view, paper).matches(_TOLD)
    return (*listed, *((m[1], places) for m, places in told if m[1] not in known))


def _same_bank(paper: Document, account: Holding) -> bool:
    core = _TOWN.sub("", account.keeper)
    return len(core) >= 2 and core in paper.text.replace("\n", "")


def _failure(view: View, paper: Document, account: Holding) -> tuple[Evidence, ...]:
    """Where the reply says that this account (or all of them) was not frozen."""
    words = wording(view, paper)
    numbers = [n for n, _ in _numbers(view, paper)]
    for found in _FAILED.finditer(words.text):
        sentence = re.split(r"[。；！？]", words.text[: found.start()])[-1]
        with_sum = sentence + words.text[found.start() : found.start() + _SUM]
        other = _SUPPOSED.search(sentence) or _REST_OF_SUM.search(with_sum)
        if not other and _is_of(account, numbers, words.text[: found.start()], sentence):
            return words.evidence(*found.span())
    return ()


def _is_of(account: Holding, numbers: Sequence[str], before: str, sentence: str) -> bool:
    """Whether words are about this account: the number named last before them is its, or they are about all."""
    named = [(before.rfind(n), n) for n in numbers if n in before]
    last = max(named, default=(0, account.key))[1]
    return same_account(last, account.key) or _OF_ALL.search(sentence) is not None
