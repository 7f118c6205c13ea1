"""Reads a case file from disk: intake, reading, cataloguing. The only place where the commands meet the extractors."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from checker.casefile import CaseFile, Evidence
from checker.commands.parser import positive
from checker.commands.screen import page_progress, remarks
from checker.home import home, writable_home
from checker.places import is_record


def add_case_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that reads a case file."""
    parser.add_argument(
        "paths", metavar="卷宗", nargs="+", type=Path, help="卷宗文件夹、ZIP，或若干 PDF、图片、DOCX、XLSX"
    )
    parser.add_argument("--workers", metavar="N", type=positive, help="同时识别的进程数（默认每个处理器核心一个）")
    parser.add_argument("--no-cache", action="store_true", help="不使用、也不保存以前的识别结果")


def look_over(paths: Sequence[Path]) -> list[Path]:
    """The case's files. What is wrong with the paths or `case.yaml` is told here, before anything slow begins."""
    from extractors.limits import limits_from
    from extractors.readers.listing import input_files
    from extractors.readers.record_file import in_order, read_record_file

    inputs = input_files(paths, limits_from())
    records = [(item.name, item.path) for item in inputs if is_record(item.name) and item.error is None]
    for name, path in in_order(records)[:1]:
        with suppress(OSError):  # unreadable: told with the other files
            read_record_file(name, path)
    return [item.path for item in inputs]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A catalogued case file whose pages can still be looked at: `crop` cuts a place out as JPEG bytes; `originals`
    tells where the files of the pages lie.
    """

    case: CaseFile
    crop: Callable[[Evidence], bytes | None]
    originals: Mapping[str, Path] = field(default_factory=dict)


@contextmanager
def read_case(paths: Sequence[Path], *, workers: int | None = None, cache: bool = True) -> Iterator[OpenCase]:
    """The catalogued case file, with progress per page on stderr. What was unpacked is removed on leaving."""
    from extractors.catalogue import catalogue, wants_full
    from extractors.crops import crop_maker
    from extractors.intake import open_case
    from extractors.limits import limits_from
    from extractors.reading import read_pages
    from extractors.recorded import Recorded

    folder = writable_home()
    if folder is None:
        remarks().print(
            f"注意：{home()} 不能写，本次不保存识别结果和日志（可用 ZHONGBEN_HOME 另指定文件夹）", markup=False
        )
    recorded = Recorded(folder / "readings") if cache and folder else None
    with open_case(paths, limits_from()) as intake:
        with page_progress("识别") as tell:
            pages = read_pages(intake.pages, workers=workers, wants_full=wants_full, recorded=recorded, progress=tell)
        problems = [str(problem) for problem in intake.problems]
        case = catalogue(intake.name, pages, intake.record, intake.input_hashes, problems)
        yield OpenCase(case, crop_maker(intake.pages, pages), intake.originals)
