"""调查笔录: who was asked about which respondent, and whether the record may prove anything.

The names in questions, answers and head say whom a record is about; a preamble that names the case (就甲与乙一案) does not
make it one about every party of the case, and a record that names no respondent may be about a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.casefile import Document, Evidence, Party, PartyKind
from checker.derive.capacity_signs import (
    BANK,
    CAME_THERE,
    COMMITTEE,
    EMPLOYER,
    ESTATE,
    FUND,
    INSTITUTIONS,
    NEIGHBOUR,
    PREMISES,
    REGISTER,
    VEHICLE,
    WORK_UNIT,
)
from checker.derive.homes import home_of
from checker.derive.inquiry_heads import Head, read_head
from checker.derive.memory import remembered
from checker.derive.names import Match
from checker.derive.record_signatures import asked_signed, unit_sealed
from checker.derive.record_turns import Turn, parts
from checker.derive.statements import affirmed
from checker.derive.view import View
from checker.derive.who_was_asked import Capacity, capacity, of_work
from checker.derive.wording import Wording, wording
from checker.facts import Fact

__all__ = [
    "BANK", "COMMITTEE", "EMPLOYER", "ESTATE", "FUND", "NEIGHBOUR", "PREMISES", "RECORD", "REGISTER", "VEHICLE",
    "Inquiry", "about", "asked_of", "counts", "inquiries", "shown", "topics", "untold", "visited",
]  # fmt: skip

RECORD = "调查笔录"
RECORDS = (RECORD, "询问笔录")

_PREAMBLE = re.compile(r"(?:就|因|关于|办理|执行|审理).{2,120}?(?:一案|纠纷案|案件)")
_ALL_OF_THEM = re.compile(r"[两二三四各](?:名|个|位)?被执行人|(?:全部|所有|上述|以上)被执行人")
_OPENING = re.compile(r"我们?是[^。？]{0,24}(?:法院|执行)|出示(?:了)?[^。？]{0,8}证")
_OF_THE_HOUSE = re.compile(r"(?:他|她|其)?家(?:里|中|庭)?(?:有|的?(?:财产|经济|情况|条件))|家[里中]")
_SEVERAL = re.compile(r"他们|她们|[两二三]人|[两二]个|两口子|夫妻|夫妇|均|都|被执行人(?!的)")
_ONLY_ONE = re.compile(r"被执行人(?=[的是现在名有家住本，。？]|下落|$)")  # the role, with no other name after it
_LEAD = r"申请(?:执行)?人(?:[^。？]{0,12})?(?:反映|举报|提供|提出)|(?:财产|下落)?线索[^。？]{0,12}(?:核实|核查|调查)|(?:核实|核查|调查)[^。？]{0,12}线索"
_NO_RESULT = r"系统(?:故障|维护|升级|瘫痪|异常)|(?:无法|不能|未能|没法|暂不能)(?:进行|提供|协助)?查询|查询不了|查不了|改(?:日|天)再|停电|不予(?:协助)?查询"
_RESULT = (
    r"名下(?:现|目前|均|都|也|并|暂|确)?(?:无|没有|有|未|登记)|无(?:不动产|机动车|车辆|房产|存款|缴存|登记|开户|账户|财产)|没有(?:不动产|机动车|车辆|房|存款|缴存|登记|开户|开立|账户|财产)"
    r"|未(?:开户|开立|缴存|登记|查到|查询到|发现)|余额|存款[^，。；]{0,6}元"
)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A record as asked: the paper, its head, its turns, and who was asked."""

    paper: Document
    words: Wording
    head: Head
    turns: tuple[Turn, ...]
    head_text: str
    capacity: Capacity

    @property
    def body(self) -> str:
        """Questions and answers, and what follows them."""
        return self.words.text[len(self.head_text) :]


@remembered
def inquiries(view: View) -> tuple[Inquiry, ...]:
    """Every 调查笔录 of the file, and every 询问笔录 of somebody who is no party: courts use either name."""
    asked = (_read(view, paper) for paper in view.papers(*RECORDS))
    return tuple(inquiry for inquiry in asked if inquiry.paper.kind == RECORD or _of_an_outsider(view, inquiry))


def _of_an_outsider(view: View, inquiry: Inquiry) -> bool:
    """Whether the one asked is known and is neither a party nor speaks for one."""
    persons = inquiry.head.persons
    own = re.search(r"被执行人|申请执?行?人|法定代表人|负责人|股东|代理人", inquiry.head.unit + inquiry.head.relation)
    return bool(persons) and not own and not any(_is_named(view, p, name) for p in view.parties for name in persons)


def _read(view: View, paper: Document) -> Inquiry:
    words = wording(view, paper)
    read, head = parts(words), read_head(paper)
    return Inquiry(paper, words, head, read.turns, read.head, capacity(head, read.turns, read.head))


def topics(inquiry: Inquiry) -> frozenset[str]:
    """Who was asked beyond doubt, in the words of the plan; usually one, empty where the record does not tell."""
    return inquiry.capacity.sure


def untold(inquiry: Inquiry) -> bool:
    """Whether a record may be of anybody: it says neither who was asked nor of what unit he is, and verifies no lead."""
    claimed = inquiry.capacity.sure | inquiry.capacity.maybe
    of_a_lead = any(re.search(_LEAD, turn.question) for turn in inquiry.turns)
    return not claimed and not of_a_lead and not re.search(WORK_UNIT, inquiry.head.unit)


def about(view: View, inquiry: Inquiry, party: Party) -> bool | None:
    """Whether a record is about this respondent; None where it names him in passing, or nobody.

    The questions decide, then the answers, then the head; the preamble, and the words with which the court begins, only
    where there is no other respondent.
    """
    questions = _PREAMBLE.sub("", "。".join(t.question for t in inquiry.turns))
    answers = "。".join(t.answer for t in inquiry.turns)
    if _only_announced(view, inquiry, party):
        return _by_the_house(view, inquiry, party, questions + answers)
    if _is_named(view, party, questions) or _ALL_OF_THEM.search(questions):
        return True
    if _others_named(view, party, questions):
        if not _is_named(view, party, answers):
            return False
        return True if any(_is_named(view, p, questions) for p in _housemates(view, party)) else None
    for text in (answers, _PREAMBLE.sub("", inquiry.head_text)):
        if _is_named(view, party, text):
            return True
        if _others_named(view, party, text):
            return False
    return _by_the_case(view, inquiry, party, questions)


def _only_announced(view: View, inquiry: Inquiry, party: Party) -> bool:
    """Whether he is named only where the court says whom it will ask about, and what follows is of another alone."""
    if not inquiry.turns or not _OPENING.search(inquiry.turns[0].question):
        return False
    first, *rest = inquiry.turns
    later = "。".join([first.answer, *(f"{t.question}。{t.answer}" for t in rest)])
    alone = _others_named(view, party, later) and not _is_named(view, party, later)
    return alone and not _SEVERAL.search(later)


def _by_the_house(view: View, inquiry: Inquiry, party: Party, talk: str) -> bool | None:
    """Whether talk of a house tells of one who was announced only: of the one who shares the home of him it names."""
    if not _OF_THE_HOUSE.search(talk):
        return False
    later = "。".join(f"{t.question}。{t.answer}" for t in inquiry.turns[1:])
    return True if any(_is_named(view, p, later) for p in _housemates(view, party)) else None


def _housemates(view: View, party: Party) -> list[Party]:
    """The other respondents who live in his home."""
    home = home_of(view, party)
    return [p for p in view.respondents if p.name != party.name and home and home_of(view, p) == home]


def _by_the_case(view: View, inquiry: Inquiry, party: Party, questions: str) -> bool | None:
    """A record whose talk names no respondent: of the only one there is, where the case or his role stands there."""
    named = _is_named(view, party, inquiry.words.text)
    if len(view.respondents) == 1:
        return True if named or _ONLY_ONE.search(questions) else None
    return None if named or not _others_named(view, party, inquiry.words.text) else False


def _is_named(view: View, party: Party, text: str) -> bool:
    return view.named_in(party.name, text) is not Match.NO


def _others_named(view: View, party: Party, text: str) -> bool:
    return any(_is_named(view, p, text) for p in view.respondents if p.name != party.name)


def counts(view: View, inquiry: Inquiry) -> bool | None:
    """Whether a record may prove anything: one that nobody signed for proves nothing, an unclear one is for a person.

    The seal of the institution or committee that was asked stands for its officer's signature.
    """
    signed = asked_signed(view, inquiry.paper).value
    sealed = unit_sealed(inquiry.paper, inquiry.head.unit + inquiry.head.place, _is_public(inquiry))
    if signed is True or sealed is True:
        return True
    return None if signed is None or sealed is None else False


def _is_public(inquiry: Inquiry) -> bool:
    return bool(topics(inquiry) & {*INSTITUTIONS, COMMITTEE})


def asked_of(view: View, party: Party, topic: str) -> Fact:
    """Whether a valid record about this respondent asks this institution or kind of person."""
    relevant = [
        (i, _concerns(view, i, party, topic))
        for i in inquiries(view)
        if topic in topics(i) or _at_home(view, i, party, topic)
    ]
    own = [i for i, a in relevant if a]
    answers = [(_settles(view, i, topic), i) for i in own]
    if found := [i for fact, i in answers if fact.value]:
        return Fact(True, _all_shown(found))
    if open_ := [(fact, i) for fact, i in answers if fact.value is None]:
        return Fact(None, _all_shown([i for _, i in open_]), open_[0][0].note)
    unsure = [i for i, a in relevant if a is None]
    if unsure:
        return Fact(None, shown(unsure[0]), f"调查笔录没有写明是否针对{party.name}，须看原件")
    if maybe := [i for i in inquiries(view) if topic in i.capacity.maybe and about(view, i, party) is not False]:
        return Fact(None, _all_shown(maybe), f"调查笔录没有写明被调查人是否以{topic}身份接受调查，须看原件")
    if own:
        return Fact(False, shown(own[0]), "调查笔录没有被调查人签名，也没有注明原因")
    return _not_found(view, party)


def visited(view: View, inquiry: Inquiry) -> frozenset[str]:
    """The respondents to whose domicile or place of business the court says it went, whoever the talk was of then."""
    came = re.search(CAME_THERE, inquiry.head_text)
    there = _PREAMBLE.sub("", came[0]) if came else ""
    return frozenset(p.name for p in view.respondents if _is_named(view, p, there))


def _concerns(view: View, inquiry: Inquiry, party: Party, topic: str) -> bool | None:
    """Whether a record is about this respondent, in this capacity: at his premises the talk may be of his manager."""
    if topic != PREMISES:
        return about(view, inquiry, party)
    if party.name in visited(view, inquiry):
        return True
    firms = [p for p in view.respondents if p.kind is PartyKind.ORGANISATION]
    named = about(view, inquiry, party)
    return True if named is None and firms == [party] else named  # 到你公司住所地: of the only firm there is


def _settles(view: View, inquiry: Inquiry, topic: str) -> Fact:
    """Whether a record that asks the right one proves the visit: signed, and with a result where it was a search."""
    valid = counts(view, inquiry)
    if valid is None:
        return Fact(None, note="调查笔录上被调查人的签名、盖章看不清，须看原件")
    if valid and topic in INSTITUTIONS and _fruitless(inquiry):
        return Fact(None, note="调查笔录写明当时未能查询，须看是否另行查询")
    return Fact(valid)


def _fruitless(inquiry: Inquiry) -> bool:
    """Whether the institution could not search: the system was down, come again."""
    answers = [t.answer for t in inquiry.turns]
    return any(affirmed(_NO_RESULT, a) for a in answers) and not any(re.search(_RESULT, a) for a in answers)


def _not_found(view: View, party: Party) -> Fact:
    """No record asks him: missing, unless some record may be of anybody."""
    missing = view.presence((), [RECORD])
    open_ = [i for i in inquiries(view) if untold(i) and not _at_a_home(i) and about(view, i, party) is not False]
    if missing.value is False and open_:
        return Fact(None, _all_shown(open_), "有调查笔录没有读出被调查单位或者被调查人身份，须看原件")
    return missing


def _at_a_home(inquiry: Inquiry) -> bool:
    """Whether somebody was asked as a resident: in a house that bears a name, or with no more said of him than his home."""
    return bool(re.search(r"家(?:[中里]|门[口前]|院[里内]?)?$", inquiry.head.place) or inquiry.head.home)


def _at_home(view: View, inquiry: Inquiry, party: Party, topic: str) -> bool:
    """Whether a record was made at the organisation itself: the place is the respondent's own.

    Where the talk is of somebody's work, a respondent's employer was asked there, not the premises looked at.
    """
    own = party.kind is PartyKind.ORGANISATION and topic == PREMISES
    return own and not of_work(inquiry.turns) and _is_named(view, party, inquiry.head.place)


def shown(inquiry: Inquiry) -> tuple[Evidence, ...]:
    """Where a person finds the record, and the one asked."""
    names = [re.escape(p) for p in inquiry.head.persons]
    return (*inquiry.paper.evidence, *(inquiry.words.find(*names) if names else ()))


def _all_shown(found: Sequence[Inquiry]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for i in found for e in shown(i)))
