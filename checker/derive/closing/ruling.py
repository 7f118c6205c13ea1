"""The ruling of 终本 and its service on the applicants (监法〔2022〕19号 第六组2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Party
from checker.derive.case.particulars import ruled_on
from checker.derive.closing.talks import party_of
from checker.derive.registry import fact
from checker.derive.service.receipts import RECEIPT, Listed, is_about, listed_pattern, listings, received_on, signature
from checker.derive.text.wording import compiled, every
from checker.derive.view import View
from checker.facts import THE_CASE, UNKNOWN, Fact, Subject
from extractors.text.flat import flat

RULING = "终本裁定书"
_NAMED = ("终结本次执行程序裁定书", "终本裁定书", "终结本次执行裁定书", "终结本次执行程序")
_PLAIN = r"裁定书?"
_OTHER = r"查封|冻结|扣押|扣划|划拨|评估|拍卖|成交|追加|变更|解除|不予|驳回|终结执行"


@fact("案件.终本裁定书")
def ruling(view: View, subject: Subject) -> Fact:
    """The ruling itself."""
    return view.paper(RULING)


def ruling_receipts(view: View, party: Party) -> Iterator[tuple[Listed, bool]]:
    """Where receipts of a party list the ruling; True where they call it by name, False for a plain 裁定书."""
    named, plain = listed_pattern(_NAMED), compiled(_PLAIN)
    for receipt in view.papers(RECEIPT):
        if not is_about(view, receipt, party.name):
            continue
        by_name = listings(view, receipt, named)
        yield from ((listed, True) for listed in by_name)
        for listed in listings(view, receipt, plain) if not by_name else ():
            if not compiled(_OTHER).search(flat(listed.line.text)):
                yield listed, False


@fact("申请执行人.裁定书送达回证")
def ruling_served(view: View, subject: Subject) -> Fact:
    """有 where a receipt lists the ruling and is signed and dated. A plain 裁定书 counts from the ruling's day on only."""
    party = party_of(view, subject.name)
    if party is None:
        return UNKNOWN
    made = ruled_on(view, THE_CASE).value
    best: list[Fact] = []
    for listed, by_name in ruling_receipts(view, party):
        day = received_on(listed)
        if not by_name and isinstance(made, date) and isinstance(day.value, date) and day.value < made:
            continue
        best.append(every(signature(listed), Fact(True if day.value else None, day.evidence, day.note)))
    for value in (True, None, False):
        if found := next((f for f in best if f.value is value), None):
            return found
    unsure = [r for r in view.papers(RECEIPT) if is_about(view, r, party.name) is None and _lists_the_ruling(view, r)]
    if unsure:
        return Fact(None, unsure[0].evidence, f"送达回证的受送达人没有读到，不能确定是否为{party.name}")
    missing = view.presence((), (RECEIPT,))
    note = f"没有{party.name}签收终本裁定书的送达回证" if missing.value is False else missing.note
    return Fact(missing.value, missing.evidence, note, missing.searched)


def _lists_the_ruling(view: View, receipt: Document) -> bool:
    return bool(listings(view, receipt, listed_pattern(_NAMED)) or listings(view, receipt, compiled(_PLAIN)))


@fact("案件.终本裁定送达日期")
def ruling_served_on(view: View, subject: Subject) -> Fact:
    """The day the last of the applicants signed."""
    days: list[Fact] = []
    for party in view.applicants:
        own = [received_on(listed) for listed, _ in ruling_receipts(view, party)]
        dated = [d for d in own if isinstance(d.value, date)]
        if not dated:
            return Fact(None, note=f"没有读到{party.name}签收终本裁定书的日期", searched=view.searched)
        days.append(min(dated, key=lambda d: str(d.value)))
    return max(days, key=lambda d: str(d.value)) if days else Fact(None, note="申请执行人没有确定")
