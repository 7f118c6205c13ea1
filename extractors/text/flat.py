"""The one spelling all matching works on: no spaces, half-width letters and digits, full-width Chinese punctuation,
simplified characters.

Recognition mixes ( and （, : and ：, and puts spaces anywhere; patterns in the kind files are written against this
spelling only, with Chinese punctuation, which has no meaning of its own in a regular expression.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extractors.text.simplified import simplified

_PUNCTUATION = str.maketrans("(),:;?![]{}", "（），：；？！〔〕〔〕")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) ?([,:]) ?(?=\d)")
_KEEP = {",": "\ue000", ":": "\ue001"}
_RESTORE = str.maketrans("\ue000\ue001", ",:")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1 << 16)
def flat(text: str) -> str:
    """`text` in the matching spelling. A comma or colon between digits (58,833.00; 9:30) stays as it is."""
    return spaced(text).replace(" ", "")


@lru_cache(maxsize=1 << 16)  # every fact asks the same lines again
def spaced(text: str) -> str:
    """Like `flat`, but with one space where the line has any: forms part their columns by nothing else."""
    plain = _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    kept = _BETWEEN_DIGITS.sub(lambda m: _KEEP[m[1]], plain)
    return simplified(kept.translate(_PUNCTUATION).translate(_RESTORE))
