"""送达回证: which papers one lists, for whom, and whether it was signed and dated.

A receipt lists its papers in rows, each with its own signature and date, or all in one cell with one signature. The
row of a paper is settled by where its name stands; where no mark stands in the row, the receipt's one signature
counts for all (民事诉讼法 第八十七条: 送达必须有送达回证，由受送达人记明收到日期，签名或者盖章).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Protocol

from checker.casefile import Box, Document, Evidence, Line, Mark, MarkKind, Page, Presence
from checker.derive.memory import remembered
from checker.derive.parties.addressed import SURE, alike
from checker.derive.parties.names import Match, compare
from checker.derive.service.paper_lists import blocks, names_in
from checker.derive.service.paper_names import PaperNames
from checker.derive.service.signature_column import signed_in_column
from checker.derive.text.wording import legible, wording
from checker.derive.view import View
from checker.facts import Fact
from extractors.text.cells import same_row
from extractors.text.dates import find_dates
from extractors.text.flat import flat

RECEIPT = "送达回证"
_PENS = (MarkKind.SIGNATURE, MarkKind.NAME_SEAL, MarkKind.FINGERPRINT)
_NOT_RECEIVER = re.compile(
    r"(?<![受被应])送达?[人员]|投递|快递员|邮递员|法警|执行(?:员|人员|法官|干警)|填发|签发|见证|邀请|证明人|承办|记录|书记员"
)
_RECEIVER = re.compile(r"受送达|被送达|收件|签收|代收|接收|领取|受送|当事人|签名|签字|盖章|签章")
_SUBSTITUTE = re.compile(r"代收|代签|转交")
_BLANK_DATE = re.compile(r"(?<![0-9〇零○一二三四五六七八九十])年[月\s]*月?[日\s]*日")
_WHOSE_DAY = re.compile(
    r"(?P<court>(?<![受被应])送达[人员]|填发|签发|制作|印制)|受送达|被送达|收[到件]|签收|代收|接收|领取|送达[时日]"
)
_NOT_SENT = r"(?:发送|送达|投递)(?:失败|不成功)|未(?:能)?(?:发送|送达)成功"
_ARRIVED = r"(?<!未)(?<!不)(?:发送|送达|投递|接收)成功|已(?:签收|查收|送达|阅读?|查看|打开)"
_CAUSE = re.compile(r"案由|案号|纠纷|一案|执行案")
_NEXT_LINE = 2.0  # of a line's height: how far under a line the rest of what it says may stand
_ROW_MARGIN = 0.8  # of a line's height: how far a row reaches above and below the name of its paper


class Wanted(Protocol):
    """Tells the name of a wanted paper: `PaperNames`, or a pattern."""

    def search(self, text: str, /) -> object:
        """Something true where the name is the wanted paper's."""


def listed_pattern(names: Sequence[str]) -> PaperNames:
    """A paper by the names that receipts give it: whole, one character misread; 协助执行通知书 is not 执行通知书."""
    return PaperNames(tuple(names))


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper listed on a receipt: the page and the line that names it. `not_for`: other receivers of the same receipt,
    whose own places to sign (孙大力签收处) are not asked.
    """

    receipt: Document
    page: Page
    line: Line
    not_for: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Where the paper is named."""
        return (self.page.evidence(self.line),)


def listings(view: View, receipt: Document, wanted: Wanted) -> tuple[Listed, ...]:
    """Where a receipt lists a paper. What its remarks tell of a paper is no listing, nor what it denies."""
    found = (named for named in names_in(view, receipt) if wanted.search(named.text))
    return tuple(Listed(receipt, named.page, named.line) for named in found if not named.aside and not named.denied)


def doubtful_listings(view: View, receipt: Document, wanted: PaperNames) -> tuple[Listed, ...]:
    """Where a receipt names a paper in a remark, denies that it was handed over, or has a name that may be the paper's."""
    found = (named for named in names_in(view, receipt) if wanted.may_be(named.text))
    unsure = (n for n in found if n.aside or n.denied or not wanted.search(n.text))
    return tuple(Listed(receipt, named.page, named.line) for named in unsure)


def denial(view: View, receipt: Document, wanted: PaperNames) -> Listed | None:
    """Where a receipt says that it does not hold a paper: 备注：限制消费令未送达."""
    denied = (named for named in names_in(view, receipt) if named.denied and wanted.may_be(named.text))
    return next((Listed(receipt, named.page, named.line) for named in denied), None)


def never_arrived(view: View, receipt: Document) -> bool:
    """Whether a proof of electronic service, on which nobody signs, tells only that the sending failed (空号)."""
    words = wording(view, receipt)
    return not receiver_marks(receipt) and bool(words.find(_NOT_SENT)) and not words.find(_ARRIVED)


def receiver_marks(receipt: Document) -> tuple[tuple[Page, Mark], ...]:
    """The places where the receiver (or who receives for him) signs; those of server and witness left out.

    A mark without a label (a name seal, a fingerprint) is the receiver's where the words before it in its row ask for
    him; where nothing says whose it is, it is doubtful.
    """
    found = []
    for page, mark in receipt.marks:
        asks = asks_whom(page, mark) if mark.kind in _PENS else "送达人"
        if _NOT_RECEIVER.search(asks):
            continue
        known = bool(_RECEIVER.search(asks)) or mark.presence is not Presence.PRESENT
        found.append((page, mark if known else replace(mark, presence=Presence.DOUBTFUL)))
    return tuple(found)


def asks_whom(page: Page, mark: Mark) -> str:
    """The label of a mark; without one, the words before it in its row, else those at the head of its column."""
    if mark.label:
        return flat(mark.label)
    row = [line for line in page.lines if line.box.x1 <= mark.box.x0 + 0.02 and _in_row(line.box, mark.box)]
    if row:
        return flat(max(row, key=lambda line: line.box.x1).text)
    middle = mark.box.mid_x
    above = [line for line in page.lines if line.box.x0 <= middle <= line.box.x1 and line.box.y1 <= mark.box.y0]
    return flat(max(above, key=lambda line: line.box.y1).text) if above else ""


def marks_for(listed: Listed) -> tuple[tuple[Page, Mark], ...]:
    """The receiver's marks in the row of a paper; where its row has none, all of the receipt."""
    every = [
        (p, m) for p, m in receiver_marks(listed.receipt) if not any(flat(n) in flat(m.label) for n in listed.not_for)
    ]
    in_row = tuple((p, m) for p, m in every if p is listed.page and _in_row(m.box, listed.line.box))
    signed = any(m.presence is Presence.PRESENT for _, m in in_row)
    if not signed and (written := signed_in_column(listed.page, listed.line)):
        return ((listed.page, written),)
    return in_row or tuple(every)


def _in_row(box: Box, line: Box) -> bool:
    middle = box.mid_y
    margin = _ROW_MARGIN * line.height
    return line.y0 - margin < middle < line.y1 + margin


def signature(listed: Listed) -> Fact:
    """Whether the receiver signed for this paper. 代收人's room counts only where it is signed."""
    marks = marks_for(listed)
    own = [(p, m) for p, m in marks if not is_substitutes(m)]
    instead = [(p, m) for p, m in marks if is_substitutes(m)]
    for presence, value in ((Presence.PRESENT, True), (Presence.DOUBTFUL, None), (Presence.ABSENT, False)):
        found = [(p, m) for p, m in own if m.presence is presence]
        if presence is Presence.PRESENT and not found:
            found = [(p, m) for p, m in instead if m.presence is presence]
        if found:
            note = {True: "", None: "签名处图像看不清，须看原件", False: "受送达人签名处空白"}[value]
            places = tuple(Evidence(p.file, p.number, m.box, m.text or m.label, m.confidence) for p, m in found)
            return Fact(value, places, note)
    return Fact(None, listed.evidence, "送达回证上没有找到受送达人签名处，须看原件")


def is_substitutes(mark: Mark) -> bool:
    """Whether a room is that of one who receives for the receiver: empty, it says nothing."""
    return _SUBSTITUTE.search(flat(mark.label)) is not None


def signed_by(listed: Listed) -> tuple[Mark, ...]:
    """The receiver's signatures of which something could be read."""
    return tuple(m for _, m in marks_for(listed) if m.text and m.presence is Presence.PRESENT)


def received_on(listed: Listed) -> Fact:
    """The day that the receiver wrote: in the paper's row, by his signature, else in the receipt's field, else anywhere.

    The day on which the court issued the paper or its officer signed is not his.

    An empty 年月日 in the first two places is unknown with the note `UNDATED`: nothing was filled in.
    """
    row = [line for line in listed.page.lines if _in_row(line.box, listed.line.box)]
    signed = [line for page, m in marks_for(listed) for line in page.lines if page is listed.page and _by(m, line)]
    for lines in (row, signed):
        if found := _date_in(listed.page, lines):
            return found
        if blank := _blank_date(lines):
            return Fact(None, (listed.page.evidence(blank),), UNDATED)
    for value in listed.receipt.fields.get("received_on", ()):
        if isinstance(value.value, date):
            return Fact(value.value, value.evidence)
    for page in listed.receipt.pages:
        if found := _date_in(page, page.lines):
            return found
    for page in listed.receipt.pages:
        if empty := next((line for line in page.lines if _asks_in_vain(line, page.lines)), None):
            return Fact(None, (page.evidence(empty),), UNDATED)
    return Fact(None, listed.evidence, "送达回证上的收到日期没有读到，须看原件")


def _asks_in_vain(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the label of the receiver's date (收到时间), and nothing at all stands in its row behind it."""
    if not _ASKS_DATE.fullmatch(flat(line.text)):
        return False
    behind = "".join(flat(o.text) for o in lines if o.box.x0 > line.box.x0 and same_row(o.box, line.box))
    return not behind or _BLANK_DATE.fullmatch(behind) is not None


def _blank_date(lines: Sequence[Line]) -> Line | None:
    """A line with an empty 年月日; its three characters may have been read as three lines of one row."""
    for line in lines:
        row = sorted((o for o in lines if same_row(o.box, line.box)), key=lambda o: o.box.x0)
        if _BLANK_DATE.search(flat(line.text)) or _BLANK_DATE.search("".join(flat(o.text) for o in row)):
            return line
    return None


def _by(mark: Mark, line: Line) -> bool:
    """Whether a line stands beside a signature or right under it."""
    return mark.box.y0 - line.box.height < line.box.y0 < mark.box.y1 + 2.5 * line.box.height


_ASKS_DATE = re.compile(r"(?:签?收到?|受送达人(?:签收|收到)?)(?:时间|日期)：?")
UNDATED = "送达回证没有填写收到日期"


def _date_in(page: Page, lines: Sequence[Line]) -> Fact | None:
    """The receiver's first date on one of these lines, or on two of them one above the other (2023年8月 | 25日)."""
    alone = ((line,) for line in lines)
    under = ((a, b) for a in lines for b in lines if _stands_under(b.box, a.box))
    for together in chain(alone, under):
        text = "".join(flat(line.text) for line in together)
        for found in find_dates(text):
            if found.value and not _is_the_courts(page, together[0], text[: found.start]):
                return Fact(found.value, tuple(page.evidence(line) for line in together))
    return None


def _is_the_courts(page: Page, line: Line, before: str) -> bool:
    """Whether the last label before a date in its row asks for who issued or served the paper."""
    left = [o for o in page.lines if o.box.x1 <= line.box.x0 + 0.01 and same_row(o.box, line.box)]
    row = "".join(flat(o.text) for o in sorted(left, key=lambda o: o.box.x0)) + before
    labels = list(_WHOSE_DAY.finditer(row))
    return bool(labels) and labels[-1]["court"] is not None


def _stands_under(box: Box, above: Box) -> bool:
    across = min(box.x1, above.x1) - max(box.x0, above.x0)
    return across > 0.5 * min(box.width, above.width) and 0 < box.mid_y - above.mid_y < _NEXT_LINE * above.height


@remembered
def is_about(view: View, receipt: Document, name: str) -> bool | None:
    """Whether a receipt's 受送达人 is this party; None: cannot be told.

    A name that is nobody's of the case, but read surely, is a stranger's: the receipt is not this party's. Where no
    name was read, the receipt is his whom alone it names elsewhere than in the cause of the case.
    """
    named = [f for f in receipt.fields.get("addressee", ()) if f.value]
    matches = [compare(str(f.value), name) for f in named]
    if Match.SAME in matches or any(flat(name) in flat(str(f.value)) for f in named):
        return True
    others = [p.name for p in view.parties if p.name != name]
    if any(compare(str(f.value), o) is Match.SAME for f in named for o in others):
        return False
    if Match.SLIP in matches:
        return True
    if any(alike(str(f.value), name) for f in named):
        return None
    sure = named and all(f.confidence >= SURE for f in named) and legible(view, receipt)
    elsewhere = _named_outside_cause(view, receipt)
    if sure:
        return None if name in elsewhere else False
    return True if elsewhere == {name} else None


def _named_outside_cause(view: View, receipt: Document) -> set[str]:
    """The parties that a receipt names; those left out whom it names in the cause or together with the other side."""
    found: set[str] = set()
    for block in blocks(view, receipt):
        here = [p for p in view.parties if flat(p.name) in flat(block.text)]
        if not _CAUSE.search(flat(block.text)) and len({p.role for p in here}) == 1:
            found.update(p.name for p in here)
    return found
