"""Reading without the networks: order, replay, problems. With them (`ocr`): worker processes and their crashes."""

import gzip
import os
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pytest

from checker.casefile import Box, Depth, Line, Mark, MarkKind, Page, PageRef, Presence
from checker.errors import CaseFileError
from extractors import reading
from extractors.ocr.engine import SeenLine
from extractors.ocr.order import in_reading_order
from extractors.ocr.page import as_band, read_page
from extractors.ocr.recognise import _decode
from extractors.ocr.workers import read_in_processes
from extractors.reading import read_pages
from extractors.recorded import Recorded, pack


@dataclass(frozen=True)
class Sheet:
    """A page to read; `fault` decides what goes wrong on loading it."""

    number: int
    sha256: str = ""
    kind: str = "image"
    problem: str | None = None
    fault: str = ""
    file: str = "卷.pdf"
    has_image: bool = True

    def load_image(self):
        if self.fault == "broken":
            raise CaseFileError("图像损坏，无法打开")
        if self.fault == "crash":
            os._exit(9)
        if self.fault == "words":
            page = np.full((1400, 1000, 3), 245, np.uint8)
            cv2.putText(page, "READ THIS 2022", (150, 200), cv2.FONT_HERSHEY_SIMPLEX, 2.4, (20,) * 3, 6)
            return page
        return np.full((1400, 1000, 3), 245, np.uint8)

    def load_text(self):
        return (Line("文字", Box(0.1, 0.1, 0.3, 0.12)),)


def full_page(sha256="ab12"):
    return Page(
        "卷.pdf",
        3,
        lines=(
            Line("执行通知书", Box(0.3, 0.1, 0.7, 0.14), 0.987),
            Line("正文", Box(0.1, 0.5, 0.9, 0.53), 0.9),
        ),
        marks=(
            Mark(MarkKind.SEAL, Presence.PRESENT, Box(0.6, 0.7, 0.8, 0.84), confidence=0.91),
            Mark(MarkKind.SIGNATURE, Presence.DOUBTFUL, Box(0.2, 0.9, 0.4, 0.93), "承办人", "张", 0.5),
        ),
        rotation=90,
        skew=-0.7,
        look="00ff00ff00ff00ff",
        sha256=sha256,
    )


def stub(monkeypatch, read):
    monkeypatch.setattr(reading, "Engine", lambda: None)
    monkeypatch.setattr(reading, "model_files", dict)
    monkeypatch.setattr(reading, "read_page", read)


def not_needed(lines):
    return False


def test_recording_round_trip_is_exact(tmp_path):
    page = full_page()
    Recorded(tmp_path).put(page)
    assert Recorded(tmp_path).get(replace(page, lines=(), marks=(), rotation=0)) == page


def test_recording_serves_the_same_page_in_another_file(tmp_path):
    Recorded(tmp_path).put(full_page())
    found = Recorded(tmp_path).get(Page("另一份.pdf", 8, sha256="ab12"))
    assert (found.file, found.number, found.lines) == ("另一份.pdf", 8, full_page().lines)


def test_same_reading_is_recorded_in_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        Recorded(tmp_path / name).put(full_page())
    files = [next((tmp_path / name).rglob("ab12.json.gz")).read_bytes() for name in ("a", "b")]
    assert files[0] == files[1]


def test_packed_recordings_replay(tmp_path):
    for key in ("ab12", "cd34"):
        Recorded(tmp_path / "single").put(full_page(key))
    assert pack(tmp_path / "single", tmp_path / "all.pack.gz") == 2
    found = Recorded(tmp_path, write=False).get(Page("卷.pdf", 3, sha256="cd34"))
    assert found == full_page("cd34")


@pytest.mark.parametrize(
    "damage", [b"", b"\x1f\x8b broken", gzip.compress(b"{", mtime=0)], ids=["empty", "broken", "cut"]
)
def test_torn_recording_is_no_recording(tmp_path, damage):
    Recorded(tmp_path).put(full_page())
    next(tmp_path.rglob("ab12.json.gz")).write_bytes(damage)
    assert Recorded(tmp_path).get(Page("卷.pdf", 3, sha256="ab12")) is None


def test_other_readers_recordings_do_not_count_unless_asked_for(tmp_path, monkeypatch):
    Recorded(tmp_path).put(full_page())
    monkeypatch.setattr("extractors.recorded.reader_version", lambda: "another")
    assert Recorded(tmp_path).get(Page("卷.pdf", 3, sha256="ab12")) is None
    assert Recorded(tmp_path, any_version=True).get(Page("卷.pdf", 3, sha256="ab12")) is not None


def test_problems_are_not_recorded(tmp_path):
    Recorded(tmp_path).put(replace(full_page(), problem="坏页"))
    assert list(tmp_path.iterdir()) == []


def test_replay_gives_what_the_band_would_have_given(tmp_path):
    recorded = Recorded(tmp_path)
    recorded.put(full_page())
    (page,) = read_pages([Sheet(3, "ab12")], workers=0, recorded=recorded, wants_full=not_needed)
    assert page == as_band(full_page())
    assert (page.depth, [line.text for line in page.lines]) == (Depth.BAND, ["执行通知书"])
    assert [mark.kind for mark in page.marks] == [MarkKind.SEAL]


def test_recorded_band_is_read_again_where_more_is_wanted(tmp_path, monkeypatch):
    stub(monkeypatch, lambda engine, source, wants: full_page())
    recorded = Recorded(tmp_path)
    recorded.put(as_band(full_page()))
    assert read_pages([Sheet(3, "ab12")], workers=0, recorded=recorded) == [full_page()]
    assert recorded.get(Page("卷.pdf", 3, sha256="ab12")) == full_page()


def test_pages_named_are_read_whole_whatever_their_band_says(tmp_path, monkeypatch):
    stub(monkeypatch, lambda engine, source, wants: full_page() if wants(()) else as_band(full_page()))
    recorded = Recorded(tmp_path)
    recorded.put(as_band(full_page()))
    asked = {"workers": 0, "recorded": recorded, "wants_full": not_needed}
    assert read_pages([Sheet(3, "ab12")], **asked) == [as_band(full_page())]
    assert read_pages([Sheet(3, "ab12")], **asked, whole={PageRef("卷.pdf", 3)}) == [full_page()]


def test_order_and_progress(monkeypatch):
    stub(monkeypatch, lambda engine, source, wants: Page(source.file, source.number, sha256=source.sha256))
    told = []
    pages = read_pages(
        [Sheet(n, f"{n}") for n in (3, 1, 2)], workers=0, progress=lambda done, of: told.append((done, of))
    )
    assert [page.number for page in pages] == [3, 1, 2]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_pages_with_the_same_bytes_are_read_once(monkeypatch):
    read = []

    def count(engine, source, wants):
        read.append(source.number)
        return Page(source.file, source.number, look="aa", sha256=source.sha256)

    stub(monkeypatch, count)
    pages = read_pages([Sheet(1, "x"), Sheet(2, "x"), Sheet(3, ""), Sheet(4, "")], workers=0)
    assert read == [1, 3, 4]
    assert [(page.number, page.look) for page in pages] == [(1, "aa"), (2, "aa"), (3, "aa"), (4, "aa")]


@pytest.mark.parametrize(
    ("sheet", "problem"),
    [(Sheet(1, problem="需要密码"), "需要密码"), (Sheet(1, fault="broken"), "图像损坏，无法打开")],
)
def test_what_cannot_be_read_is_a_page_with_a_problem(sheet, problem):
    page = read_page(None, sheet)
    assert (page.problem, page.depth) == (problem, Depth.NONE)


def test_text_pages_need_no_recognition():
    page = read_page(None, Sheet(1, kind="text", has_image=False))
    assert (page.text, page.depth) == ("文字", Depth.FULL)


def test_reading_order_is_by_rows_then_columns():
    places = {"右上": (600, 100, 800, 140), "左上": (100, 104, 300, 146), "下": (100, 200, 300, 240)}
    assert in_reading_order(list(places), places.__getitem__) == ["左上", "右上", "下"]


def test_ctc_joins_runs_and_tells_places():
    chances = np.zeros((10, 3), np.float32)
    for column, best in enumerate([0, 1, 1, 0, 1, 2, 2, 2, 0, 0]):
        chances[column, best] = 0.9
    told = _decode(chances, ["", "甲", "乙"], 1.0)
    assert (told.text, told.centres) == ("甲甲乙", (0.15, 0.45, 0.55))
    assert told.confidence == pytest.approx(0.9)


def test_line_boxes_are_fractions_of_the_page():
    line = SeenLine("甲", 0.9, (100.0, 50.0, 300.0, 90.0)).as_line(1000, 500)
    assert line.box == (0.1, 0.1, 0.3, 0.18)


@pytest.mark.ocr
def test_a_crashing_page_costs_only_itself():
    sheets = [Sheet(1), Sheet(2, fault="crash"), Sheet(3, fault="words"), Sheet(4)]
    pages = dict(read_in_processes(sheets, reading.always_full, 2))
    assert [pages[i].problem for i in range(4)] == [None, "读取本页时程序异常退出，请人工查看", None, None]
    assert [pages[i].blank for i in range(4)] == [True, False, False, True]


@pytest.mark.ocr
def test_result_does_not_depend_on_the_number_of_workers():
    sheets = [Sheet(1, "a", fault="words"), Sheet(2, "b"), Sheet(3, "c", fault="words")]
    alone, together = read_pages(sheets, workers=0), read_pages(sheets, workers=2)
    assert alone == together
    assert "2022" in alone[0].text


def test_readings_that_cannot_be_kept_cost_nothing(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    recorded = Recorded(tmp_path / "file" / "readings")
    recorded.put(full_page())
    assert not recorded.write
    assert recorded.get(full_page()) is None
