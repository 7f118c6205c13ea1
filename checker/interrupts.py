"""Ctrl-C reaches every process of the terminal; only the parent is to hear it, which then ends the others."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def unheard() -> Iterator[None]:
    """Processes started inside never hear Ctrl-C, from their first moment on: a new process has the signals held back
    that its parent holds back. The parent hears at the end what came meanwhile.
    """
    resource_tracker.ensure_running()  # started later, it would let the signal through again
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
