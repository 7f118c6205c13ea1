"""Trips out of the court to search or inquire, and who approved them (监法〔2022〕19号 第三组6、7).

A trip is a 出差审批表, or a record made outside the county that none of the forms covers. The ladder is in the rule
(县内组长 · 县外市内局长 · 市外省内副院长 · 省外院长); here is only where the trip went and who approved it. A trip to
several places is judged by the farthest of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from checker.casefile import Document, Evidence, Presence
from checker.derive.closing.talks import held_on
from checker.derive.memory import remembered
from checker.derive.registry import fact
from checker.derive.signing.opinions import approved_by
from checker.derive.signing.signatures import (
    CHIEF,
    LEADER,
    PRESIDENT,
    VICE_PRESIDENT,
    asks_for,
    date_by,
    signing_marks,
)
from checker.derive.subjects import subjects
from checker.derive.text.wording import compiled, wording
from checker.derive.tracing.distances import without_boxes
from checker.derive.tracing.gazetteer import OUTSIDE, Place, locate, places
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.fields.ticks import BOXES_TICKED
from extractors.text.dates import find_dates
from extractors.text.flat import flat

_MONTH_AND_DAY = r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
FORM = "出差审批表"
RECORDS = ("调查笔录", "搜查笔录", "询问笔录")
_PLACE = r"(?:调查|询问|谈话|搜查)?地点[：:]?(?P<place>[^，。；：]{2,40}?)(?=调查人|询问人|谈话人|搜查人|被|记录|时间|问：|$|，|。)"
_OFFICES = r"公积金|不动产|车辆管理|车管所|交警|银行|信用社|市场监督|工商|登记中心|行政审批|法院|税务|社保|民政"
"""Institutions that group 2 visits as such; a search for the respondent goes elsewhere."""


_DAYS = r"(?<![0-9月年])(?P<days>[0-9]{1,2})[天日](?!前|内)"
_CHOICES = re.compile(
    r"(?:县内|县外市内|市外省内|省内|省外)由[^；。]{2,20}?批准[；。，]?|"
    rf"[□☐{BOXES_TICKED}][^□☐{BOXES_TICKED}（）]{{0,12}}（[^（）]{{2,12}}批准）"
)
"""What a form says of every distance, ticked or not: ☑县外市内（局长批准）; 市外省内由副院长批准."""
_SLACK = 3  # days that a trip may have been prolonged, or perhaps was begun before it was approved
_LONGEST = 30  # days that a trip may take whose end was not read


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip: where to (as written), the places, the farthest of them (None: not known), its first and last day, the
    form that approved it (None: none, or in `doubt` which), the places of the file that show it.
    """

    name: str
    places: tuple[Place, ...]
    place: Place | None
    start: date | None
    end: date | None
    form: Document | None
    evidence: tuple[Evidence, ...]
    doubt: str = ""


@remembered
def trips(view: View) -> tuple[Trip, ...]:
    """The trips of the forms, then those that only records show."""
    approved = [_from_form(view, form) for form in view.papers(FORM)]
    return (*approved, *_unapproved(view, approved))


def _from_form(view: View, form: Document) -> Trip:
    written = next((f for f in form.fields.get("destination", ()) if f.raw), None)
    text = without_boxes(flat(written.raw)) if written else ""
    start, end = _period(form)
    found = places(text) or _by_level(view, form)
    text = text or _told_destination(view, form)
    name = f"{text or '目的地不明'}{_on(start)}"
    return Trip(name, found, _farthest(view, found), start, end, form, written.evidence if written else form.evidence)


def _period(form: Document) -> tuple[date | None, date | None]:
    """The first and the last day; the last is None where neither a second date nor a number of days was read."""
    field = next((f for f in form.fields.get("start_on", ()) if isinstance(f.value, date)), None)
    if field is None or not isinstance(field.value, date):
        return _without_year(form)
    raw = flat(field.raw)
    days = [found.value for found in find_dates(raw) if found.value]
    if len(days) > 1:
        return field.value, max(days)
    length = re.search(_DAYS, raw.rpartition("日")[2] or "")
    return field.value, field.value + timedelta(days=int(length["days"]) - 1) if length else None


def _without_year(form: Document) -> tuple[date | None, date | None]:
    """5月16日至5月17日: in the year in which the form was made out, or the next where the days lie well before it."""
    made = next((f.value for f in form.fields.get("made_on", ()) if isinstance(f.value, date)), None)
    raw = "".join(flat(f.raw) for f in form.fields.get("start_on", ())[:1])
    days = [(int(m["month"]), int(m["day"])) for m in re.finditer(_MONTH_AND_DAY, raw)]
    if made is None or not days:
        return None, None
    try:
        told = [date(made.year, month, day) for month, day in days]
        if (made - told[0]).days > _LONGEST:
            told = [date(made.year + 1, month, day) for month, day in days]
    except ValueError:  # a misread day that no calendar has
        return None, None
    return told[0], told[-1] if len(told) > 1 else None


def _farthest(view: View, found: tuple[Place, ...]) -> Place | None:
    """The place whose approval stands highest; where the court's own place is not known, only one place can be told."""
    home = court_place(view)
    if home is None:
        return found[0] if len(found) == 1 else None
    return max(found, key=lambda p: steps_between(p, home), default=None)


def steps_between(place: Place, home: Place) -> int:
    """How far from the court: 0 in its county, 1 in its city, 2 in its province, 3 beyond."""
    if place.province != home.province:
        return 3
    if place.city != home.city:
        return 2
    return int(place.county != home.county)


def _by_level(view: View, form: Document) -> tuple[Place, ...]:
    """Where only the reason tells the place: what is named after 到 or 赴."""
    found = re.search(r"(?:前往|到|赴|去)(?P<place>[^，。；]{2,30})", wording(view, form).text)
    return places(found["place"]) if found else ()


def _told_destination(view: View, form: Document) -> str:
    """The destination that a form in prose tells: 拟于5月25日前往石首市新厂镇向…调查."""
    found = re.search(
        r"(?:前往|赴)(?P<place>[^，。；]{2,20}?)(?=[向对找]|调查|查找|核实|送达|执行|办|[，。；]|$)",
        wording(view, form).text,
    )
    return found["place"] if found else ""


def _on(day: date | None) -> str:
    return f"（{day.year}年{day.month}月{day.day}日）" if day else ""


def _unapproved(view: View, approved: list[Trip]) -> Iterator[Trip]:
    """Records made outside the court's county that no form's destination covers; one trip a place and day."""
    home = court_place(view)
    seen: set[tuple[Place, date | None]] = set()
    for record in view.papers(*RECORDS) if home else ():
        found = compiled(_PLACE).search(wording(view, record).text[:400])
        if not found or compiled(_OFFICES).search(found["place"]):
            continue
        place, held = locate(found["place"]), held_on(record).value
        day = held if isinstance(held, date) else None
        covered = [_covers(trip, place, day) for trip in approved] if place else []
        if place is None or _same_county(place, home) or True in covered or (place, day) in seen:
            continue
        seen.add((place, day))
        doubt = "该次外出是否在已有出差审批表批准的范围内，须人工核对" if None in covered else ""
        yield Trip(f"{found['place']}{_on(day)}", (place,), place, day, day, None, record.evidence, doubt)


def court_place(view: View) -> Place | None:
    """Where the court is: most papers name it."""
    courts = [str(f.value) for d in view.case.documents for f in d.fields.get("court", ()) if f.value]
    located = {name: locate(name) for name in set(courts) if "中级" not in name}
    places = [place for name in courts if (place := located.get(name)) and place.county]
    return max(set(places), key=places.count) if places else None


def _same_county(place: Place, home: Place | None) -> bool:
    return home is not None and place.city == home.city and place.county in (home.county, None)


def _covers(trip: Trip, place: Place, day: date | None) -> bool | None:
    """Whether a record made there on that day belongs to the trip; None where its days leave it open."""
    if not any(_is_in(place, destination) for destination in trip.places):
        return False
    if day is None or trip.start is None:
        return True
    if trip.end is None:
        return None if 1 < (day - trip.start).days <= _LONGEST else 0 <= (day - trip.start).days <= 1
    if trip.start <= day <= trip.end + timedelta(days=_SLACK):
        return True
    return None if trip.start - timedelta(days=_SLACK) <= day < trip.start else False


def _is_in(place: Place, destination: Place) -> bool:
    if destination.city != place.city:
        return False
    return place.county in (None, OUTSIDE) or destination.county in (None, place.county)


@subjects("出差")
def list_trips(view: View) -> list[Subject]:
    """Every trip."""
    return list(dict.fromkeys(Subject("出差", trip.name) for trip in trips(view)))


def trip_of(view: View, subject: Subject) -> Trip | None:
    """The trip a subject is about."""
    return next((trip for trip in trips(view) if trip.name == subject.name), None)


@fact("案件.外出查找调查")
def any_trip(view: View, subject: Subject) -> Fact:
    """有 with the trips; 无 where neither a form nor a record made outside the county is in the file."""
    if found := trips(view):
        return Fact(True, tuple(e for trip in found for e in trip.evidence))
    return view.presence((), (FORM,))


def _signed_by(view: View, subject: Subject, offices: str) -> Fact:
    trip = trip_of(view, subject)
    if trip is None:
        return UNKNOWN
    if trip.form is None:
        missing = view.presence((), (FORM,))
        if trip.doubt:
            return Fact(None, trip.evidence, trip.doubt)
        return Fact(missing.value, trip.evidence, "没有该次外出的出差审批表", missing.searched)
    found = approved_by(trip.form, offices, view)
    if found.value is None and not compiled(offices).search(_CHOICES.sub("", wording(view, trip.form).text)):
        return Fact(False, trip.form.evidence, "出差审批表上没有该级领导的签批")
    return found


@fact("出差.组长以上批准")
def by_leader(view: View, subject: Subject) -> Fact:
    """第三组6: 到县内查找的报组长批准."""
    return _signed_by(view, subject, f"{LEADER}|{CHIEF}|{VICE_PRESIDENT}|{PRESIDENT}")


@fact("出差.局长以上批准")
def by_chief(view: View, subject: Subject) -> Fact:
    """第三组6: 县外市内查找的报局长批准."""
    return _signed_by(view, subject, f"{CHIEF}|{VICE_PRESIDENT}|{PRESIDENT}")


@fact("出差.副院长以上批准")
def by_vice_president(view: View, subject: Subject) -> Fact:
    """第三组6: 市外省内查找的报党组书记、副院长批准."""
    return _signed_by(view, subject, f"{VICE_PRESIDENT}|{PRESIDENT}")


@fact("出差.院长批准")
def by_president(view: View, subject: Subject) -> Fact:
    """第三组6: 到省外查找的报院长批准."""
    return _signed_by(view, subject, PRESIDENT)


@fact("出差.批准日期")
def approved_on(view: View, subject: Subject) -> Fact:
    """The latest day beside an approver's signature; where none is read there, the form's last day outside its period."""
    trip = trip_of(view, subject)
    if trip is None or trip.form is None:
        return Fact(None, note="没有出差审批表")
    offices = compiled(f"{LEADER}|{CHIEF}|{VICE_PRESIDENT}|{PRESIDENT}")
    days = [
        date_by(page, mark)
        for page, mark in signing_marks(trip.form)
        if mark.presence is not Presence.ABSENT and offices.search(asks_for(page, mark))
    ]
    days = [d for d in days if d.value is not None]
    if days:
        return max(days, key=lambda d: str(d.value))
    return _last_other_day(view, trip.form)


def _last_other_day(view: View, form: Document) -> Fact:
    words = wording(view, form)
    period = [f.raw for f in form.fields.get("start_on", ())]
    travelling = {d.value for raw in period for d in find_dates(flat(raw))}
    found = [d for d in find_dates(words.text) if d.value and d.value not in travelling]
    if not found:
        return Fact(None, form.evidence, "没有读到批准日期")
    last = max(found, key=lambda d: d.value or date.min)
    return Fact(last.value, words.evidence(last.start, last.end))


@fact("出差.出发日期")
def start_on(view: View, subject: Subject) -> Fact:
    """The first day of the trip."""
    trip = trip_of(view, subject)
    return Fact(trip.start, trip.evidence, "" if trip.start else "没有读到出发日期") if trip else UNKNOWN
