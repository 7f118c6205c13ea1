"""The ruled lines of forms: where a table's cells begin and end."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.models import Gray

Mask = npt.NDArray[np.uint8]
Place = tuple[float, float, float, float]

_SHORTEST = 0.024  # of the page's longer side: 7 mm; print has no straight stroke as long
_REACH = 3.0  # pixels by which rules may miss each other at a corner
_DARKER = 0.82  # of the paper
_STROKE = 3.0  # times the shortest rule: longer uprights are no strokes of handwriting
_TOUCH = 5  # pixels by which an upright rule may miss the level rules it ends on


@dataclass(frozen=True, slots=True)
class Rulings:
    """Level and upright rules in pixels. `level`: (x0, x1, y) rows, `upright`: (y0, y1, x) rows."""

    level: npt.NDArray[np.float32]
    upright: npt.NDArray[np.float32]

    def cell(self, x: float, y: float) -> Place | None:
        """The cell of a table around a point: x0, y0, x1, y1; None where it is not closed on all sides."""
        above = self.level[(self.level[:, 0] <= x + _REACH) & (self.level[:, 1] >= x - _REACH)][:, 2]
        beside = self.upright[(self.upright[:, 0] <= y + _REACH) & (self.upright[:, 1] >= y - _REACH)][:, 2]
        top, bottom = above[above <= y], above[above > y]
        left, right = beside[beside <= x], beside[beside > x]
        if not (len(top) and len(bottom) and len(left) and len(right)):
            return None
        return float(left.max()), float(top.max()), float(right.min()), float(bottom.min())


def ink_mask(gray: Gray) -> Mask:
    """1 where ink is, by the paper's own brightness around it."""
    small = cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.resize(cv2.medianBlur(cv2.dilate(small, np.ones((5, 5))), 21), gray.shape[::-1])
    return np.asarray(gray < _DARKER * paper, np.uint8)


def find_rulings(ink: Mask) -> tuple[Rulings, Mask]:
    """The rules of a page and a mask of their ink."""
    length = max(20, round(_SHORTEST * max(ink.shape)))
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    level = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(bridged, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    upright = _without_strokes(upright, level, round(_STROKE * length))
    mask = cv2.dilate(np.maximum(level, upright), np.ones((5, 5), np.uint8))
    return Rulings(_segments(level, across=True), _segments(upright, across=False)), np.asarray(mask, np.uint8)


def _without_strokes(upright: cv2.typing.MatLike, level: cv2.typing.MatLike, longest: int) -> cv2.typing.MatLike:
    """The upright rules without the straight strokes of large handwriting: a short rule ends on level rules at both ends."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(upright, np.ones((9, 3), np.uint8)), connectivity=8
    )
    near_level = cv2.dilate(level, np.ones((2 * _TOUCH + 1, 2 * _TOUCH + 1), np.uint8))
    kept = upright.copy()
    for number in range(1, count):
        x, y, w, h, _ = stats[number].tolist()
        if h >= longest:
            continue
        ends = near_level[y : y + _TOUCH, x : x + w], near_level[y + h - _TOUCH : y + h, x : x + w]
        if not all(end.any() for end in ends):
            kept[y : y + h, x : x + w][labels[y : y + h, x : x + w] == number] = 0
    return kept


def _segments(mask: cv2.typing.MatLike, across: bool) -> npt.NDArray[np.float32]:
    joined = cv2.dilate(mask, np.ones((3, 9) if across else (9, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    rows = [
        (x, x + w, y + h / 2) if across else (y, y + h, x + w / 2)
        for x, y, w, h, _ in stats[1:].tolist()
        if (h if across else w) <= 24
    ]
    return np.array(rows, np.float32).reshape(-1, 3)
