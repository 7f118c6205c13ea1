"""Records of inquiries (调查笔录, and 询问笔录 of outsiders): who was asked, and whether the record may prove anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.casefile import Document, Evidence
from checker.derive.memory import remembered
from checker.derive.offline.capacity_signs import (
    BANK,
    COMMITTEE,
    DEALS_WITH_A_THING,
    EMPLOYER,
    ESTATE,
    FUND,
    INSTITUTIONS,
    KEEPS_OR_OWES,
    NEIGHBOUR,
    OTHER_OFFICE,
    PREMISES,
    REGISTER,
    VEHICLE,
    WORK_UNIT,
)
from checker.derive.offline.inquiry_heads import Head, read_head
from checker.derive.offline.who_was_asked import Capacity, capacity
from checker.derive.signing.record_signatures import asked_signed, unit_sealed
from checker.derive.text.record_turns import Turn, parts
from checker.derive.text.wording import Wording, wording
from checker.derive.view import View

__all__ = [
    "BANK", "COMMITTEE", "EMPLOYER", "ESTATE", "FUND", "NEIGHBOUR", "PREMISES", "RECORD", "REGISTER", "VEHICLE",
    "Inquiry", "answers_on_respondents", "counts", "inquiries", "shown", "topics", "untold",
]  # fmt: skip

RECORD = "调查笔录"
RECORDS = (RECORD, "询问笔录")
_LEAD = r"申请(?:执行)?人(?:[^。？]{0,12})?(?:反映|举报|提供|提出)|(?:财产|下落)?线索[^。？]{0,12}(?:核实|核查|调查)|(?:核实|核查|调查)[^。？]{0,12}线索"
_KIN = re.compile(r"妻子|丈夫|配偶|爱人|父母|父亲|母亲|儿子|女儿")


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
    return bool(persons) and not own and not any(view.is_named(p.name, name) for p in view.parties for name in persons)


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
    lead = f"{_LEAD}|{KEEPS_OR_OWES}" if inquiry.head.unit else _LEAD
    of_a_lead = any(re.search(lead, turn.question) for turn in inquiry.turns)
    other = re.search(rf"{WORK_UNIT}|{DEALS_WITH_A_THING}", inquiry.head.unit)
    known = other or re.search(OTHER_OFFICE, inquiry.head.place)
    return not claimed and not of_a_lead and not known


def counts(view: View, inquiry: Inquiry) -> bool | None:
    """Whether a record may prove anything: one that nobody signed for proves nothing, an unclear one is for a person.

    The seal of the institution or committee that was asked stands for its officer's signature.
    """
    signed = asked_signed(view, inquiry.paper).value
    sealed = unit_sealed(inquiry.paper, inquiry.head.unit + inquiry.head.place, _is_public(inquiry))
    if signed is True or sealed is True:
        return True
    return None if signed is None or sealed is None else False


def answers_on_respondents(view: View, inquiry: Inquiry) -> list[str]:
    """The answers without those to questions on somebody's wife or kin that name no respondent: her account is not his."""
    told = []
    for row in inquiry.paper.rows.get("answers", ()):
        question, answer = (str(row[part].raw) if part in row else "" for part in ("question", "answer"))
        if answer and (not _KIN.search(question) or any(view.is_named(p.name, answer) for p in view.respondents)):
            told.append(answer)
    return told


def _is_public(inquiry: Inquiry) -> bool:
    return bool(topics(inquiry) & {*INSTITUTIONS, COMMITTEE})


def shown(inquiry: Inquiry) -> tuple[Evidence, ...]:
    """Where a person finds the record, and the one asked."""
    names = [re.escape(p) for p in inquiry.head.persons]
    return (*inquiry.paper.evidence, *(inquiry.words.find(*names) if names else ()))
