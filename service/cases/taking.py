"""A whole file into a case: what it is by its content, into the store, into the list of papers.

A ZIP is opened: each file in it becomes a paper, under a folder of the archive's name. Everything can be done again after a
crash at any point: what is in the store stays one blob, what is in the list stays one paper.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.errors import CaseFileError, EmptyCaseError, UnsupportedFileError, UserError
from checker.files import sha256_of
from extractors.limits import limits_from
from extractors.readers import archive
from extractors.readers.names import common_folder, is_system
from extractors.readers.own import is_own_report
from extractors.readers.sniff import Form, form_of, is_recording
from service.accounts.policy import case_for
from service.cases.names import NotAPaperError, clean_name
from service.cases.papers import add_paper, find_same
from service.cases.room import check_case, check_disk, check_file
from service.context import Service
from service.database.models import User

_PACKAGES = (Form.DOCX, Form.XLSX, Form.OFD)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file. `name` as it lies in the case; `told` in Chinese; `state` added, renamed, known or refused."""

    name: str
    state: str
    told: str
    paper_id: int | None = None


def require_paper(path: Path, name: str) -> Form:
    """The form of a file by its content. The `UserError` of what is not read: it says what to do instead."""
    try:
        form = _form(path)
        if form in _PACKAGES:
            archive.check_document(path, name, limits_from())
    except UserError as error:
        error.where = name
        raise
    return form


def take_paper(
    service: Service, user: User, case_id: int, name: str, digest: str, size: int, *, archive_digest: str | None = None
) -> Taken:
    """A file that lies in the store becomes a paper of the case."""
    with service.writing() as session:
        case = case_for(session, user, case_id)
        known = find_same(session, case, name, digest)
        paper = add_paper(session, user, case, name, digest, size, archive=archive_digest)
        return taken_as(name, paper.name, paper.id, known=known is not None)


def taken_as(given: str, name: str, paper_id: int, *, known: bool) -> Taken:
    """What is told about a paper that came under the name `given`."""
    if known:
        return Taken(name, "known", "同名同内容的材料已经在卷，不再重复收", paper_id)
    if name != given:
        return Taken(name, "renamed", f"已有同名而内容不同的材料，这一份存为“{name}”，两份都保留", paper_id)
    return Taken(name, "added", "已收", paper_id)


def take_archive(service: Service, user: User, case_id: int, path: Path, name: str, digest: str) -> list[Taken]:
    """The files in a ZIP become papers. One that cannot be taken does not stop the others."""
    limits = limits_from()
    with archive.open_archive(path) as opened:
        members = [one for one in archive.list_members(opened, name, limits) if not is_system(one.name)]
        if not members:
            raise EmptyCaseError("压缩包里没有文件", where=name, how="核对压缩包是否选错，或者重新压缩")
        total = sum(one.info.file_size for one in members)
        check_disk(service.settings, total)
        with service.reading() as session:
            more = max(0, total - path.stat().st_size)  # the archive itself counts already, and goes
            check_case(session, service.settings, case_for(session, user, case_id), more, name)
        folder, top = PurePosixPath(name).with_suffix(""), common_folder([one.name for one in members])
        with tempfile.TemporaryDirectory(dir=incoming(service), prefix="zip-") as scratch:
            paths = (Path(scratch) / f"{number:06}.bin" for number in range(len(members)))
            unpacked = archive.unpack(opened, members, lambda: next(paths), limits)
            return list(_take_members(service, user, case_id, unpacked, f"{folder}/", top, digest))


def _take_members(
    service: Service,
    user: User,
    case_id: int,
    members: Iterator[archive.Unpacked],
    folder: str,
    top: str,
    digest: str,
) -> Iterator[Taken]:
    for member in members:
        given = folder + member.name.removeprefix(top)
        try:
            if member.path is None:
                raise member.error or CaseFileError("无法解开", where=given)
            yield _take_member(service, user, case_id, member.path, given, digest)
        except NotAPaperError:
            continue
        except CaseFileError as error:
            yield Taken(given, "refused", refusal(error))
        finally:
            if member.path:
                member.path.unlink(missing_ok=True)


def _take_member(service: Service, user: User, case_id: int, path: Path, given: str, archive_digest: str) -> Taken:
    name, size = clean_name(given), path.stat().st_size
    check_file(service.settings, size, name)
    require_paper(path, name)
    digest = service.blobs.put_file(path, sha256_of(path))
    return take_paper(service, user, case_id, name, digest, size, archive_digest=archive_digest)


def incoming(service: Service) -> Path:
    """The waiting room of the store: on the same disk, so that a file moves into the store in one step."""
    folder = service.settings.originals / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def refusal(error: UserError) -> str:
    """What is told about a file that was not taken."""
    return "，".join(part for part in (error.what, error.how) if part)


def _form(path: Path) -> Form:
    if is_own_report(path):
        raise UnsupportedFileError("这是本程序写出的报告，不是卷宗材料", how="上传原始材料")
    if is_recording(path):
        raise UnsupportedFileError("不收录音录像：程序只看纸面材料", how="录音录像按原办法存档，笔录和截图可以上传")
    return form_of(path)
