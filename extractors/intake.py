"""From a folder, a ZIP or some files to an ordered list of pages, none of them loaded yet.

Every page of every file becomes one `SourcePage`, whatever it holds. One bad file never hides the rest: it becomes
a problem and a page that cannot be read. Only where nothing can be read is its error raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from checker.casefile import CaseRecord
from checker.errors import CaseFileError, EmptyCaseError, UserError
from checker.files import sha256_of
from checker.ordering import natural_key
from checker.places import is_record
from extractors.limits import Limits
from extractors.readers import archive, docx, image, ofd, pdf, xlsx
from extractors.readers.listing import Input, case_name, input_files, unreadable_file
from extractors.readers.names import common_folder, is_system
from extractors.readers.own import is_own_report
from extractors.readers.record_file import in_order, read_record_file
from extractors.readers.sniff import Form, form_of, is_recording, mismatch
from extractors.readers.source import (
    FilePages,
    Problem,
    Scratch,
    SourcePage,
    StoredFile,
    unreadable,
)

__all__ = ["Intake", "Limits", "Problem", "SourcePage", "open_case"]

_NAMED = 8  # files that one message names


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in. Close it (or use `with`) when its pages have been read: unpacked files are then removed.

    `name` is the name of the folder, ZIP or file. `pages` are in natural order of their files' names.
    `input_hashes`: name relative to the case folder → SHA-256 (hex) of each input file, the case record included.
    `originals`: the same names → where the files lie; what came out of an archive is not there.
    """

    name: str
    pages: tuple[SourcePage, ...]
    record: CaseRecord | None = None
    input_hashes: dict[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    originals: dict[str, Path] = field(default_factory=dict)
    _scratch: Scratch = field(default_factory=Scratch, repr=False, compare=False)

    def close(self) -> None:
        """Remove what was unpacked."""
        self._scratch.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_case(paths: Sequence[Path], limits: Limits | None = None) -> Intake:
    """List the pages of a case file: a folder, a ZIP, or PDFs and images.

    Raises `EmptyCaseError` where there is nothing, `LimitError` where the whole is too large, the `UserError` of
    `case.yaml`, and, where no page at all can be read, the error of the first file.
    """
    gathering = _Gathering(limits or Limits())
    try:
        gathering.take_all(input_files(paths, gathering.limits))
        return gathering.finish(case_name(paths))
    except BaseException:
        gathering.scratch.close()
        raise


@dataclass(slots=True)
class _Gathering:
    """What was found so far."""

    limits: Limits
    scratch: Scratch = field(default_factory=Scratch)
    pages: list[SourcePage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    errors: list[UserError] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    originals: dict[str, Path] = field(default_factory=dict)
    records: list[tuple[str, Path]] = field(default_factory=list)
    unpacked: int = 0

    def take_all(self, inputs: list[Input]) -> None:
        """Take the input files. A single ZIP is the case folder itself: its members are named without it."""
        for item in inputs:
            self._take_input(item, alone=len(inputs) == 1)
            self.limits.check("pages", len(self.pages), "全卷")

    def finish(self, name: str) -> Intake:
        """The intake; raises where there is nothing to check."""
        if not any(page.problem is None for page in self.pages):
            self._refuse()
        record = self._record()
        return Intake(name, tuple(self.pages), record, self.hashes, tuple(self.problems), self.originals, self.scratch)

    def _take_input(self, item: Input, *, alone: bool) -> None:
        name, path = item.name, item.path
        try:
            if item.error:
                raise item.error
            if self._is_own_report(name, path):
                return
            self.limits.check("file_bytes", path.stat().st_size, name)
            self.hashes[name] = sha256_of(path)
            self.originals[name] = path
        except UserError as error:
            self._note(name, error)
        except OSError as error:
            self._note(name, unreadable_file(name, error))
        else:
            self._take(StoredFile(path, name, self.hashes[name]), depth=0, inside="" if alone else f"{name}/")

    def _take(self, stored: StoredFile, *, depth: int, inside: str) -> None:
        """One file, from disk or from an archive. `inside` is what the names of its members begin with."""
        if is_record(stored.name):
            self.records.append((stored.name, stored.path))
            return
        if depth and self._is_own_report(stored.name, stored.path):
            return
        try:
            form = form_of(stored.path)
            if wrong := mismatch(stored.name, form):
                self.problems.append(Problem(stored.name, wrong))
            if form is Form.ZIP:
                self._take_archive(stored, depth + 1, inside)
            else:
                self._add(pages_of(form, stored, self.limits, self.scratch))
        except UserError as error:
            self._note(stored.name, error, page=not is_recording(stored.path))
        except OSError as error:
            self._note(stored.name, unreadable_file(stored.name, error))

    def _is_own_report(self, name: str, path: Path) -> bool:
        """Whether a file is a report of this program: it says what was found, it is no paper of the case."""
        own = is_own_report(path)
        if own:
            self.problems.append(Problem(name, "这是本程序写出的报告，不是卷宗材料，未读取"))
        return own

    def _take_archive(self, stored: StoredFile, depth: int, inside: str) -> None:
        self.limits.check("archive_nesting", depth, stored.name)
        with archive.open_archive(stored.path) as opened:
            members = archive.list_members(opened, stored.name, self.limits)
            self.unpacked += sum(member.info.file_size for member in members)
            self.limits.check("archive_bytes", self.unpacked, stored.name)
            papers = sorted((m for m in members if not is_system(m.name)), key=lambda m: natural_key(m.name))
            if not papers:
                raise EmptyCaseError("压缩包里没有文件", how="核对压缩包是否选错，或重新压缩")
            top = common_folder([member.name for member in papers])
            for item in archive.unpack(opened, papers, self.scratch.new_path, self.limits):
                name = inside + item.name.removeprefix(top)
                if item.path is None:
                    self._note(name, item.error or unreadable_file(name, OSError()))
                else:
                    self._take(StoredFile(item.path, name, sha256_of(item.path)), depth=depth, inside=f"{name}/")

    def _add(self, found: FilePages) -> None:
        self.pages.extend(found.pages)
        self.problems.extend(found.problems)
        self.problems.extend(Problem(page.file, page.problem, page=page.number) for page in found.pages if page.problem)

    def _note(self, name: str, error: UserError, *, page: bool = True) -> None:
        """A file that cannot be read: named as a problem and counted as one page."""
        if not error.where:
            error.where = name
        self.errors.append(error)
        self.problems.append(Problem.of(name, error))
        if page:
            self.pages.append(unreadable(name, error))

    def _record(self) -> CaseRecord | None:
        if not self.records:
            return None
        (name, path), *others = in_order(self.records)
        for other, _ in others:
            self.problems.append(Problem(other, f"已按 {name} 读取案件信息，此文件未用"))
        record, remarks = read_record_file(name, path)
        self.problems.extend(Problem(name, remark) for remark in remarks)
        return record

    def _refuse(self) -> None:
        """Nothing can be read: the first error, with the names of the other files."""
        if not self.errors and self.pages:
            page = self.pages[0]
            raise CaseFileError(page.problem or "没有一页可以读取", where=page.file, how="重新扫描或重新导出")
        if not self.errors:
            raise EmptyCaseError(
                "没有可以检查的卷宗材料", where=self._where(), how="把扫描件（PDF、JPG、PNG、TIFF）放进该文件夹"
            )
        error = self.errors[0]
        if len(self.errors) > 1:
            others = "、".join(dict.fromkeys(other.where for other in self.errors[1 : _NAMED + 1]))
            more = "等" if len(self.errors) > _NAMED + 1 else ""
            error.what += f"（共 {len(self.errors)} 个文件都不能读取，另有：{others}{more}）"
        raise error

    def _where(self) -> str:
        return self.records[0][0] if self.records else "输入"


def pages_of(form: Form, stored: StoredFile, limits: Limits, scratch: Scratch) -> FilePages:
    """The pages of a file that is no archive, none of them loaded yet."""
    match form:
        case Form.PDF:
            return pdf.read(stored, limits, scratch.new_path)
        case Form.DOCX:
            return docx.read(stored, limits, scratch.new_path)
        case Form.OFD:
            return ofd.read(stored, limits, scratch.new_path)
        case Form.XLSX:
            return xlsx.read(stored, limits)
        case _:
            return image.read(stored, limits)
