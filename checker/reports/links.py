"""Links from the report to the originals that lie beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from checker.casefile import Evidence
from checker.reports.figures import Link

_PDF = ".pdf"


def link_maker(originals: Mapping[str, Path], report: Path) -> Link:
    """A function from a place to the address of its file, relative to the report; a PDF opens at the page.

    None for what lies in an archive, or on another drive: it cannot be reached from the report.
    """
    folder = report.absolute().parent

    def link(place: Evidence) -> str | None:
        path = originals.get(place.file)
        if path is None:
            return None
        try:
            relative = os.path.relpath(path.absolute(), folder)
        except ValueError:
            return None
        page = f"#page={place.page}" if path.suffix.lower() == _PDF else ""
        return quote(os.fsencode(relative.replace(os.sep, "/"))) + page

    return link
