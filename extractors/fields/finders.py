"""The other ways a field is found: patterns, ticked options, the date at the foot, the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checker.casefile import Evidence, Field, Page, PageRef
from extractors.fields.ticks import EMPTY, TICKED
from extractors.kinds import FieldSpec
from extractors.text.cells import Cell, rows_of, stack
from extractors.text.dates import complete_date, find_dates, later_date, parse_date
from extractors.text.flat import flat
from extractors.text.flow import MIN_CONFIDENCE, Flow
from extractors.text.identifiers import find_case_numbers

_MAKER = re.compile(r"^.{0,24}?(法院|公司|中心|局|所|行|社|（盖?章）)")
_BEFORE_DATE = re.compile(r"([\u4e00-\u9fff（）]{2,8}：)?[\u4e00-\u9fff]{0,4}(?<![至于自在到从以])[：，]?")
_AFTER_DATE = re.compile(r"[^止前起内]?")


def find_pattern(spec: FieldSpec, flow: Flow) -> Iterator[Field]:
    """Every match of a field's patterns in the joined text; of the first pattern that matches at all.

    A group `since` is the day from which a period runs whose end is the value (自2022年5月10日至25日).
    """
    for pattern in spec.pattern:
        matches = [m for m in pattern.finditer(flow.text) if m["value"]]
        for match in matches:
            if since := parse_date(match["since"] or "") if "since" in pattern.groupindex else None:
                yield _end_of_period(match, since, flow)
            else:
                yield from flow.fields(spec.type, *match.span("value"))
        if matches:
            return


def _end_of_period(match: re.Match[str], since: date, flow: Flow) -> Field:
    places = flow.evidence(*match.span("value"))
    sure = all(place.confidence >= MIN_CONFIDENCE for place in places)
    return Field(later_date(match["value"], since) if sure else None, places, match["value"])


def find_foot_date(flow: Flow) -> Iterator[Field]:
    """The last date that stands alone on its row, its year perhaps hidden but for the end; else one that ends the
    text. A date-like row that is no date gives the place without a value.
    """
    alone = standing_date(flow) or _half_hidden_date(flow)
    if alone:
        yield alone
        return
    tail = len(flow.text) - 40
    for found in reversed(list(find_dates(flow.text))):
        if found.start >= tail:
            yield from flow.fields("date", found.start, found.end)
        return


def standing_date(flow: Flow) -> Field | None:
    """The last date that stands alone on its row, after the name of who made the paper, or in a cell of a row of
    signatures.
    """
    for page, row in _rows_from_the_end(flow):
        for cell in (stack(row), *reversed(row if _is_signature_row(row) else ())):
            text = _MAKER.sub("", cell.text)
            for found in find_dates(text):
                if _BEFORE_DATE.fullmatch(text[: found.start]) and _AFTER_DATE.fullmatch(text[found.end :]):
                    sure = all(line.confidence >= MIN_CONFIDENCE for line in cell.lines)
                    return Field(found.value if sure else None, cell.evidence(page), text[found.start : found.end])
    return None


def _half_hidden_date(flow: Flow) -> Field | None:
    """A date alone on its row of whose year a seal left one digit, counted from the case's own year."""
    years = [int(n.value[1:5]) for n in find_case_numbers(flow.text) if n.value[1:5].isdigit()]
    if not years:
        return None
    for page, row in _rows_from_the_end(flow):
        for cell in row:
            value = complete_date(cell.text, max(years))
            if value and all(line.confidence >= MIN_CONFIDENCE for line in cell.lines):
                return Field(value, cell.evidence(page), cell.text)
    return None


def _is_signature_row(row: Sequence[Cell]) -> bool:
    """Whether a row has few cells, or labels: 填表人：某某 2022年3月1日; not a row of a table."""
    return 1 < len(row) <= 2 or any("：" in cell.text for cell in row)


def _rows_from_the_end(flow: Flow) -> Iterator[tuple[Page, list[Cell]]]:
    by_page: dict[PageRef, tuple[Page, list[Cell]]] = {}
    for page, line, text in flow.lines:
        by_page.setdefault(page.ref, (page, []))[1].append(Cell(text, line.box, (line,)))
    for page, cells in reversed(by_page.values()):
        for row in reversed(rows_of(cells)):
            yield page, row


def find_ticked(spec: FieldSpec, flow: Flow) -> Iterator[Field]:
    """The options that are ticked, in the order of the paper. Boxes stand before the options, or behind all of them."""
    places = sorted((m.start(), m.end()) for option in spec.checkbox for m in re.finditer(re.escape(option), flow.text))
    marked = TICKED + EMPTY
    before = any(flow.text[:start].rstrip("〕）")[-1:] in marked for start, _ in places[:1] if start)
    for start, end in places:
        mark = flow.text[:start].rstrip("〕）")[-1:] if before else flow.text[end:].lstrip("〔（")[:1]
        if mark and mark in TICKED:
            sure = all(e.confidence >= MIN_CONFIDENCE for e in flow.evidence(start, end))
            yield Field(flow.text[start:end] if sure else None, flow.evidence(start, end), flow.text[start:end])


def find_in_title(spec: FieldSpec, title: str, evidence: Sequence[Evidence]) -> Iterator[Field]:
    """A part of the heading."""
    found = spec.title.search(flat(title)) if spec.title else None
    if found:
        yield Field(found["value"], tuple(evidence), found["value"])
