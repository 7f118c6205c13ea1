"""Importing tables of the case system, by people who mean well and by those who do not."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from service.cases import import_files, importing
from service.database.models import Case, LedgerEntry
from tests.service.conftest import Court

HEADS = [
    "案 号",
    "立案日期",
    "申请执行人",
    "被执行人",
    "执行标的（元）",
    "已执行金额",
    "承办组",
    "承办人",
    "进入本组日期",
    "联系电话",
    "备注",
]
GOOD = [
    "(2022)鄂1023执1号",
    datetime(2022, 3, 1),
    "周启明、吴敏",
    "何文斌；监利市某某有限公司",
    58833.5,
    0,
    "线索查控组",
    "孙线索",
    "2022年4月1日",
    "13800000001、13800000002",
    "x",
]


def row(**given: Any) -> list[Any]:
    """A good row with some cells changed: number, filed, applicants, respondents, claim, paid, group, handler, entered, phone."""
    names = (
        "number",
        "filed",
        "applicants",
        "respondents",
        "claim",
        "paid",
        "group",
        "handler",
        "entered",
        "phone",
        "note",
    )
    return [given.get(name, value) for name, value in zip(names, GOOD, strict=True)]


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def preview(court: Court, data: bytes, name: str = "案件.xlsx", login: str = "wei.command") -> Any:
    return court.browser(login).post("/cases/import/uploads", files={"table": (name, data)})


def word_of(page: str) -> dict[str, str]:
    found = re.search(r'name="word" value="([^"]+)"', page)
    assert found
    return {"word": found[1], "name": "案件.xlsx"}


def figures(page: str) -> list[int]:
    """Good, bad, known."""
    return [int(number) for number in re.findall(r'class="figure">(\d+)<', page)]


def test_a_table_is_previewed_then_taken_and_a_second_time_known(any_court: Court) -> None:
    data = xlsx([["监利市人民法院案件清单"], HEADS, GOOD, row(number="（2022）鄂1023执2号", handler=None, phone=None)])
    shown = preview(any_court, data)
    assert shown.status_code == 200
    assert figures(shown.text) == [2, 0, 0]
    assert "没有用到的列：备注" in shown.text
    with any_court.service.reading() as session:
        assert session.query(Case).count() == 0
    browser = any_court.browser("wei.command")
    taken = browser.post("/cases/import", data=word_of(shown.text))
    assert "已登记 2 件" in taken.text
    with any_court.service.reading() as session:
        case = session.query(Case).filter(Case.number == "（2022）鄂1023执1号").one()
        assert (case.filed_on, case.entered_on, case.group, case.claim_fen) == (
            date(2022, 3, 1),
            date(2022, 4, 1),
            "clue",
            5_883_350,
        )
        assert case.handler is not None
        assert case.handler.login == "sun.clue"
        assert [(one.name, one.phone) for one in case.applicants] == [
            ("周启明", "13800000001"),
            ("吴敏", "13800000002"),
        ]
        assert [one.name for one in case.respondents] == ["何文斌", "监利市某某有限公司"]
        acts = [one.act for one in session.query(LedgerEntry).order_by(LedgerEntry.seq) if one.act != "login"]
    assert acts == ["case-created", "case-created", "cases-imported"]
    again = browser.post("/cases/import", data=word_of(shown.text))
    assert "已登记 0 件" in again.text
    assert "2 行是已经登记的案件" in again.text
    assert figures(preview(any_court, data).text) == [0, 0, 2]


FAULTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "number": ({"number": "77"}, "案 号", "不是执行案件的案号"),
    "no number": ({"number": None}, "案 号", "不是执行案件的案号"),
    "filed": ({"filed": "2022-02-30"}, "立案日期", "历法上没有这一天"),
    "applicants": ({"applicants": None}, "申请执行人", "至少要有一名申请执行人"),
    "and others": ({"respondents": "何文斌等3人"}, "被执行人", "没有写明全部姓名"),
    "claim": ({"claim": "约五万"}, "执行标的（元）", "不是金额"),
    "group": ({"group": "后勤组"}, "承办组", "没有名为“后勤组”的组"),
    "handler": ({"handler": "王立"}, "承办人", "线索查控组没有名叫“王立”"),
    "entered": ({"entered": None}, "进入本组日期", "期限从这一天起算"),
    "entered early": ({"entered": "2022-02-01"}, "进入本组日期", "早于立案日期"),
    "phones": ({"phone": "1380000001、1380000002、1380000003"}, "联系电话", "不能对应"),
    "formula": ({"respondents": '=HYPERLINK("http://x","何文斌")'}, "被执行人", "公式"),
}


def test_the_column_of_a_fault_is_that_in_which_it_stands(court: Court) -> None:
    """A wrong telephone beside no respondent: both are told, each in its column."""
    page = preview(court, xlsx([HEADS, row(respondents=None, phone="打不通")])).text
    line = re.search(r'aria-label="有问题的行".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert line
    assert re.findall(r'<td class="tight">([^<0-9]+)</td><td class="long">([^<]+)', line[1]) == [
        ("被执行人", "至少要有一名被执行人"),
        ("联系电话", "“周启明”的电话应为5至30位数字"),
    ]


def test_who_is_just_filed_goes_to_the_leader_where_nobody_is_named(court: Court) -> None:
    """对所立案案件全部分配给组长承办 (第一组3); of other groups' cases nobody is guessed."""
    own = row(group="线上查控组", handler=None, entered=None)
    page = preview(court, xlsx([HEADS, own, row(number="（2022）鄂1023执9号", handler=None)])).text
    shown = re.search(r'aria-label="可以导入的行".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert shown
    assert "王立" in shown[1]
    assert "待分配" in shown[1]
    assert (
        f'<option value="{court.people["wang.online"].id}" selected>'
        in court.browser("li.online").get("/cases/new").text
    )


@pytest.mark.parametrize("kind", FAULTS)
def test_a_wrong_cell_is_told_by_row_column_and_remedy_and_the_others_are_taken(court: Court, kind: str) -> None:
    changed, column, told = FAULTS[kind]
    page = preview(court, xlsx([HEADS, row(number="（2022）鄂1023执9号"), row(**changed)])).text
    assert figures(page) == [1, 1, 0]
    line = re.search(r'aria-label="有问题的行".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert line
    assert f'<td class="tight">{column}</td>' in line[1]
    assert told in line[1]
    assert '<td class="number" rowspan="1">3</td>' in line[1]  # the row as Excel counts it, and one fault only
    browser = court.browser("wei.command")
    assert "已登记 1 件；1 行有问题" in browser.post("/cases/import", data=word_of(page)).text


def test_the_bad_rows_come_back_with_their_reasons_and_no_live_formula(court: Court) -> None:
    page = preview(court, xlsx([HEADS, GOOD, row(number="=1+1", claim="很多")])).text
    answer = court.browser("wei.command").post("/cases/import/problems", data=word_of(page))
    assert answer.headers["content-disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    heads, line = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    assert heads == [*HEADS, "未导入的原因"]
    assert line[0] == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert "第3行" in line[-1]
    assert "案 号" in line[-1]
    assert "执行标的（元）" in line[-1]


def test_bad_rows_with_characters_that_no_table_can_hold_come_back_without_them(court: Court) -> None:
    table = "案号,立案日期,申请执行人,被执行人\n（2022）鄂1023执1号,2022-03-xx,张\ufffe\x0b三,李四\n"
    page = preview(court, table.encode(), "表.csv").text
    answer = court.browser("wei.command").post("/cases/import/problems", data=word_of(page))
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active["C2"].value == "张三"


def test_a_full_disk_takes_no_table(court: Court) -> None:
    court.service.settings.free_disk_bytes = 10**18
    page = preview(court, xlsx([HEADS, GOOD]))
    assert (page.status_code, "磁盘空间不足" in page.text) == (422, True)


def test_what_came_back_can_be_mended_and_imported(court: Court) -> None:
    page = preview(court, xlsx([HEADS, row(claim="很多")])).text
    answer = court.browser("wei.command").post("/cases/import/problems", data=word_of(page))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    book.active["E2"] = "100"
    out = io.BytesIO()
    book.save(out)
    assert figures(preview(court, out.getvalue()).text) == [1, 0, 0]


def test_duplicates_within_a_table_and_with_what_is_registered_are_told(court: Court) -> None:
    court.add_case("（2022）鄂1023执5号")
    rows = [HEADS, GOOD, row(number="（2022）鄂1023执1号"), row(number="〔2022〕鄂1023执5号")]
    page = preview(court, xlsx(rows)).text
    assert figures(page) == [1, 0, 2]
    assert "与第2行重复" in page
    assert "已经登记，不再导入" in page


def test_a_bad_row_does_not_shadow_a_good_one_of_the_same_number(court: Court) -> None:
    assert figures(preview(court, xlsx([HEADS, row(claim="很多"), GOOD])).text) == [1, 1, 0]


CSV = '案号,立案日期,申请执行人,被执行人,执行标的(万元)\r\n（2022）鄂1023执1号,2022/3/1,周启明,"何文斌\n丁一",5.88\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_that_are_met(court: Court, encoding: str) -> None:
    shown = preview(court, CSV.encode(encoding), "案件.csv", "li.online")
    assert figures(shown.text) == [1, 0, 0]
    assert "58,800.00" in shown.text
    assert "何文斌、丁一" in shown.text


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_csv_with_other_delimiters(court: Court, delimiter: str) -> None:
    assert figures(preview(court, CSV.replace(",", delimiter).encode(), "案件.csv").text) == [1, 0, 0]


def test_a_formula_in_csv_is_text_and_refused(court: Court) -> None:
    data = CSV.replace("周启明", "=cmd|' /C calc'!A0").encode()
    assert figures(preview(court, data, "案件.csv").text) == [0, 1, 0]


def test_a_group_imports_for_itself_only(court: Court) -> None:
    page = preview(
        court,
        xlsx([HEADS, GOOD, row(number="（2022）鄂1023执2号", group="线上查控组", handler="李线上")]),
        login="li.online",
    ).text
    assert figures(page) == [1, 1, 0]
    assert "由指挥中心登记" in page
    for login in ("sun.clue", "han.director", "admin"):
        assert preview(court, xlsx([HEADS, GOOD]), login=login).status_code == 403


def test_a_preview_is_for_who_made_it(court: Court) -> None:
    given = word_of(preview(court, xlsx([HEADS, GOOD])).text)
    for path in ("/cases/import", "/cases/import/problems"):
        assert court.browser("jiang.command").post(path, data=given).status_code == 404
        assert court.browser("wei.command").post(path, data={**given, "word": given["word"][:-1]}).status_code == 404
        assert (
            court.browser("wei.command").post(path, data={**given, "word": "../../../etc/passwd.x"}).status_code == 404
        )


def test_a_break_amid_an_import_is_made_good_by_repeating(any_court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    page = preview(any_court, xlsx([HEADS, *(row(number=f"（2022）鄂1023执{n}号") for n in range(1, 8))])).text
    monkeypatch.setattr(importing, "_AT_ONCE", 3)
    browser = any_court.browser("wei.command", raise_server_exceptions=False)
    with monkeypatch.context() as patch:
        whole, calls = importing.create_case, []

        def dying(*given: Any, **more: Any) -> Any:
            calls.append(1)
            if len(calls) == 5:
                raise ZeroDivisionError
            return whole(*given, **more)

        patch.setattr(importing, "create_case", dying)
        assert browser.post("/cases/import", data=word_of(page)).status_code == 500
    with any_court.service.reading() as session:
        assert session.query(Case).count() == 3
    assert "已登记 4 件" in browser.post("/cases/import", data=word_of(page)).text
    with any_court.service.reading() as session:
        assert session.query(Case).count() == 7


def _with_member(name: str, data: bytes) -> bytes:
    out = io.BytesIO(xlsx([HEADS, GOOD]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return out.getvalue()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "没有选择表格"),
    "program": (b"MZ\x90\x00" * 100, "这是程序"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧版 Office"),
    "pdf": (b"%PDF-1.7\n" + b"x" * 100, "不是表格"),
    "zip": (_with_member("x", b"x")[:0] or b"PK\x05\x06" + b"\x00" * 18, "不是表格"),
    "bomb": (_with_member("xl/bomb.xml", b" " * (130 << 20)), "超过上限"),
    "macro": (_with_member("xl/vbaProject.bin", b"x"), "有宏"),
    "entities": (_with_member("xl/x.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "实体"),
    "broken": (xlsx([HEADS, GOOD])[:-200], "Excel 文件损坏"),
    "no heading": (xlsx([["甲", "乙"], [1, 2]]), "没有找到表头"),
    "heading lacks": (xlsx([["案号", "立案日期"], ["x", "y"]]), "表头缺少：申请执行人、被执行人"),
    "no encoding": (b"\xff\xff\xfe" * 10, "文字编码"),
    "binary": (b"a,b\x00\x01", "不是表格"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_table_is_refused_plainly(court: Court, kind: str) -> None:
    data, told = HOSTILE[kind]
    answer = preview(court, data)
    assert answer.status_code == 422
    assert told in answer.text


def test_tables_have_limits(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.cases.sheets.MOST_ROWS", 10)
    assert "超过" in preview(court, xlsx([HEADS, *([GOOD] * 31)])).text
    monkeypatch.setattr(import_files, "MOST_BYTES", 100)
    assert "超过" in preview(court, xlsx([HEADS, GOOD])).text


def test_the_template_is_itself_a_table_that_can_be_imported(court: Court) -> None:
    answer = court.browser("li.online").get("/cases/import/template.xlsx")
    page = preview(court, answer.content, login="li.online").text
    assert figures(page) == [1, 0, 0]
