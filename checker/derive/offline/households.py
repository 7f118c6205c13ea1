"""Neighbour households asked about a respondent (第三组7: 两户以上), counted from below and from above.

Two people at one address, and husband and wife, are one household; two neighbours who were asked one after the other, in
records of their own that give no address, are two, since nothing says otherwise. Whoever else lives at an unknown address,
or is the respondent's own kin, may be of a household counted already, or of none: a person must look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.casefile import Party
from checker.derive.memory import remembered
from checker.derive.offline import inquiries as asked
from checker.derive.offline.inquiries import Inquiry
from checker.derive.offline.inquiry_subjects import about, visited
from checker.derive.parties.addresses import address_parts, same_home
from checker.derive.parties.homes import home_of, neighbourhood
from checker.derive.parties.names import Match, compare
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.view import View
from checker.facts import UNKNOWN, Fact, Subject
from extractors.text.flat import flat

_KIN = r"(?:妻子?|丈夫|配偶|爱人|老婆|老公|父亲?|母亲?|爸爸?|妈妈?|儿子?|女儿|儿媳|媳妇|女婿|兄弟?|弟弟?|哥哥?|姐姐?|妹妹?|姐夫|妹夫|嫂子?|叔叔?|伯父?|婶|舅|姑|姨|侄|外甥|孙子?|岳父|岳母|亲戚|亲属)"
_SPOUSE = r"妻子?|丈夫|配偶|爱人|老婆|老公|媳妇"
_COUPLE = r"夫妻|夫妇|两口子|夫妻俩"
_LIVES = re.compile(r"我(?:们|家)?(?:就|现|也)?(?:住|家)(?:在|是)?(?P<home>[^，。；]{2,30})")


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody who was asked lives, as far as the record tells, who he is ("" where his name is not read), and
    whether he was asked in the house that bears his name (万国兵家中).
    """

    person: str
    address: Mapping[str, str]
    own_house: bool
    record: Inquiry


@dataclass(frozen=True, slots=True)
class Households:
    """The number that is certain, the number if nothing is in doubt (else unknown), and the most that there can be
    (unknown where a page that nobody could read may be another record).
    """

    certain: Fact
    told: Fact
    most: Fact


@remembered  # three facts ask for each respondent
def households(view: View, party: Party) -> Households:
    """The neighbour households asked about this respondent."""
    grades = [(inquiry, _grade(view, inquiry, party)) for inquiry in asked.inquiries(view)]
    sure = [inquiry for inquiry, grade in grades if grade]
    doubtful = [inquiry for inquiry, grade in grades if grade is None]
    places = tuple(e for i in (*sure, *doubtful) for e in asked.shown(i))
    least, possible = _counted([home for i in sure for home in _homes(i)])
    _, most = _counted([home for i in (*sure, *doubtful) for home in _homes(i)])
    note = f"邻居调查笔录{len(sure)}份，{least}户" if sure else "卷内没有周边邻居的调查笔录"
    certain = Fact(least, places, note if sure or not doubtful else "", () if places else view.searched)
    unread = view.presence((), [asked.RECORD])
    if unread.value is None:
        return Households(certain, Fact(None, places or unread.evidence, unread.note, view.searched), UNKNOWN)
    open_ = f"另有{len(doubtful)}份的签名、对象、身份或者亲属关系须看原件" if doubtful else ""
    if possible > least and not open_:
        open_ = "被调查人的住址没有写明，不能确定是否同一户，须看原件"
    return Households(
        certain, Fact(None, places, open_) if open_ else certain, Fact(most, places, open_ or certain.note)
    )


def _grade(view: View, inquiry: Inquiry, party: Party) -> bool | None:
    """Whether a record is one of a neighbour of this respondent, signed; None where something of it is in doubt, or
    where it does not tell who was asked.
    """
    named, valid = about(view, inquiry, party), asked.counts(view, inquiry)
    maybe = asked.NEIGHBOUR in inquiry.capacity.maybe
    sure = asked.NEIGHBOUR in asked.topics(inquiry) or (maybe and _lives_near(view, inquiry, party))
    if not (sure or maybe or asked.untold(inquiry)) or named is False or valid is False:
        return False
    if not (sure or maybe) and _of_his_own_house(inquiry, party):
        return False
    if named is None and _next_to_another(view, inquiry, party):
        return False
    if (there := visited(view, inquiry)) and party.name not in there:
        return False  # who has a shop beside a firm's premises is no neighbour of its manager's home
    interested = _is_kin(inquiry, party) or _is_a_party(view, inquiry)
    return True if sure and named and valid and not interested else None


def _lives_near(view: View, inquiry: Inquiry, party: Party) -> bool:
    """Whether somebody of whom no more is said than his home lives in the respondent's village, estate or street."""
    resident = bool(inquiry.head.home) and not inquiry.head.unit
    return resident and bool(neighbourhood(inquiry.head.home) & neighbourhood(home_of(view, party)))


def _next_to_another(view: View, inquiry: Inquiry, party: Party) -> bool:
    """Whether the head names another respondent beside whom he lives (张某隔壁), whose home is in another village or street."""
    told, own = inquiry.head.unit + inquiry.head.relation, neighbourhood(home_of(view, party))
    others = (p for p in view.respondents if p.name != party.name and view.is_spoken_of(p, told))
    homes = [neighbourhood(home_of(view, p)) for p in others]
    return bool(own and homes) and all(home and not home & own for home in homes)


def _is_a_party(view: View, inquiry: Inquiry) -> bool:
    """Whether a party of the case was asked: an applicant may live next door, but he speaks for himself."""
    return any(compare(name, p.name) is Match.SAME for name in inquiry.head.persons for p in view.parties)


def _is_kin(inquiry: Inquiry, party: Party) -> bool:
    """Whether the person asked is the respondent's kin: by the head, or in his own words."""
    name = rf"(?:{re.escape(flat(party.name))}|他|她|其)"
    head = inquiry.head.relation + "，" + inquiry.head.unit
    if re.search(rf"(?:{name}|被执行人)[的之]?{_KIN}", head) or re.search(rf"^{_KIN}|系{_KIN}", inquiry.head.relation):
        return True
    own = rf"我(?:就)?是{name}的?{_KIN}|{name}(?:就)?是我(?:的|家)?[大小堂表亲]?{_KIN}|我(?:的)?{_KIN}{name}"
    return any(re.search(own, turn.answer) for turn in inquiry.turns)


def _of_his_own_house(inquiry: Inquiry, party: Party) -> bool:
    """Whether the respondent's kin was asked in the respondent's house: one of his own household."""
    return _is_kin(inquiry, party) and bool(
        re.search(rf"{re.escape(flat(party.name))}的?家(?:[中里内]|$)", inquiry.head.place)
    )


def _homes(inquiry: Inquiry) -> list[Home]:
    """The homes of those a record asks; a couple has one."""
    if inquiry.head.homes:
        each = zip(inquiry.head.persons, inquiry.head.homes, strict=True)
        return [Home(person, address_parts(home), False, inquiry) for person, home in each]
    told = "，".join(found["home"] for t in inquiry.turns for found in _LIVES.finditer(t.answer))
    givens = (address_parts(text) for text in (inquiry.head.home, inquiry.head.place, told))
    address = next((parts for parts in givens if parts), {})
    persons = inquiry.head.persons or ("",)
    couple = re.search(_COUPLE, inquiry.head.unit + inquiry.head.relation)
    return [
        Home(person, address, bool(person) and f"{person}家" in inquiry.head.place, inquiry)
        for person in (persons[:1] if couple else persons)
    ]


def _counted(homes: list[Home]) -> tuple[int, int]:
    """How many households these are at least, and at most."""
    most: list[Home] = []
    for home in homes:
        if not any(_same(home, other) for other in most):
            most.append(home)
    return _apart(most), len(most)


def _apart(homes: Sequence[Home]) -> int:
    """How many of these homes are certainly all different; those that can be told from most others are taken first."""
    clear = sorted(homes, key=lambda home: -sum(_same(home, other) is False for other in homes))
    chosen: list[Home] = []
    for home in clear:
        if all(_same(home, other) is False for other in chosen):
            chosen.append(home)
    return len(chosen)


def _same(one: Home, other: Home) -> bool | None:
    """Whether two are of one household."""
    if one.person and compare(one.person, other.person) is not Match.NO:
        return True
    if _is_spouse(one, other) or _is_spouse(other, one):
        return True
    same = same_home(one.address, other.address)
    apart = one.record is not other.record and bool(one.person and other.person)
    silent = apart and not one.address and not other.address
    return False if same is None and (silent or (one.own_house and other.own_house)) else same


def _is_spouse(one: Home, other: Home) -> bool:
    """Whether a record says that the one asked is married to, or lives with, the other: 系梅少清之妻."""
    head = one.record.head
    told = "，".join((head.unit, head.relation, *(turn.answer for turn in one.record.turns)))
    return bool(other.person) and re.search(rf"{re.escape(other.person)}(?:之|的)?(?:{_SPOUSE}|屋里)", told) is not None


@fact("被执行人.邻居调查确定户数")
def sure_households(view: View, subject: Subject) -> Fact:
    """Different neighbour households that were asked beyond doubt."""
    return households(view, party_of(view, subject)).certain


@fact("被执行人.邻居调查户数")
def all_households(view: View, subject: Subject) -> Fact:
    """The same where no record is in doubt, else unknown."""
    return households(view, party_of(view, subject)).told


@fact("被执行人.邻居调查最多户数")
def most_households(view: View, subject: Subject) -> Fact:
    """The number if every record in doubt counts, each home in doubt as one of its own."""
    return households(view, party_of(view, subject)).most
