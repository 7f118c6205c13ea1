"""Which Han letters are common: the recogniser reads a rare one (沩) now and then as a common one that looks like it (为)."""

from __future__ import annotations

_LAST = 0xD7  # first byte of the last row of level 1 in GB 2312: the 3755 letters that are used most


def is_common(letter: str) -> bool:
    """Whether a letter is one of the first level of GB 2312."""
    try:
        first, *_ = letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= first <= _LAST


def taken_for_common(read: str, right: str) -> bool:
    """Whether what was read differs from the right name only by common letters where rare ones stand."""
    pairs = [(a, b) for a, b in zip(read, right, strict=False) if a != b]
    return len(read) == len(right) and bool(pairs) and all(is_common(a) and not is_common(b) for a, b in pairs)
