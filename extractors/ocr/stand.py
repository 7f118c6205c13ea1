"""Stands a scanned page upright and reads its title band on the way: the band's lines tell whether it stands right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.ocr.detect import Quad
from extractors.ocr.engine import Engine, SeenLine
from extractors.ocr.models import Gray
from extractors.ocr.orientation import LEAST_SKEW, MOST_SKEW, Image, lean, lies_sideways, measure_skew, straighten, turn
from extractors.ocr.recognise import cut_out

BAND = 0.30  # of the page's height: where titles and case numbers stand
_OVERLAP = 0.018  # of the page's height: looked at twice
_READS_WELL = 0.85  # mean confidence of the band's lines from which the page certainly stands upright
_FEW = 3  # lines: fewer in the band say too little, the whole page is looked at
_PROBES = 5  # lines read both ways where the band reads badly
_STILL_LEANS = 0.6  # degrees: lines that lean more after straightening were straightened wrongly
_CLEARLY = 0.04  # by how much the other way has to read better


@dataclass(frozen=True, slots=True)
class Standing:
    """An upright page: how it was turned, its text plane, and the band's lines.

    `rest_from` is the row from which lines have not been looked for yet, in pixels.
    """

    image: Image
    text: Gray
    rotation: int
    skew: float
    band: tuple[SeenLine, ...]
    rest_from: int


def text_plane(image: Image) -> Gray:
    """The plane in which text is read: the red one, where red seals over the text vanish."""
    return np.ascontiguousarray(image[:, :, 2])


def in_band(bottom: float, height: float, end: float = BAND) -> bool:
    """Whether a line ends so far above the band's end that none of it is cut off."""
    return bottom < end - 0.25 * height


def stand_upright(engine: Engine, image: Image) -> Standing:
    """Finds the rotation by content: lines must run across, and read better this way than upside down."""
    standing = _stand(engine, image, 0)
    if standing is None:
        standing = _stand(engine, image, 90) or _as_it_lies(engine, image)
    if reads_well(standing.band) or not _is_upside_down(engine, standing):
        return standing
    flipped = turn(standing.image, 180)
    return _with_band(engine, flipped, (standing.rotation + 180) % 360, standing.skew)


def _stand(engine: Engine, image: Image, rotation: int) -> Standing | None:
    """The page turned so; None where its lines run from top to bottom then."""
    turned = turn(image, rotation)
    skew = measure_skew(text_plane(turned))
    text, band, rest_from, quads = _look(engine, turned, skew)
    if rotation == 0 and lies_sideways(quads):
        return None
    leaning = lean(quads)
    if leaning is None or abs(leaning) > _STILL_LEANS:
        # A page with few lines can fool the row profile; the lines themselves decide.
        better = round(skew - leaning, 2) if leaning is not None else 0.0
        better = better if abs(better) >= LEAST_SKEW else 0.0
        if better != skew and abs(better) <= MOST_SKEW:
            skew = better
            text, band, rest_from, _ = _look(engine, turned, skew)
    return Standing(straighten(turned, skew), text, rotation, skew, tuple(engine.read(text, band)), rest_from)


def _look(engine: Engine, turned: Image, skew: float) -> tuple[Gray, list[Quad], int, list[Quad]]:
    """The straightened text plane, the band's lines, where the rest begins, and enough lines to judge by: those that
    the band's end cuts through too, for on a page that lies sideways these are the long ones.
    """
    text = straighten(text_plane(turned), skew)
    band, cut, rest_from = _find_band(engine, text)
    seen = [*band, *cut]
    return text, band, rest_from, seen if len(seen) >= _FEW else engine.find(text)


def _as_it_lies(engine: Engine, image: Image) -> Standing:
    return _with_band(engine, image, 0, 0.0)


def _with_band(engine: Engine, image: Image, rotation: int, skew: float) -> Standing:
    text = text_plane(image)
    band, _, rest_from = _find_band(engine, text)
    return Standing(image, text, rotation, skew, tuple(engine.read(text, band)), rest_from)


def _find_band(engine: Engine, text: Gray) -> tuple[list[Quad], list[Quad], int]:
    """Lines that lie wholly in the band, those that reach out of it, and the row from which the rest is to be looked for."""
    end = round(BAND * text.shape[0])
    whole: list[Quad] = []
    cut: list[Quad] = []
    for quad in engine.find(text, 0, end):
        height = float(quad[:, 1].max() - quad[:, 1].min())
        (whole if in_band(float(quad[:, 1].max()), height, end) else cut).append(quad)
    overlap = end - _OVERLAP * text.shape[0]  # a line of which the band holds only a sliver is not found in it
    return whole, cut, round(min([overlap, *(float(quad[:, 1].min()) - 8 for quad in cut)]))


def reads_well(lines: Sequence[SeenLine]) -> bool:
    """Whether lines read so surely that they certainly stand upright, and are no other side shining through."""
    written = [line for line in lines if len(line.text) >= 3]
    letters = sum(len(line.text) for line in written)
    return letters >= 8 and sum(line.confidence * len(line.text) for line in written) >= _READS_WELL * letters


def _is_upside_down(engine: Engine, standing: Standing) -> bool:
    quads = sorted(engine.find(standing.text), key=_length, reverse=True)
    this_way = other_way = 0.0
    for quad in quads[:_PROBES]:
        line = cut_out(standing.text, quad)
        this_way += engine.read_cut(line).confidence
        other_way += engine.read_cut(np.ascontiguousarray(line[::-1, ::-1])).confidence
    return other_way > this_way + _CLEARLY * min(len(quads), _PROBES)


def _length(quad: Quad) -> float:
    return float(np.linalg.norm(quad[0] - quad[1]))
