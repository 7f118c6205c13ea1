"""Ctrl-C reaches every process of the terminal; only the parent is to hear it, which then ends the others."""

from __future__ import annotations

import signal
import threading
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
        with _put_off():
            yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


@contextmanager
def _put_off() -> Iterator[None]:
    """Ctrl-C waits for the end. A signal that the main thread holds back reaches the process through another thread,
    and Python would break off the main thread all the same: in the middle of starting a process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is ever broken off
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)
