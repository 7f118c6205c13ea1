"""The table that closes a record: who signed in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.casefile import Box, Mark, MarkKind, Page, Presence
from extractors.papers.sign_offs import with_sign_offs
from tests.extractors.sheets import page

LOST = Mark(MarkKind.SIGNATURE, Presence.DOUBTFUL, Box(0.16, 0.775, 0.4, 0.795), "被谈话人", "以上记录已阅，属实。")


def record(
    asked: str = "孙大力", clerk: str = "何文斌", size: float = 0.008, marks: tuple[Mark, ...] = (LOST,)
) -> Page:
    """The foot of a record with two rows; the names in them are `size` higher than print on either side."""
    rows = [(("被询问人", asked), 0.80), (("记录人", clerk), 0.84)]
    lines = [
        item
        for (label, name), y in rows
        for item in (
            (label, 0.12, y),
            *([(name, 0.33, y)] if name else []),
            ("日期", 0.57, y),
            ("2022年9月1日", 0.7, y),
        )
    ]
    made = page("^调查笔录", ("以上记录已阅，属实。", 0.12, 0.74), *lines)
    taller = tuple(
        replace(line, box=line.box._replace(y0=line.box.y0 - size, y1=line.box.y1 + size))
        if line.text in (asked, clerk)
        else line
        for line in made.lines
    )
    return replace(made, lines=taller, marks=marks)


def found(sheet: Page) -> list[tuple[str, str, str]]:
    return [(m.label, m.presence.value, m.text) for m in with_sign_offs(sheet).marks]


def test_what_is_written_between_label_and_day_is_the_signature() -> None:
    assert found(record()) == [("被询问人", "present", "孙大力"), ("记录人", "present", "何文斌")]


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ("孙大力", 0.0),  # printed
        ("", 0.008),  # nothing was read: perhaps nothing stands there
        ("他没有签字，不识字", 0.008),
    ],
)
def test_what_is_no_name_by_hand_is_in_doubt(asked: str, size: float) -> None:
    label, presence, _ = found(record(asked, size=size))[0]
    assert (label, presence) == ("被询问人", "doubtful")


def test_what_the_reader_found_in_the_rooms_stays() -> None:
    seen = Mark(MarkKind.SIGNATURE, Presence.ABSENT, Box(0.33, 0.8, 0.45, 0.82), "被询问人")
    assert with_sign_offs(record(marks=(seen,))).marks == (seen,)


def test_the_head_of_a_record_and_a_single_row_ask_for_no_signature() -> None:
    head = page(
        "^调查笔录", ("被询问人", 0.12, 0.2), ("孙大力", 0.33, 0.2), ("记录人", 0.12, 0.24), ("何文斌", 0.33, 0.24)
    )
    assert with_sign_offs(head) == head
    one = page(("记录人", 0.12, 0.8), ("何文斌", 0.33, 0.8), ("日期", 0.57, 0.8))
    assert with_sign_offs(one) == one
