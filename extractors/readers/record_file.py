"""The file of the case record (`case.yaml`): which of several counts, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.casefile import CaseRecord
from checker.errors import CaseFileError, LimitError
from checker.record import read_record

_MOST = 1 << 20  # bytes


def in_order(records: Sequence[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Records by name and path; the first, which lies nearest to the case folder, counts."""
    return sorted(records, key=lambda item: item[0].count("/"))


def read_record_file(name: str, path: Path) -> tuple[CaseRecord, tuple[str, ...]]:
    """The record in a file, and remarks on what in it was not understood. `CaseFileError` where it is wrong."""
    if path.stat().st_size > _MOST:
        raise LimitError("case.yaml 超过 1 MiB，不是案件信息文件", where=name, how="重新导出案件信息")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseFileError("case.yaml 不是 UTF-8 编码", where=name, how="用记事本打开，另存为 UTF-8 编码") from error
    return read_record(text, name)
