"""What somebody filled in on a page of the viewer, held against what the check read there: an entry, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.casefile import PageState
from extractors.corrections.fields import field_values
from extractors.corrections.marks import WORDS
from extractors.corrections.said import FIRST, NEXT, STATES, is_kind
from service.cases.corrections import MOST, Entry, read_box
from service.cases.page_rows import field_before, mark_before, types_of
from service.cases.reading import ReadPage
from service.cases.viewed import Viewed
from service.database.models import CorrectionOf
from service.errors import FormError, NotFoundError

STATE_WORDS = {
    PageState.BLANK: "空白",
    PageState.DUPLICATE: "重复",
    PageState.UNKNOWN: "未归类",
    PageState.FOREIGN: "他案",
    PageState.CATALOGUED: "已归类",
}
"""The end state of a page, in Chinese."""
_MOST_OF_LABEL = 64


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it came. `name`: `first`, `next`, or `paper` for the whole paper that the page belongs to; the id of a
    field; the label of a mark. `none`: the paper has no such value.
    """

    of: CorrectionOf
    file: str
    page: int
    name: str
    value: str
    none: bool = False
    box: str = ""
    reason: str = ""


def entry_of(view: Viewed, filled: Filled) -> Entry:
    """The entry. `UserError` that says what is wrong; `NotFoundError` where the check has no such page."""
    page = view.page(filled.file, filled.page)
    if page is None:
        raise NotFoundError("这次检查没有这一页")
    if page.problem and not page.sha256:
        raise FormError("这一页打不开，看不到内容，不能更正", how="重新扫描或者重新上传该文件")
    match filled.of:
        case CorrectionOf.KIND:
            return _of_kind(view, page, filled)
        case CorrectionOf.FIELD:
            return _of_field(view, page, filled)
        case CorrectionOf.MARK:
            return _of_mark(page, filled)


def _of_kind(view: Viewed, page: ReadPage, filled: Filled) -> Entry:
    value, name = filled.value.strip(), FIRST
    if filled.name == NEXT:
        before = view.before(page)
        if before is None:
            raise FormError("前面没有可以接续的文书", how="选择本页的种类")
        value, name = before.kind, NEXT
    elif filled.name == "paper" and (paper := view.paper_of(page)):
        page = paper.pages[0]
    if value not in STATES and not is_kind(value):
        raise FormError(f"没有“{value[:40]}”这种文书" if value else "没有选择种类", how="从列表中选择一种")
    before_it = page.kind or STATE_WORDS[page.state]
    if page.state == PageState.FOREIGN:
        before_it = f"他案 {page.kind}"
    return _entry(page, filled, CorrectionOf.KIND, name, value, before_it)


def _of_field(view: Viewed, page: ReadPage, filled: Filled) -> Entry:
    paper = view.paper_of(page)
    types = types_of(paper.kind) if paper else {}
    if paper is None or filled.name not in types:
        raise FormError("这一页的文书没有这一项", how="先更正文书种类，重新检查后再更正内容")
    value = "" if filled.none else filled.value.strip()
    if not value and not filled.none:
        raise FormError("没有填写内容", how="填写纸上的内容；纸上确实没有的，勾选“纸上没有”")
    if len(value) > MOST:
        raise FormError(f"内容太长，最多{MOST}个字")
    field_values(types[filled.name], value)
    before = field_before(view.document(paper), filled.name, types[filled.name])
    return _entry(page, filled, CorrectionOf.FIELD, filled.name, value, before)


def _of_mark(page: ReadPage, filled: Filled) -> Entry:
    label = filled.name.strip()
    if not label or len(label) > _MOST_OF_LABEL:
        raise FormError("没有写明是哪一处签章", how="写签名处印的字，例如 受送达人；公章写 印章")
    if filled.value not in WORDS:
        raise FormError("没有选择签章情况", how=f"选择{'、'.join(WORDS)}")
    return _entry(page, filled, CorrectionOf.MARK, label, filled.value, mark_before(page, label))


def _entry(page: ReadPage, filled: Filled, of: CorrectionOf, name: str, value: str, before: str) -> Entry:
    return Entry(of, page.file, page.page, page.sha256, name, value, before, read_box(filled.box), filled.reason[:MOST])
