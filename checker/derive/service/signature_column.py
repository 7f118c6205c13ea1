"""Receipts whose signatures are a column: 送达文书 | 收到时间 | 受送达人签名, and a row for each paper.

The room that such a heading asks for is the cell under it in the row of a paper; that nothing stands beside the heading
says nothing.
"""

from __future__ import annotations

import re

from checker.casefile import Line, Mark, MarkKind, Page, Presence
from checker.derive.parties.surnames import begins_with_surname
from extractors.fields.label_words import is_label
from extractors.text.cells import same_row, x_overlap
from extractors.text.flat import flat
from extractors.text.flow import MIN_CONFIDENCE

_HEAD = re.compile(r"(?:受送达人|收件人|签收人|接收人)(?:或代收人)?(?:签[名字章收]|盖章)+(?:或盖章)?：?")
_BESIDE = re.compile(r"送达(?:的)?文书|文书名称|收到(?:时间|日期)|(?:签收|送达)(?:时间|日期)")
_BY_HAND = 1.15  # times the heading's height: print is no larger than its heading
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def signed_in_column(page: Page, listed: Line) -> Mark | None:
    """What was written in the cell of a listed paper under the heading for the receiver's signature.

    A name written larger than print is his signature; anything else (拒签, a name that was printed) leaves it in doubt. None where there is no such column, or nothing in it.
    """
    head = next((line for line in page.lines if _heads_column(line, page, listed)), None)
    if head is None:
        return None
    cell = (line for line in page.lines if same_row(line.box, listed.box) and x_overlap(line.box, head.box) > 0)
    written = next((line for line in cell if line is not listed and not is_label(flat(line.text))), None)
    if written is None:
        return None
    name = flat(written.text)
    sure = _NAME.fullmatch(name) and begins_with_surname(name) and written.confidence >= MIN_CONFIDENCE
    by_hand = written.box.height > _BY_HAND * head.box.height
    presence = Presence.PRESENT if sure and by_hand else Presence.DOUBTFUL
    return Mark(MarkKind.SIGNATURE, presence, written.box, flat(head.text), name, written.confidence)


def _heads_column(line: Line, page: Page, listed: Line) -> bool:
    """Whether a line above a paper's name asks for the receiver's signature, in a row of headings."""
    if line.box.y1 > listed.box.y0 or not _HEAD.fullmatch(flat(line.text)):
        return False
    return any(_BESIDE.search(flat(o.text)) for o in page.lines if o is not line and same_row(o.box, line.box))
