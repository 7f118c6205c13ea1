"""Whether a name in a list is that of one paper: 执行通知书 is not 协助执行通知书, 暂缓执行通知书 or 限期履行通知书.

A name is compared whole. One misread character is forgiven unless the name then is nearer to that of another paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from checker.derive.parties.names import distance
from extractors.kinds import load_kinds
from extractors.text.flat import flat

_BRACKETED = re.compile(r"（([^（）]*)）?")
_NO_LETTER = re.compile(r"[^\u4e00-\u9fff]|的")
_GENRE = re.compile(r"(?:民事|执行|刑事|行政)+(?=裁定|决定|判决)")
_BEFORE = re.compile(
    r"(?:关于|将[^纳列]{2,20}(?=[纳列]入)|兹|今|现|已|向|将|附有?|内[附装]|纳入|列入|责令|(?:被申请|被)执行人|[本贵你我]院|[^、]{2,10}?人民法院"
    r"|收到|领取|领到|签收|送达|寄送|邮寄|出具|发出|下达|(?:送达|所送|诉讼|法律|执行)?文书|名称|文号|案号|编号|内件|品名|件数|份数|数量|及|和|与)+"
)
_AFTER = re.compile(r"(?:正本|副本|原件|复印件|存根|[及和与]?附件|等(?:法律|执行|诉讼)?(?:文书|材料)?|各|共|一套)+$")
_ANOTHER_ACT = re.compile(
    r"解除|撤销|撤回|取消|停止|删除|移除|屏蔽|修复|暂缓|暂停|暂不|不予|中止|终止|终结|恢复|协助|履行|变更|更正|延长|缩短|提前|追加|续行"
    r"|驳回|准予|申请|审批|告知|须知|说明|申报"
)
_ENDS_A_PAPER = re.compile(r"[书令表单函票]$|须知$|告知$")
_COMPLETE = re.compile(r"[书令]$")
_OTHERS = (
    "履行通知书", "限期履行通知书", "协执通知书", "报告财产表", "报告财产须知", "财产报告须知", "限制消费告知书", "限制高消费告知书",
    "失信告知书", "失信风险提示书", "解除限制消费令", "屏蔽失信决定书", "删除失信决定书", "撤销失信决定书", "应诉通知书", "举证通知书",
)  # fmt: skip
"""Papers that receipts name and that are no kind of this project."""


@dataclass(frozen=True, slots=True)
class PaperNames:
    """What receipts call one paper."""

    names: tuple[str, ...]

    def search(self, text: str, /) -> bool:
        """Whether a name from a list is this paper's, beyond doubt."""
        return fits(self.names, text) is True

    def may_be(self, text: str, /) -> bool:
        """Whether a name from a list is, or may be, this paper's."""
        return fits(self.names, text) is not False


@lru_cache(maxsize=4096)
def fits(names: tuple[str, ...], text: str) -> bool | None:
    """Whether `text`, one name of a list, is one of these names; None where it may be: 再次执行通知书, 限制消费令（解除）."""
    said = flat(text)
    bracketed = [part for part in _BRACKETED.findall(said) if part[:1] not in "附含"]
    parts = [plain(_BRACKETED.sub("", said)), *map(plain, bracketed), plain(said)]
    results = [_compare(names, part) for part in parts if part]
    if True in results:
        elsewhere = "".join(part for part in bracketed if plain(part) not in titles(names)[0])
        return None if _ANOTHER_ACT.search(elsewhere) else True
    return None if None in results else False


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A paper's name without its number, copies, court and the words that lead to it (收到…, 关于…)."""
    letters = _NO_LETTER.sub("", name)
    if lead := _BEFORE.match(letters):
        letters = letters[lead.end() :] or letters
    return _GENRE.sub("", _AFTER.sub("", letters) or letters)


def _compare(names: tuple[str, ...], part: str) -> bool | None:
    own, others, shared = titles(names)
    if part in own:
        return True
    if part in others:
        return None if part in shared else False
    misread = [name for name in own if min(len(name), len(part)) >= 4 and distance(part, name) == 1]
    if misread:
        same_length = any(len(name) == len(part) for name in misread)
        return True if same_length or all(distance(part, other) > 1 for other in others) else None
    return _with_more_words(own, part)


def _with_more_words(own: frozenset[str], part: str) -> bool | None:
    """A name with words around it: another act's or another paper's words make it another paper."""
    for name in sorted(own, key=len, reverse=True):
        before, found, after = part.partition(name)
        if found and _COMPLETE.search(name):
            another = _ANOTHER_ACT.search(before + after) or _ENDS_A_PAPER.search(after)
            return False if another else None
    return False


@cache
def titles(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Titles of the paper with these names: its own, those of all other papers, and those that it shares with others."""
    wanted = {plain(name) for name in names}
    own, others = set(wanted), {plain(name) for name in _OTHERS} - wanted
    for kind in load_kinds():
        said = {plain(flat(phrase.text)) for phrase in kind.titles if phrase.pattern is None}
        (own if said & wanted else others).update(said)
    return frozenset(own - (others - wanted)), frozenset(others - wanted), frozenset((own & others) - wanted)


@cache
def known_titles() -> frozenset[str]:
    """The titles of all papers."""
    return titles(())[1]
