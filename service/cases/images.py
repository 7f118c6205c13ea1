"""Pictures of pages: drawn from the stored original when first looked at, and kept under `cache/pages`.

What is kept is named by a hash of the original, the page's own hash and how it is turned: no name from outside reaches the
disk, and a page that is replaced is another picture.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.cases.reading import ReadPage
from service.cases.rendering import LONGEST_SIDE, Drawing, renderer
from service.context import Service
from service.errors import NotFoundError

MOST_BYTES = 2 * 1024**3
"""What the kept pictures may take; beyond it those not looked at for longest go."""
_LOOK_EVERY = 64  # pictures between two looks at how much is kept
_FORM = "1"  # of the pictures: another one makes all of them anew


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as JPEG. `mark` names what it shows: the same mark, the same bytes."""

    mark: str
    data: bytes


def mark_of(original: str, page: ReadPage) -> str:
    """The name of the picture of a page of an original (SHA-256)."""
    parts = (_FORM, original, page.file, str(page.page), page.sha256, str(page.rotation), f"{page.skew:.3f}")
    return sha256("\n".join((*parts, str(LONGEST_SIDE))).encode(errors="replace")).hexdigest()


def original_of(inputs: Mapping[str, str], file: str) -> tuple[str, str]:
    """Name and SHA-256 of the original in which a file lies: itself, or the archive that its name begins with. `inputs` are
    the files of the check. `NotFoundError` where there is none.
    """
    if file in inputs:
        return file, inputs[file]
    around = [name for name in inputs if file.startswith(f"{name}/")]
    if not around:
        raise NotFoundError("这次检查没有这个文件")
    name = max(around, key=len)
    return name, inputs[name]


def has_picture(page: ReadPage) -> bool:
    """Whether there is anything to draw: not of Word and Excel text, nor of what stands for a file that cannot be opened."""
    words = sha256("\n".join(line.text for line in page.lines).encode(errors="replace")).hexdigest()
    return bool(page.sha256) and page.sha256 != words


def picture_of(service: Service, inputs: Mapping[str, str], page: ReadPage) -> Picture:
    """The picture of a page that a check read. `NotFoundError` where it has none, `CaseFileError` where it is damaged,
    `DamagedOriginalError` where the store holds something else than what was put in.
    """
    if kept := kept_picture(service, inputs, page):
        return kept
    name, digest = original_of(inputs, page.file)
    mark = mark_of(digest, page)
    original = service.blobs.checked_path(digest)
    data = renderer().draw(Drawing(original, name, digest, page.file, page.page, page.rotation, page.skew))
    with suppress(OSError):  # a full disk: it is drawn again next time
        _keep(_path(service, mark), data)
    return Picture(mark, data)


def kept_picture(service: Service, inputs: Mapping[str, str], page: ReadPage) -> Picture | None:
    """The picture of a page if it was drawn before. `NotFoundError` where it has none."""
    if not has_picture(page):
        raise NotFoundError("这一页没有图像")
    mark = mark_of(original_of(inputs, page.file)[1], page)
    path = _path(service, mark)
    with suppress(OSError):
        data = path.read_bytes()
        os.utime(path)
        return Picture(mark, data)
    return None


def _path(service: Service, mark: str) -> Path:
    return service.settings.home / "cache" / "pages" / mark[:2] / f"{mark}.jpg"


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}.part")
    part.write_bytes(data)
    part.replace(path)
    if int(path.stem[-8:], 16) % _LOOK_EVERY == 0:
        sweep(path.parent.parent)


def sweep(folder: Path, most: int = MOST_BYTES) -> None:
    """Takes away the pictures that were not looked at for longest, until what is kept fits in `most` bytes."""
    kept = []
    for path in folder.glob("??/*"):
        with suppress(OSError):  # another process may be at it too
            seen = path.stat()
            kept.append((seen.st_mtime, seen.st_size, path))
    total = sum(size for _, size, _ in kept)
    for _, size, path in sorted(kept):
        if total <= most:
            return
        with suppress(OSError):
            path.unlink()
            total -= size
