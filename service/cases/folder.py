"""A case as a folder, as the checker wants it: the originals under their names, and `case.yaml` of what is registered."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.orm import Session

from checker.places import RECORD_NAMES
from service.cases.papers import papers_of
from service.cases.record import record_yaml
from service.context import Service
from service.database.models import Case

_LEFT_OVER = 2 * 24 * 3600  # seconds; no check takes that long: a folder that old was left by a crash


@contextmanager
def laid_out(service: Service, session: Session, case: Case) -> Iterator[Path]:
    """A folder for as long as the block lasts. Each original is compared with its SHA-256 first; `DamagedOriginalError`
    where one is not what was put there. Where the disk allows it the files are links: nobody may write to them.
    """
    room = service.settings.home / "laid-out"
    room.mkdir(parents=True, exist_ok=True)
    _sweep(room)
    around = Path(tempfile.mkdtemp(dir=room))
    try:
        folder = around / case.number
        folder.mkdir()
        for paper in papers_of(case):
            _lay(service.blobs.checked_path(paper.sha256), folder / paper.name)
        (folder / RECORD_NAMES[0]).write_text(record_yaml(session, case), encoding="utf-8")
        yield folder
    finally:
        shutil.rmtree(around, ignore_errors=True)


def _lay(original: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(original, target)
    except OSError:  # another disk, or a file system without links
        shutil.copyfile(original, target)


def _sweep(room: Path) -> None:
    for folder in room.iterdir():
        with suppress(OSError):  # another process may be at it too
            if time.time() - folder.stat().st_mtime > _LEFT_OVER:
                shutil.rmtree(folder, ignore_errors=True)
