"""The scans of the demo court's cases, which lie in the program; `fixtures.court` made them."""

from __future__ import annotations

import shutil
from pathlib import Path

FILES = Path(__file__).parent / "files"
_READINGS = "readings.pack.gz"


def papers_of(case: str) -> list[Path]:
    """The papers of a case, in the order of the file."""
    return sorted((FILES / case).glob("*.pdf"))


def lay_readings(readings: Path) -> None:
    """Puts what the recogniser read of them where the service keeps its readings, so that nothing is read anew."""
    readings.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILES / _READINGS, readings / "demo.pack.gz")
