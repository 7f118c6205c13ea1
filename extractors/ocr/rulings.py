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
_RUNS_ON = 10.0  # pixels: parts of one rule differ by less
_DARKER = 0.82  # of the paper
_NARROWEST = 60.0  # pixels: less beyond a table's border is where its rules overshoot
_STROKE = 3.0  # times the shortest rule: longer ones are no strokes of writing
_TOUCH = 5  # pixels by which a rule may miss the rules it ends on


@dataclass(frozen=True, slots=True)
class Rulings:
    """Level and upright rules in pixels. `level`: (x0, x1, y) rows, `upright`: (y0, y1, x) rows."""

    level: npt.NDArray[np.float32]
    upright: npt.NDArray[np.float32]

    def cell(self, x: float, y: float) -> Place | None:
        """The cell of a table around a point: x0, y0, x1, y1; None where it is not closed above, below and at the left. A
        right border that was not seen is where the rules above and below end.
        """
        above = self.level[(self.level[:, 0] <= x + _REACH) & (self.level[:, 1] >= x - _REACH)]
        beside = self.upright[(self.upright[:, 0] <= y + _REACH) & (self.upright[:, 1] >= y - _REACH)][:, 2]
        over, under = above[above[:, 2] <= y], above[above[:, 2] > y]
        left, right = beside[beside <= x], beside[beside > x]
        if not (len(over) and len(under) and len(left)):
            return None
        top, bottom = float(over[:, 2].max()), float(under[:, 2].min())
        begin, end = float(left.max()), min(self._end(top, x), self._end(bottom, x))
        if len(right):
            return begin, top, float(right.min()), bottom
        return (begin, top, end, bottom) if end > begin + _NARROWEST else None

    def _end(self, y: float, x: float) -> float:
        """Where a level rule ends that runs over x at this height; parts of one rule go on from each other."""
        parts = self.level[(abs(self.level[:, 2] - y) < _RUNS_ON) & (self.level[:, 1] >= x - _REACH)]
        end = x
        for start, stop, _ in sorted(parts.tolist()):
            if start > end + _RUNS_ON:
                break
            end = max(end, stop)
        return end


def inside(part: Place, whole: Place) -> bool:
    """Whether the middle of one place lies in another."""
    x, y = (part[0] + part[2]) / 2, (part[1] + part[3]) / 2
    return whole[0] <= x <= whole[2] and whole[1] <= y <= whole[3]


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
    longest = round(_STROKE * length)
    upright = _without_strokes(upright, level, longest, across=False)
    mask = cv2.dilate(np.maximum(level, upright), np.ones((5, 5), np.uint8))
    level = _without_strokes(level, upright, longest, across=True)  # a line to write on is no table's rule, but ruled
    return Rulings(_segments(level, across=True), _segments(upright, across=False)), np.asarray(mask, np.uint8)


def _without_strokes(
    rules: cv2.typing.MatLike, crossing: cv2.typing.MatLike, longest: int, across: bool
) -> cv2.typing.MatLike:
    """The rules without the straight strokes of large handwriting or print: a short rule ends on crossing ones."""
    joined = cv2.dilate(rules, np.ones((3, 9) if across else (9, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    near = cv2.dilate(crossing, np.ones((2 * _TOUCH + 1, 2 * _TOUCH + 1), np.uint8))
    kept = rules.copy()
    for number in range(1, count):
        x, y, w, h, _ = stats[number].tolist()
        if (w if across else h) >= longest:
            continue
        part = near[y : y + h, x : x + w]
        ends = (part[:, :_TOUCH], part[:, -_TOUCH:]) if across else (part[:_TOUCH], part[-_TOUCH:])
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
