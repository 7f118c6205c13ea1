"""The terminal: results on stdout, progress and remarks on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PLAIN_WIDTH = 200  # where the output is no terminal, nothing is cut or folded at 80 columns


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
    """A progress bar over pages, on stderr; gone when done. Nothing where stderr is no terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("页"),
        TimeElapsedColumn(),
    )
    console = remarks()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
