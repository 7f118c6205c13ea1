"""What is left of a truncated PDF: its page table stands at the end, so the file loses it first."""

from __future__ import annotations

import hashlib
import mmap
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from extractors.readers.pixels import jpeg_size

_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+(\d{1,5})\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_PARENT = re.compile(rb"/Parent\s+(\d{1,10})\s+\d{1,5}\s+R")
_JPEG_START = b"\xff\xd8\xff"
_STREAM_END = b"endstream"
_SCAN_SIDE = 1000  # pixels; a smaller picture is a logo or a thumbnail
_DICT = 4096  # bytes of an object that are looked at for its dictionary


def rebuild(damaged: Path, repaired: Path) -> bool:
    """Copy a PDF and write a new page table behind it. False where no page object is left in the open.

    PDFium finds the objects again by itself; only the tree from the catalogue to the pages must be there.
    """
    with damaged.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        pages, parents = _page_objects(data)
    if not pages:
        return False
    root = max([*pages, *parents]) + 1_000_000
    tree = parents.most_common(1)[0][0] if parents else root + 1
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    table = b"<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[%s]>>" % (len(pages), kids)
    shutil.copyfile(damaged, repaired)
    with repaired.open("ab") as out:
        out.write(b"\nendstream\nendobj\n%d 0 obj\n%s\nendobj\n" % (tree, table))
        out.write(b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (root, tree))
        out.write(b"trailer\n<</Root %d 0 R/Size %d>>\nstartxref\n0\n%%%%EOF\n" % (root, root + 2))
    return True


def carve(damaged: Path, most: int, new_path: Callable[[], Path]) -> list[tuple[Path, str]]:
    """The page-sized JPEG streams of a file, in order, each written to a file of its own, with its SHA-256."""
    scans: list[tuple[Path, str]] = []
    with damaged.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = data.find(_JPEG_START)
        while at >= 0 and len(scans) < most:
            end = data.find(_STREAM_END, at)
            end = len(data) if end < 0 else end
            size = jpeg_size(data[at:end])
            if size is not None and min(size[:2]) >= _SCAN_SIDE:
                scans.append(_keep(data[at:end].rstrip(b"\r\n"), new_path()))
            at = data.find(_JPEG_START, end)
    return scans


def _page_objects(data: mmap.mmap) -> tuple[list[int], Counter[int]]:
    """Numbers of the page objects in file order, and the tree nodes they name as their parents."""
    pages: dict[int, None] = {}
    parents: Counter[int] = Counter()
    for found in _OBJECT.finditer(data):
        head = data[found.end() : found.end() + _DICT]
        head = head.split(b"endobj", 1)[0]
        if _PAGE.search(head.split(b"stream", 1)[0]):
            pages[int(found[1])] = None
            parents.update(int(number) for number in _PARENT.findall(head)[:1])
    return list(pages), parents


def _keep(data: bytes, path: Path) -> tuple[Path, str]:
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()
