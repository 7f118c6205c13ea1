"""Where results are written: never over the case's own papers, never two to one file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from checker.commands.screen import remarks
from checker.errors import SettingsError
from checker.files import prepare_output
from checker.places import is_record

_ELSEWHERE = "请换一个位置或文件名；报告最好不写在卷宗文件夹里"


def prepare_outputs(outputs: Iterable[Path | None], case: Sequence[Path], inputs: Iterable[Path]) -> None:
    """Sees, before long work begins, that every output can be written and costs the case none of its files, `inputs`."""
    wanted = [path for path in outputs if path]
    if not wanted:
        return
    papers = _papers(inputs)
    _refuse_twice(wanted)
    for path in wanted:
        _refuse_paper(path, papers, case)
    for path in wanted:
        if prepare_output(path):
            remarks().print(f"注意：文件夹原来没有，已新建：{path.parent}", markup=False)


def _papers(inputs: Iterable[Path]) -> set[tuple[int, int]]:
    """The files that will be read as the case, by what they are on the disk; a link is what it points to."""
    from extractors.readers.own import is_own_report

    return {key for path in inputs if (key := _identity(path)) and not is_own_report(path)}


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _refuse_twice(paths: Sequence[Path]) -> None:
    seen: set[str] = set()
    for path in paths:
        if (place := os.path.realpath(path)) in seen:
            raise SettingsError("两种报告要写到同一个文件", where=str(path), how="请给每种报告各写一个文件名")
        seen.add(place)


def _refuse_paper(path: Path, papers: set[tuple[int, int]], case: Sequence[Path]) -> None:
    identity = _identity(path)
    if identity in papers:
        raise SettingsError("输出文件是卷宗里的材料，写入会毁掉原件", where=str(path), how=_ELSEWHERE)
    inside = any(Path(os.path.realpath(path)).is_relative_to(os.path.realpath(given)) for given in case)
    if inside and is_record(path.name):
        raise SettingsError("这个文件名是留给案件信息的，报告不能用", where=str(path), how=_ELSEWHERE)
