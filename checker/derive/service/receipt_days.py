"""送达日期: whether a receipt's day is his own day of signing (民事诉讼法 第八十七条), not that of a notice, nor two days at once.

Recording an earlier day than that of the signature makes the receipt false; so it is said only where both days were read
beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from checker.casefile import Document, Evidence, Party
from checker.derive.case.order import Order
from checker.derive.case.particulars import ruled_on
from checker.derive.closing.ruling import ruling_receipts
from checker.derive.memory import remembered
from checker.derive.parties.addressed import made_out_to
from checker.derive.registry import fact
from checker.derive.service.public_service import NOTICE, notices, published_on
from checker.derive.service.receipts import RECEIPT, is_about, listed_pattern, listings, received_on
from checker.derive.service.served import NAMES, party_of
from checker.derive.text.wording import wording
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from extractors.text.cells import same_row
from extractors.text.flat import flat

SURE = 0.97
"""Confidence from which a day counts as read beyond doubt."""
_LABEL = re.compile(r"(?:收[到件]|签收|送达|受送达)(?:时间|日期)")
_BY_THE_NOTICE = r"(?:送达|收到|签收)(?:时间|日期)[^。；，]{0,6}(?:按|以|为|同|照|填)[^。；，]{0,8}公告[^。；，]{0,8}(?:时间|日期|之日|当日|为准|填)"
"""What a receipt says of itself that gives the day of a notice for its own, whatever the notice served."""
_Dated = tuple[str, Document, Fact]  # the paper listed, the receipt, the day in its row or by the signature


@fact("被执行人.送达回证")
def receipt(view: View, subject: Subject) -> Fact:
    """Receipts of this respondent."""
    told = [(paper, is_about(view, paper, subject.name)) for paper in view.papers(RECEIPT)]
    if own := [paper for paper, his in told if his]:
        return view.presence(own, (RECEIPT,))
    if open_ := [paper for paper, his in told if his is None]:
        return Fact(None, open_[0].evidence, f"送达回证的受送达人没有读到，不能确定是否为{subject.name}")
    return view.presence((), (RECEIPT,))


@remembered
def _dated(view: View, party: Party) -> tuple[_Dated, ...]:
    """Every paper of the four that a receipt of his lists, with the day that stands for it."""
    return tuple(
        (kind, paper, received_on(listed))
        for paper in view.papers(RECEIPT)
        if is_about(view, paper, party.name)
        for kind, names in NAMES.items()
        for listed in listings(view, paper, listed_pattern(names))
    )


@fact("被执行人.回证日期为公告日期")
def day_of_notice(view: View, subject: Subject) -> Fact:
    """是 where a receipt for a paper bears the day of the notice that serves the same paper, or says that it bears a
    notice's day.
    """
    party = party_of(view, subject)
    open_: Fact | None = None
    for kind, paper, day in _dated(view, party):
        if (told := _by_the_notice(view, party, paper, day)) and (open_ := told).value:
            return told
        for notice, _ in notices(view, party, kind):
            published = published_on(notice)
            places = (*day.evidence, *published.evidence)
            if day.value is not None and day.value == published.value and _sure(places):
                return Fact(True, places, f"{kind}的送达回证日期就是公告日期（{day.value}）")
            if None in (day.value, published.value) or day.value == published.value:
                open_ = Fact(None, places, f"{kind}的送达回证日期、公告日期没有读清，不能确定是否同一日")
    return open_ or _nothing_wrong(view, subject, "送达回证的日期不是公告的日期")


def _by_the_notice(view: View, party: Party, receipt_: Document, day: Fact) -> Fact | None:
    """Where the receipt itself says that its day is a notice's: proved where a notice to him bears that day."""
    said = wording(view, receipt_).find(_BY_THE_NOTICE)
    if not said:
        return None
    published = (published_on(paper) for paper in view.papers(NOTICE) if made_out_to(view, paper, party).value)
    same = next((own for own in published if own.value is not None and own.value == day.value), None)
    if same and _sure((*day.evidence, *same.evidence, *said)):
        return Fact(True, (*said, *day.evidence, *same.evidence), f"送达回证写明日期按公告填写，即{day.value}")
    return Fact(None, (*said, *day.evidence), "送达回证写有日期按公告填写的字样，须看是否本人签收之日")


@fact("被执行人.回证日期前后不一")
def two_days(view: View, subject: Subject) -> Fact:
    """是 where the day filled in on a receipt is another than that by the signature."""
    party = party_of(view, subject)
    open_: Fact | None = None
    for paper in view.papers(RECEIPT):
        if not is_about(view, paper, party.name):
            continue
        for filled, signed in _pairs(view, party, paper):
            places = (*filled.evidence, *signed.evidence)
            told = f"送达回证填写的日期为{filled.value}，签收处的日期为{signed.value}"
            if _sure(places) and not _one_digit_lost(filled, signed):
                return Fact(True, places, told)
            open_ = Fact(None, places, f"{told}，可能没有读准，须看原件")
    return open_ or _nothing_wrong(view, subject, "送达回证上没有两个不同的日期")


def _pairs(view: View, party: Party, paper: Document) -> Iterator[tuple[Fact, Fact]]:
    """Days beside the label 送达日期 that are no row's own, each with a different day of a row or signature."""
    signed = [day for _, other, day in _dated(view, party) if other is paper and isinstance(day.value, date)]
    places = {(e.page, e.box) for day in signed for e in day.evidence}
    for found in paper.fields.get("received_on", ()):
        elsewhere = not any((e.page, e.box) in places for e in found.evidence)
        if elsewhere and isinstance(found.value, date) and _beside_label(paper, found.evidence):
            filled = Fact(found.value, found.evidence)
            yield from ((filled, day) for day in signed if day.value != found.value)


def _beside_label(paper: Document, places: tuple[Evidence, ...]) -> bool:
    """Whether the label stands in the row of the day: under the head of a column each row has a day of its own."""
    rows = ((e, page.lines) for e in places for page in paper.pages if page.ref == e.ref)
    return any(_LABEL.search(flat(line.text)) for e, lines in rows for line in lines if same_row(line.box, e.box))


def _sure(places: tuple[Evidence, ...]) -> bool:
    return all(place.confidence >= SURE for place in places)


def _one_digit_lost(one: Fact, other: Fact) -> bool:
    """Whether they differ by what the recogniser loses of doubled digits (11日 read as 1日)."""
    if not (isinstance(one.value, date) and isinstance(other.value, date)):
        return False
    first, second = max(one.value, other.value), min(one.value, other.value)
    return Order("", first, "", second, ()).misread


def _nothing_wrong(view: View, subject: Subject, note: str) -> Fact:
    """否, resting on his receipts; as unknown as these are."""
    own = receipt(view, subject)
    return Fact(False, own.evidence, note) if own.value else own


@fact("申请执行人.裁定书签收日期")
def ruling_signed_on(view: View, subject: Subject) -> Fact:
    """The day this applicant signed for the 终本裁定书. A receipt for some 裁定书 of an earlier day is for another one."""
    party, made = party_of(view, subject), ruled_on(view, THE_CASE)
    days: list[Fact] = []
    for listed, by_name in ruling_receipts(view, party):
        day = received_on(listed)
        early = isinstance(day.value, date) and isinstance(made.value, date) and day.value < made.value
        if isinstance(day.value, date) and (by_name or not early):
            days.append(day)
    if not days:
        return Fact(None, note=f"没有读到{party.name}签收终本裁定书的日期", searched=view.searched)
    signed = max(days, key=lambda day: str(day.value))
    order = Order("", made.value, "", signed.value, (*made.evidence, *signed.evidence))  # type: ignore[arg-type]
    if isinstance(made.value, date) and order.misread:
        return Fact(None, signed.evidence, f"签收日期（{signed.value}）早于裁定日期，可能没有读准，须看原件")
    return signed
