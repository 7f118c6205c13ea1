"""In what capacity somebody was asked (第二组1–2; 第三组7): what follows from the signs in a record.

Other words prove nothing: the question 谁是他的邻居 makes nobody a neighbour, and who lives in a bank's quarters, or works
at an office but is asked at home, is not that office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.derive.offline.capacity_signs import (
    ANSWERS_NEIGHBOUR,
    ASKED_AS_NEIGHBOUR,
    BARE_POST,
    CALLED_NEIGHBOUR,
    CAME_THERE,
    COMMITTEE,
    COMMITTEE_POST,
    EMPLOYER,
    HOME_PLACE,
    INSTITUTIONS,
    NEIGHBOUR,
    OF_HOLDINGS,
    OF_THAT_OFFICE,
    OF_TRADE,
    OF_WORK,
    PREMISES,
    PRIVATE,
    SEEN_THERE,
    SHOPKEEPER,
    SIGNS,
    SITE,
    VILLAGER,
    WORK_UNIT,
    YES,
)
from checker.derive.offline.inquiry_heads import Head
from checker.derive.text.record_turns import Turn
from checker.derive.text.statements import affirmed

_NOBODY: frozenset[str] = frozenset()
_PREMISES_THEN_SEEN = rf"(?:{SIGNS[PREMISES].office}).*(?:{SEEN_THERE})"
_LEAST_OF_A_NAME = 3  # characters


@dataclass(frozen=True, slots=True)
class Capacity:
    """What somebody was asked as: beyond doubt, and what else a person may take him for."""

    sure: frozenset[str]
    maybe: frozenset[str]


def capacity(head: Head, turns: Sequence[Turn], opening: str = "") -> Capacity:
    """The strongest claim counts; a further one is for a person, because one record seldom proves two visits.

    The premises are a place and not a person: a record made there counts beside whoever was asked. `opening` is all
    that stands before the first question: the court may tell there where it went and what it saw.
    """
    claims = [claim for claim in _claims(head, turns) if claim]
    sure = claims[0] if claims else _NOBODY
    maybe = _NOBODY.union(*claims[1:]) if claims else _open_claims(head, turns)
    if _at_premises(head, turns, opening):
        sure |= {PREMISES}
    return Capacity(sure, maybe - sure)


def _claims(head: Head, turns: Sequence[Turn]) -> list[frozenset[str]]:
    """The capacities a record claims, strongest first; this order is the rule."""
    neighbour, employer = _says_neighbour(turns), _says_employer(head, turns)
    office_only = not head.unit or re.search(BARE_POST, head.unit)
    return [
        _institutions(head, turns, neighbour, employer),
        _if(re.search(SIGNS[NEIGHBOUR].unit, head.relation), NEIGHBOUR),
        _if(_is_committee(head, turns), COMMITTEE),
        _if(employer, EMPLOYER),
        _if(neighbour or re.search(SIGNS[NEIGHBOUR].unit, head.unit), NEIGHBOUR),
        _if(re.search(WORK_UNIT, head.employer) and not re.search(VILLAGER, head.unit), EMPLOYER),
        _if(office_only and _at_committee(head), COMMITTEE),
        _if(re.search(VILLAGER, head.unit) and not _at_committee(head), NEIGHBOUR),
        _by_title(head),
    ]


def _by_title(head: Head) -> frozenset[str]:
    """The one capacity that the title of the paper names (单位调查笔录); a title that names several tells of none."""
    named = _named(head.title, {topic: signs.title for topic, signs in SIGNS.items() if signs.title})
    return named if len(named) == 1 else _NOBODY


def _open_claims(head: Head, turns: Sequence[Turn]) -> frozenset[str]:
    """Where nothing is claimed outright: a clerk asked away from his office, a villager or 主任 at the committee's, who has a
    shop that may be next door.
    """
    institutions = frozenset(t for t in INSTITUTIONS if re.search(SIGNS[t].unit, head.unit))
    works_somewhere = re.search(WORK_UNIT, head.unit + head.place) and "法院" not in head.place
    of_employer = works_somewhere and not _at_committee(head) and of_work(turns)
    return institutions.union(
        _if(_at_committee(head) or re.search(BARE_POST, head.unit), COMMITTEE),
        _if(_at_committee(head) and re.search(VILLAGER, head.unit), NEIGHBOUR),
        _if((not head.unit and head.home) or re.search(SHOPKEEPER, head.unit), NEIGHBOUR),
        _if(of_employer and not institutions, EMPLOYER),
    )


def _institutions(head: Head, turns: Sequence[Turn], neighbour: bool, employer: bool) -> frozenset[str]:
    """The institutions asked: those of the person's unit, else of the office where the record was made.

    One that is asked about its own clerk is his employer, and no search unless holdings were asked for.
    """
    unit = _named(head.unit, {topic: SIGNS[topic].unit for topic in INSTITUTIONS})
    office = _named(head.place, {topic: SIGNS[topic].office for topic in INSTITUTIONS})
    asked = unit or office
    if unit and not unit & office and (neighbour or re.search(HOME_PLACE, head.place)):
        return _NOBODY
    elsewhere = _without_that_office(re.sub(OF_THAT_OFFICE, "", head.unit), head.place)
    if not unit and (neighbour or re.search(rf"{SIGNS[NEIGHBOUR].unit}|{VILLAGER}|{WORK_UNIT}", elsewhere)):
        return _NOBODY
    if employer and asked:
        return asked | {EMPLOYER} if _told(OF_HOLDINGS, turns) else _NOBODY
    return asked


def _without_that_office(unit: str, place: str) -> str:
    """A unit without the name of the office where the record was made, in full or its end: 交易中心备案股."""
    ends = range(len(unit), _LEAST_OF_A_NAME - 1, -1)
    return next((unit[end:] for end in ends if unit[:end] in place), unit)


def _named(words: str, signs: Mapping[str, str]) -> frozenset[str]:
    if re.search(PRIVATE, words):
        return _NOBODY
    return frozenset(topic for topic, pattern in signs.items() if re.search(pattern, words))


def _is_committee(head: Head, turns: Sequence[Turn]) -> bool:
    """By post or unit, or in his own words. A foreman, or the head of a firm's office, is no committee."""
    if re.search(PRIVATE, head.unit):
        return False
    if re.search(COMMITTEE_POST, head.unit):
        return True
    of_firm = re.search(WORK_UNIT, re.sub(SIGNS[COMMITTEE].office, "", head.unit))
    told = any(affirmed(SIGNS[COMMITTEE].told, t.answer) for t in turns)
    return not of_firm and (told or re.search(SIGNS[COMMITTEE].unit, head.unit) is not None)


def _at_committee(head: Head) -> bool:
    return re.search(SIGNS[COMMITTEE].office, head.place) is not None and not re.search(PRIVATE, head.place)


def _says_employer(head: Head, turns: Sequence[Turn]) -> bool:
    """Whether the unit asked speaks, or is spoken to, as the one where the respondent works or worked.

    我们这里 may be a village: only with a unit in the head, and never from a villager.
    """
    pattern = SIGNS[EMPLOYER].told
    told = [found[0] for t in turns for text in (t.question, t.answer) for found in re.finditer(pattern, text)]
    here_only = all(re.search(r"这里|这儿", words) for words in told)
    by_others = all(re.match(r"(?:在|是)(?:他们?|该)", words) for words in told)  # reported speech: 在他们公司
    return (
        bool(told)
        and not re.search(VILLAGER, head.unit)
        and (not (here_only or by_others) or re.search(WORK_UNIT, head.unit) is not None)
    )


def _says_neighbour(turns: Sequence[Turn]) -> bool:
    """Whether he calls himself a neighbour: in the first person, or in answer to how he stands to the respondent."""
    for turn in turns:
        of_himself = "你" in turn.question and re.search(r"关系|认识|邻居", turn.question)
        if affirmed(SIGNS[NEIGHBOUR].told, turn.answer) or (of_himself and affirmed(ANSWERS_NEIGHBOUR, turn.answer)):
            return True
        if re.search(ASKED_AS_NEIGHBOUR, turn.question) and re.match(YES, turn.answer):
            return True
        if re.search(CALLED_NEIGHBOUR, turn.question) and not re.search(
            r"不是[^，。]{0,8}(?:邻居|隔壁)|不住", turn.answer
        ):
            return True
    return False


def _at_premises(head: Head, turns: Sequence[Turn], opening: str) -> bool:
    """Whether a record was made at a domicile or place of business: its place says so, or the talk is of this place."""
    if "法院" in head.place:
        return False
    if (
        re.search(SIGNS[PREMISES].office, head.place)
        or re.search(CAME_THERE, opening)
        or _told(SIGNS[PREMISES].told, turns)
        or (re.search(_PREMISES_THEN_SEEN, opening) and not head.place)
    ):
        return True
    of_trade = _told(OF_TRADE, turns) and not of_work(turns)
    return of_trade and re.search(SITE, head.place) is not None


def of_work(turns: Sequence[Turn]) -> bool:
    """Whether the talk is of somebody's work and wages."""
    return _told(OF_WORK, turns)


def _told(pattern: str, turns: Sequence[Turn]) -> bool:
    return any(re.search(pattern, t.question) or re.search(pattern, t.answer) for t in turns)


def _if(holds: object, topic: str) -> frozenset[str]:
    return frozenset({topic}) if holds else _NOBODY
