"""The kind files: all there, well formed, and a mistake in one is told with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RulebookError
from extractors.kinds import load_kinds
from extractors.kinds.load import read_kind

# The kinds the court's document list names, as `name id`; reports use these words.
REQUIRED = (Path(__file__).parent / "required_kinds.txt").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("line", [line for line in REQUIRED if line])
def test_every_kind_of_the_list_has_its_file(line: str) -> None:
    name, id_ = line.split()
    assert {k.name: k.id for k in load_kinds()}.get(name) == id_


def test_every_kind_has_titles_and_cues() -> None:
    assert [k.id for k in load_kinds() if not k.titles or not (k.cues or k.weak)] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind: 甲\nid: other\ntitles: [甲]\n", "与文件名不符"),
        ("kind: 甲\nid: bad\ntitels: [甲]\n", "titels"),
        ("kind: 甲\nid: bad\ntitles: ['/(/']\n", "写法有误"),
        ("kind: 甲\nid: bad\ntitles: [甲]\nread: half\n", "half"),
        ("kind: 甲\nid: bad\ntitles: [甲]\nfields: {x: {type: date, pattern: 于.*日}}\n", "value"),
        ("kind: 甲\nid: bad\ntitles: [甲]\nfields: {x: {type: day}}\n", "day"),
        ("kind: 甲\nid: bad\ntitles: [甲]\ntables: {t: {columns: {a: [甲]}, needs: [b]}}\n", "b"),
        ("kind: [甲\n", "写法有误"),
        ("kind: 甲\nid: bad\ntitles: [甲]\nfields:\n  a: {pattern: '@none'}\n", "没有 none"),
    ],
)
def test_a_wrong_kind_file_is_an_error_that_names_it(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as error:
        read_kind(path)
    assert told in str(error.value)
    assert "bad.yaml" in str(error.value)
