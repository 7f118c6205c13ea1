"""Which files of a folder are no papers, the folder they all lie in, and how their names read."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db", "$recycle.bin", "lost+found"}


def is_system(name: str) -> bool:
    """Hidden files, leavings of Windows and macOS, and lock files of Office: nobody's papers."""
    return any(part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in PurePosixPath(name).parts)


def common_folder(names: list[str]) -> str:
    """The one folder (with its slash) that all names lie in; empty where they do not."""
    tops = {PurePosixPath(name).parts[0] for name in names if "/" in name}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


def readable(name: str, *, escaped: bool = False) -> str:
    """A name from the disk as text that can be written anywhere. Names that old systems wrote in GBK read as such; with
    `escaped`, and where they are nothing at all, what is no UTF-8 is spelled out in bytes.
    """
    stored = os.fsencode(name)
    for encoding in ("utf-8",) if escaped else ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding)
        except UnicodeDecodeError:
            continue
    return stored.decode("utf-8", "backslashreplace")
