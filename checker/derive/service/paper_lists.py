"""The names of papers that a receipt or a slip lists, each whole: 《执行通知书》1份、报告财产令壹份 are two names.

A list may stand in one cell or in rows, wrap over lines, be numbered, or lack its heading: so the whole paper is cut
into names, and what a remark tells or a clause denies (执行通知书未送达) is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.casefile import Box, Document, Line, Page
from checker.derive.memory import remembered
from checker.derive.service.paper_names import known_titles, plain
from checker.derive.text.form_rows import is_next_row, labels_of
from checker.derive.view import View
from extractors.fields.ticks import BOXES_TICKED
from extractors.text.cells import x_overlap
from extractors.text.flat import flat, spaced

_END = "书令表票证函单状件"
"""Characters that the names of papers end with."""
_NUMERAL = r"[\d一二两三四五六七八九十壹贰叁肆伍]"
_AND = "[及和与]|以及"
_CUT = re.compile(
    rf"""(?P<number>[（〔]?\d{{4}}[）〕]?[^\d、，。；\n]{{0,4}}\d{{0,4}}[^\d、，。；\n]{{0,4}}\d+号(?:之{_NUMERAL})?)  # of the case
    |(?P<kept>（(?!{_NUMERAL}{{1,2}}）)[^（）\n]{{2,30}}）)  # belongs to the name before it
    |[各共计]*{_NUMERAL}+[份页张件套本联]
    |（{_NUMERAL}{{1,2}}）|\d+
    |[、，；。！：/.．\n{BOXES_TICKED}》]
    |(?<=[{_END}）])(?:[ ]|{_AND}|[《<〈])  # 解除《限制消费令》 stays one name
    |(?<=[》份])(?:{_AND})""",
    re.VERBOSE,
)
_PIECE = re.compile(r"□?[^\n□]+")  # an empty box belongs to the name behind it
_RUN_TOGETHER = re.compile(rf".+?[{_END}]")
_BEGINS_A_NAME = re.compile(rf"[《<〈□☑√]|{_NUMERAL}{{1,2}}[.、）]|（{_NUMERAL}{{1,2}}）")
_LABEL = re.compile(
    r"备 ?注|备 ?考|附 ?注|注：|说 ?明|代 ?收|不能送达|拒[收签绝]|见证|送达(?!地址)|受送达|被送达|收[件到]|签[收发]|填 ?发|案 ?[由号]|内件|投递|寄件|邮件"
)
_REMARK = re.compile(r"(?:备 ?注|备 ?考|附 ?注|注：|说 ?明|情况说明|不能送达|拒[收签绝])")
_REMARK_FIELDS = ("remark", "substitute")
_CLAUSE_END = re.compile(r"[，；。！]|(?<!、)\n(?![、及和与均都未没另])")
_NOT_HANDED_OVER = "[未没](?:有|能|曾|予)?(?:向|对|给|送|寄|装|附|入|交)|另[行案送寄]"
_DENIED = re.compile(rf"{_NOT_HANDED_OVER}|漏[送寄装列]|除外|不[含包]|作废|划[去掉]|删去|[后待]补|改日|择日")
_DENIED_BEHIND = re.compile(rf"[均都尚暂皆]*(?:{_NOT_HANDED_OVER})")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be a paper's, with the line it begins on. `aside`: it stands in a remark, or behind a box that is
    not ticked; `denied`: its clause says that the paper was not handed over.
    """

    text: str
    page: Page
    line: Line
    aside: bool
    denied: bool

    @property
    def unticked(self) -> bool:
        """Whether an empty box stands before it."""
        return "□" in self.text


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand one under another, as in one cell."""

    page: Page
    lines: tuple[Line, ...]
    text: str
    starts: tuple[int, ...]  # where each line begins in `text`

    def line_at(self, place: int) -> Line:
        """The line that a character of the text stands on."""
        return self.lines[max(i for i, start in enumerate(self.starts) if start <= place)]


@remembered
def names_in(view: View, paper: Document) -> tuple[Named, ...]:
    """Every name in a paper's lists, remarks and sentences; most are no papers' names."""
    return tuple(_names(view, paper))


def _names(view: View, paper: Document) -> Iterator[Named]:
    whom = [flat(str(f.value)) for f in paper.fields.get("addressee", ()) if f.value]
    remarks = {(e.page, e.box) for key in _REMARK_FIELDS for f in paper.fields.get(key, ()) for e in f.evidence}
    for block in blocks(view, paper):
        remark = bool(_REMARK.match(block.text)) or any(
            (block.page.number, line.box) in remarks for line in block.lines
        )
        for start, piece in cut(block.text):
            name = piece
            for person in whom:  # 何文斌执行通知书
                name = name.replace(person, "")
            aside = remark or "□" in piece
            yield Named(name, block.page, block.line_at(start), aside, _denied(block.text, start))


@remembered
def blocks(view: View, paper: Document) -> tuple[Block, ...]:
    """The lines of a paper in blocks. A line that begins with a label begins a block; page by page."""
    found: list[Block] = []
    for page in paper.pages:
        stacks: list[list[Line]] = []
        labels = labels_of(page)
        for line in sorted((line for line in page.lines if spaced(line.text)), key=lambda line: line.box.y0):
            above = [s for s in stacks if _continues(s[-1].box, line.box) and not _parted(s, line, labels)]
            if above and not _LABEL.match(spaced(line.text)):
                max(above, key=lambda s: s[-1].box.y0).append(line)
            else:
                stacks.append([line])
        found += [_block(page, stack) for stack in stacks]
    return tuple(found)


def _continues(upper: Box, lower: Box) -> bool:
    near = 0 < lower.y0 - upper.y0 < 2.2 * max(upper.height, lower.height)
    return near and x_overlap(upper, lower) > 0.5 * min(upper.x1 - upper.x0, lower.x1 - lower.x0)


def _parted(stack: Sequence[Line], line: Line, labels: Sequence[Box]) -> bool:
    """Whether a line stands in the row under that of a stack; a name that is still open (《解除) goes on all the same."""
    is_open = flat(stack[-1].text).rfind("《") > flat(stack[-1].text).rfind("》")
    return not is_open and is_next_row(stack[-1], line, labels)


def _block(page: Page, lines: Sequence[Line]) -> Block:
    """The lines joined; a line break stays where the line above ends a name or the line below begins one."""
    text, starts = "", []
    for line in lines:
        said = spaced(line.text)
        if text and (text[-1] in _END + "份、》）" or _BEGINS_A_NAME.match(said)):
            text += "\n"
        starts.append(len(text))
        text += said
    return Block(page, tuple(lines), text, tuple(starts))


def cut(text: str) -> Iterator[tuple[int, str]]:
    """The names in a text with the places where they begin."""
    parted = _CUT.sub(lambda m: m[0] if m["kept"] else "\n" * len(m[0]), text)
    for piece in _PIECE.finditer(parted):
        names = _RUN_TOGETHER.findall(piece[0])
        if len(names) > 1 and "".join(names) == piece[0] and all(plain(name) in known_titles() for name in names):
            for name in _RUN_TOGETHER.finditer(piece[0]):
                yield piece.start() + name.start(), name[0]
        else:
            yield piece.start(), piece[0]


def _denied(text: str, place: int) -> bool:
    """Whether the clause of a name, or one right behind it that speaks of it, says that it was not handed over."""
    begin = max((m.end() for m in _CLAUSE_END.finditer(text, 0, place)), default=0)
    clauses = _CLAUSE_END.split(text[begin:])
    return bool(_DENIED.search(clauses[0]) or (len(clauses) > 1 and _DENIED_BEHIND.match(clauses[1])))
