"""Which address belongs to which title number: the one beside it in its row, its sentence or its cell.

A wrong pair would mix up two houses, so an address is taken only where nothing speaks against it: it stands in the
title's own row, or it is the only title's nearest, or addresses and titles take turns all through the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from checker.casefile import Document, Line
from checker.derive.memory import remembered
from checker.derive.online.holdings import ESTATE, holdings
from checker.derive.property.sites import Site, sites
from checker.derive.text.wording import Wording, wording
from checker.derive.view import View
from extractors.text.cells import same_row

_SERIAL = re.compile(r"(\d{3,})号?$")
_NEAR = 160  # characters between a title and the address of its row or sentence
_FULL, _SAME_EDGE, _INDENT = 0.04, 0.012, 0.08  # of the page's width: a full line ends so near the edge of the text
_Token = tuple[int, "Site | str"]


def serial_of(title: str) -> str:
    """The serial number of a title (第0005512号); empty where it has none."""
    found = _SERIAL.search(title.rstrip("号"))
    return found[1] if found else ""


@remembered
def sites_of(view: View, paper: Document) -> tuple[Site, ...]:
    """The addresses of things that a paper names."""
    words = wording(view, paper)
    return tuple(site for site in sites(words.text, _beginnings(words)) if not site.domicile)


def _beginnings(words: Wording) -> tuple[int, ...]:
    """Where the lines begin that do not go on with the sentence of the line before."""
    lines = [line for _, line, _ in words.lines]
    edge = max((line.box.x1 for line in lines), default=1.0)
    behind_first = accumulate(len(text) for _, _, text in words.lines)
    pairs = zip(behind_first, pairwise(lines), strict=False)
    return (0, *(at for at, (upper, lower) in pairs if not _runs_on(upper, lower, edge)))


def _runs_on(upper: Line, lower: Line, edge: float) -> bool:
    """Whether a line of running text goes on in the next: it is full, and the next begins where the lines of its
    paragraph do.
    """
    full = edge - upper.box.x1 < _FULL and upper.box.y1 <= lower.box.y0
    return full and -_SAME_EDGE < upper.box.x0 - lower.box.x0 < _INDENT


@remembered
def title_sites(view: View, paper: Document) -> Mapping[str, Site]:
    """The address of each title's serial, as this paper gives it."""
    serials = {serial_of(thing.key) for thing in holdings(view, paper) if thing.kind == ESTATE} - {""}
    titles = sorted(_titles(view, paper, serials))
    found = sites_of(view, paper)
    if not titles or not found:
        return {}
    in_rows = {serial: site for at, serial in titles if (site := _in_row(view, paper, at, found))}
    if in_rows:
        return in_rows
    if len(serials) == 1:
        at, serial = titles[0]
        return {serial: nearest} if (nearest := _nearest(at, found)) else {}
    return _in_turns([*titles, *((site.start, site) for site in found)])


def _titles(view: View, paper: Document, serials: set[str]) -> Iterator[tuple[int, str]]:
    text = wording(view, paper).text
    for serial in serials:
        yield from ((found.start(), serial) for found in re.finditer(rf"(?<!\d){serial}(?!\d)", text))


def _in_row(view: View, paper: Document, at: int, found: tuple[Site, ...]) -> Site | None:
    """The one address in another cell of the title's row."""
    words = wording(view, paper)
    title = words.evidence(at, at + 1)[0]
    there = [
        site
        for site in found
        if not (lines := words.evidence(site.start, site.end)).count(title)
        and any(line.ref == title.ref and same_row(line.box, title.box) for line in lines)
    ]
    return there[0] if len(there) == 1 else None


def _nearest(at: int, found: tuple[Site, ...]) -> Site | None:
    """The address written nearest before a title, else nearest after it."""
    near = [site for site in found if abs(site.start - at) < _NEAR]
    before = [site for site in near if site.start < at]
    return before[-1] if before else next(iter(near), None)


def _in_turns(tokens: list[_Token]) -> Mapping[str, Site]:
    """Pairs of an address and a title that take turns, whichever comes first."""
    told = [token for _, token in sorted(tokens, key=lambda token: token[0])]
    pairs: dict[str, Site] = {}
    for one, other in zip(told[::2], told[1::2], strict=False):
        title, site = (other, one) if isinstance(told[0], Site) else (one, other)
        if isinstance(title, Site) or isinstance(site, str):
            return {}
        pairs[title] = site
    return pairs if len(told) % 2 == 0 else {}
