"""Which files were given: the paths of the command line, walked, named and put in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from checker.errors import CaseFileError, EmptyCaseError
from checker.ordering import natural_key
from extractors.limits import Limits
from extractors.readers.names import is_system, readable


class Input(NamedTuple):
    """A file of the case, named relative to the case folder; or, with its error, what could not be looked into."""

    name: str
    path: Path
    error: CaseFileError | None = None


def input_files(paths: Sequence[Path], limits: Limits) -> list[Input]:
    """The input files in natural order of their names, each once. A folder that may not be opened is one of them."""
    if not paths:
        raise EmptyCaseError("没有给出要检查的文件夹或文件", how="例如：zhongben check 卷宗文件夹 --gate zhongben")
    files: dict[Path, OSError | None] = {}
    for path in paths:
        files.update(dict(_files_of(path.absolute(), limits)))
    if not files:
        raise EmptyCaseError(
            "文件夹是空的，没有卷宗材料", where=str(paths[0]), how="把扫描件（PDF、JPG、PNG、TIFF）放进该文件夹"
        )
    folder = _case_folder(paths)
    inputs: dict[str, Input] = {}
    stored = {path: Path(os.path.relpath(path, folder)).as_posix() for path in files}
    for path, error in sorted(files.items(), key=lambda item: readable(stored[item[0]]) != stored[item[0]]):
        name = readable(stored[path])
        if name in inputs:  # the same name in GBK and in UTF-8: the latter keeps it
            name = readable(stored[path], escaped=True)
        inputs[name] = Input(name, path, unreadable_file(name, error) if error else None)
    return sorted(inputs.values(), key=lambda item: natural_key(item.name))


def _files_of(path: Path, limits: Limits) -> Iterator[tuple[Path, OSError | None]]:
    """The regular files at or under a path, without hidden and system files; links to folders are not followed. What
    the system does not let us look into comes with its error.
    """
    try:
        if path.is_file():
            yield path, None
            return
        if not path.is_dir():
            raise CaseFileError("找不到该文件或文件夹", where=str(path), how="核对路径；文件名可从文件管理器中复制")
        next(path.iterdir(), None)  # the folder itself has to open: else there is no case
    except OSError as error:
        raise unreadable_file(str(path), error) from error
    locked: list[OSError] = []
    count = 0
    for folder, folders, names in os.walk(path, onerror=locked.append):
        folders[:] = [name for name in folders if not is_system(name)]
        for name in names:
            file = Path(folder, name)
            if is_system(name):
                continue
            refused: OSError | None = None
            try:
                regular = file.is_file()
            except OSError as error:
                regular, refused = True, error
            if regular:
                count += 1
                yield file, refused
        limits.check("files", count, str(path))
    yield from ((Path(os.fsdecode(error.filename)), error) for error in locked)


def _case_folder(paths: Sequence[Path]) -> Path:
    """What names are relative to: the one folder given, else the folder that holds all that was given."""
    roots = [path.absolute() if path.is_dir() else path.absolute().parent for path in paths]
    if len(paths) > 1:
        roots = [path.absolute().parent for path in paths]
    return Path(os.path.commonpath(roots))


def case_name(paths: Sequence[Path]) -> str:
    """What the case is called: its folder, or its one file without the extension."""
    first = paths[0].resolve()
    if len(paths) > 1:
        return readable(_case_folder(paths).name)
    return readable(first.name if first.is_dir() else first.stem)


def unreadable_file(name: str, error: OSError) -> CaseFileError:
    """The error for a file that the system does not let us read."""
    if isinstance(error, PermissionError):
        return CaseFileError("没有读取权限", where=name, how="请文件的保管人授予读取权限，或复制一份后重试")
    return CaseFileError(
        f"文件无法读取（{error.strerror or '读写错误'}）", where=name, how="检查磁盘或网络盘后重新复制该文件"
    )
