"""Lines under a seal, read again: what is left of the seal in the text plane makes 二 into 六 with full confidence.

Each such line is read on the plane itself, on two planes of stronger contrast, where faint strokes of the seal vanish,
and where the scan has colour on one from which the seal was taken away (`unsealed`). The reading that most agree on
holds, with little confidence if it is not the first one; where all differ, the line counts as not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from checker.casefile import Box, Mark
from extractors.ocr.detect import Quad
from extractors.ocr.engine import Engine, SeenLine, in_order
from extractors.ocr.models import Gray
from extractors.ocr.orientation import Image
from extractors.ocr.rulings import inside
from extractors.ocr.unsealed import without_seals

_CONTRASTS = ((30, 150), (45, 185))  # grey levels that become black and white
_FREED = (60, 200)  # the same for the plane without seals
_OUTVOTED = 0.7  # confidence of a reading that only the other planes gave, or against which as many stand
_UNREAD = 0.5  # confidence where no two readings agree: below what gives a value
_AROUND = 0.012  # of the page's height: as much above and below a seal is looked at
_SURE = 0.8
_CLEARLY_MORE = 3  # letters
_OVER = 0.3  # of the line's height: less than that under the seal, and it is not touched


def read_again(
    engine: Engine, image: Image, plane: Gray, lines: Sequence[SeenLine], seals: Iterable[Mark]
) -> list[SeenLine]:
    """The lines, those under seals settled by vote. `image`: the upright page in colour, `plane`: what was read of it."""
    height, width = plane.shape
    boxes = [seal.box for seal in seals]
    if not boxes:
        return list(lines)
    planes = [_stretched(plane, *contrast) for contrast in _CONTRASTS]
    freed = without_seals(image, plane, boxes)
    if freed is not None:
        planes += [freed, _stretched(freed, *_FREED)]
    for box in boxes:
        lines = _found_again(engine, plane if freed is None else freed, freed, planes[0], lines, box)
    return [_voted(engine, planes, line) if _is_under(line, boxes, width, height) else line for line in lines]


def _found_again(
    engine: Engine, plane: Gray, freed: Gray | None, stretched: Gray, lines: Sequence[SeenLine], seal: Box
) -> Sequence[SeenLine]:
    """The lines, with those under a seal as the plane without seals shows them, else as the plane of stronger contrast
    does where it shows clearly more.

    What is left of a seal can hide a whole line (the date of a ruling) or its end from the detector. They are read on
    `plane`; a line that was not found again stays.
    """
    height, width = plane.shape
    top, bottom = (round(v * height) for v in (max(0.0, seal.y0 - _AROUND), min(1.0, seal.y1 + _AROUND)))
    shown = stretched if freed is None else freed
    quads = [quad for quad in engine.find(shown, top, bottom) if _is_inside(quad, top, bottom, height)]
    fresh = [line for line in engine.read(plane, quads) if _is_under(line, [seal], width, height)]
    kept = [
        line
        for line in lines
        if not any(inside(line.place, found.place) or inside(found.place, line.place) for found in fresh)
    ]
    replaced = [line for line in lines if line not in kept]
    more = _CLEARLY_MORE if freed is None else 0
    return in_order([*kept, *fresh]) if fresh and _letters(fresh) >= _letters(replaced) + more else lines


def _is_inside(quad: Quad, top: int, bottom: int, height: int) -> bool:
    """Whether a line is not cut off by the strip's edge."""
    above, below = float(quad[:, 1].min()), float(quad[:, 1].max())
    return (above > top + 2 or top == 0) and (below < bottom - 2 or bottom == height)


def _letters(lines: Sequence[SeenLine]) -> int:
    """How many letters were read surely."""
    return sum(len(line.text.strip()) for line in lines if line.confidence >= _SURE)


def _stretched(plane: Gray, black: int, white: int) -> Gray:
    scale = 255 / (white - black)
    return np.asarray(cv2.convertScaleAbs(np.maximum(plane, black), alpha=scale, beta=-black * scale), np.uint8)


def _is_under(line: SeenLine, seals: Iterable[Box], width: int, height: int) -> bool:
    x0, y0, x1, y1 = line.place
    for seal in seals:
        across = min(x1, seal.x1 * width) - max(x0, seal.x0 * width)
        down = min(y1, seal.y1 * height) - max(y0, seal.y0 * height)
        if across > 0 and down > _OVER * (y1 - y0):
            return True
    return False


def _voted(engine: Engine, planes: Sequence[Gray], line: SeenLine) -> SeenLine:
    x0, y0, x1, y1 = line.place
    quad = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
    readings = [reading for plane in planes if (reading := engine.read_quad(plane, quad)).text]
    if not readings:
        return line
    own = _plain(line.text)
    votes = Counter([own, *(_plain(reading.text) for reading in readings)])
    most = max(votes.values())
    leading = [text for text, count in votes.items() if count == most]
    if most < 2 or (len(leading) > 1 and own not in leading):
        return replace(line, confidence=min(line.confidence, _UNREAD))
    if own in leading:
        return line if len(leading) == 1 else replace(line, confidence=min(line.confidence, _OUTVOTED))
    chosen = next(reading for reading in readings if _plain(reading.text) == leading[0])
    centres = tuple(x0 + centre * (x1 - x0) for centre in chosen.centres)
    return replace(line, text=chosen.text, confidence=min(chosen.confidence, _OUTVOTED), centres=centres)


def _plain(text: str) -> str:
    """A reading without its spaces."""
    return "".join(text.split())
