"""The order of names and codes as a clerk expects it: 1, 2, 10; 卷一, 卷二, 卷十."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_PIECES = re.compile(r"(\d+|[零〇一二三四五六七八九十百]+)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100}

SortKey = tuple[tuple[tuple[int, int, str], ...], ...]


def natural_key(name: str) -> SortKey:
    """A sort key: numbers, Arabic or Chinese, by value; folder by folder."""
    return tuple(tuple(_piece(piece) for piece in _PIECES.split(part) if piece) for part in PurePosixPath(name).parts)


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
