"""Intake of sound input: names, order, counts, hashes."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pytest

from checker.errors import SettingsError
from checker.ordering import natural_key
from extractors.intake import open_case
from extractors.limits import Limits, limits_from
from tests.extractors.papers import image_bytes, put, scan_pdf, zip_bytes

JPEG = image_bytes()


def test_folder(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "甲案",
        {
            "10.jpg": JPEG,
            "2.pdf": scan_pdf(2),
            "1.jpg": JPEG,
            "case.yaml": b"group: zhongben\n",
            ".DS_Store": b"x",
            "Thumbs.db": b"x",
            "~$a.docx": b"x",
            "副/1.jpg": JPEG,
        },
    )
    with open_case([folder]) as intake:
        assert intake.name == "甲案"
        assert [(page.file, page.number) for page in intake.pages] == [
            ("1.jpg", 1),
            ("2.pdf", 1),
            ("2.pdf", 2),
            ("10.jpg", 1),
            ("副/1.jpg", 1),
        ]
        assert intake.record is not None
        assert intake.record.group == "zhongben"
        assert intake.problems == ()
        assert intake.input_hashes["1.jpg"] == hashlib.sha256(JPEG).hexdigest()
        assert set(intake.input_hashes) == {"1.jpg", "2.pdf", "10.jpg", "副/1.jpg", "case.yaml"}
        assert intake.pages[0].sha256 == intake.pages[3].sha256


def test_zip_is_its_folder(tmp_path: Path) -> None:
    members = {
        "甲案/2.jpg": JPEG,
        "甲案/1.pdf": scan_pdf(1),
        "甲案/case.yaml": b"group: clue",
        "__MACOSX/甲案/._2.jpg": b"x",
    }
    put(tmp_path, {"卷.zip": zip_bytes(members)})
    with open_case([tmp_path / "卷.zip"]) as intake:
        assert intake.name == "卷"
        assert [page.file for page in intake.pages] == ["1.pdf", "2.jpg"]
        assert intake.record is not None
        assert intake.pages[1].load_image().shape == (1400, 1000, 3)
        unpacked = intake.pages[1].path
    assert unpacked is not None
    assert not unpacked.exists()


def test_zip_in_a_folder_keeps_its_name(tmp_path: Path) -> None:
    put(tmp_path, {"a.zip": zip_bytes({"x/1.jpg": JPEG, "x/in.zip": zip_bytes({"2.jpg": JPEG})}), "b.jpg": JPEG})
    with open_case([tmp_path]) as intake:
        assert [page.file for page in intake.pages] == ["a.zip/1.jpg", "a.zip/in.zip/2.jpg", "b.jpg"]


def test_names_in_gbk(tmp_path: Path) -> None:
    raw = zip_bytes({"AAAA.jpg": JPEG}).replace(b"AAAA", "卷宗".encode("gbk"))
    put(tmp_path, {"1.zip": raw})
    with open_case([tmp_path / "1.zip"]) as intake:
        assert intake.pages[0].file == "卷宗.jpg"


def test_several_files(tmp_path: Path) -> None:
    put(tmp_path, {"乙案/b.jpg": JPEG, "乙案/a/c.pdf": scan_pdf(1)})
    paths = [tmp_path / "乙案/b.jpg", tmp_path / "乙案/a/c.pdf", tmp_path / "乙案/b.jpg"]
    with open_case(paths) as intake:
        assert intake.name == "乙案"
        assert [page.file for page in intake.pages] == ["a/c.pdf", "b.jpg"]


def test_one_file(tmp_path: Path) -> None:
    put(tmp_path, {"卷.pdf": scan_pdf(2)})
    with open_case([tmp_path / "卷.pdf"]) as intake:
        assert (intake.name, len(intake.pages), intake.pages[0].file) == ("卷", 2, "卷.pdf")


def test_pages_can_be_sent_to_workers(tmp_path: Path) -> None:
    put(tmp_path, {"1.pdf": scan_pdf(1)})
    with open_case([tmp_path]) as intake:
        page = pickle.loads(pickle.dumps(intake.pages[0]))
        assert page == intake.pages[0]
        assert page.load_image().shape[2] == 3


@pytest.mark.parametrize(
    "names",
    [
        ["1.jpg", "2.jpg", "10.jpg"],
        ["卷一.pdf", "卷二.pdf", "卷十.pdf", "卷十一.pdf", "卷二十.pdf"],
        ["a/2/1.jpg", "a/2/2.jpg", "a/10/1.jpg"],
        ["第9页", "第10页", "第100页"],
    ],
)
def test_natural_order(names: list[str]) -> None:
    assert sorted(sorted(names), key=natural_key) == names


def test_limits_come_from_the_environment() -> None:
    assert limits_from({"ZHONGBEN_MAX_FILE_BYTES": "3G", "ZHONGBEN_MAX_PAGES": "7"}) == Limits(
        file_bytes=3 * 1024**3, pages=7
    )
    assert limits_from({}) == Limits()


@pytest.mark.parametrize("value", ["", "many", "-1", "0", "1.5", "²"])
def test_a_limit_must_be_a_number(value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        limits_from({"ZHONGBEN_MAX_PIXELS": value})
    assert "ZHONGBEN_MAX_PIXELS" in str(caught.value)


def test_originals_are_files_that_can_be_opened(tmp_path: Path) -> None:
    folder = put(
        tmp_path / "甲案", {"1.jpg": JPEG, "case.yaml": b"group: zhongben\n", "2.zip": zip_bytes({"a.jpg": JPEG})}
    )
    with open_case([folder]) as intake:
        assert intake.originals.keys() == {"1.jpg", "case.yaml", "2.zip"}
        assert intake.originals["1.jpg"].read_bytes() == JPEG
        assert "2.zip/a.jpg" in {page.file for page in intake.pages}
