"""Which way up a page stands, and how to stand it upright.

Two things are told apart: quarter turns (0, 90, 180, 270 degrees), found from the detected lines and how well they
read either way, and the small skew of a sheet that went through the feeder crookedly, found from the row profile.
`upright` is the one place that turns images; boxes of lines and marks lie on its result.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.detect import Quad
from extractors.ocr.models import Gray

Image = npt.NDArray[np.uint8]
"""A page as blue, green, red; 0–255."""

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
MOST_SKEW = 4.0  # degrees looked for on either side
LEAST_SKEW = 0.3  # degrees: less than half a line's height across the page, left as it is
_LONG_LINE = 6.0  # times its height: long enough for its slope to tell the page's
_PROFILE_SIDE = 720  # pixels of the longer side of the image the skew is measured on


def turn(image: Image, rotation: int) -> Image:
    """Turns an image clockwise by 0, 90, 180 or 270 degrees."""
    if rotation == 0:
        return image
    return np.asarray(cv2.rotate(image, _TURNS[rotation]), np.uint8)


def upright(image: Image, rotation: int, skew: float = 0.0) -> Image:
    """The upright page: turned clockwise by `rotation`, then straightened by `skew` degrees, same size."""
    return straighten(turn(image, rotation), skew)


def straighten(image: Image, skew: float) -> Image:
    """Turns by a small angle (degrees clockwise) about the middle; corners that open are filled from the edge."""
    if not skew:
        return image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    turned = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def measure_skew(gray: Gray) -> float:
    """Degrees clockwise by which the page has to be turned so that its lines lie level; 0.0 where nothing shows.

    Rows of text give a profile of sharp steps when level: the angle with the sharpest profile is taken.
    """
    scale = _PROFILE_SIDE / max(gray.shape)
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small, 31)
    ink = np.clip(paper.astype(np.int16) - small - 24, 0, 96).astype(np.float32)
    margin_y, margin_x = (round(0.05 * side) for side in ink.shape)
    ink = ink[margin_y:-margin_y, margin_x:-margin_x]
    if not ink.any():
        return 0.0
    coarse = np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5)
    best = float(coarse[int(np.argmax([_sharpness(ink, angle) for angle in coarse]))])
    fine = best + np.arange(-0.4, 0.41, 0.1)
    sharp = [_sharpness(ink, angle) for angle in fine]
    best = round(float(fine[int(np.argmax(sharp))]), 2)
    clear = max(sharp) > 1.1 * _sharpness(ink, 0.0)
    return best if clear and LEAST_SKEW <= abs(best) <= MOST_SKEW else 0.0


def _sharpness(ink: npt.NDArray[np.float32], angle: float) -> float:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def lean(quads: Sequence[Quad]) -> float | None:
    """By how many degrees long lines fall to the right (median); None where there are no long lines."""
    slopes = []
    for quad in quads:
        along = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
        length, height = float(np.hypot(*along)), float(np.linalg.norm(quad[0] - quad[3]))
        if length >= 200 and length >= _LONG_LINE * height:
            slopes.append(float(np.degrees(np.arctan2(along[1], along[0]))))
    return float(np.median(slopes)) if slopes else None


def lies_sideways(quads: Sequence[Quad]) -> bool | None:
    """Whether lines run from top to bottom, as on a page turned by a quarter; None where too few tell.

    Every line that is clearly longer than high votes with its length; single characters and stamps do not.
    """
    level = upended = 0.0
    for quad in quads:
        width = float(np.linalg.norm(quad[0] - quad[1]))
        height = float(np.linalg.norm(quad[0] - quad[3]))
        if width > 2 * height:
            level += width
        elif height > 2 * width:
            upended += height
    if not level and not upended:
        return None
    return upended > 1.5 * level
