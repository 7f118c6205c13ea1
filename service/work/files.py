"""Files that are there whole or not at all, and never written twice."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_once(path: Path, text: str) -> bool:
    """Writes a file that is not there yet; False where it is. Of two who write it at once one wins."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)  # fails where it is there, which renaming would not
    except FileExistsError:
        return False
    finally:
        with suppress(OSError):
            part.unlink()
    return True
