"""Whom a record of an inquiry is about.

The names in questions, answers and head say so; a preamble that names the case (就甲与乙一案) does not make it one about
every party of the case, and a record that names no respondent may be about a stranger.
"""

from __future__ import annotations

import re

from checker.casefile import Party
from checker.derive.offline.capacity_signs import CAME_THERE
from checker.derive.offline.inquiries import Inquiry
from checker.derive.parties.homes import home_of, neighbourhood
from checker.derive.view import View

_PREAMBLE = re.compile(r"(?:就|因|关于|办理|执行|审理).{2,120}?(?:一案|纠纷(?:强制)?(?:执行)?案|案件)")
_ALL_OF_THEM = re.compile(r"[两二三四各](?:名|个|位)?被执行人|(?:全部|所有|上述|以上)被执行人")
_OPENING = re.compile(r"我们?是[^。？]{0,24}(?:法院|执行)|出示(?:了)?[^。？]{0,8}证")
_OF_THE_HOUSE = re.compile(r"(?:他|她|其)?家(?:里|中|庭)?(?:有|的?(?:财产|经济|情况|条件))|家[里中]")
_SEVERAL = re.compile(r"他们|她们|[两二三]人|[两二]个|两口子|夫妻|夫妇|均|都|被执行人(?!的)")
_ONLY_ONE = re.compile(r"被执行人(?=[的是现在名有家住本，。？]|下落|$)")  # the role, with no other name after it


def about(view: View, inquiry: Inquiry, party: Party) -> bool | None:
    """Whether a record is about this respondent; None where it names him in passing, or nobody.

    The questions decide, then the answers, then the head; the preamble, and the words with which the court begins, only
    where there is no other respondent.
    """
    questions = _PREAMBLE.sub("", "。".join(t.question for t in inquiry.turns))
    answers = "。".join(t.answer for t in inquiry.turns)
    if _only_announced(view, inquiry, party):
        return _by_the_house(view, inquiry, party, questions + answers)
    if view.is_spoken_of(party, questions) or _ALL_OF_THEM.search(questions):
        return True
    if _others_named(view, party, questions):
        if not view.is_spoken_of(party, answers):
            return False
        return True if any(view.is_spoken_of(p, questions) for p in _housemates(view, party)) else None
    for text in (answers, _PREAMBLE.sub("", inquiry.head_text)):
        if view.is_spoken_of(party, text):
            return True
        if _others_named(view, party, text):
            return False
    return _by_the_case(view, inquiry, party, questions)


def visited(view: View, inquiry: Inquiry) -> frozenset[str]:
    """The respondents to whose domicile or place of business the court says it went, whoever the talk was of then."""
    came = re.search(CAME_THERE, inquiry.head_text)
    there = _PREAMBLE.sub("", came[0]) if came else ""
    return frozenset(p.name for p in view.respondents if view.is_spoken_of(p, there))


def _only_announced(view: View, inquiry: Inquiry, party: Party) -> bool:
    """Whether he is named only where the court says whom it will ask about, and what follows is of another alone."""
    if not inquiry.turns or not _OPENING.search(inquiry.turns[0].question):
        return False
    first, *rest = inquiry.turns
    later = "。".join([first.answer, *(f"{t.question}。{t.answer}" for t in rest)])
    alone = _others_named(view, party, later) and not view.is_spoken_of(party, later)
    return alone and not _SEVERAL.search(later)


def _by_the_house(view: View, inquiry: Inquiry, party: Party, talk: str) -> bool | None:
    """Whether talk of a house tells of one who was announced only, or not named: of the one who shares the home of him it
    names. Of who was not named and lives in another village it tells nothing.
    """
    if not _OF_THE_HOUSE.search(talk):
        return False
    later = "。".join(f"{t.question}。{t.answer}" for t in inquiry.turns[1:])
    if any(view.is_spoken_of(p, later) for p in _housemates(view, party)):
        return True
    announced = view.is_spoken_of(party, _PREAMBLE.sub("", inquiry.turns[0].question))
    spoken_of = [p for p in view.respondents if p != party and view.is_spoken_of(p, later)]
    return None if announced or not all(_live_apart(view, party, p) for p in spoken_of) else False


def _live_apart(view: View, party: Party, other: Party) -> bool:
    """Whether two live in different villages, estates or streets by the papers."""
    here, there = (neighbourhood(home_of(view, p)) for p in (party, other))
    return bool(here and there) and not here & there


def _housemates(view: View, party: Party) -> list[Party]:
    """The other respondents who live in his home."""
    home = home_of(view, party)
    return [p for p in view.respondents if p.name != party.name and home and home_of(view, p) == home]


def _by_the_case(view: View, inquiry: Inquiry, party: Party, questions: str) -> bool | None:
    """A record whose talk names no respondent: of the only one there is, where the case or his role stands there."""
    named = view.is_spoken_of(party, inquiry.words.text)
    if len(view.respondents) == 1:
        return True if named or _ONLY_ONE.search(questions) else None
    return None if named or not _others_named(view, party, inquiry.words.text) else False


def _others_named(view: View, party: Party, text: str) -> bool:
    return any(view.is_spoken_of(p, text) for p in view.respondents if p.name != party.name)
