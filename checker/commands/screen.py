"""The terminal: results on stdout, progress and remarks on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from checker.commands.pace import Pace

PLAIN_WIDTH = 200  # where the output is no terminal, nothing is cut or folded at 80 columns

_PAGES, _SECONDS, _AT_ONCE = 10, 15.0, 2.0


class Tell(Protocol):
    """Told how many of how many pages are done."""

    def __call__(self, done: int, total: int) -> None:
        """So far."""
        ...


def output() -> Console:
    """The console for results."""
    return _console(stderr=False)


def remarks() -> Console:
    """The console for progress, warnings and errors."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    terminal = (sys.stderr if stderr else sys.stdout).isatty()
    return Console(stderr=stderr, width=None if terminal else PLAIN_WIDTH, highlight=False)


@contextmanager
def page_progress(label: str) -> Iterator[Tell]:
    """Progress over pages, on stderr, with the time that is left: a bar that is gone when done; where stderr is no
    terminal (a log, a pipe), a line from time to time.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("页"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    console, pace = remarks(), Pace(time.monotonic())
    if not console.is_terminal:
        yield Lines(label, pace, console)
        return
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(label, total=None, left="")

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, left=pace.left(done, total, time.monotonic()))

        yield tell


@dataclass
class Lines:
    """Progress as lines: after every tenth page, and where pages take long, every quarter of a minute."""

    label: str
    pace: Pace
    console: Console
    _told: int = 0
    _at: float = field(default_factory=time.monotonic)

    def __call__(self, done: int, total: int) -> None:
        """So far; nothing is said of a file that is read at once."""
        now = time.monotonic()
        left = self.pace.left(done, total, now)
        waited = now - self._at
        if done < total and ((done - self._told >= _PAGES and waited > _AT_ONCE) or waited > _SECONDS):
            self._told, self._at = done, now
            self.console.print(f"{self.label} {done}/{total} 页" + (f"，{left}" if left else ""), markup=False)
