"""One page of a case again, from the original it lies in: for looking at it after the case was read.

It is found the way intake names it: a page of the file itself, or of a file in an archive (卷宗.zip/正卷/001.jpg).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker.errors import CaseFileError
from checker.files import sha256_of
from extractors.intake import pages_of
from extractors.limits import Limits
from extractors.readers import archive, pdf
from extractors.readers.names import common_folder, is_system
from extractors.readers.sniff import Form, form_of
from extractors.readers.source import Scratch, SourcePage, StoredFile


def one_page(original: StoredFile, file: str, number: int, limits: Limits, scratch: Scratch) -> SourcePage:
    """Page `number` (from 1) of `file`, which is the original itself or a file within it; not loaded yet. Where an archive has
    to be opened, the one file is unpacked into `scratch`. `CaseFileError` where there is no such page.
    """
    stored = _found(original, file, limits, scratch, depth=0)
    form = form_of(stored.path)
    if form is Form.PDF and (page := pdf.read_one(stored, number, limits)) is not None:
        return page
    for page in pages_of(form, stored, limits, scratch).pages:
        if page.number == number:
            return page
    raise CaseFileError("没有这一页", where=f"{file} 第{number}页", how="核对页码")


def _found(stored: StoredFile, file: str, limits: Limits, scratch: Scratch, depth: int) -> StoredFile:
    """The file, down through the archives it lies in."""
    if stored.name == file:
        return stored
    limits.check("archive_nesting", depth + 1, stored.name)
    inside = f"{stored.name}/"
    with archive.open_archive(stored.path) as opened:
        members = archive.list_members(opened, stored.name, limits)
        papers = [member for member in members if not is_system(member.name)]
        top = common_folder([member.name for member in papers])
        for member in papers:
            name = inside + member.name.removeprefix(top)
            if file != name and not file.startswith(f"{name}/"):
                continue
            (item,) = archive.unpack(opened, [member], scratch.new_path, limits)
            if item.path is None:
                raise item.error or CaseFileError("压缩包内的该文件无法解开")
            found = replace(stored, path=Path(item.path), name=name, sha256=sha256_of(item.path))
            return _found(found, file, limits, scratch, depth + 1)
    raise CaseFileError("压缩包里没有这个文件", where=file, how="核对文件是否已经更换")
