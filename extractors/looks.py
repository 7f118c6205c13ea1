"""How a page looks: whether it is blank, and a hash by which the second scan of a sheet is found again."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.models import Gray

SAME_LOOK = 6
"""Bits of 64 in which two scans of one sheet may differ. Forms of one layout differ as little: whether two pages are
duplicates is decided with their text as well."""

_WIDTH = 827  # pixels across A4 at 100 dpi: what blankness is measured on
_EDGE = 0.035  # of the page: shadows of the lid, torn edges
_INK = 0.72  # of the paper's brightness: darker is ink; the other side shining through is lighter
_FAINT_INK = 0.88  # darker is perhaps faint ink, perhaps the other side
_SPECK = 6  # pixels: smaller is dust
_MARGIN = 0.12  # of the page: where punch holes and folio stamps are


@dataclass(frozen=True, slots=True)
class Ink:
    """What stands on a page: clear marks, and faint ones that may shine through from the other side."""

    clear: int
    faint: int


def look(gray: Gray) -> str:
    """64-bit difference hash of an upright page, 16 hex digits."""
    small = cv2.resize(cv2.GaussianBlur(gray, (0, 0), 5), (9, 8), interpolation=cv2.INTER_AREA).astype(np.int16)
    bits = (small[:, 1:] > small[:, :-1]).flatten()
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
    return Ink(_marks(share < _INK), _marks(share < _FAINT_INK))


def _marks(mask: npt.NDArray[np.bool_]) -> int:
    height, width = mask.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    count = 0
    for x, y, w, h, area in stats[1:]:
        box = (x / width, y / height, (x + w) / width, (y + h) / height)
        count += int(area >= _SPECK and max(w, h) >= 4 and not _is_no_writing(box, w, h, area))
    return count


def _is_no_writing(box: tuple[float, float, float, float], w: int, h: int, area: int) -> bool:
    x0, y0, x1, y1 = box
    at_edge = x0 < _EDGE or y0 < _EDGE or x1 > 1 - _EDGE or y1 > 1 - _EDGE
    beside = x1 < _MARGIN or x0 > 1 - _MARGIN
    above = y1 < _MARGIN or y0 > 1 - _MARGIN
    hole = (beside or above) and 0.6 < w / h < 1.7 and area > 0.55 * w * h and 12 <= max(w, h) <= 60
    folio = beside and above
    return at_edge or hole or folio


def is_blank(image: npt.NDArray[np.uint8]) -> bool:
    """Whether a page (BGR) holds no writing, print or seal; punch holes, dust and a folio stamp do not count."""
    ink = count_ink(np.asarray(image.min(axis=2), np.uint8))
    return ink.clear <= 2
