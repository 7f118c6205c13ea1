"""Numbers that come from outside and go to the database, and how large they may be."""

from __future__ import annotations

LARGEST_ID = 2**31 - 1
"""What an id column of PostgreSQL holds; a larger one is nobody's."""


def number_in(text: str) -> int | None:
    """The number that a text is; None where it is none, or larger than any of ours. Not every digit is one of ours: `int` takes
    no ², and nothing of thousands of digits.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))):
        return None
    return int(text) if int(text) <= LARGEST_ID else None
