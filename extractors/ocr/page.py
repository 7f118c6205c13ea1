"""Reads one page: blank or not, upright, the title band, the rest where it is wanted, seals and signatures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, Protocol

import cv2
import numpy as np

from checker.casefile import Depth, Line, MarkKind, Page
from checker.errors import OcrError, UserError
from extractors.marks.seal_text import name_seals
from extractors.marks.seals import find_seals
from extractors.marks.signatures import find_signatures
from extractors.ocr.engine import Engine, SeenLine, in_order
from extractors.ocr.looks import is_blank, look
from extractors.ocr.orientation import Image
from extractors.ocr.sealed import read_again
from extractors.ocr.stand import Standing, in_band, reads_well, stand_upright, text_plane

WantsFull = Callable[[tuple[Line, ...]], bool]
"""Told the lines of the title band, says whether the whole page is needed. Has to be picklable."""

_LONGEST_SIDE = 3400  # pixels: larger images are made smaller first (A3 at 200 dpi fits)


class Source(Protocol):
    """A page that was not loaded yet (`extractors.readers.source.SourcePage`)."""

    @property
    def file(self) -> str:
        """Name of the file in the case folder."""

    @property
    def number(self) -> int:
        """Page of the file, from 1."""

    @property
    def kind(self) -> Literal["image", "text"]:
        """Whether the words are known or have to be recognised."""

    @property
    def sha256(self) -> str:
        """Hash of the page's own bytes."""

    @property
    def problem(self) -> str | None:
        """Why the page cannot be loaded, Chinese."""

    @property
    def has_image(self) -> bool:
        """Whether `load_image` can work."""

    def load_image(self) -> Image:
        """The page as shown, BGR."""

    def load_text(self) -> tuple[Line, ...]:
        """The lines of a text page."""


def always_full(lines: tuple[Line, ...]) -> bool:
    """Wants every page in full."""
    return True


def read_page(engine: Engine, source: Source, wants_full: WantsFull = always_full) -> Page:
    """Reads a page. Whatever goes wrong with it becomes `Page.problem`."""
    empty = Page(source.file, source.number, depth=Depth.NONE, sha256=source.sha256)
    if source.problem is not None:
        return replace(empty, problem=source.problem)
    try:
        if source.kind == "text":
            return _read_text(source, empty)
        return read_image(engine, source.load_image(), empty, wants_full)
    except UserError as error:
        return replace(empty, problem=error.what)
    except (OcrError, cv2.error, MemoryError):
        return replace(empty, problem="本页文字识别失败，请人工查看")


def read_image(engine: Engine, image: Image, empty: Page, wants_full: WantsFull) -> Page:
    """Reads a scanned page. `empty` carries its names."""
    image = _fit(image)
    blank = is_blank(image)
    if blank:
        return replace(empty, blank=True, look=look(text_plane(image)))
    standing = stand_upright(engine, image)
    page = replace(empty, rotation=standing.rotation, skew=standing.skew, look=look(standing.text))
    if blank is None and not reads_well(_whole_page(engine, standing)):
        return replace(page, blank=True)
    band = _lines(standing, standing.band)
    full = wants_full(band)
    seals = find_seals(standing.image)
    if not full:
        return replace(page, lines=band, marks=seals, depth=Depth.BAND)
    seals = name_seals(engine, standing.image, seals)
    lines = read_again(engine, standing.image, standing.text, _whole_page(engine, standing), seals)
    signatures = find_signatures(standing.image, standing.text, lines, seals)
    return replace(page, lines=_lines(standing, lines), marks=(*seals, *signatures), depth=Depth.FULL)


def as_band(page: Page) -> Page:
    """What reading only the band would have given of a page that was read in full."""
    if page.depth is not Depth.FULL:
        return page
    lines = tuple(line for line in page.lines if in_band(line.box.y1, line.box.height))
    marks = tuple(mark for mark in page.marks if mark.kind is not MarkKind.SIGNATURE)
    return replace(page, lines=lines, marks=marks, depth=Depth.BAND)


def _read_text(source: Source, empty: Page) -> Page:
    return replace(empty, lines=source.load_text(), depth=Depth.FULL)


def _whole_page(engine: Engine, standing: Standing) -> list[SeenLine]:
    """The band's lines and the rest, each line once."""
    rest = [
        quad
        for quad in engine.find(standing.text, standing.rest_from)
        if not any(_within(line, quad.mean(axis=0)) for line in standing.band)
    ]
    return in_order([*standing.band, *engine.read(standing.text, rest)])


def _within(line: SeenLine, point: np.typing.NDArray[np.float32]) -> bool:
    x0, y0, x1, y1 = line.place
    return bool(x0 <= point[0] <= x1 and y0 <= point[1] <= y1)


def _lines(standing: Standing, lines: list[SeenLine] | tuple[SeenLine, ...]) -> tuple[Line, ...]:
    height, width = standing.text.shape
    return tuple(line.as_line(width, height) for line in lines)


def _fit(image: Image) -> Image:
    scale = _LONGEST_SIDE / max(image.shape[:2])
    if scale >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
