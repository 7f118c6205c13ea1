"""What a form enters for a channel (第一组3, 第二组3): in its table, in its labelled rows, or one item after another in running text
(1. 银行存款：有账户3个…。2. 车辆：无。3. 不动产：无。).

In running text an item begins and ends anywhere in a line, so that a row of cells gives only some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Document, Page
from checker.derive.memory import remembered
from checker.derive.online.channel_words import WORDS
from checker.derive.online.channels import Said, in_columns, said_of
from checker.derive.text.layout import paragraphs, without_notes
from checker.derive.view import View
from extractors.text.cells import Cell

_NUMBER = r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）).．、])?"
_BEFORE, _BEHIND = r"[^。；：，]{0,30}", r"(?:[^。；：，（]|（[^（）。；：]*）){0,16}"
_ITEMS = {
    channel: re.compile(
        rf"(?:^|(?<=[。；：])|(?=(?<!\d)\d{{1,2}}[.．、](?!\d)))(?P<label>{_NUMBER}{_BEFORE}(?:{words}){_BEHIND})：(?P<answer>[^。；]+)"
    )
    for channel, words in WORDS.items()
}
_ANNOUNCES = re.compile(r"如下$|(?:请求|申请|协助)查[询控]|查[询控](?:项目|内容|范围|事项|种类)")
_NEXT_ITEM = re.compile(r"[。；][^。；]*：")
_LEFT_BLANK = re.compile(
    r"[_＿—\-.…]*|.*(?:^|账户|余额|合计|存款|车辆|房屋|共计?|有|为|[_＿：])[_＿]*(?:个|元|辆|套|处|户)(?:[，、_＿]|$).*"
)
"""A printed sentence whose blanks nobody filled in: 有账户____个，余额____元."""


def entered(view: View, form: Document, channel: str) -> tuple[Said, ...]:
    """What a form enters for a channel: in the columns of its table; where it has none, wherever it names the channel. The items
    of running text go before labelled rows where they tell more, or where a row runs on into the next item.
    """
    if columns := in_columns(view, form, channel):
        return columns
    rows, items = said_of(view, form, channel), _items(view, form, channel)
    told = [said for said in rows if said.told]
    runs_on = any(_NEXT_ITEM.search("".join(said.parts)) for said in told)
    return items if len(items) >= len(told) + (not runs_on) else rows


@remembered
def _items(view: View, form: Document, channel: str) -> tuple[Said, ...]:
    """The items of a channel that stand in paragraphs, in reading order."""
    return tuple(
        said
        for page in form.pages
        for lines in paragraphs(without_notes(view, page))
        for said in _in_paragraph(channel, page, lines)
    )


def _in_paragraph(channel: str, page: Page, lines: list[Cell]) -> Iterator[Said]:
    text = "".join(line.text for line in lines)
    for found in _ITEMS[channel].finditer(text):
        if not _ANNOUNCES.search(found["label"]) and not _LEFT_BLANK.fullmatch(found["answer"]):
            shown = _lines_at(lines, *found.span())
            places = tuple(place for line in shown[:4] for place in line.evidence(page))
            yield Said(channel, found["label"], (found["answer"],), places, page, shown[0])


def _lines_at(lines: list[Cell], start: int, end: int) -> list[Cell]:
    """The lines of a paragraph that a stretch of its text stands on."""
    shown, at = [], 0
    for line in lines:
        if at < end and at + len(line.text) > start:
            shown.append(line)
        at += len(line.text)
    return shown
