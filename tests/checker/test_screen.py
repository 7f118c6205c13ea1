"""Progress: what is left, and lines where there is no terminal."""

import io

from rich.console import Console

from checker.commands import screen
from checker.commands.pace import Pace, in_words
from checker.commands.screen import Lines


def test_what_is_left_comes_from_pages_that_were_read_not_from_kept_ones():
    pace = Pace(0.0)
    assert [pace.left(done, 40, 0.001 * done) for done in range(1, 11)] == [""] * 10  # kept readings
    assert pace.left(11, 40, 30.0) == ""  # the start of the recogniser
    assert [pace.left(11 + n, 40, 30.0 + 2 * n) for n in (1, 2, 3)] == ["", "", "约还需 50 秒"]
    assert pace.left(39, 40, 80.0) == "约还需 5 秒"
    assert pace.left(40, 40, 82.0) == ""


def test_minutes():
    assert in_words(200) == "约还需 3 分钟"


def lines_of(monkeypatch, steps, total=40):
    now = [0.0]
    monkeypatch.setattr(screen.time, "monotonic", lambda: now[0])
    out = io.StringIO()
    lines = Lines("识别", Pace(0.0), Console(file=out, width=80), _at=0.0)
    for done, at in steps:
        now[0] = at
        lines(done, total)
    return out.getvalue().splitlines()


def test_a_line_every_ten_pages(monkeypatch):
    told = lines_of(monkeypatch, [(n, 2.0 * n) for n in range(41)])
    assert told == ["识别 8/40 页，约还需 1 分钟", "识别 16/40 页，约还需 50 秒", "识别 24/40 页，约还需 30 秒", "识别 32/40 页，约还需 15 秒"]  # fmt: skip
    assert len(lines_of(monkeypatch, [(n, 0.5 * n) for n in range(41)])) == 3


def test_nothing_is_said_of_what_is_read_at_once(monkeypatch):
    assert lines_of(monkeypatch, [(n, 0.01 * n) for n in range(41)]) == []
