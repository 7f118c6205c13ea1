"""The values that travel from intake to reading: stored files, pages not yet loaded, problems."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from checker.casefile import Line, PageRef
from checker.errors import CaseFileError, UserError
from extractors.readers import pdf_page, pixels

Image = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about an input file a person should know; Chinese. `page` 0: the file as a whole."""

    file: str
    what: str
    how: str = ""
    page: int = 0

    def __str__(self) -> str:
        place = f"{self.file} 第{self.page}页" if self.page else self.file
        return f"{place}：{self.what}" + (f"（{self.how}）" if self.how else "")

    @classmethod
    def of(cls, file: str, error: UserError, page: int = 0) -> Problem:
        """The problem that an error of one file is, where other files go on."""
        return cls(file, error.what, error.how, page)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on disk, its name in the case folder, and the SHA-256 of its bytes (hex)."""

    path: Path
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page that was not loaded yet. Small and picklable; it is loaded where it is read.

    `kind` text: the words are known exactly (`load_text`); image: they must be recognised (`load_image`).
    A text page of a PDF has both. `sha256` is the hash of the page's own stored bytes: two pages with the same hash
    are the same page. `problem` (Chinese): the page cannot be loaded; it counts as a page all the same.
    """

    file: str
    number: int
    kind: Literal["image", "text"]
    form: Literal["image", "pdf", "lines"] = "lines"
    path: Path | None = None
    index: int = 0
    lines: tuple[Line, ...] = ()
    sha256: str = ""
    problem: str | None = None

    @property
    def ref(self) -> PageRef:
        """The reference of this page."""
        return PageRef(self.file, self.number)

    @property
    def has_image(self) -> bool:
        """Whether `load_image` can work: not for pages of Word, Excel and OFD text."""
        return self.problem is None and self.form != "lines"

    def load_image(self) -> Image:
        """The page as it is shown, BGR uint8, about 200 dpi. `UserError` where the stored bytes are damaged."""
        if self.path is None or not self.has_image:
            raise CaseFileError(self.problem or "该页没有图像", where=self._place)
        try:
            if self.form == "pdf":
                return pdf_page.load_image(self.path, self.index)
            return pixels.load_image(self.path, self.index)
        except UserError as error:
            raise CaseFileError(error.what, where=self._place, how=error.how) from error

    def load_text(self) -> tuple[Line, ...]:
        """The lines of a text page in reading order, confidence 1.0; nothing for an image."""
        if self.kind == "image" or self.problem is not None:
            return ()
        if self.form == "pdf" and self.path is not None:
            return pdf_page.load_text(self.path, self.index)
        return self.lines

    @property
    def _place(self) -> str:
        return f"{self.file} 第{self.number}页"


class FilePages(NamedTuple):
    """What a reader says of one file."""

    pages: tuple[SourcePage, ...]
    problems: tuple[Problem, ...] = ()


def unreadable(file: str, error: UserError, number: int = 1) -> SourcePage:
    """The page that stands for a file or page which cannot be read, so that it is counted."""
    return SourcePage(file, number, "image", problem=f"{error.what}。{error.how}".rstrip("。"))


def text_page(file: str, number: int, lines: tuple[Line, ...]) -> SourcePage:
    """A page whose lines are known already."""
    digest = hashlib.sha256("\n".join(line.text for line in lines).encode()).hexdigest()
    return SourcePage(file, number, "text", lines=lines, sha256=digest)


@dataclass(slots=True)
class Scratch:
    """A temporary folder for unpacked files, made when first needed and removed by `close`, at the latest when the process ends."""

    used: int = 0
    _folder: Path | None = field(default=None, repr=False)

    def new_path(self) -> Path:
        """A path for a new file. Names are numbers, so no name from an archive ever reaches the disk."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="zhongben-"))
            atexit.register(_remove, self._folder, os.getpid())
        self.used += 1
        return self._folder / f"{self.used:06}.bin"

    def close(self) -> None:
        """Remove everything."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _remove(folder: Path, process: int) -> None:
    """At exit; a forked worker must leave the folder of its parent alone."""
    if os.getpid() == process:
        shutil.rmtree(folder, ignore_errors=True)
