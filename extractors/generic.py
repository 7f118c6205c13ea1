"""The fields every paper has without asking: its own case number, the date at its foot, the court."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.casefile import Field
from extractors.finders import find_foot_date
from extractors.flow import MIN_CONFIDENCE, Flow
from extractors.identifiers import find_case_numbers

_HEAD = 0.45  # a paper's own number stands in the upper part of its first page
_COURT = re.compile(r"(?P<value>[\u4e00-\u9fff]{2,16}?人民法院)")
_LABEL = re.compile(r"案\s*号[：:]?|^[^（）]{0,12}编号[：:]?")
_OWN = re.compile(r"执")


def generic_fields(flow: Flow) -> dict[str, tuple[Field, ...]]:
    """`case_number` (the paper's own), `mentioned_case_numbers` (others in its text), `made_on`, `court`."""
    own, others = _case_numbers(flow)
    found = {
        "case_number": own,
        "mentioned_case_numbers": others,
        "made_on": tuple(find_foot_date(flow)),
        "court": tuple(_court(flow)),
    }
    return {name: values for name, values in found.items() if values}


def _case_numbers(flow: Flow) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The own number stands alone under the heading or after 案号; else it is the first enforcement number named."""
    every = [
        (n, Field(_sure(flow, n.start, n.end, n.value), flow.evidence(n.start, n.end), flow.text[n.start : n.end]))
        for n in find_case_numbers(flow.text)
    ]
    heading = [f for n, f in every if _is_heading(flow, n.start, n.end)]
    enforcing = [f for n, f in every if _OWN.search(n.value)]
    own = (heading or enforcing)[:1]
    rest: dict[str | None, Field] = {}
    for _, field in every:
        if not own or field.value != own[0].value:
            rest.setdefault(str(field.value), field)
    return tuple(own), tuple(rest.values())


def _sure(flow: Flow, start: int, end: int, value: str) -> str | None:
    return value if all(e.confidence >= MIN_CONFIDENCE for e in flow.evidence(start, end)) else None


def _is_heading(flow: Flow, start: int, end: int) -> bool:
    """Whether a number stands alone on its line in the upper part of the first page, or after its label."""
    first = flow.lines[0][0]
    place = flow.evidence(start, end)
    if place[0].ref != first.ref or place[0].box.y0 > _HEAD:
        return False
    boxes = {evidence.box for evidence in place}
    standing = "".join(text for page, line, text in flow.lines if page is first and line.box in boxes)
    rest = _LABEL.sub("", standing.replace(flow.text[start:end], "", 1))
    return len(rest) <= 2 or _LABEL.search(standing) is not None


def _court(flow: Flow) -> Iterator[Field]:
    found = _COURT.search(flow.text)
    if found:
        yield from flow.fields("text", *found.span("value"))
