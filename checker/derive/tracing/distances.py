"""The distances of a trip as forms print them, each with a box to tick: ☑县内 □县外市内 □市外省内 □省外.

The boxes stand before the words or behind them, often in the room of the destination itself, below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.fields.ticks import EMPTY, TICKED

SCOPES = ("县内", "县外市内", "市外省内", "省外")
_OWN = r"本[县区旗](?:（[县区市旗、]+）)?(?:境|辖区|范围)?内"
"""本区（县）内: the form of a court that serves a district."""
SCOPE = rf"(?P<scope>县外市内|市内县外|市外省内|省内市外|县内|县外(?!市)|市外(?!省)|省外|{_OWN})"
_SAME = {"市内县外": "县外市内", "省内市外": "市外省内", "县外": "县外市内", "市外": "市外省内"}
_MARK = rf"(?P<mark>[〔（][{TICKED}{EMPTY}]?[〕）]|[{TICKED}{EMPTY}])"
_REMARK = rf"(?:（[^（）{TICKED}{EMPTY}]+）)?"
"""What a form says of a distance: ☑县外市内（局长批准）."""
_BEFORE = re.compile(rf"{_MARK}{SCOPE}{_REMARK}[、，；/]?")
_BEHIND = re.compile(rf"{SCOPE}{_REMARK}{_MARK}[、，；/]?")


def without_boxes(text: str) -> str:
    """A destination without the choices that stand in its room."""
    return _choice(text).sub("", text)


def ticked(text: str) -> list[str]:
    """The distances that are ticked in a text."""
    return [named(m["scope"]) for m in _choice(text).finditer(text) if any(mark in TICKED for mark in m["mark"])]


def named(word: str) -> str:
    """The plan's word for a distance."""
    return SCOPES[0] if word.startswith("本") else _SAME.get(word, word)


def farthest(words: Iterable[str]) -> str:
    """The farthest of some distances; empty where there is none."""
    return max(words, key=SCOPES.index, default="")


def _choice(text: str) -> re.Pattern[str]:
    """How a form writes a choice: the first one tells on which side its box stands."""
    before, behind = _BEFORE.search(text), _BEHIND.search(text)
    return _BEHIND if behind and (before is None or behind.start() < before.start()) else _BEFORE
