"""Small text normalisations shared by reading and checking."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """NFKC: full-width letters, digits and brackets become half-width; compatibility characters become plain."""
    return unicodedata.normalize("NFKC", text)
