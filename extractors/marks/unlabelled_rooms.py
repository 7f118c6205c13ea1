"""Where one signs without a label that asks for it: under the last answer of a record, at the end of a declaration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.marks.pieces import NAME, pieces_of, pitch_of
from extractors.marks.room import Room
from extractors.marks.spots import TURN, TURNS, Spot
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Rulings

_ASKED = re.compile(r"被|申请|委托|代理")  # how a label calls the one who was asked
_LAST = 4  # lines at the end of a page
_CONFIRMING = re.compile(
    r"(?:.{0,2}上|上述)?(?:.{0,2}[笔举][录錄]|.{0,2}记录|.{0,2}内容)"  # 以上笔录…, whose 以 or 笔 was misread
    r"|(?:.{0,2}上|上述|情况|内容)?(?:均|都|全部)?(?:属实|乐实|无误)|(?:我|本人)?已?(?:看过|阅过|核对过)"
)


def under_the_last_answer(lines: Sequence[SeenLine], spots: Sequence[Spot]) -> list[Room]:
    """What the person asked writes under the last answer without a label that asks him to: 以上笔录我已看过，无误。张某."""
    spoken = [line for line in lines if TURN.match(line.text)]
    if len(spoken) < TURNS:
        return []
    last = max(spoken, key=lambda line: line.place[1])
    if any(_ASKED.match(spot.label.words) and spot.place[1] > last.place[1] for spot in spots):
        return []
    under = (line for line in lines if line.place[1] > last.place[1] + 0.5 * (last.place[3] - last.place[1]))
    half = 0.6 * pitch_of(last)
    turn = (last.place[0], last.place[1], last.centres[min(1, len(last.centres) - 1)] + half, last.place[3])
    return [
        Room("被谈话人", line.place, turn, tuple(pieces_of(line)))
        for line in under
        if _CONFIRMING.match(line.text) and not any(spot.line is line for spot in spots)
    ]


def at_the_end(lines: Sequence[SeenLine], rulings: Rulings, width: int) -> list[Room]:
    """A name alone at the right, over a date that ends the page: who writes a declaration signs so, without a label."""
    low = sorted(lines, key=lambda line: line.place[1])
    for name, day in pairwise(low[-_LAST:]):
        x0, y0, x1, y1 = name.place
        alone = re.fullmatch(NAME, name.text.replace(" ", "")) and (x0 + x1) / 2 > width / 2
        dated = re.fullmatch(r"\d{4}[年./．-]\d{1,2}[月./．-]\d{1,2}日?", day.text.replace(" ", ""))
        under = day.place[1] - y1 < 1.5 * (y1 - y0) and min(x1, day.place[2]) > max(x0, day.place[0])
        if alone and dated and under and rulings.cell((x0 + x1) / 2, (y0 + y1) / 2) is None:
            return [Room("具状人", name.place, day.place, tuple(pieces_of(name)))]
    return []
