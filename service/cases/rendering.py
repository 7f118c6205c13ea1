"""Draws pages in a process of its own: what is drawn came from outside, and a reader that it kills or holds up must not take
the service with it. PDFium is not made for threads either: pages are drawn one after the other.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from checker.errors import CaseFileError, CheckerError
from checker.interrupts import unheard

SECONDS = 30.0
"""Longer on one page: the process is taken for stuck."""
LONGEST_SIDE = 2400
"""Pixels of a drawn page: an A4 sheet at 200 dpi."""
_QUALITY = 82
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page to draw: of `file`, page `number` from 1, which is the original called `name` at `path` or lies in it; turned
    upright as it was read, by `rotation` and then `skew` degrees clockwise.
    """

    path: Path
    name: str
    sha256: str
    file: str
    number: int
    rotation: int = 0
    skew: float = 0.0
    longest_side: int = LONGEST_SIDE


@cache
def renderer() -> Renderer:
    """The one that draws for this process."""
    return Renderer()


class Renderer:
    """A process that draws; it is started when first asked, and again after it died."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def draw(self, drawing: Drawing) -> bytes:
        """The page as JPEG. `CaseFileError` where it has no picture, is damaged, or too large."""
        with self._lock:
            try:
                answer = self._ask(drawing)
            except (OSError, EOFError, TimeoutError) as error:
                self._stop()
                raise CaseFileError("这一页画不出来", where=_place(drawing), how="重新扫描该页") from error
        if isinstance(answer, bytes):
            return answer
        raise CaseFileError(answer, where=_place(drawing), how="请查看原件")

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._stop()

    def _ask(self, drawing: Drawing) -> bytes | str:
        pipe = self._pipe or self._start()
        pipe.send(drawing)
        if not pipe.poll(self._seconds):
            raise TimeoutError
        answer: bytes | str = pipe.recv()
        return answer

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        with unheard():
            self._process.start()
        other.close()
        if not self._pipe.poll(_START_SECONDS):
            raise TimeoutError
        self._pipe.recv()
        return self._pipe

    def _stop(self) -> None:
        if self._pipe:
            self._pipe.close()
        if self._process:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


def _place(drawing: Drawing) -> str:
    return f"{drawing.file} 第{drawing.number}页"


def _serve(pipe: Connection) -> None:
    """The process: draws until the pipe is closed."""
    import cv2

    cv2.setNumThreads(1)
    pipe.send("ready")
    with suppress(EOFError, OSError):
        while True:
            drawing: Drawing = pipe.recv()
            try:
                answer: bytes | str = draw(drawing)
            except CheckerError as error:
                answer = getattr(error, "what", "这一页画不出来")
            except (MemoryError, cv2.error, ValueError):
                answer = "这一页画不出来"
            pipe.send(answer)


def draw(drawing: Drawing) -> bytes:
    """The page as JPEG, in this process; the readers are those of intake, and so are the limits."""
    import cv2
    import numpy as np

    from extractors.limits import limits_from
    from extractors.ocr.orientation import upright
    from extractors.one_page import one_page
    from extractors.readers.source import Scratch, StoredFile

    scratch = Scratch()
    try:
        original = StoredFile(drawing.path, drawing.name, drawing.sha256)
        page = one_page(original, drawing.file, drawing.number, limits_from(), scratch)
        image = page.load_image()
        factor = drawing.longest_side / max(image.shape[:2])
        if factor < 1:
            small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
            image = np.asarray(small, np.uint8)
        turned = upright(image, drawing.rotation, drawing.skew)
        done, data = cv2.imencode(".jpg", turned, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        if not done:
            raise CaseFileError("这一页画不出来", how="请查看原件")
        return bytes(data)
    finally:
        scratch.close()
