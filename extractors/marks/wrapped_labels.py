"""Labels that wrap inside a narrow cell of a form: 局长审 | 批意见 is one label of two lines."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.marks.signature_labels import find_labels, only_asks
from extractors.ocr.engine import SeenLine
from extractors.ocr.rulings import Place, Rulings

_SHORT = 10  # characters: lines of a label in a narrow cell are no longer
_OPEN_ENDED = "或及、和与"
_CLOSE = 0.9  # line heights: as far apart may the lines of one label be


def join_wrapped(lines: Sequence[SeenLine], rulings: Rulings) -> list[SeenLine]:
    """The lines, those that fill one narrow cell together joined into one with the place of both."""
    joined: list[SeenLine] = []
    cells: list[Place | None] = []
    for line in sorted(lines, key=lambda one: (one.place[1] + one.place[3]) / 2):
        cell = _cell_of(line, rulings) if len(line.text) <= _SHORT else None
        above = next((i for i, other in enumerate(cells) if cell and other == cell), None)
        if above is not None and _follows(line, joined[above]) and _alone(cell, lines):
            joined[above] = _together(joined[above], line)
        else:
            joined.append(line)
            cells.append(cell)
    return joined


def _cell_of(line: SeenLine, rulings: Rulings) -> Place | None:
    x0, y0, x1, y1 = line.place
    return rulings.cell((x0 + x1) / 2, (y0 + y1) / 2)


def _follows(line: SeenLine, above: SeenLine) -> bool:
    height = line.place[3] - line.place[1]
    gap = line.place[1] - above.place[3]
    shared = min(line.place[2], above.place[2]) - max(line.place[0], above.place[0])
    return -0.7 * height < gap < _CLOSE * height and shared > 0 and not _begins_anew(line, above)


def _begins_anew(line: SeenLine, above: SeenLine) -> bool:
    """Whether the lower line is a label of its own (记录人：; 签名：张某 under an opinion), or is written under a whole one
    (被调查人签名：张某 | 2023年4月3日), and no end of one (当事人或 | 代理人：).
    """
    labels = list(find_labels(line.text))
    filled = any(label.form == "bare" and label.start == 0 and label.end < len(line.text) for label in labels)
    upper = "".join(above.text.split())
    whole = any(upper[label.end - 1] in "：:" for label in find_labels(upper)) and not only_asks(line.text)
    goes_on = above.text[-1:] in _OPEN_ENDED
    return whole or (not goes_on and (filled or any(label.form == "colon" for label in labels)))


def _alone(cell: Place | None, lines: Sequence[SeenLine]) -> bool:
    """Whether only short lines stand in the cell: a label, not the beginning of a text."""
    if cell is None:
        return False
    inside = [
        line
        for line in lines
        if cell[0] < (line.place[0] + line.place[2]) / 2 < cell[2]
        and cell[1] < (line.place[1] + line.place[3]) / 2 < cell[3]
    ]
    return all(len(line.text) <= _SHORT for line in inside) and len(inside) <= 4


def _together(above: SeenLine, below: SeenLine) -> SeenLine:
    (a0, b0, a1, b1), (c0, d0, c1, d1) = above.place, below.place
    place = (min(a0, c0), min(b0, d0), max(a1, c1), max(b1, d1))
    text = above.text + below.text
    step = (place[2] - place[0]) / max(1, len(text))
    centres = tuple(place[0] + (i + 0.5) * step for i in range(len(text)))
    return SeenLine(text, min(above.confidence, below.confidence), place, centres)
