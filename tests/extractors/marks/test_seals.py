"""Marks drawn with OpenCV: no fonts needed. Scores on drawn and worn pages are in bench/."""

import cv2
import numpy as np
import pytest

from checker.casefile import MarkKind, Presence
from extractors.marks.seal_text import unroll
from extractors.marks.seals import find_seals

RED = (50, 40, 205)
GREY = (110, 110, 110)


def sheet(colour=True):
    page = np.full((2339, 1654, 3), (238, 243, 246) if colour else (244, 244, 244), np.uint8)
    for row in range(14):
        cv2.putText(
            page, "printed words of a paper", (220, 300 + row * 60), cv2.FONT_HERSHEY_SIMPLEX, 1.5, (30,) * 3, 3
        )
    return page


def seal(page, ink=RED, axes=(165, 165), at=(1100, 1700)):
    cv2.ellipse(page, at, axes, 0, 0, 360, ink, 9)
    for angle in range(160, 400, 24):
        x = int(at[0] + 0.76 * axes[0] * np.cos(np.deg2rad(angle)))
        y = int(at[1] + 0.76 * axes[1] * np.sin(np.deg2rad(angle)))
        cv2.drawMarker(page, (x, y), ink, cv2.MARKER_TILTED_CROSS, 36, 6)
    cv2.drawMarker(page, at, ink, cv2.MARKER_STAR, 90, 12)
    return page


def name_seal(page):
    cv2.rectangle(page, (900, 1500), (1005, 1605), RED, 6)
    for x, y in ((925, 1530), (980, 1530), (925, 1580), (980, 1580)):
        cv2.drawMarker(page, (x, y), RED, cv2.MARKER_TILTED_CROSS, 30, 5)
    return page


def fingerprint(page):
    for share in np.linspace(0.15, 1, 8):
        cv2.ellipse(page, (600, 1800), (int(40 * share), int(52 * share)), 10, 0, 360, RED, 3)
    return page


def loop(page):
    cv2.ellipse(page, (700, 900), (110, 60), 8, 10, 340, RED, 5)
    return page


def header(page):
    cv2.putText(page, "COURT PAPER", (250, 200), cv2.FONT_HERSHEY_DUPLEX, 4, RED, 9)
    cv2.line(page, (200, 240), (1450, 240), RED, 4)
    return page


def kinds(page):
    return [(mark.kind, mark.presence) for mark in find_seals(page)]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (seal(sheet()), MarkKind.SEAL),
        (seal(sheet(), axes=(175, 118)), MarkKind.SEAL),
        (name_seal(sheet()), MarkKind.NAME_SEAL),
        (fingerprint(sheet()), MarkKind.FINGERPRINT),
        (seal(sheet(colour=False), ink=GREY), MarkKind.SEAL),
    ],
    ids=["round", "oval", "name seal", "fingerprint", "grey scan"],
)
def test_found(page, kind):
    assert kinds(page) == [(kind, Presence.PRESENT)]


def test_a_seal_over_text_has_its_place():
    (mark,) = find_seals(seal(sheet(), at=(800, 700)))
    expected = (635 / 1654, 535 / 2339, 965 / 1654, 865 / 2339)
    assert mark.box == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("light", [0.6, 0.35])
def test_a_seal_on_a_dark_photo_is_seen(light):
    faint = seal(sheet(), ink=(140, 140, 215))
    assert kinds((faint * light).astype(np.uint8)) == [(MarkKind.SEAL, Presence.PRESENT)]
    assert kinds((sheet() * light).astype(np.uint8)) == []


@pytest.mark.parametrize("page", [sheet(), loop(sheet()), header(sheet())], ids=["text", "pen loop", "red header"])
def test_not_taken_for_a_mark(page):
    assert kinds(page) == []


def test_half_a_ring_is_doubtful():
    page = seal(sheet())
    page[1690:1875, 920:1290] = (238, 243, 246)  # the lower half was not inked
    cv2.ellipse(page, (1100, 1700), (165, 165), 0, 0, 20, RED, 9)
    assert (MarkKind.SEAL, Presence.PRESENT) not in kinds(page)


def test_unrolled_ring_begins_below_and_runs_clockwise():
    ink = np.full((340, 340), 255, np.uint8)
    cv2.circle(ink, (170, 50), 14, 0, -1)  # at the top: the middle of the line
    cv2.circle(ink, (290, 170), 14, 0, -1)  # at the right: three quarters along
    columns = np.flatnonzero((unroll(ink) < 128).any(axis=0)) / unroll(ink).shape[1]
    assert columns[columns < 0.6].mean() == pytest.approx(0.5, abs=0.01)
    assert columns[columns > 0.6].mean() == pytest.approx(0.75, abs=0.01)
