"""Comparing names of persons and organisations as a careful clerk does: a slip is seen, never silently accepted.

Recognition misreads a character now and then, and so do typists. A name that differs from a party's by one character
is that party with a slip, unless it is exactly another party's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache

from checker.normalise import fold
from extractors.text.simplified import simplified

_TOWN = re.compile(r"^(?:[\u4e00-\u9fff]{2,3}[省市县区])+")
_LIMITED = re.compile(r"(?:股份有限|有限责任|有限)(?=公司)")
_WITHOUT_TOWN, _SHORT_NAME = 8, 6  # characters that must be left
_MOST = 0.66  # of a name's letters: two of three
BRACKETS = str.maketrans("", "", " \n\t　·•.,，。、:：;；()（）“”\"'")


class Match(IntEnum):
    """How two names compare."""

    NO = 0
    SLIP = 1  # one character differs, is missing or too many
    SAME = 2


@lru_cache(maxsize=1 << 14)  # the same names are compared with the same lines again and again
def bare(name: str) -> str:
    """The name without spaces, punctuation and width differences."""
    return fold(name).translate(BRACKETS)


@lru_cache(maxsize=1 << 10)
def called(firm: str) -> tuple[str, ...]:
    """What people call a firm: 恒昌运输有限公司 or 恒昌运输公司 for 沂水县恒昌运输有限公司. Too little is no name."""
    without_town = _TOWN.sub("", firm)
    short = _LIMITED.sub("", without_town)
    long_enough = [
        *([without_town] if len(without_town) >= _WITHOUT_TOWN else []),
        *([short] if short.endswith("公司") and len(short) >= _SHORT_NAME else []),
    ]
    return tuple(dict.fromkeys(name for name in long_enough if name != firm))


@lru_cache(maxsize=1 << 14)
def distance(a: str, b: str, limit: int = 2) -> int:
    """Edit distance of two strings, cut off at `limit`."""
    if a == b:
        return 0
    if abs(len(a) - len(b)) >= limit:
        return limit
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
        if min(row) >= limit:  # no later row has less
            return limit
    return min(row[-1], limit)


def compare(a: str, b: str) -> Match:
    """Same, one slip apart (张三/张叁), or different. A character too many or too few counts as a slip only from
    three characters up: 张三 and 张三丰 are two people.
    """
    a, b = bare(a), bare(b)
    if not a or not b:
        return Match.NO
    if a == b:
        return Match.SAME
    if min(len(a), len(b)) < 2 or distance(a, b) != 1:
        return Match.NO
    return Match.SLIP if len(a) == len(b) or min(len(a), len(b)) >= 3 else Match.NO


def best(name: str, known: list[str]) -> tuple[int, Match]:
    """Index and match of the known name that fits best; (-1, NO) where none does or two fit equally by slip."""
    found = [(compare(name, k), i) for i, k in enumerate(known)]
    same = [i for m, i in found if m is Match.SAME]
    if same:
        return same[0], Match.SAME
    slips = [i for m, i in found if m is Match.SLIP]
    return (slips[0], Match.SLIP) if len(slips) == 1 else (-1, Match.NO)


def occurs(name: str, text: str, others: Iterable[str] = ()) -> Match:
    """Whether a text names this party: SAME where it stands there, SLIP where it stands there with one wrong
    character (organisations and names of three characters and more only). What is exactly the name of one of `others`
    (何文武 beside 何文斌) is no slip.
    """
    name, text = bare(name), bare(text)
    if not name:
        return Match.NO
    if name in text:
        return Match.SAME
    if len(name) < 3:
        return Match.NO
    slips = [written for written in _one_apart(name, text) if len(name) > 3 or written[0] == name[0]]
    strangers = {bare(other) for other in others} if slips else set()
    return Match.SLIP if any(written not in strangers for written in slips) else Match.NO


def _one_apart(name: str, text: str) -> Iterator[str]:
    """The pieces of a text that differ from a name in one character. One half of the name stands there right, so only
    where a half stands is the rest compared: a name is looked for in every paper.
    """
    middle = len(name) // 2
    for half, before in ((name[:middle], 0), (name[middle:], middle)):
        at = text.find(half, before)
        while at >= 0:
            written = text[at - before : at - before + len(name)]
            if len(written) == len(name) and sum(x != y for x, y in zip(name, written, strict=True)) == 1:
                yield written
            at = text.find(half, at + 1)


def reads_like(name: str, text: str) -> bool:
    """Whether most letters of a name stand close together in a text in their order: written by hand, some of them were misread."""
    letters, read = bare(name), bare(simplified(text))
    room = len(letters) + len(letters) // 3
    windows = (read[at : at + room] for at in range(max(1, len(read) - room + 1)))
    return any(_in_order(letters, window) >= _MOST * len(letters) for window in windows)


def _in_order(letters: str, text: str) -> int:
    """How many of these letters, at most, stand in a text in this order (longest common subsequence)."""
    row = [0] * (len(text) + 1)
    for letter in letters:
        before = row
        row = [0]
        for at, other in enumerate(text, 1):
            row.append(before[at - 1] + 1 if letter == other else max(row[-1], before[at]))
    return row[-1]
