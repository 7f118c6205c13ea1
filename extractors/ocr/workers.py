"""Worker processes for reading: one a core, pinned, each with its own recogniser; a crash costs one page, not the case.

Measured: two pinned processes of one thread each read 1.4 times as fast as one process of two threads, and without
pinning they get in each other's way. Processes are spawned, not forked: onnxruntime and OpenCV keep threads.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import replace
from multiprocessing.queues import Queue
from threading import Thread

from checker.casefile import Depth, Page
from checker.interrupts import unheard
from extractors.ocr.engine import Engine
from extractors.ocr.page import Source, WantsFull, read_page

PAGE_SECONDS = 180.0  # longer on one page: the worker is taken for stuck
_state: tuple[Engine, WantsFull] | None = None


def cores() -> list[int]:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def read_in_processes(
    sources: Sequence[Source], wants_full: WantsFull, workers: int, seconds: float = PAGE_SECONDS
) -> Iterator[tuple[int, Page]]:
    """Reads pages, each yielded with its index as soon as it is done.

    When a worker dies, the pages that were in work are read again one at a time; a page that kills its worker a
    second time becomes a page with a problem.
    """
    waiting = deque(range(len(sources)))
    suspects: deque[int] = deque()
    while waiting:
        yield from _run(sources, wants_full, workers, seconds, waiting, suspects)
        while suspects:
            alone, lost = deque([suspects.popleft()]), deque[int]()
            yield from _run(sources, wants_full, 1, seconds, alone, lost)
            for index in lost:
                yield index, _crashed(sources[index])


def _run(
    sources: Sequence[Source],
    wants_full: WantsFull,
    workers: int,
    seconds: float,
    waiting: deque[int],
    suspects: deque[int],
) -> Iterator[tuple[int, Page]]:
    """Takes pages from `waiting` until it is empty or a worker died; pages lost then go to `suspects`."""
    pool = new_pool(workers, wants_full)
    in_work: dict[Future[Page], tuple[int, float]] = {}
    try:
        while waiting or in_work:
            while waiting and len(in_work) < workers:
                with unheard():  # a worker is started where one is needed
                    future = pool.submit(read_one, sources[waiting[0]])  # may raise: the page then still waits
                in_work[future] = (waiting.popleft(), time.monotonic())
            done, _ = wait(in_work, timeout=1.0, return_when=FIRST_COMPLETED)
            for future in done:
                index, _ = in_work[future]
                page = future.result()
                del in_work[future]
                yield index, page
            if any(time.monotonic() - since > seconds for _, since in in_work.values()):
                raise TimeoutError
    except (BrokenExecutor, TimeoutError):
        suspects.extend(index for index, _ in in_work.values())
    finally:
        _end(pool)


def new_pool(workers: int, wants_full: WantsFull) -> ProcessPoolExecutor:
    """Worker processes that run `read_one`, each pinned to a core of its own as far as there are enough."""
    context = multiprocessing.get_context("spawn")
    places: Queue[int] = context.Queue()
    allowed = cores()
    for number in range(workers):
        places.put(allowed[number % len(allowed)])
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(places, wants_full))


def _end(pool: ProcessPoolExecutor) -> None:
    """Ends the pool even where a worker is stuck."""
    processes = list((pool._processes or {}).values())
    manager: Thread | None = pool._executor_manager_thread  # type: ignore[assignment] # typeshed has another type
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.join(timeout=2.0)
        if process.is_alive():
            process.kill()
            process.join()
    if manager is not None:  # at the end of the program Python would find its pipe half closed, and print that
        manager.join(timeout=2.0)


def _start(places: Queue[int], wants_full: WantsFull) -> None:
    import cv2

    global _state  # a worker process has exactly one recogniser
    Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {places.get()})
    cv2.setNumThreads(1)
    _state = (Engine(), wants_full)


def _end_with_parent() -> None:
    """Ends this process when the one that started it was killed: it would wait for pages for good."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def read_one(source: Source) -> Page:
    """Reads a page with this worker process's recogniser."""
    if _state is None:
        raise RuntimeError("worker not started")
    engine, wants_full = _state
    return read_page(engine, source, wants_full)


def _crashed(source: Source) -> Page:
    page = Page(source.file, source.number, depth=Depth.NONE, sha256=source.sha256)
    return replace(page, problem="读取本页时程序异常退出，请人工查看")
