"""Makes a finding anew from the values that it records: truths, status, and everything that a clerk reads of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from checker import oracle
from checker.conditions import PARAMETER
from checker.earlier import items_of, read_evidence
from checker.evaluate import decide
from checker.facts import CASE, UNKNOWN, Fact, Subject, Value, read_subject
from checker.findings import MAX_PLACES, make_finding
from checker.gate_facts import MISSING_LIST, list_fact
from checker.judge import Asked, question_for
from checker.literals import FactType, has_type
from checker.messages import names_in
from checker.places import read_places
from checker.report import Finding
from checker.report_json import evidence_json
from checker.rule import Libraries, Rule

_GAP = "\ue000"  # stands for a value that the report does not record


def rebuild(recorded: Mapping[str, Any], rule: Rule, as_of: date, libraries: Libraries) -> Finding:
    """The finding as it must be. Its message has a gap where it names a fact that none of its sentences rests on.

    Raises ValueError where a recorded value is not of its fact's type.
    """
    subject = read_subject(recorded["subject"])
    nobody = subject.kind == CASE and rule.for_each != CASE
    question = question_for(rule, nobody=nobody)
    facts = RecordedFacts(recorded, libraries)
    results = tuple(decide(atom, subject, facts, as_of) for atom in question.atoms)
    asked = Asked(_with_gaps(rule, facts.names), subject, nobody, question, results)
    return make_finding(asked, oracle.judge(question.logic, asked.truths), facts, libraries, as_of)


def says(expected: str, message: str) -> bool:
    """Whether a message is the expected one. What stands in a gap is taken as it is, and with it the notes, of which
    those that are said already are left out.
    """
    if _GAP not in expected:
        return expected == message
    text, _, notes = expected.partition("（") if expected.rfind(_GAP) < expected.find("（") else (expected, "", "")
    pattern = ".*".join(re.escape(part) for part in text.split(_GAP)) + ("(?:（.*）)?" if notes else "")
    return re.fullmatch(pattern, message, re.DOTALL) is not None


def same_places(expected: Finding, recorded: Mapping[str, Any]) -> bool:
    """Whether the places are those of the values. Places that differ by less than a report writes are one here, so
    that where a report cuts its list off, it may be a little shorter.
    """
    written = _distinct([evidence_json(place) for place in expected.evidence])
    found = _distinct(recorded["evidence"])
    cut = len(recorded["evidence"]) >= MAX_PLACES
    return found == (written[: len(found)] if cut else written)


def _distinct(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [place for number, place in enumerate(places) if place not in places[:number]]


def _with_gaps(rule: Rule, recorded: frozenset[str]) -> Rule:
    def gaps(text: str) -> str:
        for name in names_in(text) - recorded:
            text = text if name.startswith(PARAMETER) else text.replace(f"{{{name}}}", _GAP)
        return text

    return replace(rule, on_violation=gaps(rule.on_violation), on_unknown=gaps(rule.on_unknown))


@dataclass(frozen=True)
class RecordedFacts:
    """The facts that a finding itself records."""

    recorded: Mapping[str, Any]
    libraries: Libraries

    @property
    def names(self) -> frozenset[str]:
        """Of which facts it records the value, or what makes it."""
        named = (named["name"] for because in self.recorded["because"] for named in because["values"])
        return frozenset((*named, MISSING_LIST))

    def subjects(self, kind: str) -> list[Subject]:
        """The finding's own subject."""
        return [read_subject(self.recorded["subject"])]

    def fact(self, subject: Subject, name: str) -> Fact:
        """The value recorded in its trace, with what goes with it."""
        if name == MISSING_LIST:
            return list_fact(items_of(self.recorded))
        for because in self.recorded["because"]:
            for named in because["values"]:
                if named["name"] == name:
                    return _fact(named, self.libraries.vocabulary[name].type)
        return UNKNOWN


def _fact(named: Mapping[str, Any], type_: FactType) -> Fact:
    value = read_value(named["value"], type_)
    if value is not None and not has_type(value, type_):
        raise ValueError(f"{named['name']} 的值不是{type_}")
    places = tuple(read_evidence(place) for place in named["evidence"])
    return Fact(value, places, named["note"], read_places(named["searched_in"]))


def read_value(value: Any, type_: FactType) -> Value | None:  # noqa: ANN401 (JSON)
    """A fact's value as a report has it. ValueError where a day is none."""
    if isinstance(value, str) and type_ is FactType.DATE:
        return date.fromisoformat(value)
    if isinstance(value, list):
        return frozenset(str(item) for item in value)
    result: Value | None = value
    return result
