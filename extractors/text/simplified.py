"""Traditional characters in their simplified form: the recogniser sees them in brushed handwriting (財產線索書)."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

_FIRST, _LAST = 0x4E00, 0x9FFF  # the block of Han characters that recognition knows


def simplified(text: str) -> str:
    """`text` letter by letter, so that it keeps its length: phrases that differ between the two are left alone."""
    return text.translate(_letters())


@cache
def _letters() -> dict[int, str]:
    """Traditional letter → simplified one, where each is one letter."""
    every = [chr(code) for code in range(_FIRST, _LAST + 1)]
    plain = OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {ord(a): b for a, b in zip(every, plain, strict=True) if a != b and len(b) == 1}
