"""Quarter turns and skew, on drawn pages."""

import cv2
import numpy as np
import pytest

from extractors.ocr.orientation import lean, lies_sideways, measure_skew, straighten, turn, upright


def lines_of_blocks(height=1400, width=1000):
    """A page of 20 lines of blocks, as text looks from afar."""
    page = np.full((height, width), 245, np.uint8)
    for row in range(20):
        for column in range(22 if row % 5 else 9):
            x, y = 130 + column * 33, 160 + row * 52
            cv2.rectangle(page, (x, y), (x + 24, y + 26), 40, -1)
    return page


def quad(x0, y0, x1, y1, fall=0.0):
    return np.array([[x0, y0], [x1, y0 + fall], [x1, y1 + fall], [x0, y1]], np.float32)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_upright_turns_clockwise(rotation):
    page = np.zeros((40, 20, 3), np.uint8)
    page[0, 0] = 255  # the top left corner
    corner = {0: (0, 0), 90: (0, -1), 180: (-1, -1), 270: (-1, 0)}[rotation]
    assert upright(page, rotation)[corner].tolist() == [255, 255, 255]


def test_turning_back_gives_the_page_again():
    page = np.random.default_rng(1).integers(0, 255, (30, 20, 3), np.uint8)
    assert (turn(turn(page, 90), 270) == page).all()


@pytest.mark.parametrize("angle", [-3.0, -1.2, 0.8, 2.5])
def test_skew_is_found_and_taken_out(angle):
    crooked = straighten(lines_of_blocks(), -angle)
    assert measure_skew(crooked) == pytest.approx(angle, abs=0.25)


@pytest.mark.parametrize("page", [lines_of_blocks(), np.full((1400, 1000), 240, np.uint8)], ids=["level", "blank"])
def test_no_skew_where_there_is_none(page):
    assert measure_skew(page) == 0.0


@pytest.mark.parametrize(
    ("quads", "expected"),
    [
        ([quad(0, 0, 300, 30)], False),
        ([quad(0, 0, 30, 300), quad(50, 0, 80, 280)], True),
        ([quad(0, 0, 30, 30)], None),
        ([quad(0, 0, 600, 30), quad(700, 0, 730, 90)], False),
        ([], None),
    ],
    ids=["across", "upended", "one character", "one vertical stamp", "nothing"],
)
def test_which_way_lines_run(quads, expected):
    assert lies_sideways(quads) is expected


def test_lean_is_the_median_of_long_lines():
    quads = [quad(0, 0, 600, 40, fall=10), quad(0, 100, 600, 140, fall=11), quad(0, 200, 60, 240, fall=30)]
    assert lean(quads) == pytest.approx(1.0, abs=0.1)
    assert lean([quad(0, 0, 100, 40)]) is None
