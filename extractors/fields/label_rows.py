"""How far the row of a label reaches up and down in a form whose rules are not seen.

Half-way to the labels above and below, as a label stands in the middle of its cell. Beside a tall cell that is too far:
the list of 送达文书 begins close under 受送达人. Where the half-way line would part lines that stand close together, the row
ends at the widest gap instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checker.casefile import Box
from extractors.text.cells import Cell, line_height, x_overlap

_REACH = 4  # line heights: a row reaches no farther from its label
_CLEARLY = 2.0  # times the gap at the half-way line: a gap as wide is the border of two cells
_APART = 0.6  # line heights: lines of one cell stand closer
_TOUCHING = 0.1  # of a line's height: gaps are measured no finer
_LEFT_OF = 0.01  # by which boxes that stand side by side may overlap


def row_of_label(label: Cell, cells: Sequence[Cell]) -> tuple[float, float]:
    """Top and bottom of a label's table row."""
    height, box = line_height(cells), label.box
    column = [c.box for c in cells if x_overlap(c.box, box) > 0 and c.lines[0] not in label.lines]
    above = max((b for b in column if b.y1 <= box.y0 + height / 2), key=lambda b: b.y1, default=None)
    under = min((b for b in column if b.y0 >= box.y1 - height / 2), key=lambda b: b.y0, default=None)
    top = _border(above, box, cells, height) if above else box.y0 - height
    bottom = _border(box, under, cells, height) if under else box.y1 + height
    return max(top, box.y0 - _REACH * height), min(bottom, box.y1 + _REACH * height)


def not_parted(label: Cell, beside: Sequence[Cell], height: float) -> list[Cell]:
    """What stands beside a label, without lines above it that stand clearly apart: they are over the table."""
    above = [c for c in beside if c.box.y1 <= label.box.y0]
    kept = [c for c in beside if c.box.y1 > label.box.y0]
    top = min((c.box.y0 for c in kept), default=label.box.y0)
    for cell in sorted(above, key=lambda c: c.box.y1, reverse=True):
        if top - cell.box.y1 > _APART * height:
            break
        kept.append(cell)
        top = min(top, cell.box.y0)
    return kept


def _border(upper: Box, lower: Box, cells: Sequence[Cell], height: float) -> float:
    """Where the row of the upper label ends and that of the lower one begins."""
    half = (upper.y1 + lower.y0) / 2
    gaps = [(b.box.y0 - a.box.y1, a, b) for a, b in pairwise(_values(upper, lower, cells))]
    here = next((gap for gap, a, b in gaps if a.middle < half <= b.middle), None)
    if here is None:
        return half
    widest, above, below = max(gaps, key=lambda gap: gap[0])
    clear = widest > _CLEARLY * max(here, _TOUCHING * height)
    return (above.box.y1 + below.box.y0) / 2 if clear else half


def _values(upper: Box, lower: Box, cells: Sequence[Cell]) -> list[Cell]:
    """The first column right of two labels from the row of the one to that of the other, from top to bottom."""
    edge = max(upper.x1, lower.x1) - _LEFT_OF
    beside = [c for c in cells if c.box.x0 >= edge and upper.y0 < c.middle < lower.y1]
    first = min(beside, key=lambda c: c.box.x0, default=None)
    column = [c for c in beside if first and x_overlap(c.box, first.box) > 0]
    return sorted(column, key=lambda c: c.middle)
