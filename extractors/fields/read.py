"""Fields and tables of a paper, as its kind file asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import cast

from checker.casefile import Evidence, Field, Page, Row
from extractors.fields.dialogue import read_dialogue
from extractors.fields.finders import find_foot_date, find_in_title, find_pattern, find_ticked
from extractors.fields.generic import generic_fields
from extractors.fields.labels import find_labelled
from extractors.fields.record_heads import complete_head
from extractors.fields.salutation import find_salutation
from extractors.fields.tables import read_table
from extractors.kinds import FieldSpec, Kind
from extractors.text.flow import Flow

Fields = dict[str, tuple[Field, ...]]
Rows = dict[str, tuple[Row, ...]]


def read_fields(
    kind: Kind, pages: Sequence[Page], title: str = "", title_evidence: Sequence[Evidence] = ()
) -> tuple[Fields, Rows]:
    """The fields and table rows of one paper: the general ones, those its kind file asks for, those its code adds."""
    flow = Flow(pages)
    if not flow.text:
        return {}, {}
    fields: Fields = generic_fields(flow)
    for spec in kind.fields.values():
        values = _find(spec, flow, pages, title, title_evidence)
        if values:
            fields[spec.name] = values
    rows: Rows = {spec.name: found for spec in kind.tables.values() if (found := read_table(spec, pages))}
    if kind.dialogue:
        fields |= complete_head(kind, flow, fields)
        if answers := read_dialogue(flow):
            rows["answers"] = answers
    if kind.code:
        more_fields, more_rows = _code(kind.code)(tuple(pages))
        fields |= more_fields
        rows |= more_rows
    return fields, rows


def _find(
    spec: FieldSpec, flow: Flow, pages: Sequence[Page], title: str, evidence: Sequence[Evidence]
) -> tuple[Field, ...]:
    """The values of the first finder that finds anything; of all finders where the field asks for `all`."""
    found: list[Field] = []
    for finder in _finders(spec, flow, pages, title, evidence):
        found.extend(finder)
        if found and not spec.all:
            break
    return tuple(found)


def _finders(
    spec: FieldSpec, flow: Flow, pages: Sequence[Page], title: str, evidence: Sequence[Evidence]
) -> Iterator[Iterator[Field]]:
    if spec.pattern:
        yield find_pattern(spec, flow)
    if spec.label:
        yield find_labelled(spec, pages)
    if spec.salutation:
        yield find_salutation(spec, flow)
    if spec.foot:
        yield find_foot_date(flow)
    if spec.checkbox:
        yield find_ticked(spec, flow)
    if spec.title:
        yield find_in_title(spec, title, evidence)


def _code(module: str) -> Callable[[tuple[Page, ...]], tuple[Fields, Rows]]:
    return cast(Callable[[tuple[Page, ...]], tuple[Fields, Rows]], import_module(module).read)
