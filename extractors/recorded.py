"""Recorded readings: what was read of a page, kept under the page's hash and the reader's version.

Two uses of one mechanism: the cache of a running installation (a folder of its own, written as pages are read), and
the recordings beside the sample files, which let tests and the demonstration run without recognising again. A folder
holds one small file a page (`ab/abcdef….json.gz`), or packs of many (`*.pack.gz`, made by `pack`), or both.
What is stored names neither the file nor the page number: the same page in another file is the same reading.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from checker.casefile import Box, Depth, Line, Mark, MarkKind, Page, Presence
from extractors.ocr.models import manifest, reader_version

_LOG = logging.getLogger(__name__)
_PACKS = "*.pack.gz"
_MANIFEST = "manifest.json"


@dataclass
class Recorded:
    """A folder of recorded readings. `write` False: what is missing is read, but not kept.

    `any_version` replays whatever reader made the recording: for committed samples, whose recordings must stay
    usable when the models change.
    """

    folder: Path
    write: bool = True
    any_version: bool = False
    _packed: dict[str, dict[str, Any]] | None = field(default=None, init=False, repr=False)

    def get(self, page: Page) -> Page | None:
        """The reading recorded for this page's hash, under this page's names; None where there is none."""
        stored = self._load(page.sha256) if page.sha256 else None
        if stored is None or not (self.any_version or stored["reader"] == reader_version()):
            return None
        return replace(page_of(stored), file=page.file, number=page.number)

    def put(self, page: Page) -> None:
        """Keeps a reading. Pages with a problem are not kept: the next attempt may succeed."""
        if not self.write or page.problem is not None or not page.sha256:
            return
        path = self._path(page.sha256)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._tell_versions()
            _write_whole(path, _packed_bytes(_dumps(json_of(page))))
        except OSError:  # the disk is full, or the folder is another user's: the case is read all the same
            _LOG.warning("readings are not kept in %s", self.folder, exc_info=True)
            self.write = False

    def _load(self, sha256: str) -> dict[str, Any] | None:
        try:
            loaded: dict[str, Any] = json.loads(gzip.decompress(self._path(sha256).read_bytes()))
        except FileNotFoundError:
            return self._packs().get(sha256)
        except (OSError, EOFError, ValueError):  # torn by a crash or a full disk: read the page again
            return None
        return loaded

    def _packs(self) -> dict[str, dict[str, Any]]:
        if self._packed is None:
            self._packed = {item["sha256"]: item for path in sorted(self.folder.glob(_PACKS)) for item in _unpack(path)}
        return self._packed

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.json.gz"

    def _tell_versions(self) -> None:
        path = self.folder / _MANIFEST
        if not path.exists():
            _write_whole(path, json.dumps(manifest(), ensure_ascii=False, indent=1).encode())


def pack(folder: Path, target: Path) -> int:
    """Gathers a folder's single files into one pack (name it `….pack.gz`); returns how many pages it holds."""
    items = [json.loads(gzip.decompress(path.read_bytes())) for path in sorted(folder.glob("??/*.json.gz"))]
    _write_whole(target, _packed_bytes(b"".join(_dumps(item) + b"\n" for item in items)))
    return len(items)


def json_of(page: Page) -> dict[str, Any]:
    """A reading as JSON values."""
    return {
        "sha256": page.sha256,
        "reader": reader_version(),
        "depth": page.depth.value,
        "rotation": page.rotation,
        "skew": page.skew,
        "blank": page.blank,
        "look": page.look,
        "lines": [[line.text, list(line.box), line.confidence] for line in page.lines],
        "marks": [
            [mark.kind.value, mark.presence.value, list(mark.box), mark.label, mark.text, mark.confidence]
            for mark in page.marks
        ],
    }


def page_of(stored: dict[str, Any]) -> Page:
    """A reading from JSON values; its file and number are empty."""
    return Page(
        file="",
        number=0,
        lines=tuple(Line(text, Box(*box), sure) for text, box, sure in stored["lines"]),
        marks=tuple(
            Mark(MarkKind(kind), Presence(presence), Box(*box), label, text, sure)
            for kind, presence, box, label, text, sure in stored["marks"]
        ),
        depth=Depth(stored["depth"]),
        rotation=stored["rotation"],
        blank=stored["blank"],
        look=stored["look"],
        sha256=stored["sha256"],
        skew=stored["skew"],
    )


def _dumps(item: dict[str, Any]) -> bytes:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()


def _packed_bytes(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # no time stamp: the same reading is the same bytes


def _unpack(path: Path) -> Iterator[dict[str, Any]]:
    for row in gzip.decompress(path.read_bytes()).splitlines():
        yield json.loads(row)


def _write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, also with several writers."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(path)
