"""The rulebook, loaded once for a process: its files do not change while it runs."""

from __future__ import annotations

from functools import lru_cache

from checker.rulebook import Rulebook, load_rulebook


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """The rules of this installation."""
    return load_rulebook()
