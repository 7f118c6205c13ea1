"""The recogniser: lines of a page (or of a strip of it) with places, characters' places and confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from checker.casefile import Box, Line
from extractors.ocr.detect import LONG_SIDE, Quad, detect
from extractors.ocr.models import Gray, OrtNetwork, model_files
from extractors.ocr.order import in_reading_order
from extractors.ocr.recognise import Reading, cut_out, recognise

_SURE_ENOUGH = 0.3  # below this a "line" is a stain, a ruling or a scribble: nothing was read


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as read, in pixels of the upright page: (x0, y0, x1, y1). `centres`: x of every character, pixels."""

    text: str
    confidence: float
    place: tuple[float, float, float, float]
    centres: tuple[float, ...] = ()

    def as_line(self, width: int, height: int) -> Line:
        """The line with its box as fractions of a page of this size."""
        x0, y0, x1, y1 = self.place
        box = Box(*(round(v, 5) for v in (x0 / width, y0 / height, x1 / width, y1 / height)))
        return Line(self.text, box, self.confidence)


class Engine:
    """Both networks, loaded once a process. Not for sharing between processes."""

    def __init__(self) -> None:
        files = model_files()
        self._detector = OrtNetwork(files["detector"])
        self._recogniser = OrtNetwork(files["recogniser"])
        self._alphabet = self._recogniser.alphabet()

    def find(self, gray: Gray, top: int = 0, bottom: int | None = None, long_side: int = LONG_SIDE) -> list[Quad]:
        """Where lines are in rows `top` to `bottom` of a page; corners in pixels of the whole page."""
        scale = long_side / max(gray.shape)
        strip = gray[top:bottom]
        if min(strip.shape) < 2:
            return []
        return [quad + np.array([0, top], np.float32) for quad in detect(self._detector, strip, scale)]

    def read_quad(self, gray: Gray, quad: Quad) -> Reading:
        """Reads the line inside one rectangle."""
        return recognise(self._recogniser, self._alphabet, cut_out(gray, quad))

    def read_cut(self, line: Gray) -> Reading:
        """Reads a line that was cut out already."""
        return recognise(self._recogniser, self._alphabet, line)

    def read(self, gray: Gray, quads: Iterable[Quad]) -> list[SeenLine]:
        """Reads the lines inside the rectangles; what cannot be read at all is left out. In reading order."""
        lines = []
        for quad in quads:
            reading = self.read_quad(gray, quad)
            if reading.text.strip() and reading.confidence >= _SURE_ENOUGH:
                lines.append(_place(quad, reading))
        return in_order(lines)


def in_order(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Lines in reading order."""
    return in_reading_order(lines, lambda line: line.place)


def _place(quad: Quad, reading: Reading) -> SeenLine:
    x0, y0 = (float(v) for v in quad.min(axis=0))
    x1, y1 = (float(v) for v in quad.max(axis=0))
    centres = tuple(x0 + c * (x1 - x0) for c in reading.centres)
    return SeenLine(reading.text, reading.confidence, (x0, y0, x1, y1), centres)
