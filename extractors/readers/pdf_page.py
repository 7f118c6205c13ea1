"""One page of a PDF: what kind of page it is, and its pixels.

A page whose only picture is one full-page JPEG is not
drawn but decoded from its own bytes, which is faster and keeps the scanner's pixels as they are.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
from collections.abc import Iterator
from ctypes import c_ushort
from pathlib import Path
from typing import Literal, NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from checker.casefile import Line
from checker.errors import CaseFileError, EncryptedFileError
from extractors.readers import pixels
from extractors.readers.pdf_text import is_legible, lines_of

DPI = 200
_FULL_PAGE = 0.9  # of the page's area: the page is a scan
_MOSTLY_IMAGE = 0.5
_OBJECTS = 5_000  # of a page that are looked at; drawings have more, and they are no scans
_SCAN_SIDE = 1000  # pixels; a smaller picture behind the page is a background, not a scan
_WHITE = 255
_DARK = 60  # mean grey of a scan whose colours are inverted by a /Decode array


class PageLook(NamedTuple):
    """What can be told of a page without drawing it. `pixels`: the largest embedded picture; `empty`: nothing on it."""

    kind: Literal["image", "text"]
    sha256: str
    pixels: int
    empty: bool


def open_document(path: Path) -> pdfium.PdfDocument:
    """Open a PDF. `EncryptedFileError` where it needs a password, `CaseFileError` where it is damaged."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedFileError(
                "PDF 设有打开密码", how="用密码打开后另存为（或打印为）没有密码的 PDF，再检查"
            ) from error
        if error.err_code == raw.FPDF_ERR_SECURITY:
            raise EncryptedFileError("PDF 的加密方式不能读取", how="去掉加密后另存，再检查") from error
        raise CaseFileError("PDF 损坏，无法打开", how="重新扫描或重新导出该文件") from error


def look_at(page: pdfium.PdfPage) -> PageLook:
    """The kind of a page. A scanner's hidden text layer is not trusted: a page mostly covered by pictures is an image."""
    pictures, visible, empty, biggest = 0.0, False, True, 0
    for item in _objects(page, depth=3):
        empty = False
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            width, height = item.get_px_size()
            biggest = max(biggest, width * height)
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            visible = visible or raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
    for item in _objects(page, depth=1):
        if item.type in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) and biggest:
            pictures += _cover(page, item)
    kind: Literal["image", "text"] = "text"
    if pictures >= _MOSTLY_IMAGE or not visible or not is_legible(page) or _has_written_notes(page):
        kind = "image"
    return PageLook(kind, _hash(page), biggest, empty)


def _has_written_notes(page: pdfium.PdfPage) -> bool:
    """Words that are not in the text layer: filled form fields and text notes. An electronic seal is none."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind == raw.FPDF_ANNOT_FREETEXT:
                return True
            if kind == raw.FPDF_ANNOT_WIDGET and _text_of(note, b"FT") in ("Tx", "Ch"):
                return True
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return False


def _text_of(note: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    buffer = (c_ushort * max(1, size // 2))()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\x00")


def load_image(path: Path, index: int) -> pixels.Pixels:
    """The page as it is shown, BGR. `CaseFileError` where it cannot be drawn."""
    try:
        page = _document(str(path), os.getpid())[index]
    except pdfium.PdfiumError as error:
        raise CaseFileError("该页损坏，无法打开", how="重新扫描该页") from error
    try:
        scan = _only_scan(page)
        image = _decode(scan) if scan is not None else None
        if image is None:
            return _draw_damaged(page) if scan is not None else _draw(page)
        return np.ascontiguousarray(np.rot90(image, -page.get_rotation() // 90))
    except (pdfium.PdfiumError, ValueError, MemoryError) as error:
        raise CaseFileError("该页无法显示", how="重新扫描该页") from error
    finally:
        page.close()


def load_text(path: Path, index: int) -> tuple[Line, ...]:
    """The text layer as lines in reading order; wide gaps in a row part it, as table cells do."""
    try:
        page = _document(str(path), os.getpid())[index]
        try:
            return lines_of(page)
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError) as error:
        raise CaseFileError("该页文字无法读取", how="重新导出该文件") from error


@functools.lru_cache(maxsize=1)
def _document(path: str, _process: int) -> pdfium.PdfDocument:
    """The last document stays open. The process id is part of the key: a fork must not share the file position.

    Form fields are only drawn with a form environment; electronic seals are form fields.
    """
    document = open_document(Path(path))
    document.init_forms()
    return document


def _objects(page: pdfium.PdfPage, *, depth: int) -> Iterator[pdfium.PdfObject]:
    return itertools.islice(page.get_objects(max_depth=depth), _OBJECTS)


def _cover(page: pdfium.PdfPage, item: pdfium.PdfObject) -> float:
    """The share of the visible page that an object covers."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = item.get_bounds()
    width = max(0.0, min(right, x1) - max(left, x0))
    height = max(0.0, min(top, y1) - max(bottom, y0))
    return float(width * height / max((right - left) * (top - bottom), 1.0))


def _hash(page: pdfium.PdfPage) -> str:
    """The hash of the stored scan, with the page's rotation; nothing where the page is more than one scan."""
    scan = _only_scan(page)
    if scan is None:
        return ""
    data = bytes(scan.get_data())
    turned = page.get_rotation()
    return hashlib.sha256(data + (f"/{turned}".encode() if turned else b"")).hexdigest()


def _only_scan(page: pdfium.PdfPage) -> pdfium.PdfImage | None:
    """The one upright JPEG that is all of this page that can be seen; None where there is more to it, or less."""
    scan = None
    for item in itertools.islice(page.get_objects(max_depth=1), _OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            if scan is not None:
                return None
            scan = item
        elif item.type != raw.FPDF_PAGEOBJ_TEXT or (
            raw.FPDFTextObj_GetTextRenderMode(item) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        ):
            return None
    if scan is None or raw.FPDFPage_GetAnnotCount(page) or scan.get_filters() != ["DCTDecode"]:
        return None
    matrix = scan.get_matrix()
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < 0.01 * (matrix.a + matrix.d)
    return scan if upright and _fills(page, scan) else None


def _fills(page: pdfium.PdfPage, scan: pdfium.PdfImage) -> bool:
    """The picture covers the page and is not cropped by it."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = scan.get_bounds()
    slack = 0.02 * max(right - left, top - bottom)
    cropped = x0 < left - slack or y0 < bottom - slack or x1 > right + slack or y1 > top + slack
    return not cropped and _cover(page, scan) >= _FULL_PAGE


def _decode(scan: pdfium.PdfImage) -> pixels.Pixels | None:
    """The scanner's own pixels; None where PDFium must draw them (CMYK, inverted, damaged)."""
    data = bytes(scan.get_data())
    size = pixels.jpeg_size(data)
    if size is None or size[2] == 4:
        return None
    try:
        image = pixels.decode_jpeg(data, exif=False)
    except CaseFileError:
        return None
    return image if cv2.mean(image)[1] > _DARK else None


def _draw(page: pdfium.PdfPage) -> pixels.Pixels:
    """Draw at 200 dpi, or at the size of the scan it holds: many scanners write the page size wrongly."""
    long_side = max(*page.get_size(), 1.0)
    scan = _scan_side(page)
    scale = scan / long_side if scan else DPI / 72
    bitmap = page.render(scale=min(scale, pixels.LONG_SIDE / long_side))
    try:
        return np.array(bitmap.to_numpy(), np.uint8)[:, :, :3].copy()
    finally:
        bitmap.close()


def _draw_damaged(page: pdfium.PdfPage) -> pixels.Pixels:
    """PDFium draws a scan it cannot decode as an empty sheet; that must not pass for a blank page."""
    image = _draw(page)
    if image.min() == _WHITE:
        raise CaseFileError("该页图像损坏，无法解码", how="重新扫描该页")
    return image


def _scan_side(page: pdfium.PdfPage) -> int:
    """The long side, in pixels, of a picture that covers the page; 0 without one."""
    sides = [
        max(item.get_px_size())
        for item in _objects(page, depth=1)
        if item.type == raw.FPDF_PAGEOBJ_IMAGE and _cover(page, item) >= _FULL_PAGE
    ]
    return max((side for side in sides if side >= _SCAN_SIDE), default=0)
