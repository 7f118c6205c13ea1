"""Which files of a folder are no papers, and the folder they all lie in."""

from __future__ import annotations

from pathlib import PurePosixPath

_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db", "$recycle.bin", "lost+found"}


def is_system(name: str) -> bool:
    """Hidden files, leavings of Windows and macOS, and lock files of Office: nobody's papers."""
    return any(part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in PurePosixPath(name).parts)


def common_folder(names: list[str]) -> str:
    """The one folder (with its slash) that all names lie in; empty where they do not."""
    tops = {PurePosixPath(name).parts[0] for name in names if "/" in name}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""
