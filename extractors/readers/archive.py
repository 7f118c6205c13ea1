"""ZIP files: what is in them, checked before anything is written, and unpacked under numbers for names."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from checker.errors import CaseFileError, EncryptedFileError, LimitError, UnsupportedFileError, UserError
from extractors.limits import Limits

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_BLOCK = 1 << 20
_SMALL = 64 << 20  # bytes; what unpacks to no more is no bomb, whatever its ratio (a blank bitmap packs 1000:1)
_HEAD = 64 << 10  # bytes of an XML part; what stands before its first element has some hundred
_REMARK = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_ELEMENT = re.compile(rb"<[^!?]")
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


class Member(NamedTuple):
    """A file of an archive, with the name a person gave it."""

    name: str
    info: zipfile.ZipInfo


class Unpacked(NamedTuple):
    """A member on disk, or the error that kept it from getting there."""

    name: str
    path: Path | None
    error: UserError | None = None


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP file. `CaseFileError` where it is damaged."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise CaseFileError("压缩包损坏或不完整，无法打开", how="重新复制或重新压缩该文件") from error
    with archive:
        yield archive


def list_members(archive: zipfile.ZipFile, where: str, limits: Limits) -> list[Member]:
    """The files of an archive. Refuses it as a whole where a name climbs out of it, or where it would unpack too far."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    limits.check("archive_entries", len(infos), where)
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    limits.check("archive_bytes", total, where)
    if total > _SMALL:
        limits.check("archive_ratio", total // packed, where)
    return [Member(_safe_name(info, where), info) for info in infos if not _is_link(info)]


def unpack(
    archive: zipfile.ZipFile, members: list[Member], new_path: Callable[[], Path], limits: Limits
) -> Iterator[Unpacked]:
    """Write the members to new paths. A member that cannot be read does not stop the others."""
    for member in members:
        target = new_path()
        try:
            _write(archive, member, target, limits)
        except UserError as error:
            target.unlink(missing_ok=True)
            yield Unpacked(member.name, None, error)
        else:
            yield Unpacked(member.name, target)


def check_document(path: Path, where: str, limits: Limits) -> None:
    """Refuse an Office or OFD file that would unpack too far, or whose XML defines entities (they may grow without end)."""
    with open_archive(path) as archive:
        for member in list_members(archive, where, limits):
            if member.info.flag_bits & _ENCRYPTED:
                raise EncryptedFileError("文件设有密码", where=where, how="去掉密码后另存，再检查")
            if member.name.lower().endswith((".xml", ".rels")) and _defines_entities(archive, member):
                raise UnsupportedFileError(
                    "文件内含实体定义（DOCTYPE），可能有害，不予读取", where=where, how="用原软件另存为 PDF"
                )


def _safe_name(info: zipfile.ZipInfo, where: str) -> str:
    """The name as a person wrote it: ZIPs made by Chinese Windows keep it in GBK without saying so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        name = _decode(name)
    name = name.replace("\\", "/").replace("\x00", "")
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or name[1:2] == ":":
        raise CaseFileError(
            f"压缩包内的路径“{name}”指向压缩包之外，可能有害，整个压缩包不予读取",
            where=where,
            how="向提供人核实来源；解压成文件夹，确认内容后检查该文件夹",
        )
    return str(PurePosixPath(*parts))


def _decode(name: str) -> str:
    try:
        stored = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return stored.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _write(archive: zipfile.ZipFile, member: Member, target: Path, limits: Limits) -> None:
    """Unpack one member, never more than it says it holds."""
    if member.info.flag_bits & _ENCRYPTED:
        raise EncryptedFileError("压缩包设有密码", how="用密码解压成文件夹，再检查该文件夹")
    limits.check("file_bytes", member.info.file_size, member.name)
    written = 0
    try:
        with archive.open(member.info) as source, target.open("wb") as out:
            while block := source.read(_BLOCK):
                written += len(block)
                if written > member.info.file_size:
                    raise LimitError("压缩包内文件的实际大小超过所写大小", how="重新压缩该文件")
                out.write(block)
    except BROKEN as error:
        raise CaseFileError("压缩包内的该文件损坏，无法解开", how="重新压缩，或解压成文件夹后检查") from error


def _defines_entities(archive: zipfile.ZipFile, member: Member) -> bool:
    """Whether a part is XML with a document type declaration, which stands before the first element and after any remarks."""
    try:
        with archive.open(member.info) as part:
            head = part.read(_HEAD)
    except BROKEN as error:
        raise CaseFileError("文件损坏，无法打开", how="重新导出该文件") from error
    text = _REMARK.sub(b"", head.replace(b"\x00", b""))
    first = _ELEMENT.search(text)
    if first is None and len(head) == _HEAD:
        return True  # nobody's program writes so much before it begins; what follows would not be seen
    before = text[: first.start()] if first else text
    return b"<!DOCTYPE" in before.upper() or b"<!ENTITY" in before.upper()
