"""The other ways a field is found: patterns, the addressee line, ticked options, the date at the foot, the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.casefile import Evidence, Field, Page, PageRef
from extractors.cells import Cell, rows_of, stack
from extractors.dates import complete_date, find_dates
from extractors.flat import flat
from extractors.flow import MIN_CONFIDENCE, Flow
from extractors.identifiers import find_case_numbers
from extractors.kinds import FieldSpec
from extractors.ticks import EMPTY, TICKED

_SALUTATION = re.compile(r"(?:(?:被|申请)执行人：)?(?P<value>[\u4e00-\u9fffA-Za-z·、，（）〇]{2,60})：")
_INLINE_SALUTATION = re.compile(
    r"(?P<value>[\u4e00-\u9fff·、（）]{2,40})：(?=你|本院|因|关于|根据|兹|依照|请|贵|我院|现)"
)
_NO_NAME = re.compile(
    r"案由|案号|如下|时间|地点|内容|意见|问$|答$|事项|理由|地址|电话|姓名|名称|日期|人数|标的|附|注$|申请人$|执行人$"
)
_BARE_NAME = re.compile(
    r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff（）]{4,30}(公司|银行|支行|分行|信用社|合作社|中心|局|所|厂|店|支队|大队|管理处)"
)
_MAKER = re.compile(r"^.{0,24}?(法院|公司|中心|局|所|行|社|（盖?章）)")
_BEFORE_DATE = re.compile(r"([\u4e00-\u9fff（）]{2,8}：)?[\u4e00-\u9fff]{0,4}(?<![至于自在到从以])[：，]?")
_AFTER_DATE = re.compile(r"[^止前起内]?")
_LEAD = 14  # an addressee stands within the first lines of a paper


def find_pattern(spec: FieldSpec, flow: Flow) -> Iterator[Field]:
    """Every match of a field's patterns in the joined text; of the first pattern that matches at all."""
    for pattern in spec.pattern:
        matches = [m for m in pattern.finditer(flow.text) if m["value"]]
        for match in matches:
            yield from flow.fields(spec.type, *match.span("value"))
        if matches:
            return


def find_salutation(spec: FieldSpec, flow: Flow) -> Iterator[Field]:
    """The addressee(s): a line under the heading that ends in a colon; or the short line right under the case number."""
    start, after_number = 0, False
    for count, (page, _line, text) in enumerate(flow.lines[:_LEAD]):
        if page is not flow.lines[0][0]:
            return
        found = _SALUTATION.fullmatch(text) or _INLINE_SALUTATION.match(text)
        bare = after_number and _BARE_NAME.fullmatch(text) and count + 1 < len(flow.lines)
        if found and not _NO_NAME.search(found["value"]):
            yield from flow.fields(spec.type, start + found.start("value"), start + found.end("value"))
            return
        if bare:
            yield from flow.fields(spec.type, start, start + len(text))
            return
        after_number = any(n.end >= len(text) - 1 for n in find_case_numbers(text))
        start += len(text)


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
