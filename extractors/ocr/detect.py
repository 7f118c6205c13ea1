"""Finds lines of text: a probability map from the network, one rotated rectangle per connected region."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from extractors.ocr.models import Floats, Gray, Network

Quad = npt.NDArray[np.float32]
"""Four corners in pixels: top left, top right, bottom right, bottom left of the text as it stands."""

LONG_SIDE = 960  # pixels of a whole page's longer side at the network's input; measured: 736 loses small print
_INK = 0.3  # a pixel is text from this probability
_MEAN_INK = 0.5  # a region is text from this mean probability
_GROW = 1.6  # the network learned shrunken regions: how much to grow them again (area * grow / outline)
_LEAST_SIDE = 3.0  # in network pixels


def detect(network: Network, gray: Gray, scale: float) -> list[Quad]:
    """Rectangles around the text lines of `gray`, in its pixels, in no particular order.

    `scale` is network pixels per image pixel; the same for a band as for its page, so both are seen alike.
    """
    height, width = gray.shape
    size = (_multiple_of_32(width * scale), _multiple_of_32(height * scale))
    small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    plane = small.astype(np.float32) / 127.5 - 1.0
    chance = network(np.repeat(plane[None, None], 3, axis=1))[0, 0]
    factors = np.array([width / size[0], height / size[1]], np.float32)
    return [_clip(corners * factors, width, height) for corners in _regions(chance)]


def _multiple_of_32(value: float) -> int:
    return max(32, round(value / 32) * 32)


def _regions(chance: Floats) -> list[Quad]:
    mask = cv2.dilate((chance > _INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour in contours:
        centre, (w, h), angle = cv2.minAreaRect(contour)
        if min(w, h) < _LEAST_SIDE or _mean_within(chance, contour) < _MEAN_INK:
            continue
        grow = w * h * _GROW / (w + h)  # twice the distance: area * grow / (2 (w + h)) on either side
        found.append(_corners(cv2.boxPoints((centre, (w + grow, h + grow), angle))))
    return found


def _mean_within(chance: Floats, contour: cv2.typing.MatLike) -> float:
    x, y, w, h = cv2.boundingRect(contour)
    inside = np.zeros((h, w), np.uint8)
    box = cv2.boxPoints(cv2.minAreaRect(contour)) - (x, y)
    cv2.fillPoly(inside, [box.astype(np.int32)], 1)
    return float(cv2.mean(chance[y : y + h, x : x + w], inside)[0])


def _corners(points: cv2.typing.MatLike) -> Quad:
    """Orders four points of a rectangle clockwise from the top left."""
    by_x = points[np.argsort(points[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left = left[np.argsort(left[:, 1], kind="stable")]
    right = right[np.argsort(right[:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _clip(quad: Quad, width: int, height: int) -> Quad:
    quad[:, 0] = quad[:, 0].clip(0, width - 1)
    quad[:, 1] = quad[:, 1].clip(0, height - 1)
    return quad
