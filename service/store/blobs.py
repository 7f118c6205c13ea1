"""Files under the SHA-256 of what they hold. They are written once, made read-only, and looked at on every reading.

`put_file` and `put_bytes` return when the file is on the disk under its final name: what the database then points to is there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from checker.errors import InternalError
from checker.files import sha256_of

_CHUNK = 1024 * 1024


class DamagedOriginalError(InternalError):
    """What lies in the store is not what was put there."""

    def __init__(self, digest: str) -> None:
        super().__init__(f"原件 {digest[:12]}… 与入库时不一致或者不在了，请用备份恢复")


class Blobs:
    """The store under `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where a blob lies, whether it is there or not."""
        return self.folder / digest[:2] / digest

    def put_bytes(self, data: bytes) -> str:
        """Keeps bytes; returns their SHA-256 (hex)."""
        digest = sha256(data).hexdigest()
        part = self._part(digest)
        part.write_bytes(data)
        return self._keep(part, digest)

    def put_file(self, source: Path, digest: str | None = None) -> str:
        """Takes a file in (it is moved); returns its SHA-256."""
        found = sha256_of(source)
        if digest and digest != found:
            raise DamagedOriginalError(digest)
        return self._keep(source, found)

    def get(self, digest: str) -> bytes:
        """The bytes, compared with their name. `DamagedOriginalError` where they differ or are not there."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            raise DamagedOriginalError(digest) from None
        if sha256(data).hexdigest() != digest:
            raise DamagedOriginalError(digest)
        return data

    def checked_path(self, digest: str) -> Path:
        """The file of a blob, after its bytes were compared with its name."""
        path = self.path(digest)
        if not path.is_file() or sha256_of(path) != digest:
            raise DamagedOriginalError(digest)
        return path

    def all(self) -> Iterator[str]:
        """The names of all blobs."""
        for path in sorted(self.folder.glob("??/*")):
            if len(path.name) == 64:
                yield path.name

    def sweep(self, seconds: float = 24 * 3600) -> None:
        """Removes what processes that were killed left half written, if it is older than so many seconds."""
        before = time.time() - seconds
        for path in self.folder.glob("??/*.part"):
            with suppress(OSError):  # another process may sweep too
                if path.stat().st_mtime < before:
                    path.unlink()

    def _part(self, digest: str) -> Path:
        folder = self.path(digest).parent
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{digest}.{os.getpid()}.{os.urandom(4).hex()}.part"

    def _keep(self, source: Path, digest: str) -> str:
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and sha256_of(target) == digest:  # one that was damaged makes room: here is the right one
            source.unlink()
            return digest
        with source.open("rb") as file:
            os.fsync(file.fileno())
        source.chmod(0o444)
        source.replace(target)
        with suppress(OSError):  # some file systems cannot: then the rename is as safe as they make it
            handle = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return digest
