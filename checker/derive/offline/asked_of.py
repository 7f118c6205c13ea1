"""Whether an institution, employer, committee was asked about a respondent, by a record that proves it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.casefile import Evidence, Party, PartyKind
from checker.derive.offline.capacity_signs import (
    INSTITUTIONS,
    OF_ANY_HOLDINGS,
    OF_ITS_HOLDINGS,
    OF_WHEREABOUTS,
    PREMISES,
)
from checker.derive.offline.inquiries import RECORD, Inquiry, counts, inquiries, shown, topics, untold
from checker.derive.offline.inquiry_subjects import about, visited
from checker.derive.offline.who_was_asked import of_work
from checker.derive.text.statements import affirmed
from checker.derive.text.wording import legible
from checker.derive.view import View
from checker.facts import Fact

NO_RESULT = r"系统(?:故障|维护|升级|瘫痪|异常)|(?:无法|不能|未能|没法|暂不能)(?:进行|提供|协助)?查询|查询不了|查不了|改(?:日|天)再|停电|不予(?:协助)?查询"
RESULT = (
    r"名下(?:现|目前|均|都|也|并|暂|确)?(?:无|没有|有|未|登记)|无(?:不动产|机动车|车辆|房产|存款|缴存|登记|开户|账户|财产)|没有(?:不动产|机动车|车辆|房|存款|缴存|登记|开户|开立|账户|财产)"
    r"|未(?:开户|开立|缴存|登记|查到|查询到|发现)|余额|存款[^，。；]{0,6}元"
)


def asked_of(view: View, party: Party, topic: str) -> Fact:
    """Whether a valid record about this respondent asks this institution or kind of person."""
    relevant = [
        (i, _concerns(view, i, party, topic))
        for i in inquiries(view)
        if topic in topics(i) or _at_its_own_place(view, i, party, topic)
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
    if answers:
        fact, inquiry = answers[0]
        return Fact(False, shown(inquiry), fact.note)
    return _not_found(view, party)


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
    if not valid:
        return Fact(False, note="调查笔录没有被调查人签名，也没有注明原因")
    if topic in INSTITUTIONS and not _of_holdings(inquiry, topic):
        of_another_matter = re.search(OF_WHEREABOUTS, _talk(inquiry)) and legible(view, inquiry.paper)
        return Fact(False if of_another_matter else None, note="调查笔录没有问财产情况")
    if topic in INSTITUTIONS and _fruitless(inquiry):
        return Fact(None, note="调查笔录写明当时未能查询，须看是否另行查询")
    return Fact(True)


def _of_holdings(inquiry: Inquiry, topic: str) -> bool:
    """Whether the talk is of what the institution keeps, or of holdings at all."""
    return re.search(f"{OF_ANY_HOLDINGS}|{OF_ITS_HOLDINGS[topic]}", _talk(inquiry)) is not None


def _talk(inquiry: Inquiry) -> str:
    """Questions and answers; a record without questions tells them in one piece with the place."""
    talk = "。".join(f"{turn.question}。{turn.answer}" for turn in inquiry.turns if turn.question)
    return talk or inquiry.words.text


def _fruitless(inquiry: Inquiry) -> bool:
    """Whether the institution could not search: the system was down, come again."""
    answers = [t.answer for t in inquiry.turns]
    return any(affirmed(NO_RESULT, a) for a in answers) and not any(re.search(RESULT, a) for a in answers)


def _not_found(view: View, party: Party) -> Fact:
    """No record asks him: missing, unless some record may be of anybody."""
    missing = view.presence((), [RECORD])
    open_ = [i for i in inquiries(view) if untold(i) and not _as_resident(i) and about(view, i, party) is not False]
    if missing.value is False and open_:
        return Fact(None, _all_shown(open_), "有调查笔录没有读出被调查单位或者被调查人身份，须看原件")
    return missing


def _as_resident(inquiry: Inquiry) -> bool:
    """Whether somebody was asked as a resident: in a house that bears a name, or with no more said of him than his home."""
    return bool(re.search(r"家(?:[中里]|门[口前]|院[里内]?)?$", inquiry.head.place) or inquiry.head.home)


def _at_its_own_place(view: View, inquiry: Inquiry, party: Party, topic: str) -> bool:
    """Whether a record was made at the organisation itself: the place is the respondent's own.

    Where the talk is of somebody's work, a respondent's employer was asked there, not the premises looked at.
    """
    own = party.kind is PartyKind.ORGANISATION and topic == PREMISES
    return own and not of_work(inquiry.turns) and view.is_named(party.name, inquiry.head.place)


def _all_shown(found: Sequence[Inquiry]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for i in found for e in shown(i)))
