"""Makes of vehicles (大众牌): papers that give no plate tell by it which of two vehicles they mean."""

from __future__ import annotations

import re

_MAKE = r"[\u4e00-\u9fff]{2}牌"
_NEAR = 14  # characters between a plate and the make of its row or sentence
_POINT = re.compile(r"(?<=[A-Z])[·.\-](?=[A-Z0-9])")


def without_points(text: str) -> str:
    """The text with plates as they are known: 川T·7M215 is 川T7M215."""
    return _POINT.sub("", text)


def makes_beside(text: str, plate: str) -> tuple[str, ...]:
    """The makes told right behind a plate, else right before it."""
    plain, own = without_points(text), re.escape(plate)
    for pattern in (rf"{own}[^。；]{{0,{_NEAR}}}?({_MAKE})", rf"({_MAKE})[^。；]{{0,{_NEAR}}}{own}"):
        if found := re.findall(pattern, plain):
            return tuple(dict.fromkeys(found))
    return ()


def makes_in(text: str) -> frozenset[str]:
    """Every make that a text tells."""
    return frozenset(re.findall(_MAKE, text))
