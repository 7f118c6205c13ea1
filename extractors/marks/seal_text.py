"""Reads whose seal it is: the ring of characters is unrolled into a line and recognised."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from checker.casefile import Mark, MarkKind, Presence
from extractors.ocr.engine import Engine
from extractors.ocr.models import Gray
from extractors.ocr.orientation import Image

_RING = (0.56, 0.93)  # of the radius: between star and outline
_SIDE = 340  # pixels: seals are brought to this size first
_SURE = 0.8  # confidence below which nothing is said
_FEWEST = 4  # characters of an owner's name


def name_seals(engine: Engine, image: Image, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, round seals with what could surely be read of them as `text`."""
    return tuple(
        replace(mark, text=_read(engine, image, mark))
        if mark.kind is MarkKind.SEAL and mark.presence is Presence.PRESENT
        else mark
        for mark in marks
    )


def _read(engine: Engine, image: Image, mark: Mark) -> str:
    height, width = image.shape[:2]
    box = mark.box
    part = image[round(box.y0 * height) : round(box.y1 * height), round(box.x0 * width) : round(box.x1 * width)]
    if min(part.shape[:2]) < 60:
        return ""
    reading = engine.read_cut(unroll(_ink(np.asarray(cv2.resize(part, (_SIDE, _SIDE)), np.uint8))))
    text = reading.text.replace(" ", "")
    return text if reading.confidence >= _SURE and len(text) >= _FEWEST else ""


def _ink(part: Image) -> Gray:
    """The seal's ink dark on white; in colour only what is red, so that the text beneath is gone."""
    red = part[:, :, 2].astype(np.int16) - np.maximum(part[:, :, 0], part[:, :, 1])
    if float(red.mean()) < 4:
        return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.uint8)
    return np.asarray(np.clip(255 - 2 * red, 0, 255), np.uint8)


def unroll(ink: Gray) -> Gray:
    """The ring of a square picture of a seal as a line, beginning at its lowest point, clockwise."""
    radius = ink.shape[0] / 2
    around = round(2 * np.pi * radius * 0.76)
    polar = cv2.warpPolar(ink, (round(radius), around), (radius, radius), radius, cv2.INTER_LINEAR)
    strip = polar[:, round(_RING[0] * radius) : round(_RING[1] * radius)].T[::-1]
    return np.ascontiguousarray(np.roll(strip, -around // 4, axis=1), dtype=np.uint8)
