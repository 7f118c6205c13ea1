"""Blank pages and looks, on drawn sheets."""

import cv2
import numpy as np
import pytest

from extractors.ocr.looks import SAME_LOOK, is_blank, look, look_distance


def sheet(shade=246):
    return np.full((2339, 1654, 3), shade, np.uint8)


def worn(page, seed=3, noise=5.0):
    grain = np.random.default_rng(seed).normal(0, noise, page.shape[:2])[:, :, None]
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def with_back(page):
    """Holes, a folio stamp, specks and the other side shining through, mirrored and pale."""
    for y in (700, 1300, 1900):
        cv2.circle(page, (70, y), 17, (60, 60, 60), -1)
    cv2.putText(page, "012", (1470, 95), cv2.FONT_HERSHEY_DUPLEX, 1.3, (60, 50, 45), 2)
    for x, y in ((400, 500), (900, 1500)):
        cv2.circle(page, (x, y), 2, (90, 90, 90), -1)
    for row in range(12):
        cv2.putText(page, "execution notice", (200, 400 + row * 70), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (228,) * 3, 3)
    return page


def layout(lengths):
    page = sheet()
    for row, length in enumerate(lengths):
        for column in range(length):
            x, y = 200 + column * 46, 250 + row * 90
            cv2.rectangle(page, (x, y), (x + 34, y + 40), (30, 30, 30), 4)
    return page


def scribble(page):
    points = np.array([[700, 900], [720, 860], [742, 930], [770, 850], [790, 940], [815, 880]], np.int32)
    cv2.polylines(page, [points], False, (60, 40, 40), 4)
    return page


def stamp(page):
    cv2.circle(page, (1100, 1800), 165, (60, 60, 200), 10)
    return page


@pytest.mark.parametrize("page", [sheet(), worn(sheet(225)), worn(with_back(sheet()))], ids=["white", "grey", "back"])
def test_blank(page):
    assert is_blank(page) is True


@pytest.mark.parametrize(
    "page", [scribble(sheet()), worn(scribble(with_back(sheet()))), stamp(sheet()), layout([20, 24, 5])]
)
def test_a_word_or_a_seal_is_not_blank(page):
    assert is_blank(page) is False


def test_many_faint_marks_are_left_to_the_reader():
    page = sheet()
    for row in range(20):
        cv2.putText(page, "pale print or back", (200, 300 + row * 80), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (200,) * 3, 4)
    assert is_blank(page) is None


def test_dust_is_left_to_the_reader():
    page = sheet()
    for x, y in ((400, 500), (900, 1500), (1200, 700), (600, 1900)):
        cv2.circle(page, (x, y), 5, (90, 90, 90), -1)
    assert is_blank(page) is None


def test_second_scan_of_a_sheet_looks_the_same():
    first = worn(layout([12, 24, 24, 18, 24, 6]), seed=1)
    second = worn(layout([12, 24, 24, 18, 24, 6]), seed=2, noise=9.0)[:, :, ::-1]
    moved = cv2.warpAffine(second, np.float32([[1, 0, 6], [0, 1, -5]]), (1654, 2339), borderValue=(240,) * 3)
    assert look_distance(look(first[:, :, 2]), look(np.ascontiguousarray(moved[:, :, 2]))) <= SAME_LOOK


def test_another_layout_looks_different():
    one, other = layout([12, 24, 24, 18, 24, 6]), layout([3, 5, 8, 20, 9, 14, 24, 24, 24, 24, 24])[:, ::-1]
    assert look_distance(look(one[:, :, 2].copy()), look(other[:, :, 2].copy())) > SAME_LOOK


def test_look_is_16_hex_digits():
    assert look(sheet()[:, :, 0].copy()) == "0" * 16
