"""The form of a case: texts of its fields to a `CaseForm`, and a case to the texts that fill it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from service.cases.entry import APPLICANT, PASSABLE, RESPONDENT, CaseForm, PartyForm, faults_of
from service.cases.values import WrongValueError, case_number, day, fen, plain_words
from service.database.models import Case

PARTY_FIELDS = ("role", "name", "kind", "number", "phone")
_BLANK = dict.fromkeys(PARTY_FIELDS, "")
_T = TypeVar("_T")


@dataclass
class Filled:
    """The form as it was filled in: `values` by field, `parties` row by row, `faults` by field (Chinese)."""

    values: dict[str, str]
    parties: list[dict[str, str]]
    faults: dict[str, str] = field(default_factory=dict)


def blank_form(group: str, today: date, handler_id: int | None) -> Filled:
    """An empty form with a row for each side."""
    values = {"group": group, "filed_on": today.isoformat(), "handler_id": str(handler_id or "")}
    return Filled(values, [_BLANK | {"role": APPLICANT}, _BLANK | {"role": RESPONDENT}])


def form_of(case: Case) -> Filled:
    """The form that shows a case."""
    values = {
        "number": case.number,
        "group": case.group,
        "filed_on": _text(case.filed_on),
        "entered_on": _text(case.entered_on),
        "closing_kind": case.closing_kind or "",
        "claim": _yuan(case.claim_fen),
        "paid": _yuan(case.paid_fen),
        "handler_id": str(case.handler_id or ""),
    }
    return Filled(values, [{name: getattr(one, name) or "" for name in PARTY_FIELDS} for one in case.parties])


def resuming_form(case: Case, blank: Filled) -> Filled:
    """The form of a new case that resumes another: what both have in common is filled in, the number is its own."""
    before = form_of(case)
    same = {name: before.values[name] for name in ("claim", "paid")}
    return Filled(blank.values | same, before.parties)


def filled_in(values: Mapping[str, str], rows: Mapping[str, Sequence[str]]) -> Filled:
    """What was sent. Rows without a name, number and phone are left out."""
    sent = [
        dict(zip(PARTY_FIELDS, row, strict=False)) for row in zip(*(rows[name] for name in PARTY_FIELDS), strict=False)
    ]
    parties = [row for row in sent if any(row[name].strip() for name in ("name", "number", "phone"))]
    return Filled({name: value.strip() for name, value in values.items()}, parties)


def add_rows(filled: Filled, more: int = 3) -> Filled:
    """The form with more empty rows for respondents."""
    filled.parties += [_BLANK | {"role": RESPONDENT} for _ in range(more)]
    return filled


def keep_sides(filled: Filled) -> Filled:
    """The form with a row for each side, where one was left empty."""
    for role in (APPLICANT, RESPONDENT):
        if not any(row["role"] == role for row in filled.parties):
            filled.parties.append(_BLANK | {"role": role})
    return filled


def read_form(filled: Filled, today: date) -> CaseForm:
    """The values of a form. What is wrong is noted in `faults`; what cannot be read is left out."""
    given = filled.values

    def read(name: str, reader: Callable[[str], _T]) -> _T | None:
        if not given.get(name):
            return None
        try:
            return reader(given[name])
        except WrongValueError as error:
            filled.faults[name] = str(error)
            return None

    passed = ((gate, read(f"passed-{gate}", lambda text: day(text, today))) for gate in PASSABLE)
    form = CaseForm(
        number=read("number", case_number) or "",
        filed_on=read("filed_on", lambda text: day(text, today)),
        group=given.get("group", ""),
        parties=tuple(_party(row) for row in filled.parties),
        entered_on=read("entered_on", lambda text: day(text, today)),
        closing_kind=given.get("closing_kind") or None,
        claim_fen=read("claim", fen),
        paid_fen=read("paid", fen),
        handler_id=int(chosen) if re.fullmatch(r"[0-9]{1,9}", chosen := given.get("handler_id", "")) else None,
        passages=tuple((gate, on) for gate, on in passed if on),
    )
    if not given.get("number"):
        filled.faults["number"] = "没有填写案号"
    note_faults(filled, faults_of(form, today))
    return form


def note_faults(filled: Filled, faults: Mapping[str, str]) -> None:
    """Adds what the act itself found wrong, under the names of the form's fields; what was noted first stays."""
    for name, told in faults.items():
        filled.faults.setdefault({"claim_fen": "claim", "paid_fen": "paid"}.get(name, name), told)


def _party(row: Mapping[str, str]) -> PartyForm:
    values = {name: plain_words(row[name]) for name in PARTY_FIELDS}
    return PartyForm(
        values["role"], values["name"], values["kind"] or None, values["number"] or None, values["phone"] or None
    )


def _text(value: date | None) -> str:
    return value.isoformat() if value else ""


def _yuan(amount: int | None) -> str:
    return "" if amount is None else f"{amount / 100:.2f}"
