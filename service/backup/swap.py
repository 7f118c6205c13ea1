"""Puts what was restored in the place of what was there, so that a crash leaves the one or the other whole.

Both lie in the home, so each step is a rename. Before the first a plan is written down; from then on the new state holds,
and whoever opens the service next finishes what a crash left undone. The database is the first to go and the last to come:
in between the service finds none, and cannot write into a mixture.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from checker.errors import SettingsError
from checker.files import write_whole
from service.moment import now

DATABASE = "zhongben.sqlite3"
_FILES = tuple(f"{name}{ending}" for name in (DATABASE, "jobs.sqlite3") for ending in ("", "-wal", "-shm"))
ENTRIES = (*_FILES, "store", "ledger", "keys")
"""What of a home a backup replaces. The workflows of checks go with the old state: checks under way are begun anew. Logs, the
recogniser's cache and the outbox stay.
"""
PLAN = "restore.plan"
STAGED = "restoring-"


def entries_of(folder: Path) -> list[str]:
    """Those of `ENTRIES` that are there."""
    return [name for name in ENTRIES if (folder / name).exists()]


def swap_in(home: Path, staged: Path) -> Path | None:
    """Puts the entries of `staged`, a folder in the home, into their places; returns the folder to which the old ones went,
    None where there were none.
    """
    old, new = entries_of(home), entries_of(staged)
    if mounted := next((name for name in old if (home / name).is_mount()), None):
        raise SettingsError(
            f"{mounted} 是单独挂载的，不能换名", where=str(home / mounted), how="先卸下，恢复后再把内容放回"
        )
    aside = home / now().strftime("before-%Y%m%d-%H%M%S-%f")
    plan = {"staged": staged.name, "aside": aside.name, "out": old, "in": new[::-1]}
    write_whole(home / PLAN, json.dumps(plan).encode())
    _sync(home)
    finish_swap(home)
    return aside if old else None


def finish_swap(home: Path) -> None:
    """Finishes a swap that was planned; where none was, nothing. Every step may be done again."""
    path = home / PLAN
    if not path.exists():
        return
    plan = json.loads(path.read_text())
    staged, aside = home / plan["staged"], home / plan["aside"]
    if plan["out"]:
        aside.mkdir(exist_ok=True, mode=0o700)
    for name in plan["out"]:
        if not (aside / name).exists():
            (home / name).rename(aside / name)
    for name in plan["in"]:
        if (staged / name).exists():
            (staged / name).rename(home / name)
    _sync(home)
    path.unlink()
    shutil.rmtree(staged, ignore_errors=True)


def clear_remains(home: Path) -> None:
    """Removes what restorations that came to nothing left behind."""
    for path in home.glob(f"{STAGED}*"):
        shutil.rmtree(path, ignore_errors=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
