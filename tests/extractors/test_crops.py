"""Cut-outs: the right place of the upright page, small, and nothing where there is no image."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from checker.casefile import WHOLE_PAGE, Box, Evidence, Page
from extractors.crops import crop_maker, cut
from extractors.intake import open_case
from tests.extractors.papers import image_bytes, put


def picture(data: bytes) -> npt.NDArray[np.uint8]:
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def spotted() -> npt.NDArray[np.uint8]:
    """A white page with a black spot at x 0.7–0.8, y 0.2–0.22."""
    page = np.full((2000, 1400, 3), 255, np.uint8)
    page[400:440, 980:1120] = 0
    return page


SPOT = Box(0.7, 0.2, 0.8, 0.22)


def test_cut_shows_the_place_framed_with_room() -> None:
    image = picture(cut(spotted(), SPOT))
    assert image.shape[1] <= 640
    dark = np.argwhere(image.max(axis=2) < 80)
    assert len(dark) > 500
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    assert 0 < top < bottom < image.shape[0] - 1
    assert 0 < left < right < image.shape[1] - 1
    coloured = np.ptp(image.astype(int), axis=2) > 60
    assert coloured.any()


def test_another_place_does_not_show_it() -> None:
    assert picture(cut(spotted(), Box(0.1, 0.7, 0.2, 0.72))).max(axis=2).min() > 80


@pytest.mark.parametrize("box", [Box(0, 0, 0, 0), Box(1, 1, 1, 1), Box(0.99, 0.99, 1, 1), Box(0, 0, 1, 0.01)])
def test_edges_and_empty_boxes(box: Box) -> None:
    assert picture(cut(spotted(), box)).size


def test_whole_page_is_a_thumbnail() -> None:
    assert picture(cut(spotted(), WHOLE_PAGE)).shape[:2] == (429, 300)


def test_pages_are_turned_as_they_were_read(tmp_path: Path) -> None:
    with open_case(
        [put(tmp_path, {"1.jpg": image_bytes(), "2.png": image_bytes("PNG"), "3.jpg": b"\xff\xd8\xff bad"})]
    ) as case:
        crop = crop_maker(case.pages, [Page("1.jpg", 1, rotation=90), Page("2.png", 1)])
        assert _shape(crop(Evidence("1.jpg", 1))) == (214, 300)
        assert _shape(crop(Evidence("2.png", 1))) == (420, 300)
        assert crop(Evidence("3.jpg", 1)) is None
        assert crop(Evidence("1.jpg", 2)) is None
        assert crop(Evidence("elsewhere.pdf", 1)) is None


def _shape(data: bytes | None) -> tuple[int, ...]:
    assert data is not None
    return picture(data).shape[:2]


def test_no_line_of_the_page_is_cut_through() -> None:
    page = spotted()
    above = Box(0.05, 0.18, 0.95, 0.205)  # the room around the place cuts it above its middle
    page[360:399, 70:1330] = (0, 0, 200)
    image = picture(cut(page, SPOT, [SPOT, above])).astype(int)
    red = np.argwhere((image[:, :, 2] > 120) & (image[:, :, 1] < 80) & (image[:, :, 0] < 80))
    (top, left), (bottom, right) = red.min(axis=0), red.max(axis=0)
    assert 0 < top < bottom < image.shape[0] - 1
    assert 0 < left < right < image.shape[1] - 1


def test_the_room_ends_before_the_next_line() -> None:
    page = spotted()
    page[460:500, 70:1330] = (0, 0, 200)
    image = picture(cut(page, SPOT, [SPOT, Box(0.05, 0.23, 0.95, 0.25)])).astype(int)
    alone = picture(cut(page, SPOT, [SPOT])).astype(int)
    assert image.shape[0] / image.shape[1] <= alone.shape[0] / alone.shape[1]
