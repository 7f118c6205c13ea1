"""The cut-out places of a report: which are shown where, and where the same one was shown before."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checker.casefile import WHOLE_PAGE, Box, Evidence, UnknownPage
from checker.report import Finding, Report

Crop = Callable[[Evidence], bytes | None]
Link = Callable[[Evidence], str | None]
"""Where the original of a place can be opened: an address relative to the report, None where it cannot."""

FIRST = 3  # places of one finding that are shown without asking
_BESIDE, _ABOVE = 0.12, 0.012  # fractions of the page: what lies so near to a place is seen on its cut


@dataclass(frozen=True, slots=True)
class Figure:
    """A place with its cut as a data URI (empty: none), the address of its original, and the number of the finding
    of the same section that shows the same cut (0: none before).
    """

    place: Evidence
    image: str = ""
    link: str = ""
    shown_at: int = 0


class Figures:
    """The figures of a report, made section by section so that no section shows a cut twice."""

    def __init__(self, report: Report, crop: Crop | None, link: Link | None) -> None:
        self._images = _images(report, crop)
        self._link = link or (lambda _: None)
        self._shown: dict[tuple[str, int], list[tuple[Box, int]]] = {}

    def new_section(self) -> str:
        """Begins a section; nothing was shown in it yet."""
        self._shown = {}
        return ""

    def of(self, finding: Finding, number: int) -> list[Figure]:
        """The figures of a finding, by its number in the report; places that one cut shows are one figure."""
        figures: list[Figure] = []
        own: list[Evidence] = []
        for place in finding.evidence:
            if any(place.ref == other.ref and _seen_on(place.box, other.box) for other in own):
                continue
            own.append(place)
            figures.append(self._figure(place, number))
        return figures

    def page(self, unknown: UnknownPage) -> Figure:
        """The thumbnail of a page."""
        place = _thumbnail(unknown)
        return Figure(place, self._images.get(place, ""), self._link(place) or "")

    def _figure(self, place: Evidence, number: int) -> Figure:
        image, link = self._images.get(place, ""), self._link(place) or ""
        before = self._shown.setdefault(place.ref, [])
        shown_at = next((at for box, at in before if _seen_on(place.box, box)), 0)
        if not shown_at:
            before.append((place.box, number))
        return Figure(place, image, link, shown_at if image else 0)


def _seen_on(box: Box, cut: Box) -> bool:
    """Whether the cut of one place shows another as well."""
    if WHOLE_PAGE in (box, cut):
        return box == cut
    beside = box.x0 <= cut.x1 + _BESIDE and box.x1 >= cut.x0 - _BESIDE
    return beside and box.y0 >= cut.y0 - _ABOVE and box.y1 <= cut.y1 + _ABOVE


def _thumbnail(unknown: UnknownPage) -> Evidence:
    return Evidence(unknown.page.file, unknown.page.number, WHOLE_PAGE)


def _images(report: Report, crop: Crop | None) -> dict[Evidence, str]:
    """Every place that is shown, as a data URI. Asked in page order, so that each page is loaded once."""
    if crop is None:
        return {}
    places = {place for finding in report.every_finding for place in finding.evidence}
    places.update(_thumbnail(unknown) for unknown in report.unknown)
    images = {}
    for place in _in_page_order(places):
        data = crop(place)
        if data is not None:
            images[place] = f"data:image/jpeg;base64,{base64.b64encode(data).decode()}"
    return images


def _in_page_order(places: Iterable[Evidence]) -> list[Evidence]:
    return sorted(places, key=lambda place: (place.file, place.page, place.box, place.text))
