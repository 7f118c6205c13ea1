"""JPG, PNG, TIFF (several pages), BMP, WebP, GIF: one frame = one page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from checker.errors import CaseFileError, LimitError, UserError
from extractors.limits import Limits
from extractors.readers.pixels import BROKEN, open_picture
from extractors.readers.source import FilePages, Problem, SourcePage, StoredFile, unreadable

_TAIL = 4096
_ENDS = {"JPEG": b"\xff\xd9", "MPO": b"\xff\xd9", "PNG": b"IEND"}
_END = UserError("没有更多的页")
_LOST = CaseFileError("TIFF 不完整，此后的页已丢失", how="重新复制或重新扫描该文件")


def read(stored: StoredFile, limits: Limits) -> FilePages:
    """The pages of an image file; nothing is decoded. Raises `LimitError` where it is one picture and too large.

    A truncated TIFF gives the pages that are still there, and one more page that stands for the lost ones.
    """
    with open_picture(stored.path) as picture:
        pages = tuple(_pages(stored, picture, limits))
        cut = _lacks_end(stored, _ENDS.get(picture.format or "", b""))
    problems = (Problem(stored.name, "图片不完整，只能看到一部分", "重新扫描或重新复制该图片"),) if cut else ()
    return FilePages(pages, problems)


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of the first frame, from the header."""
    with open_picture(path) as picture:
        return picture.width, picture.height


def _pages(stored: StoredFile, picture: Image.Image, limits: Limits) -> Iterator[SourcePage]:
    """One page a frame. Only TIFF holds sheets: the other frames of a phone's JPEG or a moving GIF are no pages."""
    if picture.format != "TIFF":
        limits.check("pixels", picture.width * picture.height, stored.name)
        yield _page(stored, 0, stored.sha256)
        return
    size = stored.path.stat().st_size
    for index in range(limits.pages_per_file + 1):
        limits.check("pages_per_file", index + 1, stored.name)
        error = _seek(picture, index, limits)
        if error is _END:
            return
        if error is not None:
            yield unreadable(stored.name, error, index + 1)
            if error is _LOST:
                return
        else:
            yield _page(stored, index, f"{stored.sha256}-{index + 1}")
            if _is_cut(picture, size):
                yield unreadable(stored.name, _LOST, index + 2)
                return


def _seek(picture: Image.Image, index: int, limits: Limits) -> UserError | None:
    """Go to a frame. What keeps it from being read: `_END` after the last, `_LOST` where the file was cut off."""
    try:
        picture.seek(index)
        limits.check("pixels", picture.width * picture.height, f"第{index + 1}页")
    except EOFError:
        return _END
    except LimitError as error:
        return error
    except BROKEN:
        return _LOST
    return None


def _is_cut(picture: Image.Image, size: int) -> bool:
    """Whether a TIFF frame's strips or tiles lie, in part, behind the end of the file."""
    tags = getattr(picture, "tag_v2", {})
    ends = [
        start + count
        for starts, counts in ((273, 279), (324, 325))
        for start, count in zip(tags.get(starts, ()), tags.get(counts, ()), strict=False)
    ]
    return max(ends, default=0) > size


def _page(stored: StoredFile, index: int, sha256: str) -> SourcePage:
    return SourcePage(stored.name, index + 1, "image", form="image", path=stored.path, index=index, sha256=sha256)


def _lacks_end(stored: StoredFile, mark: bytes) -> bool:
    """Whether the mark that ends a file of its format is missing, so that the file was cut off."""
    with stored.path.open("rb") as stream:
        stream.seek(max(0, stored.path.stat().st_size - _TAIL))
        return mark not in stream.read()
