"""How fast a scanned file is read, against stock RapidOCR on the same pages in the same run.

    python -m bench.reading CASE_FOLDER [--pages 40] [--chunk 10] [--json FILE]

Both readers get the same cores. The pages are cut into chunks and the readers take turns, chunk by chunk, so that
other work on the machine hurts both alike. Stock RapidOCR (its defaults, its own threads) is given the decoded images;
ours is given what `check` is given: pages not yet loaded, and the question which pages are needed in full. Starting
is timed apart: for both the time to load models, for ours with all worker processes. Fewer pages than the file has are
taken evenly from it. On a busy machine the processor seconds a page say more than the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from checker.casefile import Page
from extractors.catalogue import wants_full
from extractors.intake import open_case
from extractors.ocr.page import Source
from extractors.ocr.workers import cores, new_pool, read_one


def main() -> None:
    """Prints the figures, and writes them as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--chunk", type=int, default=10)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    everything = open_case([asked.case]).pages
    count = min(asked.pages, len(everything))
    sources = [everything[i * len(everything) // count] for i in range(count)]
    figures = compare(sources, asked.chunk)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1))


def compare(sources: Sequence[Source], chunk: int) -> dict[str, Any]:
    """Reads all pages with both, taking turns; seconds, pages a second, and how they compare."""
    begun = time.perf_counter()
    stock = Stock()
    stock_start = time.perf_counter() - begun
    begun = time.perf_counter()
    with new_pool(len(cores()), wants_full) as ours:
        before = _states(ours)
        our_start = time.perf_counter() - begun
        stock_seconds, our_seconds = [], []
        stock_cpu = time.process_time()
        pages: list[Page] = []
        for first in range(0, len(sources), chunk):
            part = sources[first : first + chunk]
            stock_seconds.append(_timed(lambda part=part: stock.read(part)))
            our_seconds.append(_timed(lambda part=part: pages.extend(ours.map(read_one, part))))
        stock_cpu = time.process_time() - stock_cpu
        after = _states(ours)
    total = len(sources)
    return {
        "pages": total,
        "cores": len(cores()),
        "stock pages/s": round(total / sum(stock_seconds), 3),
        "ours pages/s": round(total / sum(our_seconds), 3),
        "times as fast": round(sum(stock_seconds) / sum(our_seconds), 2),
        "median of chunks": round(statistics.median(s / o for s, o in zip(stock_seconds, our_seconds, strict=True)), 2),
        "stock start s": round(stock_start, 2),
        "ours start s": round(our_start, 2),
        "stock CPU s/page": round(stock_cpu / total, 2),
        "ours CPU s/page": round(sum(after[pid].cpu - before[pid].cpu for pid in before) / total, 2),
        "worker RSS MB (peak)": max(state.peak_mb for state in after.values()),
        "stock RSS MB (peak)": _state(0).peak_mb,
        "ours: full/band/none": [sum(page.depth == depth for page in pages) for depth in ("full", "band", "none")],
        "load average": [round(value, 1) for value in os.getloadavg()],
    }


class Stock:
    """RapidOCR as it comes."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._engine = RapidOCR(params={"Global.log_level": "critical"})

    def read(self, sources: Sequence[Source]) -> None:
        """Recognises every page."""
        for source in sources:
            self._engine(source.load_image())


class State(NamedTuple):
    """A process: its id, the most memory it ever held (megabytes), the processor seconds it has used."""

    pid: int
    peak_mb: int
    cpu: float


def _state(_: int) -> State:
    time.sleep(0.2)  # so that every worker gets asked
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return State(os.getpid(), peak, time.process_time())


def _states(pool: ProcessPoolExecutor) -> dict[int, State]:
    """The state of every worker."""
    return {state.pid: state for state in pool.map(_state, range(6 * len(cores())))}


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
