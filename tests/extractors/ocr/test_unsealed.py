"""Text under a seal is text again once the seal is taken away."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from checker.casefile import Box
from extractors.ocr.unsealed import without_seals

PAPER, INK = 245, 25
HEIGHT, WIDTH = 400, 600
SEAL = Box(0.2, 0.1, 0.8, 0.9)
RED = np.array([60.0, 50.0, 200.0])


def sealed(cover: float) -> tuple[np.ndarray, np.ndarray]:
    """A page with a bar of ink across a red disc of this opacity; and where the ink is."""
    page = np.full((HEIGHT, WIDTH, 3), PAPER, np.float64)
    ink = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.rectangle(ink, (100, 195), (500, 205), 1, -1)
    page[ink > 0] = INK
    disc = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(disc, (300, 200), 90, 1, -1)
    page[disc > 0] = cover * RED + (1 - cover) * page[disc > 0]
    return page.astype(np.uint8), ink


@pytest.mark.parametrize("cover", [0.5, 0.7, 0.85])
def test_the_seal_becomes_paper_and_the_text_stays(cover: float) -> None:
    page, ink = sealed(cover)
    freed = without_seals(page, page[:, :, 2].copy(), [SEAL])
    assert freed is not None
    under = np.s_[180:221, 240:361]  # within the disc
    assert freed[under][ink[under] == 0].min() > 200
    assert freed[under][ink[under] > 0].max() < 150


def test_the_text_outside_is_left_as_it_was() -> None:
    page, _ = sealed(0.7)
    plane = page[:, :, 2].copy()
    freed = without_seals(page, plane, [SEAL])
    assert freed is not None
    outside = np.s_[190:211, 100:200]
    assert np.array_equal(freed[outside], plane[outside])


def grey(page: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


@pytest.mark.parametrize("cover", [0.5, 0.7, 0.85])
def test_on_a_grey_scan_the_seal_is_known_by_its_thickness(cover: float) -> None:
    page, ink = sealed(cover)
    scan = grey(page)
    freed = without_seals(scan, scan[:, :, 2].copy(), [SEAL])
    assert freed is not None
    under = np.s_[180:221, 240:361]
    assert freed[under][ink[under] == 0].min() > 200
    assert freed[under][ink[under] > 0].max() < 150


def test_in_black_and_white_a_seal_cannot_be_told_from_text() -> None:
    page, _ = sealed(0.7)
    scan = np.where(grey(page) < 190, 0, 255).astype(np.uint8)
    assert without_seals(scan, scan[:, :, 2].copy(), [SEAL]) is None
