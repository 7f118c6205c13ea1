"""PDF files: the pages they have, scans and text, and what can be saved of a damaged one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from checker.errors import CaseFileError, EncryptedFileError, LimitError
from extractors.limits import Limits
from extractors.readers import pdf_page, pdf_repair
from extractors.readers.source import FilePages, Problem, SourcePage, StoredFile, unreadable

_TAIL = 2048
_DAMAGED = CaseFileError("该页损坏，无法打开", how="重新扫描该页")
_NO_PAGE = CaseFileError("PDF 里没有一页", how="重新扫描或重新导出该文件")
_LOST = CaseFileError("PDF 不完整，此后的页已丢失", how="重新复制或重新扫描该文件")


def read(stored: StoredFile, limits: Limits, new_path: Callable[[], Path]) -> FilePages:
    """The pages of a PDF; none is drawn. Raises `EncryptedFileError`, `LimitError`, `CaseFileError`.

    A truncated file gives the pages that are still there, and one more page that stands for the lost ones.
    """
    try:
        pages = _pages(stored, stored.path, limits)
    except (EncryptedFileError, LimitError):
        raise
    except CaseFileError:
        return _saved(stored, limits, new_path)
    if _lacks_end(stored.path):
        return _with_loss(stored, pages)
    return FilePages(pages)


def read_one(stored: StoredFile, number: int, limits: Limits) -> SourcePage | None:
    """Page `number` (from 1) without looking at the others; None where the file is damaged, so that its pages have to be
    counted one by one (`read`), or has not so many.
    """
    try:
        document = pdf_page.open_document(stored.path)
    except EncryptedFileError:
        raise
    except CaseFileError:
        return None
    try:
        return _page(stored, stored.path, document, number - 1, limits) if 0 < number <= len(document) else None
    finally:
        document.close()


def _pages(stored: StoredFile, path: Path, limits: Limits) -> tuple[SourcePage, ...]:
    document = pdf_page.open_document(path)
    try:
        count = len(document)
        if count == 0:
            raise _NO_PAGE
        limits.check("pages_per_file", count, stored.name)
        return tuple(_page(stored, path, document, index, limits) for index in range(count))
    finally:
        document.close()


def _page(stored: StoredFile, path: Path, document: pdfium.PdfDocument, index: int, limits: Limits) -> SourcePage:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return unreadable(stored.name, _DAMAGED, index + 1)
    try:
        look = pdf_page.look_at(page)
        if look.empty and path != stored.path:  # rebuilt: what stood on it lies behind the cut
            return unreadable(stored.name, _DAMAGED, index + 1)
        limits.check("pixels", look.pixels, f"{stored.name} 第{index + 1}页")
    except (pdfium.PdfiumError, ValueError):
        return unreadable(stored.name, _DAMAGED, index + 1)
    except LimitError as error:
        return unreadable(stored.name, error, index + 1)
    finally:
        page.close()
    sha256 = look.sha256 or f"{stored.sha256}-{index + 1}"
    return SourcePage(stored.name, index + 1, look.kind, form="pdf", path=path, index=index, sha256=sha256)


def _saved(stored: StoredFile, limits: Limits, new_path: Callable[[], Path]) -> FilePages:
    """What can be read of a file that does not open: its page objects, else the scans that lie in it."""
    repaired = new_path()
    if pdf_repair.rebuild(stored.path, repaired):
        try:
            return _with_loss(stored, _pages(stored, repaired, limits))
        except (CaseFileError, pdfium.PdfiumError) as error:
            if isinstance(error, EncryptedFileError | LimitError):
                raise
    scans = pdf_repair.carve(stored.path, limits.pages_per_file, new_path)
    if not scans:
        raise CaseFileError("PDF 损坏，无法打开", where=stored.name, how="重新扫描或重新导出该文件")
    pages = tuple(
        SourcePage(stored.name, number, "image", form="image", path=path, sha256=sha256)
        for number, (path, sha256) in enumerate(scans, 1)
    )
    return _with_loss(stored, pages)


def _with_loss(stored: StoredFile, pages: tuple[SourcePage, ...]) -> FilePages:
    """Pages are lost, nobody knows how many: one unreadable page more, so that nothing is called missing because of it."""
    problem = Problem(stored.name, f"PDF 不完整（传输或复制中断），只读出 {len(pages)} 页", "重新复制或重新扫描该文件")
    return FilePages((*pages, unreadable(stored.name, _LOST, len(pages) + 1)), (problem,))


def _lacks_end(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _TAIL))
        return b"%%EOF" not in stream.read()
