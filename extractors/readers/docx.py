"""Word files: paragraphs and table cells in order, on pages as Word last broke them, and the scans pasted into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from checker.errors import CaseFileError
from checker.files import sha256_of
from extractors.limits import Limits
from extractors.readers import archive, image
from extractors.readers.docx_looks import Looks
from extractors.readers.layout import PAGE_BREAK, Cell, Flow, paginate, standing
from extractors.readers.sniff import IMAGES, form_of
from extractors.readers.source import FilePages, SourcePage, StoredFile, text_page

_Element = Any  # lxml has no types
_SKIPPED = {qn("w:del"), qn("w:instrText"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SPACES = {qn("w:tab"): " ", qn("w:cr"): "\n"}
_SCAN_SIDE = 700  # pixels; a smaller picture is a logo or a seal, not a page


def read(stored: StoredFile, limits: Limits, new_path: Callable[[], Path]) -> FilePages:
    """The pages of a Word file: its text, then one page for each page-sized picture in it."""
    archive.check_document(stored.path, stored.name, limits)
    try:
        document = docx.Document(str(stored.path))
        texts = paginate(list(_flow(document.element.body, Looks(document))))
    except Exception as error:  # python-docx raises whatever a damaged file makes it stumble over
        raise CaseFileError("Word 文件损坏，无法打开", how="用 Word 或 WPS 另存为 docx 或 PDF") from error
    pages = [text_page(stored.name, number, lines) for number, lines in enumerate(texts, 1)]
    pages.extend(_pictures(stored, len(pages), limits, new_path))
    limits.check("pages_per_file", len(pages), stored.name)
    if not pages:
        raise CaseFileError("Word 文件里没有文字和图片", how="核对该文件是否为空白文件")
    return FilePages(tuple(pages))


def _flow(block: _Element, looks: Looks) -> Iterator[tuple[Cell, ...]]:
    for child in block:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, looks)
        elif child.tag == qn("w:tbl"):
            yield from _table(child)
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _flow(content if content is not None else (), looks)


def _paragraph(paragraph: _Element, looks: Looks) -> Flow:
    """One row a text line; a page break inside the paragraph parts it."""
    rows: Flow = []
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None:
        rows.append(PAGE_BREAK)
    for number, part in enumerate("".join(_words(paragraph)).split("\f")):
        if number:
            rows.append(PAGE_BREAK)
        align, size = looks.align_of(paragraph), looks.size_of(paragraph)
        rows.extend((standing(line.strip(), align, size),) for line in part.split("\n"))
    return rows


def _words(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:lastRenderedPageBreak"):
            yield "\f"
        elif child.tag == qn("w:br"):
            yield "\f" if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag in _SPACES:
            yield _SPACES[child.tag]
        else:
            yield from _words(child)


def _table(table: _Element) -> Iterator[tuple[Cell, ...]]:
    for row in table.iter(qn("w:tr")):
        cells = [(cell, _span(cell)) for cell in row.iterchildren(qn("w:tc"))]
        total = max(1, sum(span for _, span in cells))
        at, placed = 0, []
        for cell, span in cells:
            text = " ".join("".join(_words(part)).replace("\f", " ").strip() for part in cell.iter(qn("w:p")))
            placed.append(Cell(" ".join(text.split("\n")).strip(), at / total, (at + span) / total))
            at += span
        if placed:
            yield tuple(placed)


def _span(cell: _Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = span.get(qn("w:val"), "1") if span is not None else "1"
    return max(1, int(value)) if value.isdigit() else 1


def _pictures(stored: StoredFile, before: int, limits: Limits, new_path: Callable[[], Path]) -> Iterator[SourcePage]:
    with archive.open_archive(stored.path) as package:
        members = [m for m in archive.list_members(package, stored.name, limits) if m.name.startswith("word/media/")]
        for unpacked in archive.unpack(package, members, new_path, limits):
            if unpacked.path is None or not _is_scan(unpacked.path):
                continue
            before += 1
            sha256 = sha256_of(unpacked.path)
            yield SourcePage(stored.name, before, "image", form="image", path=unpacked.path, sha256=sha256)


def _is_scan(path: Path) -> bool:
    try:
        return form_of(path) in IMAGES and min(image.size_of(path)) >= _SCAN_SIDE
    except CaseFileError:
        return False
