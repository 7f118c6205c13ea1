"""Headings: which lines of a page may be the heading of a paper.

A heading stands in the upper part, large or centred, alone on its row; it may be spread (执 行 通 知 书), wrapped over
a few rows, carry the court's name before it and （回执）（存根） after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.casefile import Evidence, Line, Page
from extractors.fields.label_words import is_label
from extractors.text.cells import Cell, cells_of, line_height, rows_of, stack
from extractors.text.identifiers import find_case_numbers

UPPER = 0.42  # headings stand above this height; a cover's may stand lower when it is large
LEADING_ROWS = 3  # a heading that is neither large nor centred must be among the first rows
SENTENCE = re.compile(r"[。；？]|，.*，|：.+")
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[、.．](?!\d)|【[^】]*】?$")
_FINDING = re.compile(
    r"经.{0,8}[查询核实]，|[未没无]有?(?:查到|查询到|查见|发现).{0,16}(?:信息|记录|情况|登记|财产)$"
    r"|(?:查询?|查询?结果：?|暂|均|名下|系统)?无.{1,12}(?:信息|记录)$"
)
"""What a table says of a search that found nothing: 经查询，未查到不动产登记信息."""
_LARGER, _LARGE, _HUGE = 1.1, 1.22, 1.6  # times the usual line height of the page
_LONGEST = 40
_WIDEST = 0.72  # of the page: a line of running text is wider
_CLOSE = 2.6  # heights of the upper row: the rows of one heading begin no farther apart
_LAST_WORD = re.compile(
    r"公告|(?:通知|告知|裁定|决定|申请|审查|报告|意见|确认)书?|(?:审批|登记)表|(?:审查|情况|核查)报告|笔录|复?函"
)
_NOT_BEGUN = re.compile(r"[，。；：？]|人民法院$")
_MOST_ABOVE = 2  # rows above its last word that a heading takes
_NEAR_ROWS, _COLUMNS, _SAME_EDGE = 2, 2, 0.02  # a table: rows as near that share so many left edges, as exactly
_BESIDE = re.compile(
    r"(EMS|中国邮政(?:速递物流)?|正本|副本|存根|附件?[\d一二三四五六]*[：:]?|第[\d一二三四五六七八九十]+[联号页]|[（]?存卷[）]?|共\d+页)?"
)
_NOISE = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9（）〔〕、：，。；？]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A row, or a few, that may be a heading. `weight` tells how much it looks like one (1: large and centred)."""

    text: str
    lines: tuple[Line, ...]
    y: float
    weight: float

    def evidence(self, page: Page) -> tuple[Evidence, ...]:
        """The places of its lines."""
        return tuple(page.evidence(line) for line in self.lines)


def headings(page: Page) -> tuple[Heading, ...]:
    """What may be the heading of a page: single rows from the top, then rows wrapped over two."""
    cells = cells_of(page)
    usual = line_height([c for c in cells if len(c.text) > 5] or cells)
    rows = rows_of(cells)
    rows_alone = [(i, row) for i, row in enumerate(rows) if not _in_table(i, rows) and not _within_paper(row)]
    single = [heading for i, row in rows_alone if (heading := _heading(row, i, usual))]
    whole = [_begun_above(rows, heading) or heading for heading in single]
    return (*whole, *_wrapped(single))


def _in_table(index: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row is one of a table's: a row above it and another one near it begin their cells at the same edges."""
    if _is_spread(rows[index]):
        return False
    near = [i for i in range(max(0, index - _NEAR_ROWS), index + _NEAR_ROWS + 1) if i < len(rows) and i != index]
    alike = [i for i in near if shared_edges(rows[index], rows[i]) >= _COLUMNS]
    return len(alike) > 1 and alike[0] < index


def _within_paper(row: Sequence[Cell]) -> bool:
    """Whether a row heads a section of a paper (二、…, 【…】), or says what a search found."""
    text = stack(row).text
    return _NUMBERED.match(text) is not None or _FINDING.match(text) is not None


def _is_spread(row: Sequence[Cell]) -> bool:
    """Whether a row may be one heading printed letter by letter."""
    return len(row) > 1 and all(len(c.text) <= 2 for c in row)


def shared_edges(row: Sequence[Cell], other: Sequence[Cell]) -> int:
    """How many cells of a row begin below or above cells of another."""
    return sum(any(abs(cell.box.x0 - o.box.x0) < _SAME_EDGE for o in other) for cell in row)


def _heading(row: Sequence[Cell], index: int, usual: float) -> Heading | None:
    large = [c for c in row if c.box.height > _LARGE * usual]
    alone = [c for c in row if not _BESIDE.fullmatch(without_numbers(c.text))]
    if len(large) not in (1, len(row)):  # some cells of a table's row, no heading beside smaller print
        large = []
    cells = row if _is_spread(row) else alone if len(alone) == 1 else large
    if not cells:
        return None
    whole = stack(cells)
    size = max(c.box.height for c in cells) / usual
    centred = abs(whole.box.x0 + whole.box.x1 - 1) < 0.16
    widest = 0.85 if size > _LARGER and index < LEADING_ROWS else _WIDEST
    low = whole.box.y0 > UPPER and not (size > _HUGE and whole.box.y0 < 0.75)
    if (
        low
        or whole.box.width > widest
        or not 2 <= len(whole.text) <= _LONGEST
        or (size < _LARGE and not centred and index >= LEADING_ROWS)
    ):
        return None
    weight = 0.6 + 0.2 * centred + 0.2 * (size > _LARGE)
    return Heading(_NOISE.sub("", whole.text), whole.lines, whole.box.y0, weight)


def without_numbers(text: str) -> str:
    """A text without the case numbers in it."""
    for found in reversed(list(find_case_numbers(text))):
        text = text[: found.start] + text[found.end :]
    return text


def _begun_above(rows: Sequence[Sequence[Cell]], last: Heading) -> Heading | None:
    """The heading whose last word this is: 关于某某商铺（第一次拍卖）的 | 公告. By itself the word would name another kind."""
    if not _LAST_WORD.fullmatch(last.text):
        return None
    upper: list[Cell] = []  # from the bottom up
    for row in [row for row in reversed(rows) if row[0].box.y0 < last.y][:_MOST_ABOVE]:
        below = upper[-1].box.y0 if upper else last.y
        if len(row) > 1 or below - row[0].box.y0 > _CLOSE * row[0].box.height or _NOT_BEGUN.search(row[0].text):
            break
        upper.append(row[0])
    first = next((place for place, cell in enumerate(upper) if cell.text.startswith("关于")), None)
    if first is None and not (upper and upper[0].text.endswith("的")):
        return None
    begun = list(reversed(upper[: (first or 0) + 1]))
    lines = tuple(line for cell in begun for line in cell.lines)
    text = "".join(_NOISE.sub("", cell.text) for cell in begun)
    return Heading(text + last.text, (*lines, *last.lines), begun[0].box.y0, last.weight)


def _wrapped(single: Sequence[Heading]) -> Iterator[Heading]:
    """Headings over two rows that stand close under one another."""
    for upper, lower in pairwise(single):
        height = max(line.box.height for line in upper.lines)
        labels = is_label(upper.text) or is_label(lower.text)
        if lower.y - upper.y < _CLOSE * height and not labels and not SENTENCE.search(upper.text):
            yield Heading(upper.text + lower.text, upper.lines + lower.lines, upper.y, min(upper.weight, lower.weight))
