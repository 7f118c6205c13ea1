"""What is entered about a case, and what is wrong with it. Pages, imports and programs all go through here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checker.gates import GATES, RECEIVER, SENDER
from service.cases.values import WrongValueError, case_number, plain_words
from service.rulebase import rulebook

APPLICANT, RESPONDENT = "申请执行人", "被执行人"
ROLES = (APPLICANT, RESPONDENT)
KINDS = ("自然人", "企业")
PASSABLE = tuple(gate for gate in GATES if gate in RECEIVER)
"""The gates that hand a file to another group."""
_COLUMN = {APPLICANT: "applicants", RESPONDENT: "respondents"}
_SHOWN = 20  # characters of a name in an error
_TOLD = 6  # mistakes of a field
_MOST_PARTIES = 150  # five fields each; a form has at most a thousand
_NUMBER = re.compile(r"[0-9A-Za-z（）()\-*×]{2,32}")
_PHONE = re.compile(r"\+?[0-9][0-9 \-]{3,28}[0-9]")


@dataclass(frozen=True, slots=True)
class PartyForm:
    """A party. `kind` is 自然人, 企业 or None; `number` of the identity card or of the organisation."""

    role: str
    name: str
    kind: str | None = None
    number: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class CaseForm:
    """A case as it is registered. Money is fen; `group` a slug. `entered_on` None: the day of filing, for the first group.

    `passages`: gates passed before this service had the case, with their days.
    """

    number: str
    filed_on: date | None
    group: str
    parties: tuple[PartyForm, ...]
    entered_on: date | None = None
    closing_kind: str | None = None
    claim_fen: int | None = None
    paid_fen: int | None = None
    handler_id: int | None = None
    passages: tuple[tuple[str, date], ...] = ()


def closing_kinds() -> tuple[str, ...]:
    """The ways of closing a case that the rules know."""
    return rulebook().libraries.vocabulary["案件.结案方式"].words


def faults_of(form: CaseForm, today: date) -> dict[str, str]:
    """What is wrong with a form: field → what and how to mend it, in Chinese. Empty: nothing."""
    return _joined((*_faults(form, today), *(("parties", what) for _, what in _party_faults(form))))


def party_faults(form: CaseForm) -> dict[str, str]:
    """What is wrong with the parties, by the column of a table in which it stands: `applicants`, `respondents`, `phone`,
    `respondent_numbers`.
    """
    return _joined(_party_faults(form))


def _joined(faults: Iterable[tuple[str, str]]) -> dict[str, str]:
    """All that is wrong with a field at once: nobody should have to send a form once for each mistake."""
    told: dict[str, list[str]] = {}
    for name, what in faults:
        told.setdefault(name, []).append(what)
    return {
        name: "；".join(list(dict.fromkeys(list_))[:_TOLD]) + ("；等" if len(set(list_)) > _TOLD else "")
        for name, list_ in told.items()
    }


def _faults(form: CaseForm, today: date) -> Iterator[tuple[str, str]]:
    try:
        if case_number(form.number) != form.number:
            yield "number", "案号写法不统一：写成“（2022）鄂1023执1234号”的样子"
    except WrongValueError as error:
        yield "number", str(error)
    if form.filed_on is None:
        yield "filed_on", "没有填写立案日期"
    elif form.filed_on > today:
        yield "filed_on", "立案日期晚于今天"
    if form.entered_on and form.entered_on > today:
        yield "entered_on", "进入本组日期晚于今天"
    if form.entered_on and form.filed_on and form.entered_on < form.filed_on:
        yield "entered_on", "进入本组日期早于立案日期"
    if form.closing_kind and form.closing_kind not in closing_kinds():
        yield "closing_kind", f"没有这种结案方式，可写：{'、'.join(closing_kinds())}"
    for name, amount in (("claim_fen", form.claim_fen), ("paid_fen", form.paid_fen)):
        if amount is not None and amount < 0:
            yield name, "金额不能是负数"
    yield from _passage_faults(form, today)


def _party_faults(form: CaseForm) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        if not any(party.role == role for party in form.parties):
            yield _COLUMN[role], f"至少要有一名{role}"
    if len(form.parties) > _MOST_PARTIES:
        yield "respondents", f"当事人超过{_MOST_PARTIES}名"
    seen: set[tuple[str, str, str]] = set()
    for party in form.parties:
        side = _COLUMN.get(party.role, "respondents")
        name = party.name if len(party.name) <= _SHOWN else f"{party.name[:_SHOWN]}…"
        if party.role not in ROLES:
            yield side, f"“{name}”的诉讼地位须为{'或'.join(ROLES)}"
        if not party.name or len(party.name) > 200 or party.name != plain_words(party.name):
            yield side, "姓名或名称须填写，不超过200个字，不含换行和看不见的字符"
        elif party.name.startswith("="):
            yield side, f"“{name}”是公式，不是姓名或名称"
        if party.kind is not None and party.kind not in KINDS:
            yield side, f"“{name}”的类型须为{'或'.join(KINDS)}"
        if party.number and not _NUMBER.fullmatch(party.number):
            yield "respondent_numbers", f"“{name}”的证件号码应为2至32位字母或数字"
        if party.phone and not _PHONE.fullmatch(party.phone):
            yield "phone", f"“{name}”的电话应为5至30位数字"
        if (party.role, party.name, party.number or "") in seen:
            yield side, f"{party.role}“{name}”写了两次：同名的请写明证件号码"
        seen.add((party.role, party.name, party.number or ""))


def _passage_faults(form: CaseForm, today: date) -> Iterator[tuple[str, str]]:
    for gate, on in form.passages:
        if gate not in PASSABLE:
            yield "passages", f"“{gate}”不是组与组之间的移送"
        elif on > today or (form.filed_on and on < form.filed_on):
            yield "passages", f"{GATES[gate]}的日期 {on} 不在立案日和今天之间"
        elif form.entered_on and on > form.entered_on:
            yield "passages", f"{GATES[gate]}的日期 {on} 晚于进入现在这个组的日期"
    if len({gate for gate, _ in form.passages}) < len(form.passages):
        yield "passages", "同一次移送写了两次"
    if form.passages:
        last = max(form.passages, key=lambda one: (one[1], PASSABLE.index(one[0]) if one[0] in PASSABLE else -1))[0]
        if RECEIVER.get(last, form.group) != form.group:
            yield "passages", f"最后一次是{GATES[last]}，与现承办组不符"


def passed_from(gate: str) -> tuple[str, str | None]:
    """The groups (slugs) that hand over at a gate and take over."""
    return SENDER[gate], RECEIVER.get(gate)
