"""Uploads in parts, which go on after a break of the line or of the machine.

An upload is a row with the bytes received, and a file in the store's waiting room. The steps, each of which can be the last
before a crash: part to the disk → count in the row → (whole) hash in the row → file into the store → in one transaction
paper, ledger entry and end of the upload. Whoever comes again with the same key goes on at the step that is lacking.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NoReturn

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from checker.errors import CaseFileError, LimitError
from checker.files import sha256_of
from extractors.readers.sniff import Form
from service.accounts.policy import case_for, require_supplying
from service.cases.names import clean_name
from service.cases.papers import add_paper, find_same
from service.cases.room import check_case, check_disk, check_file
from service.cases.submitted import require_not_submitted
from service.cases.taking import Taken, incoming, require_paper, take_archive, taken_as
from service.context import Service
from service.database.models import Case, CasePaper, Upload, User
from service.errors import ConflictError, FormError, NotFoundError
from service.moment import now

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
FORGOTTEN_AFTER = timedelta(days=7)
"""An upload that nobody went on with is dropped, with what it had received."""


@dataclass(frozen=True, slots=True)
class UploadState:
    """How far an upload is: `offset` bytes are safe. `taken`: what became of the file, or of the files in a ZIP."""

    key: str
    name: str
    size: int
    offset: int
    finished: bool
    taken: tuple[Taken, ...] = ()


def start_upload(service: Service, user: User, case_id: int, *, name: str, size: int, key: str) -> UploadState:
    """Begins an upload, or tells where one of the same key goes on. `key`: the sender's own word for this file."""
    name = clean_name(name)
    if not _KEY.fullmatch(key):
        raise FormError("续传编号不对", how="8至64位字母、数字、- 或 _", fields={"key": "格式不对"})
    check_file(service.settings, size, name)
    check_disk(service.settings, size)
    with service.writing() as session:
        case = _held_case(session, user, case_id)
        upload = _find(session, user, case_id, key)
        if upload and (upload.name, upload.size) != (name, size):
            raise ConflictError("这个续传编号已经用于另一个文件", how="换一个编号重新上传")
        if upload is None:
            check_case(session, service.settings, case, size, name)
            upload = Upload(case_id=case_id, key=_own(user, key), name=name, size=size, received=0, by_id=user.id)
            upload.begun_at = now()
            session.add(upload)
        elif upload.finished_at and not _still_there(session, upload):
            upload.received, upload.finished_at, upload.paper_id, upload.sha256 = 0, None, None, None
        session.flush()
        return _state(session, upload, key)


def upload_state(service: Service, user: User, case_id: int, key: str) -> UploadState:
    """How far an upload is; changes nothing."""
    with service.reading() as session:
        _held_case(session, user, case_id)
        return _state(session, _known(session, user, case_id, key), key)


def take_part(service: Service, user: User, case_id: int, key: str, offset: int, data: bytes) -> UploadState:
    """Takes the bytes from `offset` on; with the last ones the file goes into the case.

    `ConflictError` where `offset` is not where the upload stands, or where another request is at it just now.
    """
    with service.reading() as session:
        _held_case(session, user, case_id)
        upload = _known(session, user, case_id, key)
        if upload.finished_at:
            return _state(session, upload, key)
    if len(data) > service.settings.upload_part_bytes:
        raise LimitError(f"一段不能超过 {service.settings.upload_part_bytes:,} 字节", how="分成更小的段")
    check_disk(service.settings, len(data))
    with _locked(_part(service, upload.id)) as file:
        with service.reading() as session:  # again, now that nobody else is at it
            upload = _known(session, user, case_id, key)
            if upload.finished_at:
                return _state(session, upload, key)
        if upload.sha256 is None:
            _write(service, upload, file, offset, data)
        if upload.received < upload.size:
            return UploadState(key, upload.name, upload.size, upload.received, finished=False)
        taken = _finish(service, user, upload)
    return UploadState(key, upload.name, upload.size, upload.size, finished=True, taken=taken)


def drop_upload(service: Service, user: User, case_id: int, upload_id: int) -> None:
    """Gives up an upload that is not finished, with what it had received."""
    with service.writing() as session:
        case = _held_case(session, user, case_id)
        upload = next((one for one in unfinished(session, case) if one.id == upload_id), None)
        if upload is None:
            return
        session.delete(upload)
    _part(service, upload_id).unlink(missing_ok=True)


def unfinished(session: Session, case: Case) -> list[Upload]:
    """Uploads of the case that were begun and not finished, the latest first."""
    query = select(Upload).where(Upload.case_id == case.id, Upload.finished_at.is_(None))
    return list(session.scalars(query.order_by(Upload.id.desc())))


def take_whole(service: Service, user: User, case_id: int, name: str, source: BinaryIO, size: int) -> tuple[Taken, ...]:
    """A file that came whole, by a plain form. It goes the same way as one in parts."""
    key = sha256(os.urandom(16)).hexdigest()[:32]
    state = start_upload(service, user, case_id, name=name, size=size, key=key)
    while not state.finished:
        data = source.read(min(service.settings.upload_part_bytes, size - state.offset))
        state = take_part(service, user, case_id, key, state.offset, data)
    return state.taken


def _write(service: Service, upload: Upload, file: BinaryIO, offset: int, data: bytes) -> None:
    """The part to the disk, then its count to the row: what the row counts is safe."""
    there = os.fstat(file.fileno()).st_size
    if there < upload.received:  # the waiting room was emptied behind our back
        _count(service, upload, 0)
    if offset != upload.received:
        told = f"上传已经到第 {upload.received:,} 字节，这一段从第 {offset:,} 字节开始，接不上"
        raise ConflictError(told, how="从已收到的位置继续")
    if offset + len(data) > upload.size:
        raise FormError("收到的比文件所写的大小多", how="重新选择文件上传")
    if data:
        file.seek(offset)
        file.truncate()  # what a crash left behind that was not counted
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        _count(service, upload, offset + len(data))


def _count(service: Service, upload: Upload, received: int) -> None:
    with service.writing() as session:
        session.get_one(Upload, upload.id).received = received
    upload.received = received


def _finish(service: Service, user: User, upload: Upload) -> tuple[Taken, ...]:
    """The whole file into the case. Where it is no paper it is dropped, with its upload, and the error told."""
    path = _part(service, upload.id)
    if upload.sha256 is None:
        try:
            form = require_paper(path, upload.name)
            if form is Form.ZIP:
                taken = take_archive(service, user, upload.case_id, path, upload.name, sha256_of(path))
                _end(service, upload)
                path.unlink(missing_ok=True)
                return tuple(taken)
        except CaseFileError:
            drop_upload(service, user, upload.case_id, upload.id)
            raise
        upload.sha256 = sha256_of(path)
        with service.writing() as session:
            session.get_one(Upload, upload.id).sha256 = upload.sha256
    if path.stat().st_size:
        service.blobs.put_file(path, upload.sha256)
    elif not service.blobs.path(upload.sha256).exists():  # neither here nor there: the waiting room was emptied
        _restart(service, upload)
    taken_one = _enter(service, user, upload, upload.sha256)
    path.unlink(missing_ok=True)
    return (taken_one,)


def _restart(service: Service, upload: Upload) -> NoReturn:
    with service.writing() as session:
        stored = session.get_one(Upload, upload.id)
        stored.received, stored.sha256 = 0, None
    raise ConflictError("已收到的部分不在了", how="从头重新上传这个文件")


def _enter(service: Service, user: User, upload: Upload, digest: str) -> Taken:
    """Paper, ledger entry and the end of the upload: all or nothing."""
    with service.writing() as session:
        case = _held_case(session, user, upload.case_id)
        known = find_same(session, case, upload.name, digest)
        paper = add_paper(session, user, case, upload.name, digest, upload.size)
        stored = session.get_one(Upload, upload.id)
        stored.finished_at, stored.paper_id = now(), paper.id
        return taken_as(upload.name, paper.name, paper.id, known=known is not None)


def _end(service: Service, upload: Upload) -> None:
    with service.writing() as session:
        session.get_one(Upload, upload.id).finished_at = now()


def _state(session: Session, upload: Upload, key: str) -> UploadState:
    taken: tuple[Taken, ...] = ()
    if upload.finished_at:
        paper = session.get(CasePaper, upload.paper_id) if upload.paper_id else None
        told = taken_as(upload.name, paper.name, paper.id, known=False) if paper else None
        taken = (told or Taken(upload.name, "added", "压缩包里的材料已收"),)
    return UploadState(key, upload.name, upload.size, upload.received, upload.finished_at is not None, taken)


def _still_there(session: Session, upload: Upload) -> bool:
    """Whether the paper of a finished upload still lies in the case. A ZIP is looked through again."""
    paper = session.get(CasePaper, upload.paper_id) if upload.paper_id else None
    return paper is not None and paper.removed_at is None


def forget_stale(service: Service) -> None:
    """Drops the uploads that nobody went on with, and what they had received."""
    last = now() - FORGOTTEN_AFTER
    query = select(Upload.id).where(Upload.finished_at.is_(None), Upload.begun_at < last)
    with service.reading() as session:  # most times there are none, and the writer is left alone
        stale = session.scalars(query).all()
    if not stale:
        return
    with service.writing() as session:
        dropped = delete(Upload).where(Upload.id.in_(stale), Upload.finished_at.is_(None)).returning(Upload.id)
        gone = session.scalars(dropped).all()
    for upload_id in gone:
        _part(service, upload_id).unlink(missing_ok=True)


def _held_case(session: Session, user: User, case_id: int) -> Case:
    case = case_for(session, user, case_id)
    require_supplying(session, user, case)
    require_not_submitted(session, case)
    return case


def _find(session: Session, user: User, case_id: int, key: str) -> Upload | None:
    return session.scalar(select(Upload).where(Upload.case_id == case_id, Upload.key == _own(user, key)))


def _known(session: Session, user: User, case_id: int, key: str) -> Upload:
    upload = _find(session, user, case_id, key)
    if upload is None:
        raise NotFoundError("没有这个上传", how="重新选择文件上传")
    return upload


def _own(user: User, key: str) -> str:
    """Keys are each person's own: nobody goes on with what another began."""
    return sha256(f"{user.id}/{key}".encode()).hexdigest()


def _part(service: Service, upload_id: int) -> Path:
    return incoming(service) / f"{upload_id}.part"


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """The part file, for one request at a time; the lock goes with the process that held it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConflictError("这个文件正在接收另一段", how="稍候从已收到的位置继续") from None
        yield file
