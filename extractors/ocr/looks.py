"""How a page looks: whether it is blank, and a hash by which the second scan of a sheet is found again."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.models import Gray

SAME_LOOK = 6
"""Bits of 64 in which two scans of one sheet may differ (measured: 20 sheets worn twice differ in 0 to 4).

Two papers of one layout differ as little (from 1 bit): whether pages are duplicates is decided with their text as well.
"""

_WIDTH = 827  # pixels across A4 at 100 dpi: what blankness is measured on
_EDGE = 0.035  # of the page: shadows of the lid, torn edges
_INK = 0.72  # of the paper's brightness: darker is ink; the other side shining through is lighter
_FAINT_INK = 0.88  # darker is perhaps faint ink, perhaps the other side
_SPECK = 6  # pixels: smaller is dust
_LARGE = 16  # pixels
_FEW = 2  # small clear marks that may lie on a blank page
_A_FEW_MORE = 6  # such marks: dust, or a word in small print
_MANY = 120  # faint marks: as many as a few lines of print
_MARGIN = 0.15  # of the page: where punch holes and folio stamps are


@dataclass(frozen=True, slots=True)
class Ink:
    """Marks on a page that could be writing: clear ones, large ones among them (4 mm), and faint ones.

    Faint marks may be pale print, or the other side shining through.
    """

    clear: int
    large: int
    faint: int


def look(gray: Gray) -> str:
    """64-bit difference hash of an upright page, 16 hex digits.

    Hashed is the amount of ink in 9 x 8 fields within the margins, not the grey itself: paper, lamp and folio stamps
    do not matter, and empty fields are equal whatever their noise.
    """
    small = cv2.resize(gray, (360, 512), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5))), 31).astype(np.float32)
    ink = np.clip(1 - small / np.maximum(paper, 1) - 0.08, 0, 1)
    soft = cv2.GaussianBlur(ink[36:-36, 25:-25], (0, 0), 8)
    fields = cv2.resize(soft, (9, 8), interpolation=cv2.INTER_AREA)
    step = 0.15 * float(fields.mean())
    bits = (fields[:, 1:] - fields[:, :-1] > step).flatten()
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def look_distance(one: str, other: str) -> int:
    """In how many of 64 bits two looks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def count_ink(gray: Gray) -> Ink:
    """Counts the marks on a page that could be writing: no dust, no edges, punch holes, rulings or folio stamps."""
    scale = _WIDTH / min(gray.shape)
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.erode(cv2.dilate(small, np.ones((9, 9))), np.ones((5, 5))), 41).astype(np.float32)
    share = small / np.maximum(paper, 1)
    clear, faint = _marks(share < _INK), _marks(share < _FAINT_INK)
    return Ink(len(clear), sum(side >= _LARGE for side in clear), len(faint))


def _marks(mask: npt.NDArray[np.bool_]) -> list[int]:
    """The longer sides of the marks, pixels."""
    height, width = mask.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    sides = []
    for x, y, w, h, area in stats[1:].tolist():
        box = (x / width, y / height, (x + w) / width, (y + h) / height)
        if area >= _SPECK and max(w, h) >= 4 and not _is_no_writing(box, w, h, area):
            sides.append(max(w, h))
    return sides


def _is_no_writing(box: tuple[float, float, float, float], w: int, h: int, area: int) -> bool:
    x0, y0, x1, y1 = box
    at_edge = x0 < _EDGE or y0 < _EDGE or x1 > 1 - _EDGE or y1 > 1 - _EDGE
    beside = x1 < _MARGIN or x0 > 1 - _MARGIN
    above = y1 < _MARGIN or y0 > 1 - _MARGIN
    hole = (beside or above) and 0.6 < w / h < 1.7 and area > 0.55 * w * h and 12 <= max(w, h) <= 60
    folio = beside and above
    return at_edge or hole or folio


def is_blank(image: npt.NDArray[np.uint8]) -> bool | None:
    """Whether a page (BGR) holds no writing, print or seal; None where only reading it can tell.

    Punch holes, dust, a folio stamp in a corner and the other side shining through do not count. None: there is
    nothing but many faint marks, which is either very pale print or a strong other side, or a few small clear ones.
    """
    blue, green, red = cv2.split(image)
    ink = count_ink(np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8))  # numpy's min takes 0.13 s a page
    if ink.large or ink.clear > _A_FEW_MORE:
        return False
    return None if ink.faint > _MANY or ink.clear > _FEW else True
