"""The table between its preview and the word to take it: it lies in the waiting room, and only who sent it can go on with it."""

from __future__ import annotations

import hmac
import time
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from checker.errors import LimitError
from service.cases.room import check_disk
from service.cases.taking import incoming
from service.context import Service
from service.database.models import User
from service.errors import NotFoundError

MOST_BYTES = 8 * 1024**2
_KEPT = 24 * 3600  # seconds


def keep_table(service: Service, user: User, source: BinaryIO, name: str) -> tuple[str, Path]:
    """Keeps a table that was sent; returns the word under which it is found again, and the file."""
    data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise LimitError(f"表格超过 {MOST_BYTES // 1024**2} MB", where=name, how="分成几个表格导入")
    check_disk(service.settings, len(data))
    folder = _folder(service)
    for old in folder.glob("*.table"):
        if time.time() - old.stat().st_mtime > _KEPT:
            old.unlink(missing_ok=True)
    digest = sha256(data).hexdigest()
    path = folder / f"{digest}.table"
    path.write_bytes(data)
    return f"{digest}.{_seal(service, user, digest)}", path


def kept_table(service: Service, user: User, word: str) -> tuple[str, Path]:
    """The SHA-256 and the file behind a word. `NotFoundError` where it is another's, or gone."""
    digest, _, seal = word.partition(".")
    path = _folder(service) / f"{digest}.table"
    genuine = hmac.compare_digest(seal.encode(), _seal(service, user, digest).encode())
    if not genuine or not path.is_file():
        raise NotFoundError("预览已经过期", how="重新选择表格，再预览一次")
    return digest, path


def _folder(service: Service) -> Path:
    folder = incoming(service) / "tables"
    folder.mkdir(exist_ok=True)
    return folder


def _seal(service: Service, user: User, digest: str) -> str:
    return hmac.new(service.secret.encode(), f"import/{user.id}/{digest}".encode(), sha256).hexdigest()
