"""Tables rebuilt from where the lines stand: columns under their headings, rows by their anchors, over several pages.

Scans give no cells, only lines with boxes. The header row is the row that holds enough of the words a table asks for;
its cells set the columns. A column whose cells never wrap (serial numbers, accounts, dates) anchors the rows; without
one, rows are told by the gaps between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise, takewhile, zip_longest

from checker.casefile import Box, Field, Page, Row
from extractors.kinds import ColumnSpec, TableSpec
from extractors.text.cells import Cell, cells_of, line_height, rows_of, stack
from extractors.text.flat import flat, spaced
from extractors.text.flow import is_furniture, make_fields
from extractors.text.values import typed

_SERIAL = ("序号", "编号", "序")
_AFTER = re.compile(
    r"(备注|说明|注|填表人|填表日期|制表|经办人|组长|审核|以上|合计|总计|小计|打印|查询人|[一二三四五六七八九十]、|（[一二三四五六七八九十]）)"
)
_ABOVE_LINES = 4


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a found header: where it begins and ends; `spec` None: one the table does not ask for."""

    spec: ColumnSpec | None
    x0: float
    x1: float
    serial: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[_Column, ...]
    bottom: float
    above: tuple[Cell, ...]
    page: Page


def read_table(spec: TableSpec, pages: Sequence[Page]) -> tuple[Row, ...]:
    """The rows of every table of this form on these pages. Each row also has `above`: the lines over its header (whose
    table it is, which section), for tables that repeat per respondent.
    """
    rows: list[Row] = []
    header: _Header | None = None
    for page in pages:
        cells = [c for c in cells_of(page) if not is_furniture(c.lines[0], c.text)]
        headers = list(_headers(spec, page, cells))
        tops = [h.bottom for h in headers]
        if header and (not tops or min(tops) > 0.25):
            first = min((_top(h) for h in headers), default=1.0)
            rows += _rows(spec, header, page, [c for c in cells if c.box.y1 <= first])
        for found, following in zip_longest(headers, headers[1:]):
            end = _top(following) if following else 1.0
            own = replace(found, above=header.above) if header and not found.above else found
            rows += _rows(spec, own, page, [c for c in cells if c.box.y0 >= found.bottom - 0.002 and c.box.y1 <= end])
            header = own
    return tuple(rows)


def _top(header: _Header) -> float:
    return min([c.box.y0 for c in header.above[:1]], default=header.bottom - 0.03)


def _headers(spec: TableSpec, page: Page, cells: Sequence[Cell]) -> Iterator[_Header]:
    rows = rows_of(piece for cell in cells for piece in _pieces(spec, cell))
    for index, row in enumerate(rows):
        matched = [(cell, _heading(spec, cell.text)) for cell in row]
        names = {column.name for _, column in matched if column}
        if len(names) < spec.least:
            continue
        left = row[0].box.x0 + 0.05
        over = reversed(rows[max(0, index - _ABOVE_LINES) : index])
        upper = list(takewhile(partial(_stands_over, left=left), over))
        above = tuple(c for line in reversed(upper) for c in line)
        yield _Header(_columns(matched), max(c.box.y1 for c in row), above, page)


def _stands_over(row: Sequence[Cell], left: float) -> bool:
    """Whether a row stands over a table and not in one: labelled particulars, or one line at the left or centred."""
    box = row[0].box
    alone = len(row) == 1 and (box.x0 < left or abs(box.x0 + box.x1 - 1) < 0.1)
    return alone or any("：" in cell.text for cell in row)


def _heading(spec: TableSpec, text: str) -> ColumnSpec | None:
    """The column a header cell names: exactly, with a unit in brackets, or with more words around it."""
    bare = re.sub(r"（[^）]*）?", "", text)
    best: tuple[int, ColumnSpec] | None = None
    for column in spec.columns:
        for word in column.words:
            if word in (bare, text) or (word in text and len(text) <= len(word) + 4):
                score = len(word) + 10 * (word in (bare, text))
                if best is None or score > best[0]:
                    best = (score, column)
    return best[1] if best else None


def _pieces(spec: TableSpec, cell: Cell) -> list[Cell]:
    """A line that the recogniser drew over several cells, cut where it has spaces, or between two heading words."""
    raw = spaced(cell.lines[0].text)
    parts = re.split(" (?!（)", raw)  # 调查单位 （地点） is one heading
    if len(parts) > 1 and not all(len(p) == 1 for p in parts):
        return _cut(cell, parts)
    words = sorted((w for c in spec.columns for w in c.words), key=len, reverse=True)
    if len(cell.text) > 8 and _heading(spec, cell.text) is None:
        parts = [p for p in re.split(f"({'|'.join(map(re.escape, words))})", cell.text) if p]
        if sum(p in words for p in parts) >= 2:
            return _cut(cell, parts)
    return [cell]


def _cut(cell: Cell, parts: Sequence[str]) -> list[Cell]:
    total = sum(map(len, parts)) + len(parts) - 1
    width, x, pieces = cell.box.width, cell.box.x0, []
    for part in parts:
        end = x + width * len(part) / total
        pieces.append(Cell(flat(part), cell.box._replace(x0=x, x1=end), cell.lines))
        x = end + width / total
    return pieces


def _columns(matched: Sequence[tuple[Cell, ColumnSpec | None]]) -> tuple[_Column, ...]:
    """Columns from header cells: each reaches half-way to its neighbours."""
    columns = []
    for i, (cell, column) in enumerate(matched):
        left = (matched[i - 1][0].box.x1 + cell.box.x0) / 2 if i else 0.0
        right = (cell.box.x1 + matched[i + 1][0].box.x0) / 2 if i + 1 < len(matched) else 1.0
        columns.append(_Column(column, left, right, cell.text in _SERIAL))
    return tuple(columns)


def _rows(spec: TableSpec, header: _Header, page: Page, cells: Sequence[Cell]) -> Iterator[Row]:
    placed: list[tuple[Cell, _Column]] = []
    for cell in sorted(cells, key=lambda c: c.middle):
        if _ends_table(cell, header):
            break
        for piece in _pieces_by_column(cell, header.columns):
            placed.append((piece, _column_of(piece.box, header.columns)))
    above = make_fields(
        "text", "".join(c.text for c in header.above), tuple(e for c in header.above for e in c.evidence(header.page))
    )
    for group in _grouped(spec, placed, 1 if header.page is page else None):
        row: dict[str, Field] = {}
        for column in {id(c): c for _, c in group}.values():
            if column.spec:
                cell = stack([piece for piece, c in group if c is column])
                row[column.spec.name] = make_fields(column.spec.type, cell.text, cell.evidence(page))[0]
        if any(name in row and row[name].raw for name in spec.needs or row):
            yield row | ({"above": above[0]} if header.above else {})


def _ends_table(cell: Cell, header: _Header) -> bool:
    """A remark, a sum, a new section, or a sentence as wide as several columns ends the table."""
    first = header.columns[0]
    starts_left = cell.box.x0 < first.x1
    wide = cell.box.width > 0.5 and len(cell.text) > 24 and " " not in spaced(cell.lines[0].text)
    return starts_left and (wide or _AFTER.match(cell.text) is not None)


def _pieces_by_column(cell: Cell, columns: Sequence[_Column]) -> list[Cell]:
    """A line over two columns, cut at its spaces."""
    parts = spaced(cell.lines[0].text).split(" ")
    crossed = [c for c in columns if min(cell.box.x1, c.x1) - max(cell.box.x0, c.x0) > 0.015]
    if len(parts) == len(crossed) > 1:
        boxes = [cell.box._replace(x0=c.x0, x1=c.x1) for c in crossed]
        return [Cell(flat(part), box, cell.lines) for part, box in zip(parts, boxes, strict=True)]
    return _cut(cell, parts) if len(crossed) > 1 and len(parts) > 1 else [cell]


def _column_of(box: Box, columns: Sequence[_Column]) -> _Column:
    return max(columns, key=lambda c: min(box.x1, c.x1) - max(box.x0, c.x0))


def _grouped(
    spec: TableSpec, placed: Sequence[tuple[Cell, _Column]], begins: int | None
) -> list[list[tuple[Cell, _Column]]]:
    """The cells of each row: every cell goes to the nearest anchor. `begins`: the first row's number, where it is known."""
    anchors = _anchors(spec, placed, begins)
    if not anchors:
        return []
    height = line_height([c for c, _ in placed])
    groups: list[list[tuple[Cell, _Column]]] = [[] for _ in anchors]
    for cell, column in placed:
        distance, nearest = min((abs(cell.middle - y), i) for i, y in enumerate(anchors))
        if distance < 4 * height:
            groups[nearest].append((cell, column))
    return groups


def _anchors(spec: TableSpec, placed: Sequence[tuple[Cell, _Column]], begins: int | None) -> list[float]:
    """The heights of the rows: serial numbers; else the first needed column whose every line is a value of its type;
    else the gaps in the needed column, or in the one with most lines.
    """
    order = [*spec.needs, *(c.name for c in spec.columns if c.name not in spec.needs)]
    by_name = {name: [c for c, column in placed if column.spec and column.spec.name == name] for name in order}
    fullest = next((by_name[n] for n in spec.needs if by_name[n]), max(by_name.values(), key=len, default=[]))
    serial = [c for c, column in placed if column.serial and re.fullmatch(r"\d{1,3}[.、]?", c.text)]
    if serial:
        alike = max((len(c) for c in by_name.values() if len({cell.text for cell in c}) == 1), default=0)
        return _with_unread(serial, fullest, begins, alike)
    types = {c.name: c.type for c in spec.columns}
    for name in order:
        cells = by_name[name]
        if (
            cells
            and types[name] not in ("text", "name", "names")
            and all(None not in typed(types[name], c.text) for c in cells)
        ):
            return [c.middle for c in cells]
    return [stack(block).middle for block in _blocks(fullest)]


def _with_unread(serial: Sequence[Cell], column: Sequence[Cell], begins: int | None, alike: int) -> list[float]:
    """The heights of serial numbers, and of the rows whose number was not read (a thin 1 is overlooked): the lines of a
    column are parted at their widest gaps into as many rows as the numbers tell, or as lines of another column that say
    the same (财产线索 in each row), if every number then stands at its own row.
    """
    numbers = {int(re.sub(r"\D", "", c.text)): c for c in serial}
    first = min(numbers) if begins is None else begins
    count = max(max(numbers) - first + 1, alike)
    heights = [c.middle for c in serial]
    if not len(serial) == len(numbers) < count <= len(column):
        return heights
    lines = sorted(column, key=lambda c: c.box.y0)
    gaps = sorted(range(1, len(lines)), key=lambda i: lines[i - 1].box.y1 - lines[i].box.y0)
    cuts = [0, *sorted(gaps[: count - 1]), len(lines)]
    rows = {first + i: stack(lines[a:b]) for i, (a, b) in enumerate(pairwise(cuts))}
    half = line_height(lines) / 2
    if not all(n in rows and rows[n].box.y0 - half < c.middle < rows[n].box.y1 + half for n, c in numbers.items()):
        return heights
    return [numbers[n].middle if n in numbers else row.middle for n, row in rows.items()]


def _blocks(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Lines of one column parted where the gap is more than two thirds of a line."""
    height = line_height(cells)
    block: list[Cell] = []
    for cell in cells:
        if block and cell.box.y0 - block[-1].box.y1 > 0.67 * height:
            yield block
            block = []
        block.append(cell)
    if block:
        yield block
