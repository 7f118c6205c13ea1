"""Text that can be written into any file: what DOCX and XLSX cannot hold is left out of it."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text without control characters, halves of characters (surrogates) and U+FFFE and U+FFFF, which are none."""
    return _NOT_XML.sub("", text)
