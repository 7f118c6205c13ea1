"""Reads one cut-out line of text: a network gives a class per column, CTC decoding gives text and places."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.ocr.detect import Quad
from extractors.ocr.models import Floats, Gray, Network

_HEIGHT = 48  # the network's input height
_LEAST_WIDTH = 48  # narrower input is padded
_MOST_WIDTH = 3200  # wider input is squeezed: longer than any line on A4, guards memory
_UPRIGHT = 1.5  # a cut-out this much taller than wide is turned: writing from top to bottom


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line says. `centres` is where each character stands, 0–1 along the line."""

    text: str
    confidence: float
    centres: tuple[float, ...]


def cut_out(gray: Gray, quad: Quad) -> Gray:
    """The line inside `quad`, straightened, in its own resolution."""
    width = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2]))
    height = max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))
    w, h = max(1, int(width)), max(1, int(height))
    target = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    line = cv2.warpPerspective(gray, matrix, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if h >= _UPRIGHT * w:
        line = np.rot90(line)
    return np.ascontiguousarray(line, dtype=np.uint8)


def recognise(network: Network, alphabet: list[str], line: Gray) -> Reading:
    """Reads a cut-out line."""
    height, width = line.shape
    wide = min(_MOST_WIDTH, max(1, math.ceil(_HEIGHT * width / height)))
    small = cv2.resize(line, (wide, _HEIGHT))
    plane = np.zeros((_HEIGHT, max(_LEAST_WIDTH, wide)), np.float32)
    plane[:, :wide] = small.astype(np.float32) / 127.5 - 1.0
    chances = network(np.repeat(plane[None, None], 3, axis=1))[0]
    return _decode(chances, alphabet, plane.shape[1] / wide)


def _decode(chances: Floats, alphabet: list[str], stretch: float) -> Reading:
    """CTC: equal classes in a run are one character, class 0 is none."""
    best = chances.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=0) * (best != 0))
    if not len(starts):
        return Reading("", 0.0, ())
    sure = [float(chances[column, best[column]]) for column in starts]
    text = "".join(alphabet[best[column]] for column in starts)
    centres = tuple(min(1.0, (float(column) + 0.5) / len(best) * stretch) for column in starts)
    return Reading(text, round(float(np.mean(sure)), 4), centres)
