"""失信名单: whether a respondent is of age, and what a person has to judge: does he qualify (法释〔2017〕7号 第一条、第三条、第四条).

Papers show that the question was decided, never that it was decided rightly.
"""

from __future__ import annotations

from datetime import date

from checker.casefile import Party, PartyKind
from checker.derive.case.particulars import closing_day
from checker.derive.coercion.measures import not_dishonest
from checker.derive.parties.addressed import paper_for
from checker.derive.registry import fact
from checker.derive.service.served import party_of
from checker.derive.text.wording import either
from checker.derive.view import View
from checker.facts import THE_CASE, Fact, Subject
from checker.periods import Period, shift
from extractors.text.identifiers import ID_NUMBER

OF_AGE = Period(12 * 18, 0)
"""十八周岁 (民法典 第十七条); of age from the birthday on."""
_QUESTION = "是否具有法释〔2017〕7号第一条的情形、有无第三条的例外，须由人判断"


@fact("被执行人.未成年")
def minor(view: View, subject: Subject) -> Fact:
    """Whether a person was under eighteen on the closing day, by the birthday in the ID number."""
    party = party_of(view, subject)
    if party.kind is PartyKind.ORGANISATION:
        return Fact(False, party.evidence, f"{party.name}不是自然人")
    born, closed = _birthday(party), closing_day(view, THE_CASE).value
    if born is None or not isinstance(closed, date):
        return Fact(None, party.evidence, f"没有读到{party.name}的身份证号码，不能确定是否成年")
    under = closed < shift(born, OF_AGE, 1)
    return Fact(under, party.evidence, f"{party.name}{born}出生")


def _birthday(party: Party) -> date | None:
    number = party.id or ""
    if not ID_NUMBER.fullmatch(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


@fact("被执行人.失信条件认定妥当")
def rightly_decided(view: View, subject: Subject) -> Fact:
    """否 where he was neither listed nor a note says why not; else the papers beside the question, for a person."""
    decided = either(paper_for(view, party_of(view, subject), "失信决定书"), not_dishonest(view, subject))
    if decided.value:
        return Fact(None, decided.evidence, f"{subject.name}{_QUESTION}")
    note = decided.note or f"没有{subject.name}的失信决定书，也没有不纳入失信名单的研究记录"
    return Fact(decided.value, decided.evidence, note, decided.searched)
