"""The text layer of a PDF page as lines with places. PDFium gives every character its box in about 1 ms a page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from ctypes import c_float, c_int
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from checker.casefile import Box, Line
from checker.xml_text import xml_text
from extractors.readers.layout import in_reading_order

_MIN_TEXT = 10  # characters; fewer are a stamp or a page number, not the page
_GRID = 1_000_000  # device units of PageToDevice, so that rounding does not matter
_DRAWN = 5_000  # drawn objects of a page that are looked at for table rules


class _Rule(NamedTuple):
    """A vertical line of a table, in fractions of the upright page."""

    x: float
    y0: float
    y1: float


class _Char(NamedTuple):
    text: str
    box: Box


def lines_of(page: pdfium.PdfPage) -> tuple[Line, ...]:
    """The lines in reading order. Wide gaps in a row part it, and so do the rules of a table."""
    rules = _rules(page)
    width, height = page.get_size()
    shape = height / max(width, 1.0)
    return in_reading_order([_line(run, shape) for row in _rows(page) for run in _runs(row, rules, shape)])


def is_legible(page: pdfium.PdfPage) -> bool:
    """Whether the text layer says words: a font without a sound character map gives rubbish."""
    text = "".join(page.get_textpage().get_text_range().split())
    if len(text) < _MIN_TEXT:
        return False
    good = sum(1 for char in text if _is_plain(char))
    return good >= 0.85 * len(text)


def _is_plain(char: str) -> bool:
    code = ord(char)
    return (
        0x20 <= code < 0x7F
        or _is_chinese(char)
        or 0xFF00 <= code <= 0xFFEF
        or 0x2000 <= code <= 0x22FF
        or 0x2460 <= code <= 0x25FF
        or char in "·×÷±°¥§"
    )


def _is_chinese(char: str) -> bool:
    return 0x3000 <= ord(char) <= 0x30FF or 0x3400 <= ord(char) <= 0x9FFF


def _rows(page: pdfium.PdfPage) -> Iterator[list[_Char]]:
    """The characters with ink, as the text layer breaks them into rows."""
    text = page.get_textpage()
    row: list[_Char] = []
    for index, char in _characters(text):
        if char in "\r\n":
            yield row
            row = []
        elif not char.isspace() and (box := _char_box(page, text, index)) is not None:
            row.append(_Char(char, box))
    yield row


def _characters(text: pdfium.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Each character with its number. PDFium tells a rare one, as names have them, in two halves; half a character alone and
    what is none at all come from a font with an unsound character map, cannot be written anywhere and are left out.
    """
    first = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xDC00 <= code <= 0xDFFF and first:
            code = 0x10000 + ((first - 0xD800) << 10) + (code - 0xDC00)
        first = code if 0xD800 <= code <= 0xDBFF else 0
        if char := xml_text(chr(code)):
            yield index, char


def _runs(row: list[_Char], rules: list[_Rule], shape: float) -> Iterator[list[_Char]]:
    run: list[_Char] = []
    for char in row:
        if run and (_is_apart(run[-1].box, char.box, shape) or _is_ruled_off(run[-1].box, char.box, rules)):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _is_apart(last: Box, box: Box, shape: float) -> bool:
    """Another height, two characters of room, or a step back: not the same line. `shape`: page height over width."""
    em = last.height * shape
    middle = box.mid_y
    return not last.y0 <= middle <= last.y1 or box.x0 - last.x1 > 2 * em or box.x1 < last.x0


def _is_ruled_off(last: Box, box: Box, rules: list[_Rule]) -> bool:
    """Whether a rule stands between two characters; one that runs through a character is no cell border."""
    slack = 0.2 * min(last.width, box.width)
    middle = box.mid_y
    return any(last.x1 - slack < rule.x < box.x0 + slack and rule.y0 <= middle <= rule.y1 for rule in rules)


def _line(run: list[_Char], shape: float) -> Line:
    """A run as text. Room beside a Chinese character is typography, not a space, unless it is a character wide."""
    box, words = run[0].box, run[0].text
    for last, char in itertools.pairwise(run):
        gap = (char.box.x0 - last.box.x1) / (last.box.height * shape)
        limit = 0.8 if _is_chinese(last.text) or _is_chinese(char.text) else 0.15
        words += f" {char.text}" if gap > limit else char.text
        box = box.union(char.box)
    return Line(words, box)


def _rules(page: pdfium.PdfPage) -> list[_Rule]:
    """The vertical strokes of everything drawn on the page."""
    rules: list[_Rule] = []
    for item in itertools.islice(page.get_objects(max_depth=1), _DRAWN):
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_strokes(page, item))
    return rules


def _strokes(page: pdfium.PdfPage, path: pdfium.PdfObject) -> Iterator[_Rule]:
    matrix = path.get_matrix()
    points: list[tuple[float, float]] = []
    for number in range(min(raw.FPDFPath_CountSegments(path), _DRAWN)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = c_float(), c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _to_upright(page, *matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO and points:
            last = points[-1]
            if abs(last[0] - point[0]) < 0.003 and abs(last[1] - point[1]) > 0.008:
                yield _Rule(point[0], min(last[1], point[1]), max(last[1], point[1]))
        points.append(point)


def _char_box(page: pdfium.PdfPage, text: pdfium.PdfTextPage, index: int) -> Box | None:
    rect = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, index, rect):
        return None
    corners = [_to_upright(page, rect.left, rect.top), _to_upright(page, rect.right, rect.bottom)]
    xs, ys = zip(*corners, strict=True)
    box = Box(min(xs), min(ys), max(xs), max(ys))
    return box if box.x1 > box.x0 and box.y1 > box.y0 else None


def _to_upright(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Page space to fractions of the page as it is shown, with its rotation and crop box."""
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return min(max(across.value / _GRID, 0.0), 1.0), min(max(down.value / _GRID, 0.0), 1.0)
