"""Reads a backup: its manifest, and whether every part is what the manifest says."""

from __future__ import annotations

import hashlib
import os
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from service.backup.containers import Origin, origin_at
from service.backup.manifest import NAME, BackupError, Manifest, Part, read_manifest

_CHUNK = 1 << 20
_LARGEST_MANIFEST = 1 << 30


@dataclass(frozen=True, slots=True)
class Verified:
    """A backup whose parts are all as its manifest says. `digest`: SHA-256 of the manifest."""

    manifest: Manifest
    digest: str


def verify_backup(path: Path) -> Verified:
    """Reads everything once. `BackupError` names the first part that is not what was written."""
    with origin_at(path) as origin:
        return _each(origin, str(path), lambda _: None)


def lay_out(path: Path, folder: Path) -> Verified:
    """Writes the parts under a new folder, all of them compared on the way. `BackupError` where one differs; then what was
    laid out is not to be used.
    """
    with origin_at(path) as origin:
        return _each(origin, str(path), lambda name: folder / name)


def _each(origin: Origin, where: str, place: Callable[[str], Path | None]) -> Verified:
    data = _small(origin, NAME, where)
    manifest = read_manifest(data, where)
    there, wanted = set(origin.names()), {NAME, *manifest.files}
    if extra := there - wanted:
        raise BackupError(f"备份里有清单上没有的文件：{min(extra)!r}", where=where, how="不要使用这份备份")
    for name, part in manifest.files.items():
        _copy(origin, name, part, place(name), where)
    return Verified(manifest, hashlib.sha256(data).hexdigest())


def _small(origin: Origin, name: str, where: str) -> bytes:
    try:
        with origin.open(name) as file:
            return file.read(_LARGEST_MANIFEST)
    except (OSError, tarfile.TarError):
        raise _damaged(name, where) from None


def _copy(origin: Origin, name: str, part: Part, target: Path | None, where: str) -> None:
    """Reads a part to its end, and writes it where a target is given, on the disk before it returns."""
    digest, size = hashlib.sha256(), 0
    handle = _new_file(target) if target else None
    try:
        with origin.open(name) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > part.size:
                    break
                if handle is not None:
                    os.write(handle, chunk)
        if handle is not None:
            os.fsync(handle)
    except tarfile.TarError:
        raise _damaged(name, where) from None
    finally:
        if handle is not None:
            os.close(handle)
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise _damaged(name, where)


def _new_file(path: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    mode = 0o444 if path.parent.parent.name == "store" else 0o600
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)


def _damaged(name: str, where: str) -> BackupError:
    return BackupError(f"备份已损坏：{name} 与清单不一致", where=where, how="换一份备份；没有恢复任何数据")
