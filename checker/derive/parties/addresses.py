"""House addresses as far as they tell homes apart: 三组10号 and 3组10号 are one home, 三组10号 and 三组14号 are two.

An address is compared by its parts. Two homes are different where a part that both give differs, the same where the number
of house or room agrees and nothing differs; else it cannot be told (横台村三组 may be any house of it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from checker.derive.parties.names import bare

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百]+(?=组|号|栋|幢|单元|室|社)")
_PARTS = {
    "road": re.compile(r"(?P<part>[\u4e00-\u9fff]{1,5}(?:路|街|巷|大道|弄))(?=\d)"),
    "group": re.compile(r"(?P<part>\d+)(?:组|社(?!区))"),
    "building": re.compile(r"(?P<part>\d+)(?:栋|幢|号楼)"),
    "entrance": re.compile(r"(?P<part>\d+)单元"),
    "room": re.compile(r"(?:栋|幢|号楼|单元|层)(?P<part>\d{3,4})|(?<!\d)(?P<plain>\d{3,4})室"),
    "house": re.compile(r"(?<![\d-])(?P<part>\d+(?:-\d+)?)号(?!楼|地块)"),
}
_DISTRICT = re.compile(r"^.*[省市县区镇乡村]")


def address_parts(text: str) -> Mapping[str, str]:
    """The parts of the address in a text, numerals as digits; empty where it gives none."""
    plain = _NUMERAL.sub(lambda m: str(numeral(m[0])), bare(text))
    found = {name: pattern.search(plain) for name, pattern in _PARTS.items()}
    parts = {name: next(g for g in m.groups() if g) for name, m in found.items() if m}
    if "road" in parts:
        parts["road"] = _DISTRICT.sub("", parts["road"])
    return parts


def same_home(one: Mapping[str, str], other: Mapping[str, str]) -> bool | None:
    """Whether two addresses are of one home; None where their parts do not settle it."""
    common = [name for name in one if name in other]
    if any(one[name] != other[name] for name in common):
        return False
    return True if {"house", "room"} & set(common) else None


def numeral(written: str) -> int:
    """The number of a Chinese numeral below 1000; digit by digit where it has no 十 or 百 (一〇三)."""
    if not re.search("[十百]", written):
        return int("".join(str(_DIGITS[c]) for c in written))
    total, digit = 0, 0
    for char in written:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
