"""The rows of a form by the labels at their left: what stands right of one label does not go on in the next one's row.

A label stands in the middle of a tall cell, so the first lines of its list stand above it, close under the row before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Box, Line, Page
from extractors.text.cells import same_row, x_overlap
from extractors.text.flat import flat

_LABEL = re.compile(
    r"案[由号]|受?送达|被送达|(?:法律|诉讼|执行)?文书(?:的?名|种|及)|收[件到寄]|签[收发]|代收|拒[收签]|备[注考]|附注|见证|填发"
    r"|寄件|交寄|内件|(?:联系|收件|寄件)?(?:地址|电话)"
)
_LONGEST = 12  # characters of a label's line
_WRAPPED = 0.6  # of a line's height: lines of one label stand as close
_PIECE = 2  # characters
_LEFT_OF = 0.01  # by which boxes that stand side by side may overlap


def labels_of(page: Page) -> tuple[Box, ...]:
    """The places of the labels of a form, each with the lines that it goes on over (送达文书名称 | 及件数)."""
    short = sorted((line for line in page.lines if len(flat(line.text)) <= _LONGEST), key=lambda line: line.box.y0)
    labels = [_whole(line, short) for line in short if _LABEL.match(flat(line.text))]
    return (*labels, *(box for line in short if (box := _in_pieces(line, short))))


def is_next_row(upper: Line, lower: Line, labels: Sequence[Box]) -> bool:
    """Whether `upper` stands beside its own label, and `lower`, right under it, is nearer to another one."""
    own, others = _nearest(upper, labels), _nearest(lower, labels)
    return own is not None and others is not None and own != others and same_row(own, upper.box)


def _in_pieces(first: Line, lines: Sequence[Line]) -> Box | None:
    """The place of a label written from top to bottom that was read in pieces: 寄 / 件人."""
    text, box = flat(first.text), first.box
    if len(text) > _PIECE or _LABEL.match(text):
        return None
    for line in lines:
        piece, reach = flat(line.text), box.y1 + _WRAPPED * first.box.height
        below = box.y0 < line.box.y0 < reach
        if len(piece) <= _PIECE and below and x_overlap(box, line.box) > 0:
            text, box = text + piece, box.union(line.box)
    return box if _LABEL.match(text) else None


def _whole(first: Line, lines: Sequence[Line]) -> Box:
    box = first.box
    for line in lines:
        size = min(first.box.height, line.box.height)  # a label written from top to bottom is tall
        close = line.box.y0 - box.y0 > 0 and line.box.y0 - box.y1 < _WRAPPED * size
        if close and x_overlap(box, line.box) > 0 and not _LABEL.match(flat(line.text)):
            box = box.union(line.box)
    return box


def _nearest(line: Line, labels: Sequence[Box]) -> Box | None:
    middle = line.box.mid_y
    beside = (box for box in labels if box.x1 <= line.box.x0 + _LEFT_OF)
    return min(beside, key=lambda box: max(box.y0 - middle, middle - box.y1, 0.0), default=None)
