"""The text plane without seals: what ink leaves under them is told from the seal by its brightness.

A seal is a colour over the text, and where it is thick (its star, its ring) it is dark in the red plane as well when the
ink was dense or the scanner dull. Under it, text is darker than the seal alone: divided by the seal's own brightness,
the seal becomes paper and the text stays text. On a grey scan the seal is known by its thickness: no stroke of the text
is as thick as ring and star. Where these are as dark as text, as in black and white, nothing can be told.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from checker.casefile import Box
from extractors.ocr.models import Gray
from extractors.ocr.orientation import Image

_RED = 35.0  # grey levels by which red outweighs the other colours in a seal
_LEAST = 200  # pixels so coloured: fewer are no seal in colour
_FULL = 90  # percentile: how red the seal is where it covers wholly
_COVERED = 0.5  # of that: from there a pixel counts as covered
_ALONE = 65  # percentile of brightness of covered pixels: the seal over bare paper
_DARK, _LIGHT = 0.5, 0.92  # of the seal's brightness: what becomes black, and white
_INK = 0.8  # of the paper's brightness: darker pixels are ink
_THICK = 7  # pixels at 200 dpi: the strokes of text in the size of a date are thinner
_GREY = 45  # grey levels by which a seal must be lighter than the darkest text
_AROUND = 10  # pixels beyond the seal's box


def without_seals(image: Image, plane: Gray, seals: Iterable[Box]) -> Gray | None:
    """The plane with these seals taken away; None where none of them can be told from the text."""
    height, width = plane.shape
    freed = plane.copy()
    found = False
    for seal in seals:
        x0, x1 = max(0, round(seal.x0 * width) - _AROUND), min(width, round(seal.x1 * width) + _AROUND)
        y0, y1 = max(0, round(seal.y0 * height) - _AROUND), min(height, round(seal.y1 * height) + _AROUND)
        found |= _free(image[y0:y1, x0:x1], freed[y0:y1, x0:x1])
    return freed if found else None


def _free(colours: Image, plane: Gray) -> bool:
    """Takes one seal away from its part of the plane, in place. False where it cannot be told from the text."""
    blue, green, red = (channel.astype(np.float32) for channel in cv2.split(colours))
    redness = red - (green + blue) / 2
    coloured = redness[redness > _RED]
    if coloured.size < _LEAST:
        return _free_grey(plane)
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


def _free_grey(plane: Gray) -> bool:
    """The same where there is no colour: by the brightness of what is too thick to be text."""
    paper = float(np.median(plane))
    ink = (plane < _INK * paper).astype(np.uint8)
    thick = cv2.erode(ink, np.ones((_THICK, _THICK), np.uint8)) > 0
    if thick.sum() < _LEAST:
        return False
    alone, darkest = float(np.percentile(plane[thick], _ALONE)), float(np.percentile(plane[ink > 0], 2))
    if alone - darkest < _GREY:
        return False
    text = np.clip((plane / alone - _DARK) / (_LIGHT - _DARK) * 255, 0, 255)
    plane[:] = np.where(plane < paper * _INK, text, plane).astype(np.uint8)
    return True
