"""Values that stand after a label: on its line (时间：…　地点：…), in the cell to its right, or in the cell below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checker.casefile import Box, Field, Line, Page
from extractors.fields.label_rows import not_parted, row_of_label
from extractors.fields.label_words import known_labels, known_pattern, spread
from extractors.kinds import FieldSpec
from extractors.text.cells import Cell, cells_of, line_height, rows_of, same_row, stack, x_overlap
from extractors.text.dates import find_dates
from extractors.text.flat import flat, spaced
from extractors.text.flow import make_fields
from extractors.text.values import typed

_STRICT = frozenset({"date", "amount", "case_number", "id_number", "credit_code", "phone", "account", "number"})
_NOT_BEFORE = "被受送代副总原现拟未各该其与"  # 被+调查人: another label
_NEXT_LABEL = re.compile(r"[ 　。；，][\u4e00-\u9fff（）/、 ]{2,14}：")
_PART = r"(?: ?（(?![^（）]*[签章印捺])[^（）\d]{1,6}）)?"
"""What a label may have behind it in brackets: 姓名（名称）, 金额（大写）; not （签名）, which asks for something else."""
_BRACKET = re.compile(rf"{_PART}$")
_COLON_BEHIND = re.compile(rf"{_PART} ?：")
_TURN = re.compile(r"[问间答][：；]")  # 间: 问 misread
_RIGHT_BELOW = 0.9  # of a label's height: the line that its value stands on begins as close under it
_SAME_EDGE = 0.05  # of the page's width, by which it may begin farther to the right or left
_TIGHT = 1.6  # of a line's height: how far apart the lines of a cell begin
_ALIGNED = 0.01  # of the page's width, by which they may begin differently
_BLANK = re.compile(r"[_＿ \-—.。：/\\]*")
_RIGHT_MARGIN = 0.82
_SPREAD = 6  # letters of the longest label that is printed letter by letter
_WRAPPED = 9  # characters of the first line of a wrapped label


@cache
def _label_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Any of a field's labels, or several of them in one (身份职务, 单位及职务)."""
    any_of = "|".join(spread(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?P<label>(?:{any_of})(?:[、/及和或]?(?:{any_of}))*){_PART} ?(?P<colon>[：；])?")


def find_labelled(spec: FieldSpec, pages: Sequence[Page]) -> Iterator[Field]:
    """The values after any of a field's labels, in reading order."""
    for page in pages:
        cells = join_spread(cells_of(page))
        for index, line in enumerate(page.lines):
            yield from _on_line(spec, page, index, line, cells)
        for label in (c for c in cells if len(c.lines) > 1 and c.text.rstrip("：") in spec.label):
            yield from _in_cell(spec, page, label, cells)
        for label in _wrapped_labels(spec, cells):
            yield from _in_cell(spec, page, label, cells)


def join_spread(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells with the labels put together that were printed letter by letter (案　号) and found as several lines."""
    joined: list[Cell] = []
    for row in rows_of(c for c in cells if not _BLANK.fullmatch(c.text)):
        start = 0
        while start < len(row):
            end = _spread_label(row, start)
            joined.append(stack(row[start:end]) if end - start > 1 else row[start])
            start = end
    return tuple(sorted(joined, key=lambda c: (c.box.y0, c.box.x0)))


def _spread_label(row: Sequence[Cell], start: int) -> int:
    """Where the label that begins at `start` ends in its row: the longest one that single letters make."""
    end = start
    while end < len(row) and end - start < _SPREAD and len(row[end].text) <= 2:
        end += 1
    for stop in range(end, start + 1, -1):
        if "".join(c.text for c in row[start:stop]).rstrip("：") in known_labels():
            return stop
    return start + 1


def _on_line(spec: FieldSpec, page: Page, index: int, line: Line, cells: Sequence[Cell]) -> Iterator[Field]:
    text = spaced(line.text)
    for found in _label_pattern(spec.label).finditer(text):
        if not _is_label(text, found, spec):
            continue
        value = _until_next_label(text[found.end() :])
        if not _BLANK.fullmatch(value):
            lines = [line, *_wrapped(spec, page, index, line)] if found.end() + len(value) == len(text) else [line]
            raw = value + "".join(more.text for more in lines[1:])
            yield from make_fields(spec.type, flat(raw), tuple(page.evidence(each) for each in lines))
        elif _ends_line(text, found):
            box = line.box._replace(x1=line.box.x0 + line.box.width * found.end() / len(text))
            label = Cell(flat(found["label"]), box, (line,))
            values = list(_in_cell(spec, page, label, cells))
            yield from values or (_right_below(spec, page, label, cells) if found["colon"] else ())


def _is_label(text: str, found: re.Match[str], spec: FieldSpec) -> bool:
    """Whether a match is a label, and not a part of a longer word or of a sentence."""
    before = text[: found.start()].rstrip()
    after = text[found.end() :]
    longer = any(m.start() < found.start() and m.end() >= found.end("label") for m in known_pattern().finditer(text))
    if longer or (before and before[-1] in _NOT_BEFORE):
        return False
    if found["colon"] == "：":
        return True
    if before and not text[: found.start()].endswith((" ", "：", "。", "，", "）")):
        return False
    if found["colon"]:  # ；, a misread colon, unless a clause ends there (现在没有单位；…)
        return True
    return not after or after[0] == " " or text[found.end() - 1] == " " or (not before and spec.type in _STRICT)


def _until_next_label(text: str) -> str:
    """`text` up to the next label that is followed by a colon."""
    cuts = [m.start() for m in known_pattern().finditer(text) if _COLON_BEHIND.match(text, m.end())]
    generic = _NEXT_LABEL.search(" " + text)
    if generic and min(cuts, default=len(text)) >= generic.end() - 1:  # 张三性别：the known label is the nearer cut
        cuts.append(max(generic.start() - 1, 0))
    return text[: min(cuts, default=len(text))].strip()


def _ends_line(text: str, found: re.Match[str]) -> bool:
    return _BLANK.fullmatch(text[found.end() :]) is not None


def _wrapped(spec: FieldSpec, page: Page, index: int, line: Line) -> list[Line]:
    """The lines a text value goes on over: it ran to the right margin, and what follows is no label."""
    more: list[Line] = []
    if spec.type not in ("text", "names", "name"):
        return more
    for following in page.lines[index + 1 : index + 4]:
        text = spaced(following.text)
        close = 0 <= following.box.y0 - line.box.y0 < 2.5 * line.box.height
        if line.box.x1 < _RIGHT_MARGIN or not close or _begins_anew(text):
            break
        more.append(following)
        line = following
    return more


def _begins_anew(text: str) -> bool:
    """Whether a line begins with a label, or is a question or an answer."""
    return bool(_NEXT_LABEL.match(" " + text) or known_pattern().match(text) or _TURN.match(text))


def _wrapped_labels(spec: FieldSpec, cells: Sequence[Cell]) -> Iterator[Cell]:
    """Labels that were wrapped in their cell: 受送达人 / 签名或盖章."""
    for i, first in enumerate(cells):
        if len(first.text) > _WRAPPED or not any(label.startswith(first.text) for label in spec.label):
            continue
        below = [c for c in cells[i + 1 :] if _is_under(first.box, c.box) and len(c.text) <= 8]
        for count in (1, 2, 3):
            joined = stack([first, *below[:count]])
            if len(below) >= count and _BRACKET.sub("", joined.text) in spec.label:
                yield joined


def _is_under(upper: Box, lower: Box) -> bool:
    centre = abs((upper.x0 + upper.x1) - (lower.x0 + lower.x1)) / 2
    return centre < 0.05 and 0 < lower.y0 - upper.y0 < 5 * upper.height


def _in_cell(spec: FieldSpec, page: Page, label: Cell, cells: Sequence[Cell]) -> Iterator[Field]:
    """What stands in the cell right of a label; under it where the label is a column's heading: a label stands beside
    it, or something that cannot be its value while what stands below can.
    """
    right = _right_of(label, cells)
    below = _below(label, cells) if right else None
    places = [
        place
        for place in (stack(right) if right else None, below)
        if place and not _starts_with_label(place) and not _goes_on(label, place)
    ]
    readable = [place for place in places if spec.type in _STRICT and None not in typed(spec.type, place.text)]
    for value in (readable or places)[:1]:
        yield from make_fields(spec.type, value.text, value.evidence(page))


def _goes_on(label: Cell, place: Cell) -> bool:
    """Whether a line that ends with a label goes on with the rest of a longer one (身份 | 证号码…)."""
    longer = known_pattern().match(label.text + place.text)
    return longer is not None and longer.end() > len(label.text)


def _right_below(spec: FieldSpec, page: Page, label: Cell, cells: Sequence[Cell]) -> Iterator[Field]:
    """What stands on the line right below a label with a colon that has nothing beside it."""
    if any(same_row(c.box, label.box) and c.box.x0 >= _end_of(label) for c in cells):
        return
    reach = _RIGHT_BELOW * label.box.height
    under = [c for c in cells if c.middle > label.box.y1 and c.box.y0 - label.box.y1 < reach]
    for value in under[:1]:
        begins = abs(value.box.x0 - label.box.x0) < _SAME_EDGE
        anothers = any(same_row(c.box, value.box) and c.box.x0 < value.box.x0 for c in cells)
        if begins and not anothers and _may_be_value(spec, value):
            yield from make_fields(spec.type, value.text, value.evidence(page))


def _may_be_value(spec: FieldSpec, cell: Cell) -> bool:
    """Whether a line can be a field's value: it reads as one, begins no other part of the form, and is not another's date."""
    if None in typed(spec.type, cell.text) or _begins_anew(spaced(cell.lines[0].text)):
        return False
    return spec.type in _STRICT or not any(found.start == 0 for found in find_dates(cell.text))


def _right_of(label: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """The lines of the cell right of `label`: within its table row, up to the next label of the row."""
    top, bottom = row_of_label(label, cells)
    right = [c for c in cells if c.box.x0 >= _end_of(label) and top < c.middle < bottom]
    right = sorted(not_parted(label, right, line_height(cells)), key=lambda c: c.box.x0)
    labels = [c for c in right if _starts_with_label(c)]
    if labels:
        values = [c for c in right if c.box.x1 <= labels[0].box.x0 + 0.01]
        return values or labels[:1]
    return _one_column(right)


def _end_of(label: Cell) -> float:
    """From where what stands beside a label may begin: the detector's boxes may overlap by most of its last character."""
    return label.box.x1 - max(0.01, 0.7 * label.box.width / max(len(label.text), 1))


def _one_column(cells: list[Cell]) -> list[Cell]:
    """The leftmost cell and the lines stacked with it; a cell further right on its row belongs to another column."""
    column = cells[:1]
    for cell in cells[1:]:
        if x_overlap(cell.box, stack(column).box) > 0 or (same_row(cell.box, column[0].box) and _adjoins(cell, column)):
            column.append(cell)
    return column


def _adjoins(cell: Cell, column: Sequence[Cell]) -> bool:
    return cell.box.x0 - max(c.box.x1 for c in column) < 0.03


def _below(label: Cell, cells: Sequence[Cell]) -> Cell | None:
    height = line_height(cells)
    under = [
        c for c in cells if x_overlap(c.box, label.box) > 0 and 0 < c.box.y0 - label.box.y1 + height / 2 < 3 * height
    ]
    first = min(under, key=lambda c: c.box.y0, default=None)
    return first and stack(_wrapped_below(first, cells))


def _wrapped_below(first: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """The lines of a cell that wraps: each right under the one before, begun at its edge."""
    lines = [first]
    for cell in sorted((c for c in cells if abs(c.box.x0 - first.box.x0) < _ALIGNED), key=lambda c: c.box.y0):
        apart = cell.box.y0 - lines[-1].box.y0
        if 0 < apart < _TIGHT * first.box.height and not _starts_with_label(cell):
            lines.append(cell)
    return lines


def _starts_with_label(cell: Cell) -> bool:
    found = known_pattern().match(cell.text)
    return found is not None and (found.end() == len(cell.text) or cell.text[found.end()] in "：（")
