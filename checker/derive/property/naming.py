"""Whether a paper names a thing found: by its number, by its address in full or in part, by its make.

True only where the words fit this thing and no other of the file; None where they may mean it.
"""

from __future__ import annotations

import re

from checker.casefile import Document
from checker.derive.online.holdings import ESTATE, VEHICLE, holdings
from checker.derive.property.makes import makes_in, without_points
from checker.derive.property.properties import Property, properties
from checker.derive.property.sites import Site, same_site
from checker.derive.property.things import PLATE
from checker.derive.property.title_sites import serial_of, sites_of
from checker.derive.text.wording import wording
from checker.derive.view import View


def speaks_of(view: View, paper: Document, thing: Property) -> bool | None:
    """Whether a paper names the thing."""
    text = wording(view, paper).text
    if any(_stands_in(mark, without_points(text) if thing.kind == VEHICLE else text) for mark in thing.marks):
        return True
    if thing.kind == ESTATE:
        answers = [_is_of(view, site, thing) for site in sites_of(view, paper)]
        return True if True in answers else None if None in answers else False
    return _by_make(view, text, thing) if thing.kind == VEHICLE else False


def names_another(view: View, paper: Document, thing: Property) -> bool:
    """Whether a paper that does not name the thing names one of its sort that it cannot be: another plate, address or
    title number.
    """
    if thing.kind == VEHICLE:
        return PLATE.search(wording(view, paper).text) is not None
    if thing.kind != ESTATE:
        return False
    found = sites_of(view, paper)
    titles = {serial_of(one.key) for one in holdings(view, paper) if one.kind == ESTATE} - {""}
    elsewhere = bool(found and thing.sites) and all(_compared(site, thing) is False for site in found)
    return elsewhere or bool(titles and any(mark.isdigit() for mark in thing.marks))


def may_be_one(a: Property, b: Property) -> bool:
    """Whether two things of the file may be one: a house known by its title only, and one known by its address only."""
    if a.kind != ESTATE or b.kind != ESTATE:
        return False
    return bool((not a.sites and not b.marks) or (not b.sites and not a.marks))


def _stands_in(mark: str, text: str) -> bool:
    """Whether a mark stands in a text; a serial as a whole number."""
    return re.search(rf"(?<!\d){mark}(?!\d)", text) is not None if mark.isdigit() else mark in text


def _compared(site: Site, thing: Property) -> bool | None:
    answers = [same_site(site, own) for own in thing.sites]
    return True if True in answers else None if None in answers else False


def _is_of(view: View, site: Site, thing: Property) -> bool | None:
    """Whether an address is the thing's; one that fits several things is of the one whose numbers are just these."""
    answer = _compared(site, thing)
    if answer is not True:
        return answer
    rivals = [p for p in properties(view) if p.name != thing.name and p.kind == ESTATE and _compared(site, p)]
    if not rivals:
        return True
    exact = [p for p in (thing, *rivals) if any(own.numbers == site.numbers for own in p.sites)]
    return exact[0] is thing if len(exact) == 1 else None


def _by_make(view: View, text: str, thing: Property) -> bool | None:
    """By its make, where a paper gives no plate."""
    if PLATE.search(text) or not makes_in(text) & set(thing.makes):
        return False
    others = (p for p in properties(view) if p.name != thing.name and p.kind == VEHICLE)
    return None if any(set(p.makes) & set(thing.makes) or not p.makes for p in others) else True
