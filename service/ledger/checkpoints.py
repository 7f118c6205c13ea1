"""Signed checkpoints of the ledger, kept in files beside the database, not in it.

A chain alone does not show that its end was cut off. So after every commit, and before the answer, number and hash of the
last entry are signed and appended to a file of the month; `ledger verify` compares them.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.moment import now

_KEY = "ledger.key"
_LINE = 4_096  # bytes; a line has some 300


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """At `at` (ISO) the ledger ended with entry `seq`, whose hash is `hash`. `valid`: the signature is ours."""

    seq: int
    hash: str
    at: str
    valid: bool
    where: str


class Checkpoints:
    """The files under `folder` (`2026-11.jsonl`), and the key under `keys`, made where there is none."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder = folder
        self._key = _load_key(keys / _KEY)

    def append(self, head: tuple[int, str]) -> None:
        """Signs the end of the ledger and keeps it, on the disk before it returns."""
        seq, hash_ = head
        at = now().isoformat(timespec="seconds")
        line = {"seq": seq, "hash": hash_, "at": at, "signature": self._key.sign(_signed(seq, hash_, at)).hex()}
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{at[:7]}.jsonl"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            _append_whole(handle, json.dumps(line, separators=(",", ":")).encode() + b"\n")
        finally:
            os.close(handle)

    def all(self) -> Iterator[Checkpoint]:
        """All checkpoints of all months, in order of the files; a torn or changed line is not valid."""
        for path in sorted(self.folder.glob("*.jsonl")):
            for number, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                yield self._read(text, f"{path.name}:{number}")

    def last(self) -> Checkpoint | None:
        """The latest checkpoint, without a look at the others."""
        for path in sorted(self.folder.glob("*.jsonl"), reverse=True):
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - _LINE))
                lines = file.read().decode("utf-8", errors="replace").splitlines()
            if lines:
                return self._read(lines[-1], path.name)
        return None

    def _read(self, text: str, where: str) -> Checkpoint:
        try:
            line = json.loads(text)
            seq, hash_, at = int(line["seq"]), str(line["hash"]), str(line["at"])
            self._key.public_key().verify(bytes.fromhex(line["signature"]), _signed(seq, hash_, at))
        except (ValueError, KeyError, TypeError, InvalidSignature):
            return Checkpoint(0, "", "", valid=False, where=where)
        return Checkpoint(seq, hash_, at, valid=True, where=where)


def _append_whole(handle: int, line: bytes) -> None:
    """A line to the end of a file, whole or not at all: a disk that is full takes a part of it, and that part would look like
    somebody's tampering for good.
    """
    before = os.fstat(handle).st_size
    if (written := os.write(handle, line)) < len(line):
        if os.fstat(handle).st_size == before + written:  # nobody has written behind it meanwhile
            os.ftruncate(handle, before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(handle)


def _signed(seq: int, hash_: str, at: str) -> bytes:
    return f"zhongben/ledger/1\n{seq}\n{hash_}\n{at}".encode()


def _load_key(path: Path) -> Ed25519PrivateKey:
    if path.exists():
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
    key = Ed25519PrivateKey.generate()
    raw = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    write_secret(path, raw.hex())
    return key


def write_secret(path: Path, text: str) -> None:
    """A file that only this user may read, whole or not at all; one that is there already stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, text.encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(part, path)  # fails where another process was first
    except FileExistsError:
        pass
    finally:
        part.unlink()
