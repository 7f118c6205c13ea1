"""The order of names as a clerk expects it (1, 2, 10; 卷一, 卷二, 卷十), and the files that are no papers."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_PIECES = re.compile(r"(\d+|[零〇一二三四五六七八九十百]+)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100}
_SYSTEM = {"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db", "$recycle.bin", "lost+found"}

SortKey = tuple[tuple[tuple[int, int, str], ...], ...]


def natural_key(name: str) -> SortKey:
    """A sort key: numbers, Arabic or Chinese, by value; folder by folder."""
    return tuple(tuple(_piece(piece) for piece in _PIECES.split(part) if piece) for part in PurePosixPath(name).parts)


def is_system(name: str) -> bool:
    """Hidden files, leavings of Windows and macOS, and lock files of Office: nobody's papers."""
    return any(part.startswith((".", "~$")) or part.lower() in _SYSTEM for part in PurePosixPath(name).parts)


def common_folder(names: list[str]) -> str:
    """The one folder (with its slash) that all names lie in; empty where they do not."""
    tops = {PurePosixPath(name).parts[0] for name in names if "/" in name}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


def _piece(piece: str) -> tuple[int, int, str]:
    if piece.isdecimal():
        return 0, int(piece[:18]), piece
    if all(char in _DIGITS or char in _UNITS for char in piece):
        return 0, _chinese(piece), piece
    return 1, 0, piece


def _chinese(text: str) -> int:
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text[:18]))
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
