"""Which column of a table a line stands in: heads stand in the middle, entries at the left, and the recogniser draws
one line over the short entries of two cells (无无).
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from checker.derive.text.layout import in_column
from extractors.text.cells import Cell, stack, x_overlap
from extractors.text.flat import flat, spaced

_NONE_EACH = re.compile(r"无[^无，。；、]{0,4}")
TOUCH = 0.01  # of the page width: the boxes of neighbours overlap by so much


def side_by_side(lines: Sequence[Cell]) -> list[list[Cell]]:
    """Lines that stand under one another together, from left to right."""
    blocks: list[list[Cell]] = []
    for line in lines:
        met = [b for b in blocks if any(in_column(line, other) for other in b)]
        blocks = [b for b in blocks if b not in met] + [[*(c for b in met for c in b), line]]
    return sorted(blocks, key=lambda b: min(c.box.x0 for c in b))


def place(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[dict[int, Cell]]:
    """The entry of each row under each head (by its place), its lines stacked. An entry that lies under several
    heads is none of any.
    """
    found = [[stack(b) for b in side_by_side([p for c in row for p in _pieces(c, heads)])] for row in rows]
    sure = [_sure(heads, entries) for entries in found]
    edges = _edges(heads, [(at, e) for known in sure for at, e in known])
    return [_placed(heads, entries, known, edges) for entries, known in zip(found, sure, strict=True)]


def _placed(
    heads: Sequence[Cell], entries: Sequence[Cell], sure: Sequence[tuple[int, Cell]], edges: Sequence[float]
) -> dict[int, Cell]:
    known = [e for _, e in sure]
    rest = [(bisect(edges, _center(e)), e) for e in entries if e not in known and not _spans(e, heads)]
    by_column: dict[int, list[Cell]] = {}
    for at, entry in (*sure, *rest):
        by_column.setdefault(at, []).append(entry)
    return {at: stack(parts) for at, parts in by_column.items()}


def _sure(heads: Sequence[Cell], entries: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """Entries and their columns: in order where no cell is empty, else those that stand under one head."""
    under = [[at for at, head in enumerate(heads) if x_overlap(head.box, e.box) > TOUCH] for e in entries]
    if len(entries) == len(heads) and all(len(ats) != 1 or ats == [i] for i, ats in enumerate(under)):
        return list(enumerate(entries))
    return [(ats[0], e) for ats, e in zip(under, entries, strict=True) if len(ats) == 1]


def _edges(heads: Sequence[Cell], known: Sequence[tuple[int, Cell]]) -> list[float]:
    """Where one column ends and the next begins: half-way between what is sure to stand in them."""
    columns = [[head, *(e for at, e in known if at == i)] for i, head in enumerate(heads)]
    return [(max(c.box.x1 for c in left) + min(c.box.x0 for c in right)) / 2 for left, right in pairwise(columns)]


def _spans(entry: Cell, heads: Sequence[Cell]) -> bool:
    return sum(x_overlap(h.box, entry.box) > 0.5 * (h.box.x1 - h.box.x0) for h in heads) > 1


def _center(cell: Cell) -> float:
    return cell.box.mid_x


def _pieces(cell: Cell, heads: Sequence[Cell]) -> list[Cell]:
    """A line that the recogniser drew over several cells, cut at its spaces or before every 无."""
    several = sum(x_overlap(cell.box, h.box) > TOUCH for h in heads) > 1
    parts = spaced(cell.lines[0].text).split(" ")
    if several and len(parts) > 1:
        return _cut(cell, parts, 0.5)
    parts = _NONE_EACH.findall(cell.text)
    each = "".join(parts) == cell.text and (several or set(cell.text) == {"无"})
    return _cut(cell, parts, 0.0) if each and len(parts) > 1 else [cell]


def _cut(cell: Cell, parts: Sequence[str], space: float) -> list[Cell]:
    """The parts of a line, each at its place: a figure is half as wide as a character."""
    widths = [sum(1 / (1 + c.isascii()) for c in part) for part in parts]
    scale = cell.box.width / (sum(widths) + space * (len(parts) - 1))
    x, pieces = cell.box.x0, []
    for part, width in zip(parts, widths, strict=True):
        pieces.append(Cell(flat(part), cell.box._replace(x0=x, x1=x + width * scale), cell.lines))
        x += (width + space) * scale
    return pieces
