"""Originals are kept as they came, and a change of one shows."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from service.store.blobs import Blobs, DamagedOriginalError

DATA = b"%PDF-1.7 a paper"
DIGEST = sha256(DATA).hexdigest()


def test_what_goes_in_comes_out_under_its_digest(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    assert blobs.put_bytes(DATA) == DIGEST
    assert blobs.get(DIGEST) == DATA
    assert list(blobs.all()) == [DIGEST]


def test_a_file_is_moved_in_and_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "store")
    for name in ("a.pdf", "b.pdf"):
        source = tmp_path / name
        source.write_bytes(DATA)
        assert blobs.put_file(source, DIGEST) == DIGEST
        assert not source.exists()
    assert list(blobs.all()) == [DIGEST]


def test_an_original_is_not_writable(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blobs.put_bytes(DATA)
    assert blobs.path(DIGEST).stat().st_mode & 0o222 == 0


@pytest.mark.parametrize("damage", [b"%PDF-1.7 another", b"", None])
def test_a_damaged_original_is_told_and_not_given(tmp_path: Path, damage: bytes | None) -> None:
    blobs = Blobs(tmp_path)
    path = blobs.path(blobs.put_bytes(DATA))
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(DamagedOriginalError):
        blobs.get(DIGEST)
    with pytest.raises(DamagedOriginalError):
        blobs.checked_path(DIGEST)


@pytest.mark.parametrize("damage", [b"torn", DATA[:-1] + b"x", b""])
def test_a_damaged_original_is_mended_by_the_same_file(tmp_path: Path, damage: bytes) -> None:
    """It does not keep the right one out, be it as long as that."""
    blobs = Blobs(tmp_path)
    path = blobs.path(blobs.put_bytes(DATA))
    path.chmod(0o644)
    path.write_bytes(damage)
    blobs.put_bytes(DATA)
    assert blobs.get(DIGEST) == DATA


def test_a_file_that_is_not_what_was_announced_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"something else")
    with pytest.raises(DamagedOriginalError):
        Blobs(tmp_path / "store").put_file(source, DIGEST)
    assert source.exists()


def test_what_a_killed_process_left_half_written_is_swept_and_nothing_else(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blobs.put_bytes(DATA)
    old, new = (blobs.path(DIGEST).with_name(f"{DIGEST}.{number}.part") for number in (1, 2))
    for part in (old, new):
        part.write_bytes(b"%PDF")
    os.utime(old, (0, 0))
    blobs.sweep()
    assert (old.exists(), new.exists(), list(blobs.all())) == (False, True, [DIGEST])
