"""How far from the court a trip goes: 县内, 县外市内, 市外省内 or 省外 (监法〔2022〕19号 第三组6).

By the administrative divisions, where the court and the destination are among those we know; else by the words that the
form has for it (…（县外市内）, ☑县内), else by the court's own county.
"""

from __future__ import annotations

import re
from collections import Counter

from checker.derive.registry import fact
from checker.derive.text.wording import wording
from checker.derive.tracing.distances import SCOPE, SCOPES, farthest, named, ticked
from checker.derive.tracing.gazetteer import OUTSIDE
from checker.derive.tracing.search_trips import Trip, court_place, steps_between, trip_of
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.flat import flat

_STATED = re.compile(SCOPE)
_IN_ITS_ROOM = re.compile(rf"(?:地域|区域|出差)?(?:范围|区域)：?{SCOPE}")
_MOST_STATED = 2  # distances that a destination may state: where more stand there, the form prints them all
_TOWN = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道)")
_COURT = re.compile(
    r"(?P<province>[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,6}?市(?=[\u4e00-\u9fff]{1,5}[县区市旗]))?"
    r"(?P<county>[\u4e00-\u9fff]{1,5}?[县区市旗])(?:人民)?法院"
)
_ABOVE = re.compile(r"(?:上诉于|向)(?:[\u4e00-\u9fff]{2,3}省)?(?P<city>[\u4e00-\u9fff]{2,4}市)中级人民法院")
_DIVISION = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:[县市旗省]|(?<![社小园校厂景矿])区)")


@fact("出差.范围")
def scope(view: View, subject: Subject) -> Fact:
    """How far the trip goes; of several destinations the farthest."""
    trip = trip_of(view, subject)
    if trip is None:
        return UNKNOWN
    told = _by_divisions(view, trip) or _as_stated(view, trip) or _in_own_county(view, trip)
    return Fact(told or None, trip.evidence, "" if told else "没有读清目的地在县内、市内还是省内")


def _by_divisions(view: View, trip: Trip) -> str:
    """Of a court whose city we do not know, only that a trip leaves the province."""
    home = court_place(view)
    if home is None or trip.place is None:
        return ""
    known = OUTSIDE not in (home.city, home.county)
    if known or trip.place.province != home.province:
        return SCOPES[steps_between(trip.place, home)]
    return _by_appeal_court(view, trip.place.city, trip.name)


def _by_appeal_court(view: View, city: str | None, name: str) -> str:
    """Where only the court's county is known: its city is that of the court above it, which judgments and decisions name
    (上诉于湖南省郴州市中级人民法院). In the same city a destination in another county is 县外市内.
    """
    above = Counter(m["city"] for d in view.case.documents for m in _ABOVE.finditer(flat(d.text)))
    own = max(above, key=above.__getitem__, default="")
    if not own or city in (None, OUTSIDE):
        return ""
    if city != own:
        return SCOPES[2]
    rest = name.partition(own)[2] or name
    return SCOPES[1] if _DIVISION.search(rest) and not any(county in rest for county in _counties(view)) else ""


def _as_stated(view: View, trip: Trip) -> str:
    """What is written behind the destination, ticked in the form, or filled in its room (地域范围：县内)."""
    if trip.form is None:
        return ""
    text = wording(view, trip.form).text
    behind = {m["scope"] for m in _STATED.finditer(trip.name)}
    if len(behind) > _MOST_STATED:
        behind = set()
    in_its_room = [m["scope"] for m in _IN_ITS_ROOM.finditer(text)]
    return farthest(map(named, behind)) or farthest(ticked(text)) or farthest(map(named, in_its_room))


def _in_own_county(view: View, trip: Trip) -> str:
    """A destination that names the court's own county, and no other division beside it but the city above it, as the
    court's name has it; or a town that a paper of the file tells to be in that county (住安河县沙河镇…).
    """
    for county, above in _counties(view).items():
        rest = re.sub(above, "", trip.name, count=1).replace(county, "").split("（")[0]
        town = _TOWN.match(rest)
        if _DIVISION.search(rest[town.end() :] if town else rest):  # 龙市乡 is a town, 龙市 no city
            continue
        if county in trip.name or (town and any(county + town[0] in flat(d.text) for d in view.case.documents)):
            return SCOPES[0]
    return ""


def _counties(view: View) -> dict[str, str]:
    """The counties of the courts that the file names, each with a pattern of what its court's name has above it."""
    courts = {flat(str(f.value)) for d in view.case.documents for f in d.fields.get("court", ()) if f.value}
    found = [m for name in sorted(courts, key=len) if "中级" not in name and (m := _COURT.fullmatch(name))]
    return {m["county"]: f"^(?:{m['province'] or ''})?(?:{m['city'] or ''})?" for m in found}
