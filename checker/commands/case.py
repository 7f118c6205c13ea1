"""Reads a case file from disk: intake, reading, cataloguing. The only place where the commands meet the extractors."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from checker.casefile import CaseFile
from checker.commands.parser import positive
from checker.commands.screen import page_progress
from checker.home import home


def add_case_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that reads a case file."""
    parser.add_argument(
        "paths", metavar="卷宗", nargs="+", type=Path, help="卷宗文件夹、ZIP，或若干 PDF、图片、DOCX、XLSX"
    )
    parser.add_argument("--workers", metavar="N", type=positive, help="同时识别的进程数（默认每个处理器核心一个）")
    parser.add_argument("--no-cache", action="store_true", help="不使用、也不保存以前的识别结果")


def read_case(paths: Sequence[Path], *, workers: int | None = None, cache: bool = True) -> CaseFile:
    """The catalogued case file, with progress per page on stderr."""
    from extractors.catalogue import catalogue

    from extractors.intake import open_case
    from extractors.limits import limits_from
    from extractors.reading import read_pages
    from extractors.recorded import Recorded

    with open_case(paths, limits_from()) as intake, page_progress("识别") as tell:
        recorded = Recorded(home() / "readings") if cache else None
        pages = read_pages(intake.pages, workers=workers, recorded=recorded, progress=tell)
        return catalogue(
            name=intake.name,
            pages=pages,
            record=intake.record,
            input_hashes=intake.input_hashes,
            problems=tuple(str(problem) for problem in intake.problems),
        )
