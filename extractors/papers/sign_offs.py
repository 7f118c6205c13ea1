"""The table that closes a record: 被询问人 | (name) | 日期 | (day), a row for each who signs.

No colon and no word for signing stands there, so the labels alone do not show that a signature is asked for; the date
asked for beside each does. What was read in such a room is the signature, where it is written larger than print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checker.casefile import Box, Mark, MarkKind, Page, Presence
from extractors.text.cells import Cell, cells_of, rows_of, stack

_WHO = re.compile(
    r"(?:被?(?:询问|调查|谈话|约谈|走访|访问)人员?|(?:谈话|约谈|调查)对象|受访人|答话人|记录人员?|书记员|执行人?员|申请执行人|被执行人)[：·.]?"
)
_DAY = re.compile(r"(?:签[名字])?(?:日期|时间)：?")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,6}")
_LEAST = 2  # rows: one alone may be of any form
_BY_HAND = 1.15  # times the label's height: print in the room is no larger than its label
_IN_ROW = 0.5  # of a label's height: how far above and below it the middle of its signature may stand
_REMARK = 5.0  # of a label's height: how far above the table 以上记录已阅，属实 is written


@dataclass(frozen=True, slots=True)
class _Room:
    """A row of the table: its label, what stands in its room, and the label of the day."""

    label: Cell
    written: Cell | None
    day: Cell

    @property
    def box(self) -> Box:
        """Where to sign: from label to label."""
        top, bottom = self.label.box.y0, self.label.box.y1
        return self.written.box if self.written else Box(self.label.box.x1, top, self.day.box.x0, bottom)

    def mark(self) -> Mark:
        """What is in it. That nothing was read there does not show that it is empty."""
        text = self.written.text if self.written else ""
        by_hand = self.box.height > _BY_HAND * self.label.box.height and _NAME.fullmatch(text)
        sure = min((line.confidence for line in self.written.lines), default=0.0) if self.written else 0.5
        presence = Presence.PRESENT if by_hand else Presence.DOUBTFUL
        return Mark(MarkKind.SIGNATURE, presence, self.box, self.label.text.strip("：·."), text, sure)


def with_sign_offs(page: Page) -> Page:
    """The page with the signatures of its closing table, where none was found in its rooms."""
    rooms = [room for row in rows_of(cells_of(page)) if (room := _room(row))]
    if len(rooms) < _LEAST or not any(room.written for room in rooms):
        return page
    marks = [mark for mark in page.marks if mark.kind is MarkKind.SIGNATURE]
    if any(_within(mark.box, room) for mark in marks for room in rooms):
        return page
    top = rooms[0].label.box.y0 - _REMARK * rooms[0].label.box.height
    bottom = rooms[-1].label.box.y1 + rooms[-1].label.box.height
    misplaced = [mark for mark in marks if top < mark.box.mid_y < bottom]
    kept = tuple(mark for mark in page.marks if mark not in misplaced)
    return replace(page, marks=(*kept, *(room.mark() for room in rooms)))


def _room(row: Sequence[Cell]) -> _Room | None:
    """The room of a row that begins with who signs and asks for the day behind it."""
    label, *others = sorted(row, key=lambda cell: cell.box.x0)
    day = next((cell for cell in others if _DAY.fullmatch(cell.text)), None)
    if day is None or not _WHO.fullmatch(label.text):
        return None
    between = [cell for cell in others if cell.box.x0 < day.box.x0]
    return _Room(label, stack(between) if between else None, day)


def _within(box: Box, room: _Room) -> bool:
    """Whether a mark stands in a room: right of its label, left of the day."""
    label = room.label.box
    margin = _IN_ROW * label.height
    return label.x1 <= box.mid_x <= room.day.box.x0 and label.y0 - margin < box.mid_y < label.y1 + margin
