"""Reports that this program wrote, left beside the papers: known by the mark inside them, whatever they are called.

Taken for papers they would prove what they only report. The mark is `zhongben/report/1` (`zhongben/catalogue/1`): the
schema of the JSON, the generator of the HTML page, the identifier among the properties of the Word file.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from extractors.readers.archive import BROKEN

_HEAD = 2048
_MARK = rb"zhongben/(?:report|catalogue)/\d+"
_JSON = re.compile(rb'\s*\{\s*"schema"\s*:\s*"' + _MARK + rb'"')
_HTML = re.compile(rb"<!DOCTYPE html>.*<meta name=.generator. content=." + _MARK, re.DOTALL)
_WORD = re.compile(rb"<(?:\w+:)?identifier[^>]*>" + _MARK + rb"<")
_PROPERTIES = "docProps/core.xml"
_MOST = 1 << 16  # bytes of properties: more are nobody's


def is_own_report(path: Path) -> bool:
    """Whether a file is a report or catalogue of this program. False where it cannot be read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(b"PK\x03\x04"):
            return _WORD.search(_properties(path)) is not None
    except BROKEN:
        return False
    return _JSON.match(head) is not None or _HTML.match(head) is not None


def _properties(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        if _PROPERTIES not in package.namelist():
            return b""
        with package.open(_PROPERTIES) as part:
            return part.read(_MOST)
