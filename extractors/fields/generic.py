"""The fields every paper has without asking: its own case number, the date at its foot, the court."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from checker.casefile import Field
from extractors.fields.finders import find_foot_date
from extractors.fields.labels import find_labelled
from extractors.kinds import FieldSpec
from extractors.text.dates import parse_date
from extractors.text.flat import flat
from extractors.text.flow import MIN_CONFIDENCE, Flow, make_fields
from extractors.text.identifiers import find_case_numbers

_HEAD = 0.45  # a paper's own number stands in the upper part of its first page
_NOT_IN_NAME = "是向被由我们的经应与和将至到在对号院已请报据行履为"
_COURT = re.compile(rf"(?P<value>(?:(?![{_NOT_IN_NAME}])[\u4e00-\u9fff]){{2,16}}人民法院)")
_REPLY = re.compile(r"[^，。：]{0,14}[（]?回执[）]?(?:联|栏)?")
_FILED = re.compile(
    r"(?:申请执?行?人|本院)(?:已)?于(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?:向本院申请|依法立案|立案|受理)"
)
_YEARS = 7  # a paper dated later than this after its case number's year was misread
_HEAD_LINES = 5  # a heading's own （回执） stands within these
_LABEL = re.compile(r"案\s*号[：:]?|^[^（）]{0,12}编号[：:]?")
_NUMBER = FieldSpec("case_number", "case_number", label=("案号", "执行案号", "案件编号", "案件号"))
_OWN = re.compile(r"执")


def generic_fields(flow: Flow) -> dict[str, tuple[Field, ...]]:
    """`case_number` (the paper's own), `mentioned_case_numbers` (others in its text), `made_on`, `court`; `replied_on`
    where a receipt (回执) stands under the paper on the same sheets.
    """
    own, others = _case_numbers(flow)
    paper, reply = _parted_at_reply(flow)
    found = {
        "case_number": own,
        "mentioned_case_numbers": others,
        "made_on": tuple(_plausible(f, own, _past(paper)) for f in find_foot_date(paper)),
        "replied_on": tuple(find_foot_date(reply)) if reply else (),
        "court": tuple(_court(flow)),
    }
    return {name: values for name, values in found.items() if values}


def _plausible(made_on: Field, own: tuple[Field, ...], past: date) -> Field:
    """The date; without its value where it was misread: years after the year of the paper's case number (二〇三二 for
    二〇二二), or before a day that the paper itself tells as past (a seal had made 三月 二月).
    """
    number = str(own[0].value) if own and own[0].value else ""
    if not isinstance(made_on.value, date):
        return made_on
    late = number[1:5].isdigit() and made_on.value.year > int(number[1:5]) + _YEARS
    return replace(made_on, value=None) if late or made_on.value < past else made_on


def _past(paper: Flow) -> date:
    """The last day on which, as the paper tells, the application came or the case was filed; `date.min` where it tells none."""
    told = (parse_date(found["day"]) for found in _FILED.finditer(paper.text))
    return max((day for day in told if day), default=date.min)


def _parted_at_reply(flow: Flow) -> tuple[Flow, Flow | None]:
    """The paper, and the receipt that the other side fills in under it."""
    for index, (_page, _line, text) in enumerate(flow.lines):
        if index >= _HEAD_LINES and _REPLY.fullmatch(text):
            return flow.part(0, index), flow.part(index, len(flow.lines))
    return flow, None


def _case_numbers(flow: Flow) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The own number stands alone under the heading or after 案号; else it is the first enforcement number named."""
    every = [
        (n, Field(_sure(flow, n.start, n.end, n.value), flow.evidence(n.start, n.end), flow.text[n.start : n.end]))
        for n in find_case_numbers(flow.text)
    ]
    heading = [f for n, f in every if _is_heading(flow, n.start, n.end)]
    heading = heading or [f for f in find_labelled(_NUMBER, flow.pages[:1]) if f.value]
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
    """The court's name: alone on a line (heading or foot) first, else after a label or at a line's end."""
    ends = [(page, line, found["value"]) for page, line, text in flow.lines if (found := _COURT.search(text))]
    alone = [(p, line, name) for p, line, name in ends if flat(line.text).startswith(name)]
    for page, line, name in (alone or ends)[:1]:
        yield from make_fields("text", name, (page.evidence(line),))
