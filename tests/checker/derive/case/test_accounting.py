"""Every page ends in one state; a file that cannot be opened is told, because nobody knows how many pages it holds."""

from pathlib import Path

from checker.check import check
from checker.commands.case import read_case
from checker.derive import facts_of
from checker.outcome import Status
from checker.rulebook import load_rulebook
from checker.worker import Engine
from tests.checker.derive.build import DAY
from tests.extractors.papers import image_bytes, put

RULE = "jianli/every-gate/pages-accounted"


def status(folder: Path) -> Status:
    with read_case([folder]) as opened, Engine() as engine:
        report = check(opened.case, facts_of(opened.case, DAY), "zhongben", DAY, load_rulebook(), engine)
    return next(f.status for f in report.findings if f.rule == RULE)


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    pages = {"1.jpg": image_bytes(), "2.jpg": image_bytes()}
    assert status(put(tmp_path / "whole", pages)) is Status.SATISFIED
    assert status(put(tmp_path / "lacking", {**pages, "3.pdf": b"%PDF-1.4 no more than that"})) is Status.VIOLATED
