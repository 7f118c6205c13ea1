"""Pages not yet loaded in, pages as read out: recorded readings first, the rest in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from checker.casefile import Depth, Page, PageRef
from extractors.ocr.engine import Engine
from extractors.ocr.models import model_files
from extractors.ocr.page import Source, WantsFull, always_full, as_band, read_page
from extractors.ocr.workers import cores, read_in_processes
from extractors.recorded import Recorded

Progress = Callable[[int, int], None]
"""Called at the start and after every page with how many are done and how many there are."""


def read_pages(
    pages: Sequence[Source],
    *,
    workers: int | None = None,
    wants_full: WantsFull = always_full,
    recorded: Recorded | None = None,
    progress: Progress | None = None,
    whole: Collection[PageRef] = (),
) -> list[Page]:
    """Reads every page; the result has the pages' order and does not depend on `workers`.

    `workers` None: one process a core; 0: read in this process. `wants_full` is told the lines of a page's title
    band and says whether the rest is needed; it is pickled. Pages of `whole` are read in full whatever it says. A page that cannot
    be read carries its `problem`.
    """
    read: dict[int, Page] = {}
    if progress is not None:
        progress(0, len(pages))
    for index, page in _each(pages, workers, wants_full, recorded, whole):
        read[index] = page
        if progress is not None:
            progress(len(read), len(pages))
    return [read[index] for index in range(len(pages))]


def _each(
    pages: Sequence[Source],
    workers: int | None,
    wants_full: WantsFull,
    recorded: Recorded | None,
    whole: Collection[PageRef],
) -> Iterator[tuple[int, Page]]:
    """Every page once, in any order, with its index."""
    parts: tuple[list[int], list[int]] = ([], [])
    for index, source in enumerate(pages):
        parts[PageRef(source.file, source.number) in whole].append(index)
    yield from _part(pages, parts[False], workers, wants_full, recorded)
    yield from _part(pages, parts[True], workers, always_full, recorded)


def _part(
    pages: Sequence[Source], part: Sequence[int], workers: int | None, wants_full: WantsFull, recorded: Recorded | None
) -> Iterator[tuple[int, Page]]:
    """Every page of a part (indexes) once, in any order, with its index. Pages with the same bytes are read once."""
    fresh: list[int] = []
    same: dict[str, list[int]] = {}
    for index in part:
        source = pages[index]
        known = _replay(source, wants_full, recorded)
        if known is not None:
            yield index, known
        elif source.sha256 in same:
            same[source.sha256].append(index)
        else:
            fresh.append(index)
            if source.sha256:
                same[source.sha256] = []
    for position, page in _read(pages, fresh, workers, wants_full):
        index = fresh[position]
        if recorded is not None:
            recorded.put(page)
        yield index, page
        for twin in same.get(page.sha256, ()):
            yield twin, replace(page, file=pages[twin].file, number=pages[twin].number)


def _replay(source: Source, wants_full: WantsFull, recorded: Recorded | None) -> Page | None:
    """The recorded reading, cut down to the band where that is all that is wanted; None where it says too little."""
    if recorded is None or source.kind == "text" or source.problem is not None:
        return None
    known = recorded.get(Page(source.file, source.number, sha256=source.sha256))
    if known is None or known.depth is Depth.NONE:
        return known
    if not wants_full(as_band(known).lines):
        return as_band(known)
    return known if known.depth is Depth.FULL else None


def _read(
    pages: Sequence[Source], fresh: Sequence[int], workers: int | None, wants_full: WantsFull
) -> Iterator[tuple[int, Page]]:
    if not fresh:
        return
    model_files()  # a missing model is told at once, not once a page by dying workers
    count = min(len(cores()) if workers is None else workers, len(fresh))
    sources = [pages[index] for index in fresh]
    if count == 0:
        engine = Engine()
        for position, source in enumerate(sources):
            yield position, read_page(engine, source, wants_full)
    else:
        yield from read_in_processes(sources, wants_full, count)
