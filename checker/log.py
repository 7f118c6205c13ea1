"""The log file of this installation. What goes there never goes to the screen."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from checker.home import home

_FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"


def log_path() -> Path:
    """The log file; it is made when something is first logged."""
    return home() / "zhongben.log"


@contextmanager
def logging_to_file() -> Iterator[None]:
    """While open, warnings and errors of all modules go to the log file; where that cannot be written, nowhere."""
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(log_path(), encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(_FORM))
    logging.raiseExceptions = False
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


def log_exception(reference: str, error: BaseException | None = None) -> bool:
    """Logs an exception, by default the one being handled, under a reference number; whether the log could be written."""
    logging.getLogger("zhongben").error("编号 %s", reference, exc_info=error or True)
    try:
        return os.access(log_path(), os.W_OK)
    except OSError:
        return False
