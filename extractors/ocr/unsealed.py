"""The text plane without coloured seals: what ink leaves under them is told from the seal by its brightness.

A seal is a colour over the text, and where it is thick (its star, its ring) it is dark in the red plane as well when the
ink was dense or the scanner dull. Under it, text is darker than the seal alone: divided by the seal's own brightness,
the seal becomes paper and the text stays text. A grey scan has no colour to tell a seal by.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from checker.casefile import Box
from extractors.ocr.models import Gray
from extractors.orientation import Image

_RED = 35.0  # grey levels by which red outweighs the other colours in a seal
_LEAST = 200  # pixels so coloured: fewer are no seal in colour
_FULL = 90  # percentile: how red the seal is where it covers wholly
_COVERED = 0.5  # of that: from there a pixel counts as covered
_ALONE = 65  # percentile of brightness of covered pixels: the seal over bare paper
_DARK, _LIGHT = 0.5, 0.92  # of the seal's brightness: what becomes black, and white
_AROUND = 10  # pixels beyond the seal's box


def without_seals(image: Image, plane: Gray, seals: Iterable[Box]) -> Gray | None:
    """The plane with these seals taken away; None where none of them has colour."""
    height, width = plane.shape
    freed = plane.copy()
    found = False
    for seal in seals:
        x0, x1 = max(0, round(seal.x0 * width) - _AROUND), min(width, round(seal.x1 * width) + _AROUND)
        y0, y1 = max(0, round(seal.y0 * height) - _AROUND), min(height, round(seal.y1 * height) + _AROUND)
        found |= _free(image[y0:y1, x0:x1], freed[y0:y1, x0:x1])
    return freed if found else None


def _free(colours: Image, plane: Gray) -> bool:
    """Takes one seal away from its part of the plane, in place. False where the part has no colour."""
    blue, green, red = (channel.astype(np.float32) for channel in cv2.split(colours))
    redness = red - (green + blue) / 2
    coloured = redness[redness > _RED]
    if coloured.size < _LEAST:
        return False
    covered = (redness > _COVERED * np.percentile(coloured, _FULL)).astype(np.uint8)
    brightness = 0.3 * red + 0.6 * green + 0.1 * blue
    core = cv2.erode(covered, np.ones((3, 3), np.uint8)) > 0
    inner = core if core.sum() >= _LEAST else covered > 0
    alone = max(1.0, float(np.percentile(brightness[inner], _ALONE)))
    text = np.clip((brightness / alone - _DARK) / (_LIGHT - _DARK) * 255, 0, 255)
    edge = (cv2.dilate(covered, np.ones((3, 3), np.uint8)) > 0) & (covered == 0)
    plane[covered > 0] = text[covered > 0].astype(np.uint8)
    plane[edge] = np.maximum(plane[edge], text[edge].astype(np.uint8))
    return True
