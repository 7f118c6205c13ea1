"""Results never cost the case a paper, and reports in the case folder are no papers."""

import json
import os

import pytest

from checker.commands import outputs
from checker.commands.case import look_over
from checker.commands.verify import _hashes
from checker.errors import EmptyCaseError, SettingsError
from checker.files import prepare_output
from checker.report_json import dump_json, report_bytes
from checker.reports.docx import report_docx
from checker.reports.html import report_html
from extractors.intake import open_case
from tests.checker.reports.sample import returned
from tests.extractors.papers import image_bytes

JPEG = image_bytes()


def prepare_outputs(paths, case):
    outputs.prepare_outputs(paths, case, look_over(case))


@pytest.fixture
def folder(tmp_path):
    """A case folder with a paper, a link to another, and the case record."""
    case = tmp_path / "卷"
    case.mkdir()
    (case / "1.jpg").write_bytes(JPEG)
    (tmp_path / "elsewhere.jpg").write_bytes(JPEG)
    (case / "2.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    (case / "case.yaml").write_text("group: clue\n", encoding="utf-8")
    return case


@pytest.mark.parametrize("name", ["卷/1.jpg", "卷/../卷/1.jpg", "卷/2.jpg", "elsewhere.jpg", "卷/case.yaml"])
def test_an_output_is_never_a_paper_of_the_case(folder, name):
    path = folder.parent / name
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="毁掉原件") as caught:
        prepare_outputs([path], [folder])
    assert caught.value.where == str(path)
    assert caught.value.how
    assert path.read_bytes() == before


def test_nor_the_file_given_itself(folder):
    with pytest.raises(SettingsError, match="毁掉原件"):
        prepare_outputs([folder / "1.jpg"], [folder / "1.jpg"])


def test_nor_a_case_record_to_be(folder):
    (folder / "case.yaml").unlink()
    with pytest.raises(SettingsError, match="案件信息"):
        prepare_outputs([folder / "Case.yaml"], [folder])
    prepare_outputs([folder.parent / "case.yaml"], [folder])


def test_two_outputs_to_one_file_are_refused(folder):
    one, other = folder.parent / "r.out", folder / ".." / "r.out"
    with pytest.raises(SettingsError, match="同一个文件"):
        prepare_outputs([one, None, other], [folder])


def test_a_new_folder_is_told(folder, capsys):
    prepare_outputs([folder.parent / "r.json"], [folder])
    assert capsys.readouterr().err == ""
    prepare_outputs([folder.parent / "没有" / "r.json"], [folder])
    assert "已新建" in capsys.readouterr().err


def test_what_may_not_be_looked_at_cannot_be_written(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "is_dir", refuse)
    with pytest.raises(SettingsError, match="写不了"):
        prepare_output(tmp_path / "r.json")


def own_files():
    report = returned()
    return {
        "清单.docx": report_docx(report),
        "报告.html": report_html(report).encode(),
        "r.json": report_bytes(report),
        "目录": dump_json({"schema": "zhongben/catalogue/1", "name": "卷"}),
    }


@pytest.mark.parametrize("name", own_files())
def test_own_reports_are_no_papers(folder, name):
    before = open_case([folder])
    (folder / name).write_bytes(own_files()[name])
    with open_case([folder]) as intake:
        assert [page.ref for page in intake.pages] == [page.ref for page in before.pages]
        assert intake.input_hashes == before.input_hashes == _hashes([folder])
        assert [str(problem) for problem in intake.problems] == [f"{name}：这是本程序写出的报告，不是卷宗材料，未读取"]
    prepare_outputs([folder / name], [folder])  # it may be written anew
    with pytest.raises(EmptyCaseError):
        open_case([folder / name])


def test_the_mark_counts_not_the_name_nor_the_author(folder):
    import docx

    document = docx.Document()
    document.core_properties.author = "zhongben"
    document.add_paragraph("退回整改通知书")
    document.save(folder / "清单.docx")
    (folder / "r.json").write_text(json.dumps({"schema": "other"}), encoding="utf-8")
    with open_case([folder]) as intake:
        assert {"清单.docx", "r.json"} <= {page.file for page in intake.pages}


def test_names_in_gbk_read_as_such_and_can_be_written(folder):
    names = {"第一页.jpg": "第一页.jpg", "第一页2.jpg": "第一页2.jpg"}
    for name in names:
        (folder / os.fsdecode(name.encode("gbk"))).write_bytes(JPEG)
    (folder / "第一页2.jpg").write_bytes(JPEG)
    (folder / os.fsdecode(b"\xff\xff.jpg")).write_bytes(JPEG)
    with open_case([folder]) as intake:
        files = [page.file for page in intake.pages]
    assert {"第一页.jpg", "第一页2.jpg", "\\xff\\xff.jpg"} <= set(files)
    assert len(files) == len(set(files)) == 6
    dump_json(files)


def test_half_a_character_costs_no_report():
    assert json.loads(dump_json(["字\ud800"])) == ["字?"]
