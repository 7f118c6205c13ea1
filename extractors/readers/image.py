"""JPG, PNG, TIFF (several pages), BMP, WebP, GIF: one frame = one page."""

from __future__ import annotations

from pathlib import Path

from extractors.limits import Limits
from extractors.readers.pixels import open_picture
from extractors.readers.source import FilePages, Problem, SourcePage, StoredFile

_TAIL = 4096
_ENDS = {"JPEG": b"\xff\xd9", "MPO": b"\xff\xd9", "PNG": b"IEND"}


def read(stored: StoredFile, limits: Limits) -> FilePages:
    """The pages of an image file; nothing is decoded. `LimitError` for too many pixels or frames."""
    with open_picture(stored.path) as picture:
        # Only TIFF holds sheets; the other frames of a phone's JPEG or a moving GIF are no pages.
        frames = int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
        limits.check("pages_per_file", frames, stored.name)
        for index in range(frames):
            picture.seek(index)
            limits.check("pixels", picture.width * picture.height, f"{stored.name} 第{index + 1}页")
        cut = _lacks_end(stored, _ENDS.get(picture.format or "", b""))
    pages = tuple(
        SourcePage(
            stored.name,
            index + 1,
            "image",
            form="image",
            path=stored.path,
            index=index,
            sha256=stored.sha256 if frames == 1 else f"{stored.sha256}-{index + 1}",
        )
        for index in range(frames)
    )
    problems = (Problem(stored.name, "图片不完整，只能看到一部分", "重新扫描或重新复制该图片"),) if cut else ()
    return FilePages(pages, problems)


def _lacks_end(stored: StoredFile, mark: bytes) -> bool:
    """Whether the mark that ends a file of its format is missing, so that the file was cut off."""
    with stored.path.open("rb") as stream:
        stream.seek(max(0, stored.path.stat().st_size - _TAIL))
        return mark not in stream.read()


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of the first frame, from the header."""
    with open_picture(path) as picture:
        return picture.width, picture.height
