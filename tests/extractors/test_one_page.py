"""A page found again is the page that intake listed: the same bytes, the same picture."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import numpy as np
import pytest

from checker.errors import CheckerError, LimitError, UserError
from extractors.intake import open_case
from extractors.limits import Limits
from extractors.one_page import one_page
from extractors.readers.source import Scratch, SourcePage, StoredFile
from tests.extractors.papers import bare_pdf, image_bytes, put, scan_pdf, sheet, zip_bytes

JPEG = image_bytes()


def word(folder: Path) -> bytes:
    paper = docx.Document()
    paper.add_paragraph("执行通知书")
    paper.save(str(folder / "w.docx"))
    return (folder / "w.docx").read_bytes()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    tiff = tmp_path / "t.tiff"
    sheet().save(tiff, save_all=True, append_images=[sheet(mark=1), sheet(mark=2)])
    inner = zip_bytes({"内/甲.jpg": JPEG, "内/乙.pdf": scan_pdf(2)})
    files = {
        "卷.pdf": scan_pdf(3),
        "断.pdf": scan_pdf(3)[:-400],
        "空.pdf": bare_pdf(2),
        "多页.tiff": tiff.read_bytes(),
        "文.docx": word(tmp_path),
        "包.zip": zip_bytes({"顶/1.jpg": JPEG, "顶/子/2.pdf": scan_pdf(2), "顶/里.zip": inner}),
        "case.yaml": b"group: zhongben\n",
    }
    return put(tmp_path / "case", files)


def again(case: Path, page: SourcePage, scratch: Scratch, limits: Limits | None = None) -> SourcePage:
    top = page.file.partition("/")[0]
    return one_page(StoredFile(case / top, top, "ab" * 32), page.file, page.number, limits or Limits(), scratch)


def test_every_page_is_found_again(case: Path) -> None:
    scratch = Scratch()
    with open_case([case]) as intake:
        assert {page.file for page in intake.pages} >= {"包.zip/里.zip/甲.jpg", "包.zip/子/2.pdf", "文.docx"}
        for page in intake.pages:
            found = again(case, page, scratch)
            assert (found.ref, found.kind, found.problem) == (page.ref, page.kind, page.problem)
            assert found.lines == page.lines
            if page.has_image:
                assert np.array_equal(found.load_image(), page.load_image()), page.ref
    scratch.close()


@pytest.mark.parametrize(
    ("file", "number"),
    [("卷.pdf", 0), ("卷.pdf", 4), ("包.zip/没有.jpg", 1), ("包.zip/../卷.pdf", 1), ("包.zip", 1), ("卷.pdf/里", 1)],
)
def test_what_is_not_there_is_told(case: Path, file: str, number: int) -> None:
    with pytest.raises(UserError):
        again(case, SourcePage(file, number, "image"), Scratch())


def test_limits_hold_as_at_intake(case: Path) -> None:
    page = again(case, SourcePage("卷.pdf", 1, "image"), Scratch(), Limits(pixels=1000))
    assert "单幅图像像素数" in (page.problem or "")
    with pytest.raises(LimitError):
        again(case, SourcePage("包.zip/里.zip/甲.jpg", 1, "image"), Scratch(), Limits(archive_nesting=1))


def test_a_hostile_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("../../evil.jpg", JPEG)
    with pytest.raises(CheckerError):
        again(tmp_path, SourcePage("x.zip/../../evil.jpg", 1, "image"), Scratch())
