"""Names of files as people, browsers and archives give them: cleaned where that loses nothing, else refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from itertools import chain, count
from pathlib import PurePosixPath

from checker.errors import CaseFileError
from checker.places import is_record
from extractors.readers.names import is_system

_MOST = 380  # characters of a whole name; the column has 400, and a free name is a little longer
_MOST_OF_PART = 240  # bytes of one part in UTF-8; file systems take 255
_UNSEEN = {"Cf", "Zl", "Zp", "Co", "Cn"}  # marks of direction, zero-width characters
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # of Windows
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_NUMBERED = re.compile(r"(.+)（\d+）(\.[^.]+)?", re.DOTALL)


class NotAPaperError(CaseFileError):
    """A file that nobody means to put into a case: leavings of the system, the case's own record."""


def clean_name(given: str) -> str:
    """The name under which a file lies in the case, folders before it. `CaseFileError` where it cannot be cleaned."""
    shown = ascii(given)[1:61]
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in given):
        raise CaseFileError("文件名含有控制字符", where=shown, how="给文件改名后再上传")
    text = "".join(char for char in given if unicodedata.category(char) not in _UNSEEN)
    text = unicodedata.normalize("NFC", text).replace("\\", "/")
    if text.startswith("/") or re.match(r"[A-Za-z]:", text):
        raise CaseFileError("文件名是一个绝对路径", where=shown, how="只写文件夹和文件名，例如 卷一/001.jpg")
    if ".." in text.split("/"):
        raise CaseFileError("文件名指向案件文件夹之外", where=shown, how="去掉名称中的“..”")
    if is_system(text):
        raise NotAPaperError("系统文件，不是材料，未收", where=shown)
    parts = [part for piece in text.split("/") if piece.strip(" .") and (part := _clean_part(piece))]
    name = "/".join(parts)
    if not name:
        raise CaseFileError("文件没有名称", where=shown, how="给文件取名后再上传")
    if is_record(name):
        raise NotAPaperError("案件信息以本系统登记的为准，case.yaml 未收", where=name)
    if len(name) > _MOST or any(len(part.encode()) > _MOST_OF_PART for part in parts):
        how = f"改短后再上传：每级名称不超过{_MOST_OF_PART // 3}个汉字，连同文件夹不超过{_MOST}个字"
        raise CaseFileError("文件名太长", where=f"{name[:40]}…", how=how)
    return name


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name itself, or the next one that is free: 笔录.pdf, 笔录（2）.pdf. Names that differ only in capitals, and a file
    where a folder is, are not free: on some machines they could not lie beside each other.
    """
    files = {other.casefold() for other in taken}
    folders = {str(parent) for other in files for parent in PurePosixPath(other).parents}
    *over, last = name.split("/")
    folder = ""
    for part in over:
        folder += f"{_next(folder, part, files)}/"
    return folder + _next(folder, last, files | folders)


def same_but_number(name: str, other: str) -> bool:
    """Whether `other` is `name`, or a name that `free_name` made of it."""
    parts, found = name.casefold().split("/"), other.casefold().split("/")
    return len(parts) == len(found) and all(
        one == two or (_NUMBERED.fullmatch(two) and one == _NUMBERED.sub(r"\1\2", two))
        for one, two in zip(parts, found, strict=True)
    )


def _next(folder: str, part: str, taken: Set[str]) -> str:
    """A part of a name, with the lowest number that is not taken in its folder."""
    path = PurePosixPath(part)
    numbered = (f"{path.stem}（{number}）{path.suffix}" for number in count(2))
    return next(one for one in chain([part], numbered) if f"{folder}{one}".casefold() not in taken)


def _clean_part(part: str) -> str:
    cleaned = _FORBIDDEN.sub("_", " ".join(part.split())).rstrip(" .")
    return f"_{cleaned}" if _RESERVED.fullmatch(cleaned) else cleaned
