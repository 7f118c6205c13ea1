"""Properties found (财产): vehicles, real estate, equity of the respondents; the same thing found twice is one subject.

They come from what queries and visits answered, from leads that were verified by such an answer, and from papers that
seize or sell a thing. Bank accounts are 账户, not 财产. That nothing was found is a fact of its own, proved by both forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from checker.casefile import Document, Evidence
from checker.derive.memory import remembered
from checker.derive.offline.field_forms import entries, papers_say, says_found
from checker.derive.offline.visits import RESULTS
from checker.derive.online.channels import in_columns
from checker.derive.online.holdings import ACCOUNT, COMPANY, ESTATE, VEHICLE, Holding, holdings
from checker.derive.online.queries import FEEDBACK, feedback_says
from checker.derive.property.makes import makes_beside, without_points
from checker.derive.property.sites import Site, begins, same_site, sites
from checker.derive.property.things import perhaps_misread, same_plate
from checker.derive.property.title_sites import serial_of, sites_of, title_sites
from checker.derive.registry import fact
from checker.derive.subjects import subjects
from checker.derive.text.answers import ESTATE as CHANNEL_ESTATE
from checker.derive.text.answers import VEHICLE as CHANNEL_VEHICLE
from checker.derive.text.wording import compiled, every, says, wording
from checker.derive.view import View
from checker.facts import Fact, Subject
from extractors.text.flat import flat

ANSWERS = ("总对总查控反馈", "总对总查控实有情况表", "线下查控实有情况表", "不动产查询结果", "车辆查询结果")
MEASURES = ("查封裁定书", "查封清单", "协助执行通知书", "移送评估拍卖表", "拍卖公告", "成交确认书", "流拍记录")
FORMS = ("总对总查控实有情况表", "线下查控实有情况表")

_OF_HIS = re.compile(r"(?:位于|坐落(?:于|在)?|所有的|名下的?)$")
_FAMILY = re.compile(r"配偶|妻子|丈夫|父亲|母亲|子女|儿子|女儿")
_THINGS = re.compile(
    r"(?P<what>(?:挖掘机|装载机|收割机|拖拉机|机器设备|生产设备|生产线|船舶|存货|钢材|木材|机床)[\u4e00-\u9fffA-Za-z0-9\-]{0,10})"
)
_QUANTITY = re.compile(
    r"(?:各|共)?[一二两三四五六七八九十\d]+(?:台|辆|套|件|部|艘|批|条).*$|(?:扣押|查封|拍卖|变卖|评估|已|的|予以|系).*$"
)
"""How many there are, and what happens to it, is no part of a thing's name."""
_BANK = re.compile(
    r"银行|农商行|信用(?:合作)?联?社"
)  # named for the accounts there, far more often than for its shares
_SHARES = r"股权|持股|出资|股东|认缴|投资比例|\d(?:\.\d+)?[%％]"
OTHER = "其他"


_SERIAL_BEGUN, _NAME_PART = 4, 5  # characters


@dataclass(frozen=True, slots=True)
class Property:
    """A thing found: its kind, the words that name it in papers (`marks`: plate, serial of the title, name), its owner
    (empty: not told), the places that show it, and its other names: where it lies, its make (大众牌).
    """

    kind: str
    name: str
    marks: tuple[str, ...]
    owner: str
    evidence: tuple[Evidence, ...]
    sites: tuple[Site, ...] = ()
    makes: tuple[str, ...] = ()


@remembered
def properties(view: View) -> tuple[Property, ...]:
    """Every property of the file, in the order found."""
    found = tuple(_found(view))
    by_site = () if any(thing.kind == ESTATE for thing in found) else _by_site(view)
    return tuple(_merged(view, chain(found, by_site)))


def _found(view: View) -> Iterator[Property]:
    for paper in (*view.papers(*ANSWERS), *view.papers(*MEASURES)):
        answers = paper.kind in ANSWERS
        for thing in holdings(view, paper):
            if thing.kind == ACCOUNT or (thing.kind == COMPANY and not _holds_equity(view, paper, thing.key)):
                continue
            yield _from_holding(view, paper, thing)
        if not answers and paper.kind in ("查封裁定书", "查封清单", "移送评估拍卖表"):
            yield from _by_name(view, paper)


def _holds_equity(view: View, paper: Document, name: str) -> bool:
    """Companies named in feedback and forms are shareholdings where shares are spoken of beside the name; an insurer
    or a bank that was asked is none.
    """
    if paper.kind not in ANSWERS[:3]:
        return False
    text = wording(view, paper).text
    at = text.find(flat(name))
    before, behind = (8, 12) if _BANK.search(name) else (80, 60)
    return at >= 0 and compiled(_SHARES).search(text[max(at - before, 0) : at + len(name) + behind]) is not None


def _from_holding(view: View, paper: Document, thing: Holding) -> Property:
    if thing.kind == ESTATE:
        serial = serial_of(thing.key)
        site = title_sites(view, paper).get(serial)
        name, found = (site.text, (site,)) if site else (thing.key, ())
        return Property(ESTATE, name, (serial or flat(thing.key),), thing.owner, thing.evidence, found)
    name = f"{thing.key}股权" if thing.kind == COMPANY else thing.key
    makes = makes_beside(wording(view, paper).text, thing.key) if thing.kind == VEHICLE else ()
    return Property(thing.kind, name, (flat(thing.key),), thing.owner, thing.evidence, makes=makes)


def _by_name(view: View, paper: Document) -> Iterator[Property]:
    """Things without a number: an address or a machine named by the ruling, list or request."""
    words = wording(view, paper)
    if not any(thing.kind == ESTATE for thing in holdings(view, paper)):
        for site in sites_of(view, paper):
            if _OF_HIS.search(words.text[: site.start][-6:]):
                yield Property(ESTATE, site.text, (), "", words.evidence(site.start, site.end), (site,))
    for match, places in words.matches(_THINGS.pattern):
        what = _QUANTITY.sub("", match["what"])
        yield Property(OTHER, what, (flat(what),), "", places)


def _by_site(view: View) -> Iterator[Property]:
    """Houses that the forms and the registry tell of by their address alone. Where any house is known by its title or
    by a measure, such an address may be its own, and nobody could tell.
    """
    for form in view.papers(*FORMS):
        for entry in entries(view, form, CHANNEL_ESTATE):
            for site in sites(entry.text.replace("　", "")) if entry.found else ():
                if not site.domicile:
                    yield Property(ESTATE, site.text, (), "", entry.evidence, (site,))
    for result in view.papers(*RESULTS[CHANNEL_ESTATE]):
        words = wording(view, result)
        if _of_respondent(view, result) and says_found(words.text) is not False:
            for site in sites_of(view, result):
                if _OF_HIS.search(words.text[: site.start].rstrip("：")[-6:]):
                    yield Property(ESTATE, site.text, (), "", words.evidence(site.start, site.end), (site,))


def _of_respondent(view: View, result: Document) -> bool:
    """Whether a result names a respondent, and nobody of his family."""
    named = any(view.is_named(party.name, result.text) for party in view.respondents)
    return named and not _FAMILY.search(result.text)


def _merged(view: View, found: Iterator[Property]) -> Iterator[Property]:
    """One property for all readings that share a mark (a serial, a plate, a name, one within the other) or lie in one
    place; named by the fullest address.
    """
    kept: list[Property] = []
    for thing in found:
        twin = next((i for i, known in enumerate(kept) if _same(known, thing) or _misread(view, known, thing)), None)
        if twin is None:
            twin = _only_house_of(kept, thing)
        if twin is None:
            kept.append(thing)
        else:
            kept[twin] = _joined(kept[twin], thing)
    return iter(kept)


def _joined(known: Property, thing: Property) -> Property:
    told = (*known.sites, *thing.sites)
    fullest = max(told, key=lambda site: site.fullness, default=None)
    return replace(
        known,
        name=fullest.text if fullest else known.name,
        marks=tuple(dict.fromkeys((*known.marks, *thing.marks))),
        owner=known.owner or thing.owner,
        sites=told,
        makes=tuple(dict.fromkeys((*known.makes, *thing.makes))),
    )


def _alike(x: str, y: str, kind: str) -> bool:
    """Whether two marks are one, or one a part of the other: of a serial only its beginning may have been read, of a plate a
    letter as a figure.
    """
    short, long = sorted((x, y), key=len)
    begun = kind == ESTATE and len(short) >= _SERIAL_BEGUN and long.startswith(short)
    plate = kind == VEHICLE and same_plate(x, y)
    return x == y or begun or plate or (len(short) >= _NAME_PART and short in long)


def _same(a: Property, b: Property) -> bool:
    if a.kind != b.kind:
        return False
    alike = any(_alike(x, y, a.kind) for x in a.marks for y in b.marks)
    return alike or any(same_site(x, y) for x in a.sites for y in b.sites)


def _misread(view: View, a: Property, b: Property) -> bool:
    """Whether a plate is another one with one character misread, as its make tells; no paper names both."""
    if a.kind != VEHICLE or b.kind != VEHICLE or not set(a.makes) & set(b.makes):
        return False
    return any(perhaps_misread(x, y) and not _named_together(view, x, y) for x in a.marks for y in b.marks)


def _named_together(view: View, *plates: str) -> bool:
    texts = (without_points(wording(view, paper).text) for paper in view.case.documents)
    return any(all(plate in text for plate in plates) for text in texts)


def _only_house_of(known: Sequence[Property], thing: Property) -> int | None:
    """The one property that a thing without a mark may be, known by an address that stops short of its (民主路21号)."""
    if thing.marks or not thing.sites:
        return None
    maybe = [
        i
        for i, one in enumerate(known)
        if one.kind == thing.kind and any(begins(short, full) for full in one.sites for short in thing.sites)
    ]
    return maybe[0] if len(maybe) == 1 else None


@subjects("财产")
def list_properties(view: View) -> list[Subject]:
    """Every property found."""
    return list(dict.fromkeys(Subject("财产", p.name) for p in properties(view)))


def property_of(view: View, subject: Subject) -> Property | None:
    """The property a subject is about."""
    return next((p for p in properties(view) if p.name == subject.name), None)


_NOTHING_AT_ALL = (
    r"(?:未|没有)(?:能)?(?:发现|查到|查询到|查见|反馈)(?!其他|另)[^。；其另]{0,14}(?:财产|不动产)",
    r"(?:名下(?:均)?|确)无(?:任何)?(?:可供执行的?)?财产|无可供执行的?财产",
)
_NONE_OF_IT = (
    r"(?:登记|信息|情况|查询结果)?[：，、]?(?:经查询?，?)?(?:均)?(?:无(?!法)|未(?:查到|查询到|发现|登记)|没有)"
)
_IN_PROSE = (r"(?:不动产|房产|房屋|房地产)", r"(?:车辆|机动车)")
"""Words for "nothing at all"; 未发现*其他*财产 tells that something was found."""


@fact("案件.两表载明无财产")
def forms_say_no_property(view: View, subject: Subject) -> Fact:
    """True only where both forms are there, list no thing, and say so of real estate and vehicles, or of everything;
    and where no feedback, result or record of a visit tells of a thing that the forms keep silent about.
    """
    if found := properties(view):
        return Fact(False, tuple(e for p in found for e in p.evidence), "查到了财产")
    forms = every(*(_says_none(view, form) for form in FORMS))
    if forms.value is True and (contrary := list(_told_elsewhere(view))):
        note = "两表写无财产，但总对总反馈、查询结果或者调查笔录写明有不动产或者车辆，须看原件"
        return Fact(None, tuple(dict.fromkeys(e for places in contrary for e in places)), note)
    return forms


def _told_elsewhere(view: View) -> Iterator[tuple[Evidence, ...]]:
    """Where a paper that the forms sum up tells of real estate or a vehicle."""
    for channel in (CHANNEL_ESTATE, CHANNEL_VEHICLE):
        for paper in view.papers(FEEDBACK):
            yield from (said.evidence for said in feedback_says(view, paper, channel) if said.found)
        yield from (told.evidence for told in papers_say(view, channel) if told.found)


def _says_none(view: View, form: str) -> Fact:
    papers = view.papers(form)
    if not papers:
        return view.paper(form)
    told = {
        channel: [e for paper in papers for e in entries(view, paper, channel) if e.found is not None]
        for channel in (CHANNEL_ESTATE, CHANNEL_VEHICLE)
    }
    blank = [s for channel in told for paper in papers for s in in_columns(view, paper, channel) if not s.told]
    something = [e for found in told.values() for e in found if e.found]
    if something:
        return Fact(None, something[0].evidence, f"{form}载明查到财产，但没有写清是什么")
    if blank:
        return Fact(
            None, tuple(e for s in blank for e in s.evidence), f"{form}的不动产、车辆栏没有对每一名被执行人填写"
        )
    if all(told.values()):
        return Fact(True, tuple(place for found in told.values() for e in found for place in e.evidence))
    whole = says(view, papers, *_NOTHING_AT_ALL, about="没有财产")
    in_prose = every(*(says(view, papers, words + _NONE_OF_IT, about="没有财产") for words in _IN_PROSE))
    for told_so in (whole, in_prose):
        if told_so.value is True:
            return told_so
    return Fact(None, tuple(e for p in papers for e in p.evidence), f"{form}没有写明有无不动产、车辆")
