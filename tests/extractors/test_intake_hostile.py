"""Hostile and broken input: each a clear Chinese message, and never in the way of the other papers."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import (
    CaseFileError,
    EmptyCaseError,
    EncryptedFileError,
    LimitError,
    UnsupportedFileError,
    UserError,
)
from extractors.intake import open_case
from extractors.limits import Limits
from tests.extractors.papers import bare_pdf, image_bytes, locked_pdf, put, scan_pdf, text_pdf, zip_bytes

JPEG = image_bytes()
SMALL = Limits(archive_bytes=100_000_000, archive_nesting=2, archive_entries=20, pixels=4_000_000)


def huge_png() -> bytes:
    """A PNG whose header says 100,000 × 100,000."""
    data = bytearray(image_bytes("PNG"))
    data[16:24] = struct.pack(">II", 100_000, 100_000)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


def bomb() -> bytes:
    return zip_bytes({"a.jpg": b"\x00" * 70_000_000}, packed=True)


def nested() -> bytes:
    return zip_bytes({"b.zip": zip_bytes({"c.zip": zip_bytes({"1.jpg": JPEG})})})


def locked_zip() -> bytes:
    data = bytearray(zip_bytes({"1.jpg": JPEG}))
    data[6] |= 1  # the flag in the local header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    return bytes(data)


def old_office(name: str = "") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + name.encode("utf-16-le") + b"\x00" * 500


BAD = {
    "empty": ("1.pdf", b"", CaseFileError, "空的"),
    "not a paper": ("1.pdf", "这不是 PDF".encode() * 50, UnsupportedFileError, "内容却不是 PDF"),
    "broken pdf": ("1.pdf", b"%PDF-1.4\nrubbish", CaseFileError, "损坏"),
    "password": ("1.pdf", locked_pdf("user", "owner"), EncryptedFileError, "密码"),
    "100,000 pages": ("1.pdf", bare_pdf(100_000), LimitError, "ZHONGBEN_MAX_PAGES_PER_FILE"),
    "huge image": ("1.png", huge_png(), LimitError, "ZHONGBEN_MAX_PIXELS"),
    "broken image": ("1.png", b"\x89PNG\r\n\x1a\nrubbish", UnsupportedFileError, "损坏"),
    "broken zip": ("1.zip", zip_bytes({"1.jpg": JPEG})[:-30], CaseFileError, "损坏"),
    "zip bomb": ("1.zip", bomb(), LimitError, "ZHONGBEN_MAX_ARCHIVE_RATIO"),
    "large zip": ("1.zip", zip_bytes({"1.jpg": b"\x00" * 100_000_001}), LimitError, "ZHONGBEN_MAX_ARCHIVE_BYTES"),
    "many members": ("1.zip", zip_bytes({f"{n}.jpg": b"x" for n in range(21)}), LimitError, "ARCHIVE_ENTRIES"),
    "nested zip": ("1.zip", nested(), LimitError, "ZHONGBEN_MAX_ARCHIVE_NESTING"),
    "path climbs out": ("1.zip", zip_bytes({"../../x.jpg": JPEG, "1.jpg": JPEG}), CaseFileError, "之外"),
    "windows path": ("1.zip", zip_bytes({"..\\x.jpg": JPEG}), CaseFileError, "之外"),
    "absolute path": ("1.zip", zip_bytes({"/etc/x.jpg": JPEG}), CaseFileError, "之外"),
    "drive": ("1.zip", zip_bytes({"C:/x.jpg": JPEG}), CaseFileError, "之外"),
    "locked zip": ("1.zip", locked_zip(), EncryptedFileError, "密码"),
    "empty zip": ("1.zip", zip_bytes({}), EmptyCaseError, "没有文件"),
    "7z": ("1.7z", b"7z\xbc\xaf\x27\x1c" + b"\x00" * 90, UnsupportedFileError, "解压"),
    "rar": ("1.rar", b"Rar!\x1a\x07\x01\x00" + b"\x00" * 90, UnsupportedFileError, "解压"),
    "doc": ("1.doc", old_office(), UnsupportedFileError, "docx"),
    "locked docx": ("1.docx", old_office("EncryptedPackage"), EncryptedFileError, "密码"),
    "program": ("1.exe", b"MZ" + b"\x00" * 90, UnsupportedFileError, "程序"),
    "broken docx": ("1.docx", zip_bytes({"word/document.xml": b"<a"}), CaseFileError, "Word"),
    "broken xlsx": ("1.xlsx", zip_bytes({"xl/workbook.xml": b"<a"}), CaseFileError, "Excel"),
    "broken ofd": ("1.ofd", zip_bytes({"OFD.xml": b"<a"}), CaseFileError, "OFD"),
    "entities": (
        "1.ofd",
        zip_bytes({"OFD.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        UnsupportedFileError,
        "实体",
    ),
    "entities behind a remark": (
        "1.ofd",
        zip_bytes(
            {"OFD.xml": b"<?xml version='1.0'?><!--" + b"x" * 5000 + b"--><!doctype a [<!ENTITY b 'c'>]><a>&b;</a>"}
        ),
        UnsupportedFileError,
        "实体",
    ),
    "entities behind a very long remark": (
        "1.ofd",
        zip_bytes({"OFD.xml": b"<!--" + b"x" * 70_000 + b"--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        UnsupportedFileError,
        "实体",
    ),
    "entities in UTF-16": (
        "1.ofd",
        zip_bytes({"OFD.xml": "<!--甲--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")}),
        UnsupportedFileError,
        "实体",
    ),
}


@pytest.mark.parametrize(("name", "data", "error", "said"), BAD.values(), ids=BAD)
def test_alone_it_is_an_error(tmp_path: Path, name: str, data: bytes, error: type[UserError], said: str) -> None:
    put(tmp_path, {name: data})
    with pytest.raises(error) as caught:
        open_case([tmp_path / name], SMALL)
    assert said in str(caught.value)
    assert caught.value.where.startswith((name, "b.zip", "1.jpg"))
    assert caught.value.how
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(("name", "data", "error", "said"), BAD.values(), ids=BAD)
def test_beside_others_it_is_a_problem(
    tmp_path: Path, name: str, data: bytes, error: type[UserError], said: str
) -> None:
    put(tmp_path, {name: data, "0.jpg": JPEG, "2.pdf": scan_pdf(1)})
    with open_case([tmp_path], SMALL) as intake:
        assert [page.file for page in intake.pages if page.problem is None] == ["0.jpg", "2.pdf"]
        assert sum(page.problem is not None for page in intake.pages) == 1
        assert any(said in str(problem) for problem in intake.problems)
        assert [page.file for page in intake.pages][1].startswith(name)


def test_five_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "1.pdf"
    with path.open("wb") as out:
        out.truncate(5 * 1024**3)
    with pytest.raises(LimitError) as caught:
        open_case([path])
    assert "ZHONGBEN_MAX_FILE_BYTES" in str(caught.value)


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(EmptyCaseError):
        open_case([tmp_path])


@pytest.mark.parametrize("files", [{"case.yaml": b"group: clue"}, {".DS_Store": b"x"}])
def test_folder_without_papers(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(EmptyCaseError):
        open_case([put(tmp_path, files)])


def test_missing_path(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="找不到"):
        open_case([tmp_path / "无"])


def test_no_path() -> None:
    with pytest.raises(EmptyCaseError):
        open_case([])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_for_real(tmp_path: Path) -> None:
    put(tmp_path, {"1.jpg": JPEG})
    (tmp_path / "1.jpg").chmod(0)
    with pytest.raises(CaseFileError, match="权限"):
        open_case([tmp_path])


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"1.jpg": JPEG, "2.jpg": JPEG})
    whole = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "1.jpg":
            raise PermissionError(13, "Permission denied")
        return whole(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    with open_case([tmp_path]) as intake:
        assert [page.problem is None for page in intake.pages] == [False, True]
        assert "权限" in str(intake.problems[0])


def test_a_locked_folder_hides_no_other_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"1.jpg": JPEG, "财产/锁/2.jpg": JPEG, "财产/3.jpg": JPEG})
    whole = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("锁"):
            raise PermissionError(13, "Permission denied", path)
        return whole(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with open_case([tmp_path]) as intake:
        assert {page.file: page.problem is None for page in intake.pages} == {
            "1.jpg": True,
            "财产/3.jpg": True,
            "财产/锁": False,
        }
        assert str(intake.problems[0]).startswith("财产/锁：没有读取权限")
        assert set(intake.input_hashes) == {"1.jpg", "财产/3.jpg"}


def test_a_locked_case_folder_is_an_error_that_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> list[str]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(CaseFileError, match="权限") as caught:
        open_case([tmp_path])
    assert caught.value.where == str(tmp_path)


def test_where_nothing_can_be_read_every_file_is_named(tmp_path: Path) -> None:
    put(tmp_path, {"1.pdf": b"", "2.doc": old_office(), "3.pdf": b""})
    with pytest.raises(CaseFileError, match=r"共 3 个文件都不能读取，另有：2\.doc、3\.pdf"):
        open_case([tmp_path])


def test_content_not_name_decides(tmp_path: Path) -> None:
    put(tmp_path, {"1.pdf": JPEG, "2.jpg": scan_pdf(1), "3": JPEG})
    with open_case([tmp_path]) as intake:
        assert all(page.problem is None for page in intake.pages)
        assert [problem.file for problem in intake.problems] == ["1.pdf", "2.jpg", "3"]
        assert "JPEG" in str(intake.problems[0])


def test_recordings_are_named_but_are_no_pages(tmp_path: Path) -> None:
    put(tmp_path, {"1.jpg": JPEG, "现场.mp4": b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 90})
    with open_case([tmp_path]) as intake:
        assert [page.file for page in intake.pages] == ["1.jpg"]
        assert [problem.file for problem in intake.problems] == ["现场.mp4"]


def test_bad_members_do_not_hide_the_good(tmp_path: Path) -> None:
    members = {"1.jpg": JPEG, "2.jpg": image_bytes("PNG"), "3.jpg": JPEG}
    data = bytearray(zip_bytes(members))
    data[data.index(b"IDAT") + 40] ^= 0xFF  # the checksum of 2.jpg no longer holds
    put(tmp_path, {"1.zip": bytes(data)})
    with open_case([tmp_path / "1.zip"]) as intake:
        assert [(page.file, page.problem is None) for page in intake.pages] == [
            ("1.jpg", True),
            ("2.jpg", False),
            ("3.jpg", True),
        ]


def test_links_in_archives_are_left_out(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "1.zip", "w") as archive:
        link = zipfile.ZipInfo("passwd.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("1.jpg", JPEG)
    with open_case([tmp_path / "1.zip"]) as intake:
        assert [page.file for page in intake.pages] == ["1.jpg"]


def test_all_pages_together_are_limited(tmp_path: Path) -> None:
    put(tmp_path, {"1.pdf": bare_pdf(30), "2.pdf": bare_pdf(30)})
    with pytest.raises(LimitError, match="全卷页数"):
        open_case([tmp_path], Limits(pages=50))


def test_broken_record_is_an_error_with_its_line(tmp_path: Path) -> None:
    put(tmp_path, {"1.jpg": JPEG, "case.yaml": "group: clue\nfiled_on: 昨天\n".encode()})
    with pytest.raises(CaseFileError) as caught:
        open_case([tmp_path])
    assert caught.value.where == "case.yaml:2"


def office_files() -> tuple[bytes, bytes]:
    """A Word and an Excel file."""
    document, book = docx.Document(), openpyxl.Workbook()
    document.add_table(2, 2)
    document.add_picture(io.BytesIO(JPEG))
    assert book.active is not None
    book.active.append([1, "a"])
    files = io.BytesIO(), io.BytesIO()
    document.save(files[0])
    book.save(files[1])
    return files[0].getvalue(), files[1].getvalue()


SEEDS = (
    scan_pdf(2),
    text_pdf(["first line of text", "second line of text"]),
    zip_bytes({"1.jpg": JPEG, "2.pdf": scan_pdf(1)}),
    *(image_bytes(form) for form in ("JPEG", "PNG", "TIFF")),
    *office_files(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_but_user_errors(tmp_path: Path, data: st.DataObject) -> None:
    seed = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(0, 8))):
        seed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(seed)))
    noise = data.draw(st.binary(max_size=64))
    path = tmp_path / "1.pdf"
    path.write_bytes(bytes(seed[:cut]) + noise)
    with contextlib.suppress(UserError), open_case([path]) as intake:
        for page in intake.pages:
            page.load_text()
            with contextlib.suppress(UserError):
                page.load_image()
