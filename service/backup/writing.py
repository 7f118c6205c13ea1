"""Makes a backup while the service goes on.

Rows first, in one snapshot; then the blobs. A blob is on the disk before the row that names it is committed, and none is ever
deleted: so whatever the rows of the snapshot name is there to be copied afterwards. The other way round it might not be.
The checkpoints are cut at the snapshot's last entry, for those after it seal acts that the backup does not have.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from checker.errors import SettingsError
from checker.receipt import package_version
from service.backup.blobs_named import blobs_named
from service.backup.containers import TAR, Sink, sink_at
from service.backup.manifest import NAME, Manifest, Part
from service.backup.reading import verify_backup
from service.backup.tables import dump_tables, snapshot
from service.context import Service
from service.database.migrate import revision_of
from service.database.models import LedgerEntry
from service.ledger import Act, record
from service.ledger.checkpoints import Checkpoints
from service.ledger.verify import verify_ledger
from service.moment import now
from service.store.blobs import DamagedOriginalError


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and read again. `digest`: SHA-256 of its manifest, which vouches for all the rest."""

    manifest: Manifest
    digest: str


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the snapshot held."""

    tables: dict[str, int]
    revision: str
    named: set[str]
    head: tuple[int, str]
    holds: bool


def take_backup(service: Service, target: Path) -> Backup:
    """Writes a backup to a new tar (`….tar`) or a new folder, reads it again, and records it. Where that fails, no file of
    that name is there. `SettingsError` where it cannot be written.
    """
    target = target.absolute()
    if target.exists():
        raise SettingsError("目标已经存在，备份不覆盖任何文件", where=str(target), how="换一个文件名，例如写上日期")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _gone_on_error(part):
            manifest = _write(service, part, tar=target.suffix == TAR)
            digest = verify_backup(part).digest
            with service.writing() as session:
                record(session, Act.BACKUP, None, about=target.name, manifest=digest, head=manifest.head[0])
            part.rename(target)
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise SettingsError(
            f"备份写不进去：{told}", where=str(target), how="检查磁盘空间和文件夹的权限，或换一个位置"
        ) from error
    return Backup(manifest, digest)


def _write(service: Service, part: Path, *, tar: bool) -> Manifest:
    with TemporaryDirectory(dir=part.parent, prefix=".backup-") as folder:
        work = Path(folder)
        with snapshot(service.database.engine) as connection:
            rows = _rows(service, connection, work)
        with sink_at(part, tar=tar) as sink:
            written = _Written(sink)
            for path in sorted(work.rglob("*.jsonl")):
                written.add_file(path.relative_to(work).as_posix(), path)
            for key in sorted(service.settings.keys.glob("*.key")):
                written.add_file(f"keys/{key.name}", key)
            missing = _add_blobs(service, written, rows.named)
            manifest = Manifest(
                at=now().isoformat(timespec="seconds"),
                court=service.settings.court,
                program=package_version("zhongben"),
                revision=rows.revision,
                database=service.database.engine.dialect.name,
                tables=rows.tables,
                head=rows.head,
                holds=rows.holds,
                missing=missing,
                files=written.files,
            )
            data = manifest.to_bytes()
            sink.add(NAME, io.BytesIO(data), len(data))
    return manifest


def _rows(service: Service, connection: Connection, work: Path) -> _Rows:
    tables = dump_tables(connection, work / "tables")
    last = connection.execute(
        select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)
    ).first()
    head = (last.seq, last.hash) if last else (0, "")
    copied = Checkpoints(work / "ledger", service.settings.keys)
    _copy_checkpoints(service.checkpoints.folder, copied.folder, head[0])
    if last:
        copied.append(head)
    with Session(connection) as session:
        state = verify_ledger(session, copied)
    return _Rows(tables, revision_of(connection) or "", blobs_named(connection), head, state.holds)


def _copy_checkpoints(source: Path, target: Path, last: int) -> None:
    """All lines but those of entries after `last`; one that cannot be read stays as it is, for it must go on showing."""
    target.mkdir(parents=True)
    for path in sorted(source.glob("*.jsonl")):
        lines = path.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if line.endswith(b"\n") and _seq(line) <= last]
        (target / path.name).write_bytes(b"".join(kept))


def _seq(line: bytes) -> int:
    try:
        return int(json.loads(line)["seq"])
    except (ValueError, KeyError, TypeError):
        return 0


def _add_blobs(service: Service, written: _Written, named: set[str]) -> tuple[str, ...]:
    """Copies every blob; returns those that the rows name and that are gone or damaged."""
    missing = []
    for digest in sorted(named | set(service.blobs.all())):
        try:
            path = service.blobs.checked_path(digest)
        except DamagedOriginalError:
            if digest in named:
                missing.append(digest)
            continue
        written.add_file(f"store/{digest[:2]}/{digest}", path)
    return tuple(missing)


class _Written:
    """What was put into a backup so far."""

    def __init__(self, sink: Sink) -> None:
        self.files: dict[str, Part] = {}
        self._sink = sink

    def add_file(self, name: str, path: Path) -> None:
        """Puts a file in; its hash is of the very bytes that were written."""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            hashed = _Hashed(file)
            self._sink.add(name, cast(BinaryIO, hashed), size)
        self.files[name] = Part(size, hashed.digest.hexdigest())


class _Hashed:
    """Bytes on their way, with their hash."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def _gone_on_error(part: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        part.unlink(missing_ok=True)
        raise
