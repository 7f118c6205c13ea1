"""The channels of a property search (金融机构, 不动产, 车辆, 法人登记, 公积金) and where a paper deals with each.

A channel is named in a heading, in a cell of a table (left of its answer, or above it), or in a sentence that says what
was found. Notes (注：…) and lists of what was asked (查询项目：存款、车辆…) name channels too, and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Page
from checker.derive.memory import remembered
from checker.derive.online.channel_tables import Column, TableRow, channel_tables
from checker.derive.online.channel_words import PATTERNS, channels_in
from checker.derive.text.answers import (
    BANK,
    answered,
    is_bare,
    names_thing,
    says_none,
    unburdened,
)
from checker.derive.text.layout import NUMBERED, below, paragraphs, right_of, without_notes, wrapped
from checker.derive.text.sheets import Sheet
from checker.derive.view import View
from extractors.text.cells import Cell

_ELSE = re.compile(
    r"证券|股票|基金|网络资金|互联网|网络支付|支付宝|财付通|保险|社保|婚姻|民政|船舶|渔船|税务|户籍|出入境|理财"
)
_NEXT_PART = re.compile(
    r"被执行人|查询对象|被查询人|申请执行人|打印|制表|填表|组长|承办人|经办人|审核人|案号|(?:协助|查询|反馈)(?:执行)?(?:单位|机构|银行)："
)
_ASKED_FOR = re.compile(r"(?:申请|请求|协助|拟)?查(?:询|控)(?:的)?(?:项目|内容|范围|事项|种类|类别|类型)")
_MISREAD_NONE = re.compile(r"元(?:[/、，]?元)*")
_DASH = re.compile(r"[—\-－/]{1,3}")
_COUNT = re.compile(r"(?<![\d.])(\d{1,3})\s*(?:个|户|辆|台|套|处|宗|家|笔|条)|数量?[：]?(\d{1,3})(?!\d)")
_HOW_MANY = re.compile(r"数量?$|（[个户辆处套]）$")  # 账户数, 车辆（辆）
_HEADING, _SHORT = 26, 10  # characters: a longer line is running text; a heading of another channel is short


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper says of a channel in one place: the label that names the channel, and the pieces that belong to it."""

    channel: str
    label: str
    parts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    page: Page
    cell: Cell

    @property
    def answered(self) -> bool | None:
        """Whether the channel answered; False where it says that no answer came; None where it tells neither, or both."""
        told = {answered(text, self.channel) for text in (self.label, *self.parts)} - {None}
        if any(self._is_misread_none(part) for part in self.parts):
            told.add(True)
        return told.pop() if len(told) == 1 else None

    @property
    def bare(self) -> bool:
        """Whether nothing stands there that could be an answer: no text, or only heads of columns, dates, institutions."""
        return self.answered is None and all(is_bare(part) for part in self.parts)

    @property
    def found(self) -> bool:
        """Whether a thing of the channel is named."""
        return any(names_thing(p, self.channel) and not says_none(unburdened(p)) for p in self.parts)

    @property
    def none(self) -> bool:
        """Whether it says that there is nothing; in a form a dash says so."""
        return any(says_none(p) or _DASH.fullmatch(p) or self._is_misread_none(p) for p in self.parts)

    def _is_misread_none(self, part: str) -> bool:
        """A written 无 looks like 元, which is no answer where no money is asked for."""
        return self.channel != BANK and _MISREAD_NONE.fullmatch(part) is not None

    @property
    def told(self) -> bool:
        """Whether anything stands there beside the label."""
        return bool(self.answer)

    @property
    def answer(self) -> str:
        """What stands beside the label."""
        return "　".join(self.parts).strip("　 ：:")

    @property
    def count(self) -> int | None:
        """A number of things it states (3个, 2辆); the sum is not made, the first counts."""
        if _HOW_MANY.search(self.label) and re.fullmatch(r"\d{1,3}", self.answer):
            return int(self.answer)
        found = _COUNT.search(f"{self.label}　{self.answer}")
        return int(found[1] or found[2]) if found else None


@remembered
def said_of(view: View, paper: Document, channel: str) -> tuple[Said, ...]:
    """Every heading or cell of a paper that names a channel, with its answer: first those in columns, then the others,
    each in reading order.
    """
    pages = [(page, _outside_columns(view, page)) for page in paper.pages]
    others = (
        said
        for at, (page, cells) in enumerate(pages)
        for said in _on_page(channel, page, cells, pages[at + 1 : at + 2])
    )
    return (*in_columns(view, paper, channel), *others)


def in_columns(view: View, paper: Document, channel: str) -> tuple[Said, ...]:
    """What stands under the heads of a channel, row by row; an empty cell is there, and tells nothing."""
    return tuple(
        _in_cell(column, row, row.under(at), page)
        for page in paper.pages
        for table in channel_tables(view, page)
        for at, column in enumerate(table.columns)
        if column.channel == channel
        for row in table.rows
    )


def _in_cell(column: Column, row: TableRow, entry: Cell | None, page: Page) -> Said:
    lines = dict.fromkeys((*column.head.lines, *(entry.lines if entry else ())))
    places = tuple(page.evidence(line) for line in lines)
    return Said(column.channel, column.head.text, (entry.text,) if entry else (), places, page, row.lines[0])


def _outside_columns(view: View, page: Page) -> Sheet:
    """The cells of a page that are neither a note nor part of a table of channels."""
    cells = without_notes(view, page)
    inside = {cell for table in channel_tables(view, page) for cell in table.lines}
    return Sheet(c for c in cells if c not in inside) if inside else cells


@remembered
def told_in_prose(view: View, paper: Document, channel: str) -> tuple[Said, ...]:
    """The clauses of running text that name a channel."""
    return tuple(
        Said(channel, "", (clause,), tuple(e for c in lines for e in c.evidence(page)), page, lines[0])
        for page in paper.pages
        for lines, clauses in _prose(view, page)
        for clause in clauses
        if channel in channels_in(clause)
    )


@remembered
def _prose(view: View, page: Page) -> tuple[tuple[list[Cell], tuple[str, ...]], ...]:
    """The paragraphs of a page that are no labels, with their clauses that tell something."""
    told = []
    for lines in paragraphs(without_notes(view, page)):
        text = "".join(c.text for c in lines)
        if len(text) > _HEADING or len(channels_in(text)) > 1:
            told.append((lines, tuple(clause for clause in _clauses(text) if not _ASKED_FOR.search(clause))))
    return tuple(told)


def _clauses(text: str) -> Iterator[str]:
    """Sentences; those whose clauses name several channels, clause by clause (车辆方面，无登记 is one)."""
    for sentence in _sentences(text):
        parts = re.split(r"(?<!方面)[，：]", sentence)
        named = [part for part in parts if channels_in(part)]
        yield from named if len({channels_in(part) for part in named}) > 1 else [sentence]


def _sentences(text: str) -> Iterator[str]:
    """Sentences, one that only heads a numbered part with the next (三、车辆（公安部）反馈时间2022-03-07。1辆：鄂D…)."""
    head = ""
    for sentence in re.split(r"[。；]", text):
        if head and (NUMBERED.match(sentence) or channels_in(sentence)):
            yield head
            head = ""
        named = channels_in(sentence) if NUMBERED.match(sentence) else frozenset()
        if len(named) == 1 and all(answered(sentence, channel) is None for channel in named):
            head = sentence
            continue
        yield f"{head}　{sentence}" if head else sentence
        head = ""
    if head:
        yield head


def _on_page(channel: str, page: Page, cells: Sheet, following: Sequence[tuple[Page, Sheet]]) -> Iterator[Said]:
    for cell in cells:
        label = _label(cell, cells, channel)
        if not label:
            continue
        name, own = _parted("".join(c.text for c in label), channel)
        row, beside = _row(label, cells, channel)
        if row or own:
            shown = [*label, *row]
            if NUMBERED.match(name) or (row and all(_bracketed(c.text) for c in row)):
                shown += _section(cell, cells, channel)
            parts = tuple(t for t in (own, *(c.text for c in shown[len(label) :])) if t)
            yield _said(channel, name, parts, shown, page, cell)
        elif beside:
            column = list(_column(cell, cells, channel))
            for answer in column:
                yield _said(channel, name, (answer.text,), [cell, answer], page, answer)
            if not column:
                yield _said(channel, name, (), label, page, cell)
        else:
            yield _standing_alone(channel, name, page, cell, cells, following)


def _standing_alone(
    channel: str,
    name: str,
    page: Page,
    cell: Cell,
    cells: Sheet,
    following: Sequence[tuple[Page, Sheet]],
) -> Said:
    """A heading: what stands under it, on the next page where it is the last of its own."""
    section = _section(cell, cells, channel)
    evidence = [e for c in (cell, *section[:3]) for e in c.evidence(page)]
    if not section and not any(c.middle > cell.middle and c.box.y1 < 0.93 for c in cells):
        for next_page, next_cells in following:
            section = _until_heading([c for c in next_cells if c.box.y0 > 0.05], next_cells, channel)
            evidence += [e for c in section[:3] for e in c.evidence(next_page)]
    return Said(channel, name, tuple(c.text for c in section), tuple(evidence), page, cell)


def _said(channel: str, name: str, parts: tuple[str, ...], shown: Sequence[Cell], page: Page, cell: Cell) -> Said:
    return Said(channel, name, parts, tuple(e for c in shown[:4] for e in c.evidence(page)), page, cell)


def _label(cell: Cell, cells: Sheet, channel: str) -> list[Cell]:
    """The cell (or the two lines of it) that names the channel; a cell that names several does so only beside an answer.
    What names it right of its label (车辆 | 无登记车辆) is the answer.
    """
    named = channels_in(cell.text)
    if len(cell.text) <= _HEADING and channel in named:
        if says_none(cell.text) and any(_is_left_label(c, cell, channel) for c in cells.beside(cell)):
            return []
        alone = len(named) > 1 and not right_of([cell], cells) and "：" not in cell.text
        return [] if alone or (len(named) > 1 and _ASKED_FOR.match(cell.text)) else [cell]
    return wrapped(cell, cells, PATTERNS[channel])


def _is_left_label(other: Cell, cell: Cell, channel: str) -> bool:
    """Whether a cell left of another is the channel's label."""
    return other.box.x1 <= cell.box.x0 and channel in channels_in(other.text) and not says_none(other.text)


def _parted(text: str, channel: str) -> tuple[str, str]:
    """A cell 车辆：无 is the label and its answer."""
    found = PATTERNS[channel].search(text)
    at = text.find("：", found.end()) if found else -1
    return (text[:at], text[at + 1 :]) if at >= 0 else (text, "")


def _row(label: Sequence[Cell], cells: Sheet, channel: str) -> tuple[list[Cell], bool]:
    """The cells right of a label up to the label of another channel; and whether the row has any such label."""
    row = right_of(label, cells)
    beside = [c for c in cells.beside(*label) if _names_other(c, channel)]
    ends = min((c.box.x0 for c in beside if c.box.x0 > label[0].box.x0), default=1.0)
    return [c for c in row if c.box.x0 < ends], bool(beside)


def _names_other(cell: Cell, channel: str) -> bool:
    """Whether a short cell is the label of another channel; 未查询到车辆 is an answer, no label."""
    others = channels_in(cell.text) - {channel}
    named = bool(others) or _ELSE.search(cell.text) is not None
    return named and channel not in channels_in(cell.text) and len(cell.text) <= _SHORT and not says_none(cell.text)


def _bracketed(text: str) -> bool:
    """（反馈1条）: what a heading adds in brackets."""
    return text.startswith("（") and text.endswith("）")


def _column(cell: Cell, cells: Sheet, channel: str) -> Iterator[Cell]:
    """The answers under a label that stands in the head of a table, row by row."""
    for answer in below(cell, cells, same_column=True):
        if _ends_section(answer, cells, channel):
            return
        yield answer


def _section(cell: Cell, cells: Sheet, channel: str) -> list[Cell]:
    return _until_heading(below(cell, cells), cells, channel)


def _until_heading(found: Sequence[Cell], cells: Sheet, channel: str) -> list[Cell]:
    """The cells of a section: up to the next heading."""
    section: list[Cell] = []
    for cell in found[:60]:
        if _ends_section(cell, cells, channel):
            break
        section.append(cell)
    return section


def _ends_section(cell: Cell, cells: Sheet, channel: str) -> bool:
    if NUMBERED.match(cell.text) or _NEXT_PART.match(cell.text):
        return True
    first = not any(c.box.x1 <= cell.box.x0 for c in cells.beside(cell))
    return first and (_names_other(cell, channel) or _begins_other(cell.text, channel))


def _begins_other(text: str, channel: str) -> bool:
    others = (pattern for name, pattern in PATTERNS.items() if name != channel)
    return len(text) <= _HEADING and any(p.match(text) for p in (*others, _ELSE)) and not says_none(text)
