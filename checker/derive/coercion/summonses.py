"""传票 and 拘传票 (民诉法解释 第四百八十二条: 经依法传唤，无正当理由拒不到场的，可以拘传).

A summons was served where a receipt lists it and is signed, or where he signed the summons itself. 拘传票 is no 传票.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Party
from checker.derive.parties.addressed import paper_for, papers_for
from checker.derive.registry import fact
from checker.derive.service.leaving import left_at_his_home
from checker.derive.service.receipts import (
    RECEIPT,
    Listed,
    doubtful_listings,
    is_about,
    listed_pattern,
    listings,
    received_on,
    signature,
)
from checker.derive.service.served import party_of
from checker.derive.signing.signatures import signed
from checker.derive.text.wording import either
from checker.derive.view import View
from checker.facts import Fact, Subject

SUMMONS, ARREST = "传票", "拘传票"

_NAMES = listed_pattern(("传票", "执行传票"))
_RECEIVER = r"被传唤人|签收|收件|受送达|领取"


@fact("被执行人.拘传票")
def arrest(view: View, subject: Subject) -> Fact:
    """The arrest summons for him; one made out to nobody that can be read is for a person."""
    return paper_for(view, party_of(view, subject), ARREST)


@fact("被执行人.拘传票日期")
def arrested_on(view: View, subject: Subject) -> Fact:
    """The day of the first arrest summons."""
    return _first_day(papers_for(view, party_of(view, subject), ARREST), ARREST)


@fact("被执行人.传票送达")
def served(view: View, subject: Subject) -> Fact:
    """有 where a summons was served on him; unknown where a receipt or a signature leaves it open."""
    party = party_of(view, subject)
    summonses = papers_for(view, party, SUMMONS)
    by_receipt = [_by_receipt(listed) for listed in _listings(view, party)]
    by_hand = [found for paper in summonses if (found := signed(paper, _RECEIVER, (party.name,))).value]
    found = either(*by_receipt, *by_hand)
    if by_receipt or by_hand:
        return found
    if open_ := _open_receipts(view, party):
        return Fact(None, open_[0].evidence, "有送达回证看不出是否列有传票、是否送达其本人，须看原件")
    missing = view.presence((), (RECEIPT, SUMMONS))
    if missing.value is None:
        return missing
    shown = tuple(e for paper in summonses for e in paper.evidence)
    return Fact(False, shown, "有传票，没有送达的回证" if summonses else "没有传票及其送达回证", view.searched)


@fact("被执行人.传票送达日期")
def served_on(view: View, subject: Subject) -> Fact:
    """The first day on which a summons was served on him; one signed on the summons itself, not before its own day."""
    party = party_of(view, subject)
    days = [received_on(listed) for listed in _listings(view, party) if _by_receipt(listed).value]
    signed_ones = [p for p in papers_for(view, party, SUMMONS) if signed(p, _RECEIVER, (party.name,)).value]
    days += [_first_day((paper,), SUMMONS) for paper in signed_ones]
    dated = [found for found in days if isinstance(found.value, date)]
    if not dated:
        return Fact(None, tuple(e for found in days for e in found.evidence), "没有读到传票的送达日期")
    return min(dated, key=lambda found: str(found.value))


def _listings(view: View, party: Party) -> Iterator[Listed]:
    for receipt in view.papers(RECEIPT):
        if is_about(view, receipt, party.name):
            yield from listings(view, receipt, _NAMES)


def _by_receipt(listed: Listed) -> Fact:
    found = either(signature(listed), left_at_his_home(listed.receipt))
    return Fact(found.value, (*listed.evidence, *found.evidence), found.note)


def _open_receipts(view: View, party: Party) -> list[Document]:
    """Receipts that may list a summons of his."""
    return [
        receipt
        for receipt in view.papers(RECEIPT)
        if (is_about(view, receipt, party.name) is None and listings(view, receipt, _NAMES))
        or (is_about(view, receipt, party.name) and doubtful_listings(view, receipt, _NAMES))
    ]


def _first_day(papers: tuple[Document, ...], kind: str) -> Fact:
    days = [f for paper in papers for f in paper.fields.get("made_on", ())[:1] if isinstance(f.value, date)]
    if not days:
        return Fact(None, tuple(e for paper in papers for e in paper.evidence), f"{kind}的日期没有读到")
    first = min(days, key=lambda f: str(f.value))
    return Fact(first.value, first.evidence)
