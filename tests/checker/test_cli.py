"""The command line: exit codes, Chinese help and errors, files written whole, no trace on the screen."""

import json
from contextlib import contextmanager, nullcontext
from datetime import date

import docx
import pytest

from checker import cli, derive
from checker.commands import check as check_command
from checker.commands import read as read_command
from checker.commands import rules as rules_command
from checker.commands import verify as verify_command
from checker.commands.case import OpenCase
from checker.errors import EmptyCaseError, SettingsError
from checker.facts import Fact
from checker.files import prepare_output, write_whole
from checker.rulebook import load_rulebook
from tests.checker.cases import LI, NOT_FOUND, THE_CASE, Table, case_file, good_facts
from tests.extractors.papers import image_bytes


@pytest.fixture
def desk(root, tmp_path, monkeypatch, engine):
    """A clerk's desk: the small rulebook, a case with given facts instead of scanned papers, a home folder."""
    facts = good_facts()

    @contextmanager
    def read_case(paths, **options):
        yield OpenCase(case_file(), lambda place: None)

    monkeypatch.setenv("ZHONGBEN_HOME", str(tmp_path / "home"))
    for command in (check_command, verify_command):
        monkeypatch.setattr(command, "load_rulebook", lambda: load_rulebook(root))
    monkeypatch.setattr(check_command, "Engine", lambda: nullcontext(engine))
    for command in (check_command, read_command):
        monkeypatch.setattr(command, "read_case", read_case)
        monkeypatch.setattr(command, "look_over", lambda paths: [])
    monkeypatch.setattr(derive, "facts_of", lambda case, as_of: Table(facts))
    monkeypatch.setattr(rules_command, "RULES_ROOT", root)
    return facts


def run(*arguments):
    return cli.main([str(argument) for argument in arguments])


def test_pass_is_0_and_the_day_is_that_of_the_ruling(desk, tmp_path, capsys):
    out = tmp_path / "new" / "folder" / "r.json"
    assert run("check", "卷", "--gate", "zhongben", "--json", out) == 0
    report = json.loads(out.read_bytes())
    assert (report["verdict"], report["as_of"]) == ("pass", "2022-09-01")
    assert list(out.parent.iterdir()) == [out]
    assert "符合" in capsys.readouterr().out


def test_review_is_2(desk):
    desk[LI, "被执行人.送达回证"] = Fact(None)
    assert run("check", "卷", "--gate", "zhongben") == 2


def test_return_is_3_and_writes_all_forms(desk, tmp_path, capsys):
    desk[LI, "被执行人.送达回证"] = NOT_FOUND
    files = {kind: tmp_path / f"r.{kind}" for kind in ("json", "html", "docx")}
    outputs = [part for kind, path in files.items() for part in (f"--{kind}", path)]
    assert run("check", "卷", "--gate", "终本报结", *outputs) == 3
    assert all(path.stat().st_size > 500 for path in files.values())
    assert "未见送达李四的执行通知书" in files["html"].read_text(encoding="utf-8")


def test_json_on_the_screen_is_nothing_but_json(desk, capsysbinary):
    run("check", "卷", "--gate", "zhongben", "--json", "-", "--as-of", "2023-01-02")
    assert json.loads(capsysbinary.readouterr().out)["as_of"] == "2023-01-02"


def test_what_if_is_marked_everywhere(desk, tmp_path, capsys):
    desk[LI, "被执行人.送达回证"] = NOT_FOUND
    files = {kind: tmp_path / f"r.{kind}" for kind in ("json", "html", "docx")}
    outputs = [part for kind, path in files.items() for part in (f"--{kind}", path)]
    assert run("check", "卷", "--gate", "zhongben", "--assume", "被执行人.送达回证=有", *outputs) == 0
    warning = "含假设，不是检查结论：被执行人.送达回证＝有"
    assert warning in capsys.readouterr().out.replace("\n", "")
    assert warning in files["html"].read_text(encoding="utf-8")
    assert warning in "".join(p.text for p in docx.Document(str(files["docx"])).paragraphs)
    assert json.loads(files["json"].read_bytes())["assumed"][0]["fact"] == "被执行人.送达回证"


def test_an_assumed_ruling_is_the_day_judged_on(desk, capsysbinary):
    run("check", "卷", "--gate", "zhongben", "--assume", "案件.裁定日期=2022-06-02", "--json", "-")
    assert json.loads(capsysbinary.readouterr().out)["as_of"] == "2022-06-02"


def test_two_days_are_compared(desk, tmp_path, capsys):
    out = tmp_path / "c.json"
    assert run("check", "卷", "--gate", "zhongben", "--compare", "2024-12-31,2025-01-01", "--json", out) == 0
    assert "符合 → 没有这一项" in capsys.readouterr().out
    assert json.loads(out.read_bytes())["schema"] == "zhongben/comparison/1"
    assert run("check", "卷", "--gate", "zhongben", "--compare", "2024-12-31") == 1
    assert "不是两个日期" in capsys.readouterr().err


def test_what_a_broken_superior_rule_does_is_a_setting(desk, monkeypatch, capsys):
    desk[THE_CASE, "案件.裁定日期"] = Fact(date(2022, 5, 1))
    assert run("check", "卷", "--gate", "zhongben") == 2
    assert run("check", "卷", "--gate", "zhongben", "--national", "return") == 3
    monkeypatch.setenv("ZHONGBEN_NATIONAL", "advise")
    assert run("check", "卷", "--gate", "zhongben") == 0
    monkeypatch.setenv("ZHONGBEN_NATIONAL", "strict")
    assert run("check", "卷", "--gate", "zhongben") == 1
    assert "没有“strict”这种办法" in capsys.readouterr().err


def test_without_ruling_the_day_is_today(desk, capsysbinary):
    del desk[THE_CASE, "案件.裁定日期"]
    run("check", "卷", "--gate", "zhongben", "--json", "-")
    assert json.loads(capsysbinary.readouterr().out)["as_of"] == date.today().isoformat()


def test_a_ruling_before_the_rules_is_told(desk, capsys):
    desk[THE_CASE, "案件.裁定日期"] = Fact(date(2012, 9, 1))
    assert run("check", "卷", "--gate", "zhongben") == 1
    error = capsys.readouterr().err
    assert "2012年9月1日" in error
    assert "--as-of" in error


def test_same_bytes_again(desk, tmp_path):
    for name in ("a.json", "b.json"):
        run("check", "卷", "--gate", "zhongben", "--json", tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_read(desk, tmp_path, capsys):
    assert run("read", "卷", "--json", tmp_path / "c.json") == 0
    catalogue = json.loads((tmp_path / "c.json").read_bytes())
    assert catalogue["pages"]["in"] == 5
    assert [document["kind"] for document in catalogue["documents"]] == ["执行通知书", "送达回证"]
    captured = capsys.readouterr()
    assert "可能是调查笔录" in captured.out
    assert "卷宗.pdf 第5页：看不清" in captured.err


def test_explain_and_verify(desk, tmp_path, capsys):
    out = tmp_path / "r.json"
    run("check", "卷", "--gate", "zhongben", "--json", out)
    capsys.readouterr()
    assert run("explain", out, "served-notice", "--subject", "张三") == 0
    assert "✔ 被执行人.送达回证 是 有" in capsys.readouterr().out
    assert run("explain", out, "nothing") == 1
    assert run("verify", out) == 0
    out.write_text(
        out.read_text(encoding="utf-8").replace('"verdict": "pass"', '"verdict": "review"'), encoding="utf-8"
    )
    assert run("verify", out) == 3
    assert "总的结论" in capsys.readouterr().out


def test_verify_and_explain_speak_json(desk, tmp_path, capsysbinary):
    out = tmp_path / "r.json"
    run("check", "卷", "--gate", "zhongben", "--json", out)
    capsysbinary.readouterr()
    assert run("verify", out, "--json") == 0
    assert json.loads(capsysbinary.readouterr().out) == {"holds": True, "differences": []}
    assert run("explain", out, "served-notice", "--subject", "张三", "--json") == 0
    (finding,) = json.loads(capsysbinary.readouterr().out)
    assert finding["subject"] == "被执行人:张三"
    out.write_bytes(out.read_bytes().replace(b'"pass"', b'"review"', 1))
    assert run("verify", out, "--json") == 3
    assert json.loads(capsysbinary.readouterr().out)["differences"]


def test_a_report_that_is_only_laid_out_anew_is_told(desk, tmp_path, capsys):
    out = tmp_path / "r.json"
    run("check", "卷", "--gate", "zhongben", "--json", out)
    out.write_text(json.dumps(json.loads(out.read_bytes())), encoding="utf-8")
    assert run("verify", out) == 3
    assert "写法" in capsys.readouterr().out


def test_verify_compares_the_case_files(desk, tmp_path, capsys):
    out = tmp_path / "r.json"
    run("check", "卷", "--gate", "zhongben", "--json", out)
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "卷宗.pdf").write_bytes(b"%PDF-1.4 other")
    assert run("verify", out, papers) == 3
    assert "内容与报告不同：卷宗.pdf" in capsys.readouterr().out


def test_rules(root, capsys):
    assert run("rules", "list", "--root", root) == 0
    assert "jianli/zhongben/served-notice" in capsys.readouterr().out
    assert run("rules", "list", "--root", root, "--gate", "clue-refusal") == 0
    assert "规则 1 条" in capsys.readouterr().out
    assert run("rules", "show", "监-终本-01", "--root", root) == 0
    assert "被执行人.送达回证 是 有" in capsys.readouterr().out
    assert run("rules", "test", "--root", root) == 0
    assert "4 条规则，14 个例子，0 处不对" in capsys.readouterr().out
    assert run("rules", "show", "none", "--root", root) == 1


def test_failing_example_is_1(root, capsys):
    path = root / "packs/jianli/zhongben/served-notice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("expect: 不符合", "expect: 符合"), encoding="utf-8")
    assert run("rules", "test", "--root", root) == 1
    assert "应为符合，得不符合" in capsys.readouterr().out


WRONG = [
    ([], ["缺少参数：命令"]),
    (["chek"], ["没有命令", "check"]),
    (["check"], ["缺少参数：卷宗, --gate"]),
    (["check", "卷", "--gate"], ["--gate 后面要写一个值"]),
    (["check", "卷", "--gate", "zhongbn"], ["没有这个关口", "是不是想写：zhongben", "aftercare　终本后管理"]),
    (["check", "卷", "--gate", "nonsense"], ["没有这个关口：“nonsense”\n处理：全部关口"]),
    (["check", "卷", "--gate", "zhongben-review", "--as-of", "2021-12-31"], ["尚未施行", "2022年1月1日"]),
    (["check", "卷", "--gate", "zhongben", "--as-of", "2024-02-30"], ["2024-02-30", "不是日期"]),
    (["check", "卷", "--gate", "zhongben", "--workers", "0"], ["不是正整数"]),
    (["check", "卷", "--gate", "zhongben", "--pdf", "x"], ["不认识的参数：--pdf x"]),
    (["read"], ["缺少参数：卷宗"]),
    (["explain", "没有.json", "x"], ["报告打不开", "没有.json"]),
    (["verify", "没有.json"], ["报告打不开"]),
    (["rules"], ["缺少参数：动作"]),
    (["rules", "list", "--gate", "x"], ["没有这个关口"]),
]


@pytest.mark.parametrize(("arguments", "wanted"), WRONG, ids=[" ".join(w[0]) or "nothing" for w in WRONG])
def test_wrong_command_line_is_1_with_what_and_how(desk, capsys, arguments, wanted):
    assert run(*arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    for part in wanted:
        assert part in captured.err
    assert "Traceback" not in captured.err


RULES_ACTIONS = [["rules", action] for action in ("list", "show", "test", "lint", "mutate", "coverage", "docs", "new")]


@pytest.mark.parametrize("command", [[], ["check"], ["read"], ["explain"], ["verify"], ["rules"], *RULES_ACTIONS])
def test_help_is_chinese(command, capsys):
    with pytest.raises(SystemExit) as caught:
        run(*command, "--help")
    assert caught.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：zhongben")
    assert "显示这份说明" in text
    for english in ("usage", "options", "positional", "show this"):
        assert english not in text


def test_error_of_the_case_writes_nothing(desk, tmp_path, monkeypatch, capsys):
    def empty(paths, **options):
        raise EmptyCaseError("没有可以检查的卷宗材料", where="卷", how="把扫描件放进该文件夹")

    monkeypatch.setattr(check_command, "read_case", empty)
    out = tmp_path / "r.json"
    assert run("check", "卷", "--gate", "zhongben", "--json", out) == 1
    assert capsys.readouterr().err == "没有可以检查的卷宗材料\n位置：卷\n处理：把扫描件放进该文件夹\n"
    assert not out.exists()


def test_our_own_mistake_has_a_number_and_is_logged(desk, tmp_path, monkeypatch, capsys):
    def fail(paths, **options):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(check_command, "read_case", fail)
    assert run("check", "卷", "--gate", "zhongben") == 1
    error = capsys.readouterr().err
    assert "程序内部错误（编号" in error
    assert "oops" not in error
    assert "ZeroDivisionError: oops" in (tmp_path / "home" / "zhongben.log").read_text(encoding="utf-8")


def test_output_that_cannot_be_written_is_told_before_reading(desk, tmp_path, capsys):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert run("check", "卷", "--gate", "zhongben", "--json", tmp_path / "file" / "r.json") == 1
    assert "写不了" in capsys.readouterr().err
    assert run("check", "卷", "--gate", "zhongben", "--html", tmp_path) == 1
    assert "是一个文件夹" in capsys.readouterr().err


def test_files_are_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "r.json"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    with pytest.raises(TypeError):
        write_whole(path, None)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(SettingsError):
        write_whole(tmp_path / "none" / "r.json", b"")
    prepare_output(tmp_path / "none" / "r.json")
    write_whole(tmp_path / "none" / "r.json", b"")


def test_after_closing_the_day_is_today(desk, capsysbinary):
    run("check", "卷", "--gate", "aftercare", "--json", "-")
    assert json.loads(capsysbinary.readouterr().out)["as_of"] == date.today().isoformat()


@pytest.fixture
def reading(monkeypatch):
    """The real reading of a folder, without its pages."""
    from extractors import reading

    monkeypatch.setattr(reading, "read_pages", lambda pages, **options: [])


def one_page(folder):
    folder.mkdir()
    (folder / "1.jpg").write_bytes(image_bytes())
    return folder


def test_without_a_home_to_write_in_the_work_goes_on(tmp_path, monkeypatch, capsys, reading):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.delenv("ZHONGBEN_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    assert run("read", one_page(tmp_path / "卷")) == 0
    assert "不能写，本次不保存识别结果和日志" in capsys.readouterr().err

    def fail(paths, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(read_command, "read_case", fail)
    assert run("read", tmp_path / "卷") == 1
    assert "日志没有写成" in capsys.readouterr().err


def test_a_chosen_home_that_cannot_be_written_is_an_error(tmp_path, monkeypatch, capsys, reading):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ZHONGBEN_HOME", str(tmp_path / "file" / "home"))
    assert run("read", one_page(tmp_path / "卷")) == 1
    assert f"ZHONGBEN_HOME 指定的文件夹不能写\n位置：{tmp_path / 'file' / 'home'}" in capsys.readouterr().err
