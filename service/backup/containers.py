"""A backup as a folder or as a tar: put files in, take files out. Names were looked at before (`manifest`)."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from service.backup.manifest import BackupError

TAR = ".tar"


class Sink(Protocol):
    """Where a backup is written to."""

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Writes a file of a name."""
        ...


class Origin(Protocol):
    """What a backup is read from."""

    def names(self) -> list[str]:
        """All files in it, each once. `BackupError` where there is anything but plain files."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file. `BackupError` where it is not there."""
        ...


class FolderSink:
    """Writes a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700)

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Writes a file, on the disk before it returns."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _private(path) as file:
            while chunk := source.read(1 << 20):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())


class TarSink:
    """Writes a tar that is open already."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Writes a member that only its owner may read."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, source)


@contextmanager
def sink_at(path: Path, *, tar: bool) -> Iterator[Sink]:
    """Where a backup is written to: a new tar or a new folder."""
    if not tar:
        yield FolderSink(path)
        return
    with _private(path) as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as made:
            yield TarSink(made)
        file.flush()
        os.fsync(file.fileno())


class FolderOrigin:
    """Reads a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The files below the folder; a link is none."""
        found = [path for path in sorted(self.folder.rglob("*")) if path.is_symlink() or not path.is_dir()]
        if wrong := next((path for path in found if path.is_symlink() or not path.is_file()), None):
            raise BackupError("备份里有链接或者特殊文件", where=str(wrong), how="不要使用这份备份")
        return [path.relative_to(self.folder).as_posix() for path in found]

    def open(self, name: str) -> BinaryIO:
        """A file below the folder."""
        try:
            return (self.folder / name).open("rb")
        except OSError:
            raise BackupError(f"备份里缺少 {name}", where=str(self.folder), how="换一份备份") from None


class TarOrigin:
    """Reads a tar."""

    def __init__(self, tar: tarfile.TarFile, where: str) -> None:
        self.tar, self.where = tar, where
        self._members: dict[str, tarfile.TarInfo] = {}
        for member in tar.getmembers():
            if not member.isreg() or member.name in self._members:
                raise BackupError(
                    f"备份里有链接、特殊文件或者重名的文件：{member.name!r}", where=where, how="不要使用这份备份"
                )
            self._members[member.name] = member

    def names(self) -> list[str]:
        """The members."""
        return list(self._members)

    def open(self, name: str) -> BinaryIO:
        """A member; it is read from the archive itself, never laid out under its own name."""
        member = self._members.get(name)
        file = self.tar.extractfile(member) if member else None
        if file is None:
            raise BackupError(f"备份里缺少 {name}", where=self.where, how="换一份备份")
        return cast(BinaryIO, file)


@contextmanager
def origin_at(path: Path) -> Iterator[Origin]:
    """A backup to read. `BackupError` where there is none."""
    if path.is_dir():
        yield FolderOrigin(path)
        return
    with _opened(path) as tar:
        yield TarOrigin(tar, str(path))


def _opened(path: Path) -> tarfile.TarFile:
    """`BackupError` where it is no tar, or a cut one."""
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115 — handed on to be closed
    except (OSError, tarfile.TarError):
        raise BackupError("这里没有备份", where=str(path), how="写出备份的 .tar 文件或者文件夹") from None
    try:
        tar.getmembers()
    except tarfile.TarError:
        tar.close()
        raise BackupError("备份文件已损坏", where=str(path), how="换一份备份") from None
    return tar


def _private(path: Path) -> BinaryIO:
    """A new file that only this user may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
