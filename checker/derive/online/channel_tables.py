"""Tables whose columns are the channels (被执行人 | 金融机构 | 公积金 | 不动产 | 车辆 | …), a row per respondent.

Scans give lines, not cells, and both heads and entries wrap (不动/产). A row of heads is one that names three channels
and holds no answer. The names in the first column tell the rows apart; what stands under the last of them (备注,
冻结情况, 填表说明) is a remark and no entry. Between two rows the edge lies where the lines stand farthest apart: in
a tight table the lines of neighbouring rows are nearly as close as those of one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from checker.casefile import Page
from checker.derive.memory import remembered
from checker.derive.online.channel_words import channels_in
from checker.derive.parties.names import Match, occurs
from checker.derive.text.answers import BANK, REGISTER, answered
from checker.derive.text.layout import stacked
from checker.derive.text.placing import TOUCH, place, side_by_side
from checker.derive.text.sheets import Sheet, sheet
from checker.derive.view import View
from extractors.text.cells import Cell, rows_of, same_row, stack

_HEAD, _NARROW, _LEAST = 14, 4, 3  # characters of a head, and of a line of one that wraps; channels of a row of heads
_NO_HEAD = re.compile(r"[：，。；□☐☑√✓■]|^[—\-－_/一]+（")
"""What no head holds; a dash with the reason behind it (—（企业）) is an entry."""
_MORE_HEADS = {BANK: re.compile(r"账户|账号|余额"), REGISTER: re.compile(r"企业|投资")}
"""What the head of a column says beside those of other channels, and would not say of a channel by itself."""
_ASKED_FOR = re.compile(r"查(?:询|控)(?:的)?(?:项目|内容|范围|事项|种类|类别|类型)")
_WHO = re.compile(r"被执行|被查询|查询对象|当事人|姓名|名称|义务人")
_NUMBER = re.compile(r"（?[0-9X*]{2,18}）?")
_FOOT = re.compile(
    r"（?(?:备注|附注|说明|注[：\d]|[*※]|填表|制表|冻结|合计|总计|小计|小结|已采取|明细|控制措施|查控措施|审核|审批|日期|经办|承办|调查人|以上|是否|结论|情况属实"
    r"|.{0,8}(?:组长|意见|签[字名]))"
)
_EMPTY = re.compile(r"[—\-－_/、.。]*")
_WIDE = 2.2  # of a line's height: how far under a line the rest of a name may begin
_WRAPS = 1.3  # of a line's height: how far under a line the next line of the same cell begins

_Name = tuple[str, tuple[Cell, ...]]
"""A block of lines in the column of names, and the respondent it names (empty: none)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the channel that its head names (empty: none of them), and the head."""

    channel: str
    head: Cell


@dataclass(frozen=True, slots=True)
class TableRow:
    """The entries beside one name by the place of their column; whose they are (empty: not told); all its lines."""

    owner: str
    entries: dict[int, Cell]
    lines: tuple[Cell, ...]

    def under(self, place_of_column: int) -> Cell | None:
        """What stands in a column; nothing where the cell is empty or holds a dash only."""
        entry = self.entries.get(place_of_column)
        return entry if entry and not _EMPTY.fullmatch(entry.text) else None


@dataclass(frozen=True, slots=True)
class ChannelTable:
    """Columns from left to right (without that of the names), the lines of the heads, rows from top to bottom."""

    columns: tuple[Column, ...]
    heads: tuple[Cell, ...]
    rows: tuple[TableRow, ...]

    @property
    def lines(self) -> Iterator[Cell]:
        """Every line of the page that is part of the table."""
        yield from self.heads
        for row in self.rows:
            yield from row.lines


@remembered
def channel_tables(view: View, page: Page) -> tuple[ChannelTable, ...]:
    """The tables of a page whose columns are channels, from top to bottom."""
    cells = sheet(view, page)
    names = [p.name for p in view.respondents]
    heads = [found for group in _groups(_seeds(cells)) if (found := _row_of_heads(group, cells))]
    ends = [*(min(c.box.y0 for c in lines) for _, lines in heads[1:]), 1.0]
    tables = (_table(columns, lines, cells, end, names) for (columns, lines), end in zip(heads, ends, strict=False))
    return tuple(table for table in tables if not _is_list(table))


def _is_list(table: ChannelTable) -> bool:
    """Whether what stands under the heads are labels of other channels: then all of them are labels."""
    under = ((table.columns[at].channel, entry) for row in table.rows for at, entry in row.entries.items())
    return any((other := _channel(entry.text)) and channel and other != channel for channel, entry in under)


def _seeds(cells: Sheet) -> list[tuple[str, Cell]]:
    """Every cell that may be the head of a channel's column, its lines stacked."""
    found = []
    for cell in cells:
        lines: list[Cell] = []
        for line in stacked(cell, cells):
            lines.append(line)
            text = "".join(c.text for c in lines)
            channel = _channel(text)
            if channel and not (len(lines) > 1 and _channel(line.text)):  # else the line above is another cell
                found.append((channel, stack(lines)))
            if channel or len(line.text) > _NARROW or len(text) > _HEAD:
                break
    return found


def _channel(text: str) -> str:
    """The one channel that a head names."""
    if len(text) > _HEAD or _NO_HEAD.search(text):
        return ""
    named = channels_in(text) or {channel for channel, words in _MORE_HEADS.items() if words.search(text)}
    channel = next(iter(named)) if len(named) == 1 else ""
    return channel if channel and answered(text, channel) is None else ""


def _groups(seeds: Sequence[tuple[str, Cell]]) -> Iterator[list[tuple[str, Cell]]]:
    """Those that stand on one row and name at least three channels, from top to bottom."""
    left = sorted(seeds, key=lambda seed: seed[1].box.y0)
    while left:
        group = [seed for seed in left if same_row(seed[1].box, left[0][1].box)]
        whole = len({channel for channel, _ in group}) >= _LEAST
        if whole:
            yield group
        left = [seed for seed in left[1:] if not (whole and seed in group)]


def _row_of_heads(
    group: Sequence[tuple[str, Cell]], cells: Sheet
) -> tuple[tuple[Column, ...], tuple[Cell, ...]] | None:
    """The columns, with those that name no channel, and the lines of all heads; None where answers stand among them."""
    top, bottom = min(c.box.y0 for _, c in group), max(c.box.y1 for _, c in group)
    lines = tuple(c for c in cells.around(top, bottom) if top <= c.middle <= bottom)
    heads = [stack(block) for block in side_by_side(lines)]
    columns = tuple(Column(_channel(head.text) or _seeded(head, group), head) for head in heads)
    others = [c.head.text for c in columns if not c.channel]
    told = any(answered(text, BANK) is not None or _ASKED_FOR.search(text) for text in others)
    if told or len(set(others)) < len(others):
        return None  # labels with their answers beside them, or a list of what was asked for
    return (columns, lines) if len({c.channel for c in columns} - {""}) >= _LEAST else None


def _seeded(head: Cell, group: Sequence[tuple[str, Cell]]) -> str:
    """The channel of a head whose first lines name it by themselves."""
    found = {channel for channel, cell in group if set(cell.lines) <= set(head.lines)}
    return found.pop() if len(found) == 1 else ""


def _table(
    columns: Sequence[Column], heads: tuple[Cell, ...], cells: Sheet, end: float, names: Sequence[str]
) -> ChannelTable:
    bottom = max(c.box.y1 for c in heads)
    lower = sorted((c for c in cells if bottom < c.middle < end and c not in heads), key=lambda c: c.middle)
    who = _column_of_names(columns)
    asked = tuple(c for at, c in enumerate(columns) if at != who)
    labels = [] if who is None else [c for c in lower if _in_column_of_names(c, columns, who)]
    rows = list(_rows(labels, [c for c in lower if c not in labels], names))
    placed = place([c.head for c in asked], [entries for _, entries in rows])
    return ChannelTable(
        asked,
        heads,
        tuple(
            TableRow(owner, entries, (*label, *lines))
            for ((owner, label), lines), entries in zip(rows, placed, strict=True)
        ),
    )


def _column_of_names(columns: Sequence[Column]) -> int | None:
    """The place of the column of the respondents: so headed, else the first if it is no channel's."""
    headed = [at for at, c in enumerate(columns) if not c.channel and _WHO.search(c.head.text)]
    return headed[0] if headed else None if columns[0].channel else 0


def _in_column_of_names(cell: Cell, columns: Sequence[Column], who: int) -> bool:
    """Whether a line begins right of the head before and left of the end of the column's own: no ruled line is known."""
    begins = columns[who - 1].head.box.x1 - TOUCH if who else 0.0
    return begins <= cell.box.x0 < columns[who].head.box.x1 - TOUCH


def _rows(labels: Sequence[Cell], others: Sequence[Cell], names: Sequence[str]) -> Iterator[tuple[_Name, list[Cell]]]:
    """Each row: its name and the lines of its entries."""
    blocks = list(_blocks(labels, names))
    rows = _of_respondents(blocks)
    if not rows:
        below = blocks[0][1][0].box.y0 if blocks else 1.0
        yield from ((("", ()), row) for row in _unnamed([c for c in others if c.middle < below]))
        return
    edges = [_edge(upper[1], lower[1], others) for upper, lower in pairwise(blocks[: len(rows) + 1])]
    for (owner, lines), top, bottom in zip(rows, (0.0, *edges), (*edges, 1.0), strict=False):
        within = [c for c in others if top < c.middle < bottom]
        yield (owner, lines), within if bottom < 1.0 else _without_what_follows(lines, within)


def _blocks(labels: Sequence[Cell], names: Sequence[str]) -> Iterator[_Name]:
    """The lines in the column of names, parted where a name is whole, at a gap and before a remark. His number may stand
    under a name.
    """
    lines: list[Cell] = []
    for label in labels:
        number = bool(lines) and _NUMBER.fullmatch(label.text) is not None and _near(lines[-1], label)
        goes_on = number or _ends_name(lines, label, names)
        if lines and not goes_on and (_named(lines, names) or not _near(lines[-1], label) or _FOOT.match(label.text)):
            yield _named(lines, names), tuple(lines)
            lines = []
        lines.append(label)
    if lines:
        yield _named(lines, names), tuple(lines)


def _named(lines: Sequence[Cell], names: Sequence[str]) -> str:
    """The respondent whose name these lines bear: rightly written, else the only one with a slip."""
    text = "".join(c.text for c in lines)
    found = {name: occurs(name, text) for name in names}
    same = [name for name in names if found[name] is Match.SAME]
    slips = [name for name in names if found[name] is Match.SLIP]
    return max(same, key=len) if same else slips[0] if len(slips) == 1 else ""


def _ends_name(lines: Sequence[Cell], label: Cell, names: Sequence[str]) -> bool:
    """Whether a line is the rest of a name that wraps in its cell, however wide its lines are set."""
    close = bool(lines) and label.box.y0 - lines[-1].box.y0 < _WIDE * label.box.height
    return close and not _named(lines, names) and bool(_named([*lines, label], names))


def _near(upper: Cell, lower: Cell) -> bool:
    return lower.box.y0 - upper.box.y0 < _WRAPS * max(upper.box.height, lower.box.height)


def _of_respondents(blocks: Sequence[_Name]) -> list[_Name]:
    """The blocks that begin a row: up to the last that names a respondent; the first where the name was misread."""
    over = list(takewhile(lambda block: not _FOOT.match(block[1][0].text), blocks))
    last = max((at for at, (owner, _) in enumerate(over) if owner), default=0)
    return over[: last + 1]


def _edge(upper: Sequence[Cell], lower: Sequence[Cell], others: Sequence[Cell]) -> float:
    """Where one row ends and the next begins, between their names: in the middle of the widest gap between lines."""
    top, bottom = upper[-1].middle, lower[0].middle
    heights = sorted([top, bottom, *(c.middle for c in others if top < c.middle < bottom)])
    _, edge = max((b - a, (a + b) / 2) for a, b in pairwise(heights))
    return edge


def _without_what_follows(label: Sequence[Cell], lines: Sequence[Cell]) -> list[Cell]:
    """The lines of a last row: up to a gap, or a remark."""
    kept: list[Cell] = []
    bottom = label[-1].box.y1
    for line in lines:
        if line.box.y0 > bottom + (_WRAPS - 1) * line.box.height or _FOOT.match(line.text):
            break
        kept.append(line)
        bottom = max(bottom, line.box.y1)
    return kept


def _unnamed(lines: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The rows of a table without names: lines that wrap together, up to a remark or a line that stands alone."""
    rows: list[list[Cell]] = []
    for row in rows_of(lines):
        if any(_FOOT.match(c.text) for c in row):
            break
        if rows and min(c.box.y0 for c in row) - min(c.box.y0 for c in rows[-1]) < _WRAPS * row[0].box.height:
            rows[-1] += row
        elif len(row) > 1:
            rows.append(row)
        elif rows:  # before the first it is the last line of a head
            break
    yield from rows
