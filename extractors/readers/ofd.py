"""OFD files (GB/T 33190): text objects with their places, and scans. No OFD page is drawn."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from checker.casefile import Box, Line
from checker.errors import CaseFileError
from checker.files import sha256_of
from extractors.limits import Limits
from extractors.readers import archive
from extractors.readers.layout import in_reading_order
from extractors.readers.sniff import IMAGES, form_of
from extractors.readers.source import FilePages, SourcePage, StoredFile, text_page, unreadable

_Element = ElementTree.Element
_DAMAGED = CaseFileError("OFD 文件损坏，无法打开", how="转换为 PDF 后重试")
_NOTHING = CaseFileError("OFD 页没有文字，图形不能读取", how="转换为 PDF 后重试")
_A4 = (0.0, 0.0, 210.0, 297.0)  # millimetres
_BROKEN = (ElementTree.ParseError, KeyError, ValueError, zipfile.BadZipFile, IndexError, TypeError, OSError)


class _Package(NamedTuple):
    """An open OFD file: its archive and the folder of its document."""

    archive: zipfile.ZipFile
    names: frozenset[str]

    def xml(self, name: str) -> _Element:
        return ElementTree.fromstring(self.archive.read(name))  # noqa: S314 (no entities: check_document)

    def find(self, base: str, location: str) -> str:
        """The member a location names: from the root, or beside `base`."""
        plain = location.strip().lstrip("/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(base), plain))
        return beside if beside in self.names and not location.startswith("/") else plain


def read(stored: StoredFile, limits: Limits, new_path: Callable[[], Path]) -> FilePages:
    """The pages of an OFD file: text where it has text, else the scan it holds, else a page that cannot be read."""
    archive.check_document(stored.path, stored.name, limits)
    with archive.open_archive(stored.path) as opened:
        package = _Package(opened, frozenset(opened.namelist()))
        try:
            pages = tuple(_pages(stored, package, limits, new_path))
        except _BROKEN as error:
            raise _DAMAGED from error
    if not pages:
        raise _DAMAGED
    return FilePages(pages)


def _pages(stored: StoredFile, package: _Package, limits: Limits, new_path: Callable[[], Path]) -> Iterator[SourcePage]:
    number = 0
    for root in _locations(package.xml("OFD.xml"), "DocRoot"):
        document_name = package.find("OFD.xml", root)
        document = package.xml(document_name)
        media = _media(package, document_name, document)
        default = _area(document, _A4)
        entries = [entry for holder in _named(document, "Pages") for entry in _named(holder, "Page")]
        limits.check("pages_per_file", number + len(entries), stored.name)
        templates = {entry.get("ID", ""): entry.get("BaseLoc", "") for entry in _named(document, "TemplatePage")}
        for entry in entries:
            number += 1
            content = package.xml(package.find(document_name, entry.get("BaseLoc", "")))
            layers = [content]
            for template in _named(content, "Template"):
                location = templates.get(template.get("TemplateID", ""))
                if location:
                    layers.append(package.xml(package.find(document_name, location)))
            lines = in_reading_order([line for layer in layers for line in _lines(layer, _area(content, default))])
            if lines:
                yield text_page(stored.name, number, lines)
            else:
                yield _scan(stored, number, package, content, media, new_path)


def _scan(
    stored: StoredFile,
    number: int,
    package: _Package,
    content: _Element,
    media: dict[str, str],
    new_path: Callable[[], Path],
) -> SourcePage:
    """A page without text: the largest picture on it."""
    pictures = [media[r] for o in _named(content, "ImageObject") if (r := o.get("ResourceID", "")) in media]
    pictures = [name for name in pictures if name in package.names]
    if not pictures:
        return unreadable(stored.name, _NOTHING, number)
    path = new_path()
    path.write_bytes(package.archive.read(max(pictures, key=lambda n: package.archive.getinfo(n).file_size)))
    try:
        readable = form_of(path) in IMAGES
    except CaseFileError:
        readable = False
    if not readable:
        return unreadable(stored.name, _NOTHING, number)
    return SourcePage(stored.name, number, "image", form="image", path=path, sha256=sha256_of(path))


def _media(package: _Package, document_name: str, document: _Element) -> dict[str, str]:
    """Resource number → member of the archive, for pictures."""
    found: dict[str, str] = {}
    for tag in ("PublicRes", "DocumentRes"):
        for location in _locations(document, tag):
            name = package.find(document_name, location)
            if name not in package.names:
                continue
            resources = package.xml(name)
            base = posixpath.join(posixpath.dirname(name), resources.get("BaseLoc", ""), "x")
            for item in _named(resources, "MultiMedia"):
                for file in _locations(item, "MediaFile"):
                    found[item.get("ID", "")] = package.find(base, file)
    return found


def _lines(layer: _Element, area: tuple[float, float, float, float]) -> Iterator[Line]:
    left, top, width, height = area
    for item in _named(layer, "TextObject"):
        text = "".join(code.text or "" for code in _named(item, "TextCode")).strip()
        x, y, w, h = _numbers(item.get("Boundary", ""), (0.0, 0.0, 0.0, 0.0))
        if text:
            edges = ((x - left) / width, (y - top) / height, (x + w - left) / width, (y + h - top) / height)
            yield Line(text, Box(*(min(max(edge, 0.0), 1.0) for edge in edges)))


def _area(element: _Element, default: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    for text in _locations(element, "PhysicalBox"):
        area = _numbers(text, default)
        return area if area[2] > 0 and area[3] > 0 else default
    return default


def _numbers(text: str, default: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    try:
        x, y, width, height = (float(part) for part in text.split())
    except ValueError:
        return default
    return x, y, width, height


def _named(element: _Element, name: str) -> Iterator[_Element]:
    """Descendants by their name without the namespace, which differs between producers."""
    return (child for child in element.iter() if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name)


def _locations(element: _Element, name: str) -> Iterator[str]:
    return (child.text.strip() for child in _named(element, name) if child.text)
