"""Why a file is returned: a fixed list, so that the ledger of returns can be counted by it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.outcome import Status
from service.errors import FormError
from service.handover.review import Item


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code. `fixable`: as a rule it can be repaired; a person may say otherwise of an item."""

    code: str
    chinese: str
    says: str
    fixable: bool = True


REASONS = {
    one.code: one
    for one in (
        Reason("missing", "缺材料", "应有的材料不在卷内"),
        Reason("incomplete", "材料不全", "材料在卷，但内容或者页数不全"),
        Reason("unsigned", "未签名盖章", "缺签名、盖章或者日期"),
        Reason("inconsistent", "内容不一致", "案号、当事人或者各材料之间互相矛盾"),
        Reason("service", "送达不合法", "没有送达、送达方式不对或者送达回证不能证明"),
        Reason("overdue", "程序超期", "该办的事项超过期限才办", fixable=False),
        Reason("illegible", "材料看不清", "扫描不清，不能核对"),
        Reason("misfiled", "归类错误", "材料放错位置、错卷或者认错种类"),
        Reason("substance", "实体问题", "财产、履行或者处分的认定有问题"),
        Reason("other", "其他", "以上都不是，在问题中写明"),
    )
}
"""Code → reason, in the order they are offered."""

_UNREADABLE = ("看不清", "看不出", "没有读到", "辨认")
"""What the check says of a paper that is there and cannot be read."""
_BY_WORD = (
    ("unsigned", ("sign", "seal", "stamp", "record-form", "leader-then-chief")),
    ("inconsistent", ("agree", "contents", "dates-in-order")),
    ("overdue", ("-days", "months", "budget", "fresh", "in-force")),
    ("service", ("served", "service", "posted")),
)
"""Reason → words in the slug of a rule that suggest it."""


def reason_of(code: str) -> Reason:
    """The reason of a code; `FormError` that names all."""
    if code not in REASONS:
        known = "、".join(f"{one.code} {one.chinese}" for one in REASONS.values())
        raise FormError(f"没有这个退回原因：{code}", how=f"可选：{known}", fields={"reason": "须选择"})
    return REASONS[code]


def suggest(item: Item) -> Reason:
    """The reason that fits an open item best; whoever returns the file may choose another."""
    if item.status is Status.UNDETERMINED:
        return REASONS["illegible" if any(word in item.problem for word in _UNREADABLE) else "other"]
    if item.absent:
        return REASONS["missing"]
    slug = item.rule.rpartition("/")[2]
    for code, words in _BY_WORD:
        if any(word in slug for word in words):
            return REASONS[code]
    return REASONS["missing" if item.searched else "incomplete"]
