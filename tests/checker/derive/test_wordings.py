"""What papers in the words of many courts say: one YAML file a topic, one entry a wording, read without the recogniser.

An entry names a fact, what it is (`expect`; null: for a person to see), and the papers: their lines as `build.paper`
takes them, and who signed (`signed`: label to name, empty for a place left empty), in the row of the printed label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from checker.casefile import Document, Line
from extractors.text.cells import same_row
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, seal, sign

WU = replace(HE, name="何文武")  # one character off HE's name
PARTIES = {party.name: party for party in (ZHOU, HE, SUN, MILL, WU)}
FILES = sorted((Path(__file__).parent / "wordings").glob("*.yaml"))


def entries() -> list[Any]:
    """Every entry of every file, named by both."""
    return [
        pytest.param(entry, id=f"{file.stem}: {entry['name']}")
        for file in FILES
        for entry in YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    ]


def written(told: dict[str, Any]) -> Document:
    """The paper of an entry."""
    lines = [tuple(line) if isinstance(line, list) else line for line in told["lines"]]
    drawn = [line for _, line in paper(told["kind"], *lines).lines()]
    marks = [sign(label, name or "", at=_room(label, drawn)) for label, name in told.get("signed", {}).items()]
    return paper(told["kind"], *lines, *marks, *([seal()] if told.get("sealed") else []))


def _room(label: str, lines: Sequence[Line]) -> tuple[float, float] | None:
    """Behind what stands in the row of the label; None, which is behind the last line, where it is not printed."""
    head = next((line for line in reversed(lines) if line.text.rstrip("： ").endswith(label)), None)
    if head is None:
        return None
    row = [line.box.x1 for line in lines if same_row(line.box, head.box)]
    return min(max(row) + 0.01, 0.88), head.box.y0


@pytest.mark.parametrize("entry", entries())
def test_a_wording_is_understood(entry: dict[str, Any]) -> None:
    parties = tuple(PARTIES[name] for name in entry.get("parties", (ZHOU.name, HE.name)))
    found = ask(entry["fact"], *map(written, entry["papers"]), about=entry.get("about", ""), parties=parties)
    value = found.value.isoformat() if isinstance(found.value, date) else found.value
    assert value == entry["expect"], found.note
