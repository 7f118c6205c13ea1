"""The report back from its JSON: for whoever shows or prints what was found earlier. `report_json` of it is the same JSON.

What the JSON does not hold is empty: the lines of pages, the places of fields, which rules ask a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from checker.casefile import Document, Evidence, Field, FieldValue, Page, UnknownPage, Waiver
from checker.closing_conditions import ClosingCondition, ConditionMet
from checker.conflicts import Conflict, Outcome, Side, Standing, State
from checker.earlier import read_evidence
from checker.literals import FactType
from checker.outcome import Level, National, Status, Verdict
from checker.outline import read_logic
from checker.periods import Period, parse_period
from checker.places import read_places
from checker.rebuild import read_value
from checker.report import (
    Ahead,
    AtEarlierGate,
    Because,
    Finding,
    GivenWaiver,
    NamedValue,
    NearMiss,
    Need,
    PageCount,
    Receipt,
    Repair,
    Report,
    WaiverState,
)
from checker.sources import Basis
from checker.verify_whole import read_correction, read_waiver

_Json = Mapping[str, Any]
_NOT = "不得成立："


def read_report(plain: _Json) -> Report:
    """The report that `report_json` wrote. KeyError, TypeError or ValueError where it is no such thing, or where facts were
    set by hand (`assumed`): what-if is no result of a check.
    """
    if plain["assumed"]:
        raise ValueError("the report rests on facts set by hand")
    findings = tuple(_finding(one) for one in plain["findings"])
    levels = {(finding.rule, finding.subject): finding.level for finding in findings}
    return Report(
        case=plain["case"],
        name=plain["name"],
        gate=plain["gate"],
        as_of=date.fromisoformat(plain["as_of"]),
        verdict=Verdict(plain["verdict"]),
        packs={pack: Verdict(verdict) for pack, verdict in plain["packs"].items()},
        parties=tuple((one["role"], one["name"]) for one in plain["parties"]),
        findings=findings,
        repair=tuple(_repair(one) for one in plain["repair"]),
        documents=tuple(_document(number, one) for number, one in enumerate(plain["documents"], 1)),
        foreign=tuple(_document(number, one) for number, one in enumerate(plain["foreign"], 1)),
        unknown=tuple(_unknown(one) for one in plain["unknown_pages"]),
        pages=_page_count(plain["pages"]),
        problems=tuple(plain["problems"]),
        receipt=Receipt(*({**plain["receipt"][part]} for part in ("inputs", "rules", "versions"))),
        notes=tuple(plain["notes"]),
        national=National(plain["settings"]["national"]),
        conflicts=tuple(_standing(one, levels) for one in plain["conflicts"]),
        conditions=tuple(_condition(one) for one in plain["conditions"]),
        waivers=tuple(GivenWaiver(read_waiver(one), WaiverState(one["state"])) for one in plain["waivers"]),
        ahead=tuple(_ahead(one) for one in plain["ahead"]),
        corrections=tuple(read_correction(one) for one in plain.get("corrections", ())),
    )


def _finding(plain: _Json) -> Finding:
    return _outline_of(
        plain,
        because=tuple(_because(one) for one in plain["because"]),
        logic=read_logic(plain["logic"]),
        earlier=tuple(AtEarlierGate(one["gate"], _told(one)) for one in plain["earlier"]),
        waiver=_waiver(plain["waiver"]),
        nearest=tuple(NearMiss(read_evidence(one["place"]), one["says"]) for one in plain["nearest"]),
    )


def _told(plain: _Json) -> Finding:
    """An item of another gate. Its trace was not written, only what was searched in vain: that is all of its trace."""
    lacking = tuple(
        NamedValue(one["name"], "", None, "", searched=read_places(one["in"])) for one in plain["not_found"]
    )
    return _outline_of(plain, because=(Because("", False, False, lacking, open=True),) if lacking else ())


def _outline_of(plain: _Json, **trace: Any) -> Finding:  # noqa: ANN401 (what `Finding` takes besides)
    return Finding(
        rule=plain["rule"],
        code=plain["code"],
        title=plain["title"],
        subject=plain["subject"],
        status=Status(plain["status"]),
        level=Level(plain["level"]),
        message=plain["message"],
        remedy=plain["remedy"],
        papers=tuple(plain["papers"]),
        owner=plain["owner"],
        basis=_basis(plain["basis"]),
        evidence=_places(plain["evidence"]),
        **trace,
    )


def _because(plain: _Json) -> Because:
    values = tuple(_named(one) for one in plain["values"])
    return Because(plain["sentence"], plain["truth"], plain["condition"], values, plain["open"])


def _named(plain: _Json) -> NamedValue:
    return NamedValue(
        name=plain["name"],
        type=plain["type"],
        value=_value(plain),
        shown=plain["shown"],
        note=plain["note"],
        searched=read_places(plain["searched_in"]),
        evidence=_places(plain["evidence"]),
    )


def _value(plain: _Json) -> bool | int | str | date | frozenset[str] | Period | None:
    type_ = FactType(plain["type"])
    if type_ is FactType.PERIOD and plain["value"] is not None:
        return parse_period(plain["value"])
    return read_value(plain["value"], type_)


def _places(plain: list[_Json]) -> tuple[Evidence, ...]:
    return tuple(read_evidence(place) for place in plain)


def _basis(plain: list[_Json]) -> tuple[Basis, ...]:
    return tuple(Basis(one["cite"], one["grade"]) for one in plain)


def _waiver(plain: _Json | None) -> Waiver | None:
    return read_waiver(plain) if plain else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _repair(plain: _Json) -> Repair:
    return Repair(
        owner=plain["owner"],
        subject=plain["subject"],
        do=plain["do"],
        papers=tuple(plain["papers"]),
        deadline=_day(plain["deadline"]),
        rules=tuple(plain["rules"]),
        basis=_basis(plain["basis"]),
        needs=tuple(_need(text, plain["subject"]) for text in plain["needs"]),
        counted_from=_day(plain["counted_from"]),
        period=plain["period"],
        period_source=plain["period_source"],
    )


def _need(text: str, subject: str) -> Need:
    """A need of a repair; all of them are about its own subject."""
    sentence = text.removeprefix(f"{subject} ")
    return Need(subject, sentence.removeprefix(_NOT), not sentence.startswith(_NOT))


def _ahead(plain: _Json) -> Ahead:
    return Ahead(plain["gate"], plain["condition"], _told(plain), _day(plain["due"]))


def _condition(plain: _Json) -> ConditionMet:
    rules = tuple(plain["rules"])
    condition = ClosingCondition(plain["scheme"], plain["number"], plain["title"], plain["pack"], rules, place="")
    return ConditionMet(condition, Status(plain["status"]))


def _standing(plain: _Json, levels: Mapping[tuple[str, str], Level]) -> Standing:
    conflict = Conflict(
        id=plain["id"],
        title=plain["title"],
        nature=plain["nature"],
        plan=_side(plain["plan"]),
        superior=_side(plain["superior"]),
        own=(),
        national=(),
        gates=(),
        follows=plain["follows"],
        place="",
    )
    own, national = (tuple(_outcome(one, levels) for one in plain[side]) for side in ("jianli", "national"))
    return Standing(conflict, own, national, State(plain["state"]))


def _side(plain: _Json) -> Side:
    return Side(plain["says"], (Basis(plain["cite"], "A"),))


def _outcome(plain: _Json, levels: Mapping[tuple[str, str], Level]) -> Outcome:
    rule, subject = plain["rule"], plain["subject"]
    return Outcome(rule, subject, levels[rule, subject], Status(plain["status"]))


def _document(number: int, plain: _Json) -> Document:
    return Document(
        id=str(number),
        kind=plain["kind"],
        pages=tuple(Page(page["file"], page["page"]) for page in plain["pages"]),
        fields={name: tuple(_field(value) for value in values) for name, values in plain["fields"].items()},
        rows={
            table: tuple({column: _field(value) for column, value in row.items()} for row in rows)
            for table, rows in plain["rows"].items()
        },
        title=plain["title"],
        confidence=plain["confidence"],
    )


def _field(value: FieldValue | None) -> Field:
    """A field; a day stays the text that it was written as."""
    return Field(value)


def _unknown(plain: _Json) -> UnknownPage:
    page = Page(plain["file"], plain["page"], problem=plain["problem"] or None)
    return UnknownPage(page, tuple(plain["candidates"]), plain["readable"])


def _page_count(plain: Mapping[str, int]) -> PageCount:
    return PageCount(**{"in_" if name == "in" else name: count for name, count in plain.items()})
