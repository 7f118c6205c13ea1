"""Files: result files are written whole or not at all, what was read is told by its hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from checker.errors import SettingsError


def sha256_of(path: Path) -> str:
    """SHA-256 of a file as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def prepare_output(path: Path) -> bool:
    """Sees that an output file can be written, before long work begins. True where its folder had to be made."""
    try:
        if path.is_dir():
            raise SettingsError("输出位置是一个文件夹", where=str(path), how="请写明文件名")
        missing = not path.parent.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        writable = os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))
    except OSError as error:
        raise _cannot_write(path) from error
    if not writable:
        raise _cannot_write(path)
    return missing


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is either the old one or the whole new one."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(path) from error


def _cannot_write(path: Path) -> SettingsError:
    return SettingsError("写不了这个文件", where=str(path), how="请检查文件夹的权限和磁盘空间，或换一个位置")
