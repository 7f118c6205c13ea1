"""Finds seals (公章), name seals (私章) and fingerprints (指印) on an upright page.

Red marks are found by colour: regions of red ink, judged by size and by how completely red runs around their outline.
Grey and copied seals have no colour: circles are looked for by the Hough transform and judged by the same coverage.
An image cannot always settle it, so the answer has three values:

| outline covered | round, red | round, grey | square |
|---|---|---|---|
| PRESENT from | 0.60 | 0.78 | 0.70 |
| DOUBTFUL from | 0.40 | 0.62 | 0.50 |

Sizes are those the rules on seals fix (courts 42–45 mm, enterprises 38–45 mm, name seals up to about 25 mm), with room
for scans whose scale is not exact; a page is taken to be A4 wide (A4 long where it lies).
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from checker.casefile import Box, Mark, MarkKind, Presence
from extractors.ocr.orientation import Image

Mask = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]

_DPI = 100  # seals are looked for at this resolution
_MM = _DPI / 25.4
_ROUND = (24.0, 62.0)  # mm across; oval seals may be half as high
_SQUARE = (8.0, 26.0)
_FINGER = (5.0, 26.0)
_RED_ROUND, _RED_ROUND_MAYBE = 0.60, 0.40
_GREY_ROUND, _GREY_ROUND_MAYBE = 0.78, 0.62
_SQUARE_SURE, _SQUARE_MAYBE = 0.70, 0.50
_WRITTEN = 0.05  # share of ink inside a seal's ring
_SQUARE_HULL = 0.86
_PRINTED = 0.3  # share of ink within a fingerprint
_GREY_SIZE = (30.0, 52.0)  # mm across, round only
_MOST_CIRCLES = 12
_DIM = 170.0  # grey levels of the paper: from there down a page counts as dark
_DARKEST = 0.3  # of the usual redness: less is noise
_REDNESS = 28  # by how much red is above the other colours
_ANGLES = 90


def find_seals(image: Image) -> tuple[Mark, ...]:
    """Seals, name seals and fingerprints on an upright page (BGR), from top to bottom."""
    small = _at_100_dpi(image)
    red = _red_mask(small)
    marks = _without_parts([*_red_marks(red)])
    if _is_grey(small):
        marks += [mark for mark in _grey_rings(small) if not any(_overlap(mark.box, m.box) for m in marks)]
    return tuple(sorted(marks, key=lambda mark: (mark.box.y0, mark.box.x0)))


def _without_parts(marks: list[Mark]) -> list[Mark]:
    """Drops what lies inside a round seal: its characters and its star are no marks of their own."""
    seals = [mark for mark in marks if mark.kind is MarkKind.SEAL]
    inside = [m for m in marks if any(m is not s and _share_inside(m.box, s.box) > 0.8 for s in seals)]
    return [mark for mark in marks if mark not in inside]


def _at_100_dpi(image: Image) -> Image:
    height, width = image.shape[:2]
    scale = 210 * _MM / width if height >= width else 297 * _MM / width
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _is_grey(small: Image) -> bool:
    """Whether the scan has no colour at all. A colour scan of a copy is no original, its grey seal is not looked for."""
    return float(cv2.absdiff(small[:, :, 2], small[:, :, 0]).mean()) < 1.0


def _red_mask(small: Image) -> Mask:
    blue, green, red = (small[:, :, i].astype(np.int16) for i in range(3))
    paper = np.median(red - np.maximum(green, blue))  # the lamp's tint
    light = min(float(np.median(red)) / _DIM, 1.0)  # in a dark photo red is as much weaker as the paper is darker
    return np.asarray((red - np.maximum(green, blue) - paper > _REDNESS * max(light, _DARKEST)), np.uint8)


def _red_marks(red: Mask) -> Iterator[Mark]:
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        if max(w, h) < _FINGER[0] * _MM or area < 60:
            continue
        within = red[y : y + h, x : x + w]
        part = (labels[y : y + h, x : x + w] == index).astype(np.uint8) & within
        mark = _judge(part, within, Box(*_fractions((x, y, x + w, y + h), red.shape)))
        if mark is not None:
            yield mark


def _judge(part: Mask, within: Mask, box: Box) -> Mark | None:
    """What a region of red ink is, by its size and outline; None where it is none of the marks.

    `part` is the connected region alone, `within` all red ink in its rectangle.
    """
    height, width = part.shape
    short, long = sorted((width / _MM, height / _MM))
    if _ROUND[0] <= long <= _ROUND[1] and short >= 0.5 * long and _inside_filled(within) >= _WRITTEN:
        covered = outline_covered(part)
        if covered >= _RED_ROUND_MAYBE:
            return _mark(MarkKind.SEAL, box, covered, _RED_ROUND)
    if short < 0.55 * long or not (_FINGER[0] <= short and long <= _SQUARE[1]):
        return None
    squareness, covered = _squareness(part), sides_covered(part)
    if squareness >= _SQUARE_HULL and short >= _SQUARE[0] and covered >= _SQUARE_MAYBE:
        return _mark(MarkKind.NAME_SEAL, box, covered, _SQUARE_SURE)
    filled = float(part.mean())
    if squareness < _SQUARE_HULL and filled >= _PRINTED and _is_oval(part):
        return _mark(MarkKind.FINGERPRINT, box, filled / _PRINTED, 1.3)
    return None


def _inside_filled(part: Mask) -> float:
    """Share of ink within the middle of a region: characters and a star in a seal, nothing in a pen's loop."""
    height, width = part.shape
    inner = np.zeros_like(part)
    cv2.ellipse(inner, (width // 2, height // 2), (round(0.4 * width), round(0.4 * height)), 0, 0, 360, 1, -1)
    return float(cv2.mean(part, inner)[0])


def _squareness(part: Mask) -> float:
    """Area of the hull over that of its tightest rectangle: 1 for a square, 0.79 for an oval."""
    hull = cv2.convexHull(cv2.findNonZero(part))
    _, (width, height), _ = cv2.minAreaRect(hull)
    return float(cv2.contourArea(hull)) / max(1.0, width * height)


def _is_oval(part: Mask) -> bool:
    hull = cv2.convexHull(cv2.findNonZero(part))
    if len(hull) < 5:
        return False
    _, (a, b), _ = cv2.fitEllipse(hull)
    return 0.92 <= float(cv2.contourArea(hull)) / max(1.0, np.pi * a * b / 4) <= 1.08


def _mark(kind: MarkKind, box: Box, covered: float, sure: float) -> Mark:
    presence = Presence.PRESENT if covered >= sure else Presence.DOUBTFUL
    return Mark(kind, presence, box, confidence=round(min(1.0, covered), 3))


def outline_covered(part: Mask) -> float:
    """Share of the directions from the middle in which ink lies on the region's ellipse."""
    points = cv2.findNonZero(part)
    hull = cv2.convexHull(points)
    if len(hull) < 5:
        return 0.0
    (cx, cy), (axis_a, axis_b), turned = cv2.fitEllipse(hull)
    if min(axis_a, axis_b) < 0.45 * max(axis_a, axis_b) or max(axis_a, axis_b) > 1.3 * max(part.shape):
        return 0.0
    angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
    tilt = np.deg2rad(turned)
    hit = np.zeros(_ANGLES, bool)
    for share in np.linspace(0.90, 1.04, 8):
        u, v = share * axis_a / 2 * np.cos(angles), share * axis_b / 2 * np.sin(angles)
        x = np.rint(cx + u * np.cos(tilt) - v * np.sin(tilt)).astype(int)
        y = np.rint(cy + u * np.sin(tilt) + v * np.cos(tilt)).astype(int)
        inside = (x >= 0) & (y >= 0) & (x < part.shape[1]) & (y < part.shape[0])
        hit[inside] |= part[y[inside], x[inside]] > 0
    return float(hit.mean())


def sides_covered(part: Mask) -> float:
    """How completely ink runs along the four sides of the region's tightest rectangle: the two worst sides' mean."""
    (cx, cy), (width, height), angle = cv2.minAreaRect(cv2.findNonZero(part))
    if min(width, height) < 8:
        return 0.0
    matrix = cv2.getRotationMatrix2D((cx, cy), angle, 1.0)
    matrix[:, 2] += np.array([width / 2 - cx, height / 2 - cy])
    level = cv2.warpAffine(part, matrix, (int(width) + 1, int(height) + 1))
    depth = max(2, round(0.14 * min(level.shape)))
    sides = (level[:depth], level[-depth:], level[:, :depth].T, level[:, -depth:].T)
    covered = sorted(float(side.any(axis=0).mean()) for side in sides)
    return (covered[0] + covered[1]) / 2


def _grey_rings(small: Image) -> Iterator[Mark]:
    """Rings without colour: a grey scan of a seal, or the copy of a sealed paper."""
    gray = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    soft = np.asarray(cv2.GaussianBlur(gray, (0, 0), 1.2), np.uint8)
    found: list[Mark] = []
    for cx, cy, radius in _circles(soft):
        covered, (x, y, r) = _ring_covered(soft, cx, cy, radius)
        box = Box(*_fractions((x - r, y - r, x + r, y + r), gray.shape))
        if covered >= _GREY_ROUND_MAYBE and not any(_overlap(box, mark.box) for mark in found):
            found.append(_mark(MarkKind.SEAL, box, covered, _GREY_ROUND))
    yield from found


def _circles(gray: Mask) -> list[tuple[float, float, float]]:
    """Candidates (x, y, radius), the strongest first; found at half the resolution, which is four times as fast."""
    half = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    least, most = (round(mm * _MM / 4) for mm in _GREY_SIZE)
    found = cv2.HoughCircles(
        half, cv2.HOUGH_GRADIENT, dp=2, minDist=25, param1=90, param2=38, minRadius=least, maxRadius=most
    )
    circles = [] if found is None else found.reshape(-1, 3)[:_MOST_CIRCLES].tolist()
    return [(2 * x, 2 * y, 2 * radius) for x, y, radius in circles]


def _ring_covered(gray: Mask, cx: float, cy: float, radius: float) -> tuple[float, tuple[float, float, float]]:
    """The best coverage by a dark ring near this circle, and that ring (x, y, radius)."""
    best, where = 0.0, (cx, cy, radius)
    for dx in (-3, 0, 3):
        for dy in (-3, 0, 3):
            for dr in (-4, -2, 0, 2, 4):
                covered = _dark_ring(gray, cx + dx, cy + dy, radius + dr)
                if covered > best:
                    best, where = covered, (cx + dx, cy + dy, radius + dr)
    return best, where


def _dark_ring(gray: Mask, cx: float, cy: float, radius: float) -> float:
    """Share of directions in which the ring is darker than what lies just inside and just outside it."""
    angles = np.linspace(0, 2 * np.pi, 2 * _ANGLES, endpoint=False)
    steps = np.array([-7, -6, -1, 0, 1, 6, 7], np.float32)[:, None]
    x = (cx + (radius + steps) * np.cos(angles)).astype(np.float32)
    y = (cy + (radius + steps) * np.sin(angles)).astype(np.float32)
    values = cv2.remap(gray, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255).astype(np.int16)
    ring = values[2:5].min(axis=0)
    beside = np.minimum(values[:2].max(axis=0), values[5:].max(axis=0))
    return float((beside - ring > 18).mean())


def _fractions(place: tuple[float, float, float, float], shape: tuple[int, ...]) -> tuple[float, ...]:
    height, width = shape[:2]
    x0, y0, x1, y1 = place
    raw = (x0 / width, y0 / height, x1 / width, y1 / height)
    return tuple(round(min(1.0, max(0.0, v)), 5) for v in raw)


def _share_inside(part: Box, whole: Box) -> float:
    wide = max(0.0, min(part.x1, whole.x1) - max(part.x0, whole.x0))
    high = max(0.0, min(part.y1, whole.y1) - max(part.y0, whole.y0))
    return wide * high / ((part.x1 - part.x0) * part.height)


def _overlap(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.y1, other.y1) > max(one.y0, other.y0)
