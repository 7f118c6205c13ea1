"""Cuts the place of a finding out of its page, as a small JPEG for the report."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from checker.casefile import Box, Evidence, Page, PageRef
from checker.errors import CheckerError
from extractors.ocr.orientation import upright
from extractors.readers.source import SourcePage

Crop = Callable[[Evidence], bytes | None]
_Pixels = npt.NDArray[np.uint8]
_THUMBNAIL = 300  # pixels, width of a whole page
_WIDTH = 640  # pixels, width of a cut
_QUALITY = 62
_WHOLE = 0.6  # of the page's area: show the page itself
_ROOM = Box(0.04, 0.012, 0.04, 0.012)  # kept around a place, fractions of the page
_LEAST = (0.6, 0.035)  # width and height of a cut, so that the words around it are seen
_MARGIN = 0.006  # around whole lines, fractions of the page
_LINE = 0.1  # of the page's height: what is higher is no line
_FRAME = (40, 90, 200)  # BGR


def crop_maker(sources: Iterable[SourcePage], pages: Iterable[Page]) -> Crop:
    """A function from a place to JPEG bytes; None where the page has no image or cannot be loaded.

    `sources` load the images, `pages` say how each was turned upright. Ask in page order: two pages are kept.
    """
    by_ref = {source.ref: source for source in sources}
    read = {page.ref: page for page in pages}

    @functools.lru_cache(maxsize=2)
    def image_of(ref: PageRef) -> _Pixels | None:
        source = by_ref.get(ref)
        if source is None or not source.has_image:
            return None
        try:
            page = read.get(ref)
            return upright(source.load_image(), *((page.rotation, page.skew) if page else (0, 0.0)))
        except CheckerError:
            return None

    def crop(place: Evidence) -> bytes | None:
        image = image_of(place.ref)
        page = read.get(place.ref)
        return None if image is None else cut(image, place.box, [line.box for line in page.lines] if page else ())

    return crop


def cut(image: _Pixels, box: Box, lines: Sequence[Box] = ()) -> bytes:
    """A place of an upright page with a little room around it and a thin frame; the whole page as a thumbnail.

    Where the lines of the page are known, none of them is cut through.
    """
    if box.width * box.height >= _WHOLE:
        return _encode(_fit(image, _THUMBNAIL))
    height, width = image.shape[:2]
    shown = _whole_lines(box, _with_room(box), lines)
    left, top, right, bottom = _in_pixels(shown, width, height)
    piece = image[top:bottom, left:right].copy()
    x0, y0, x1, y1 = _in_pixels(box, width, height)
    thick = max(2, round((right - left) / 300))
    cv2.rectangle(piece, (x0 - left - 3, y0 - top - 3), (x1 - left + 3, y1 - top + 3), _FRAME, thick)
    return _encode(_fit(piece, _WIDTH))


def _with_room(box: Box) -> Box:
    wide = max(0.0, _LEAST[0] - box.width) / 2
    high = max(0.0, _LEAST[1] - box.height) / 2
    return Box(
        max(0.0, box.x0 - max(wide, _ROOM.x0)),
        max(0.0, box.y0 - max(high, _ROOM.y0)),
        min(1.0, box.x1 + max(wide, _ROOM.x1)),
        min(1.0, box.y1 + max(high, _ROOM.y1)),
    )


def _whole_lines(box: Box, room: Box, lines: Sequence[Box]) -> Box:
    """The room around a place, so set that it cuts through no line: those that lie in it with their better half are
    shown whole, the others not at all.
    """
    beside = [line for line in lines if line.height < _LINE and line.x0 < room.x1 and line.x1 > room.x0]
    inside = [line for line in beside if room.y0 < _middle(line) < room.y1]
    first = min([box.y0, *(line.y0 for line in inside)])
    last = max([box.y1, *(line.y1 for line in inside)])
    above = max((line.y1 for line in beside if _middle(line) <= room.y0), default=0.0)
    below = min((line.y0 for line in beside if _middle(line) >= room.y1), default=1.0)
    top = min(max(above, min(room.y0, first - _MARGIN)), first)
    bottom = max(min(below, max(room.y1, last + _MARGIN)), last)
    left = min([room.x0, *(line.x0 - _MARGIN for line in inside)])
    right = max([room.x1, *(line.x1 + _MARGIN for line in inside)])
    return Box(max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom))


def _middle(line: Box) -> float:
    return line.mid_y


def _in_pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Pixel edges, at least one pixel apart and on the page."""
    left = min(int(box.x0 * width), width - 1)
    top = min(int(box.y0 * height), height - 1)
    return left, top, max(left + 1, round(box.x1 * width)), max(top + 1, round(box.y1 * height))


def _fit(image: _Pixels, width: int) -> _Pixels:
    factor = width / image.shape[1]
    if factor >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def _encode(image: _Pixels) -> bytes:
    return bytes(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1])
