"""Words of forms and tables to values; names of files that mean harm."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import CaseFileError
from service.cases.names import NotAPaperError, clean_name, free_name, same_but_number
from service.cases.values import WrongValueError, case_number, day, fen, names

TODAY = date(2022, 6, 1)
NUMBERS = {
    "（2022）鄂1023执1234号": "（2022）鄂1023执1234号",
    "(2022)鄂1023执1234号": "（2022）鄂1023执1234号",
    " [2022] 鄂1023执恢12 号\n": "（2022）鄂1023执恢12号",
    "〔２０２２〕鄂１０２３执１２３４": "（2022）鄂1023执1234号",
    "（2019）最高法执7号": "（2019）最高法执7号",
}


@pytest.mark.parametrize("text", NUMBERS)
def test_a_case_number_has_one_way_to_be_written(text: str) -> None:
    assert case_number(text) == NUMBERS[text]


@pytest.mark.parametrize(
    "text", ["", "1234", "（2022）鄂1023民初12号", "（2022）鄂1023执号", "=A1", "（1822）鄂1023执1号"]
)
def test_what_is_no_case_number_is_refused(text: str) -> None:
    with pytest.raises(WrongValueError, match="案号"):
        case_number(text)


@pytest.mark.parametrize(
    "value",
    [
        "2022-03-01",
        "2022/3/1",
        "2022年3月1日",
        "20220301",
        " 2022．3．1 ".replace("．", "."),
        44621,
        44621.0,
        datetime(2022, 3, 1, 9),
        date(2022, 3, 1),
        "2022-03-01 00:00:00",
    ],
)
def test_days_in_every_way_they_are_written(value: object) -> None:
    assert day(value, TODAY) == date(2022, 3, 1)


@pytest.mark.parametrize(
    "value", ["2022-02-30", "2022-13-01", "1.3.2022", "三月一日", "2022-06-02", "1889-01-01", 12, "=TODAY()"]
)
def test_what_is_no_day_up_to_today_is_refused(value: object) -> None:
    with pytest.raises(WrongValueError):
        day(value, TODAY)


MONEY = {"58833": 5_883_300, "58,833.00元": 5_883_300, "￥5.5": 550, "3万元": 3_000_000, "0": 0, "１２．３４": 1_234}


@pytest.mark.parametrize("text", MONEY)
def test_money_is_taken_from_its_digits(text: str) -> None:
    assert fen(text) == MONEY[text]


def test_money_of_cells_and_of_columns_in_ten_thousands() -> None:
    assert fen(58833.1) == 5_883_310
    assert fen(0.07) == 7
    assert fen("5.8833", ten_thousands=True) == 5_883_300


@pytest.mark.parametrize("text", ["-1", "1.234", "约5万", "1,23", "nan", "1e5", "9" * 30])
def test_what_is_no_money_is_refused(text: str) -> None:
    with pytest.raises(WrongValueError):
        fen(text)


def test_several_parties_in_one_cell() -> None:
    assert names("张三、李四；某某（监利）公司, 王五\n赵六") == ["张三", "李四", "某某（监利）公司", "王五", "赵六"]
    with pytest.raises(WrongValueError, match="没有写明全部"):
        names("张三等3人")


NAMES = {
    "卷一/001.jpg": "卷一/001.jpg",
    "卷一\\002.jpg": "卷一/002.jpg",
    "./a//b/./c.pdf": "a/b/c.pdf",
    "发票\u202efdp.exe": "发票fdp.exe",
    "笔录\u200b.pdf": "笔录.pdf",
    'a<b>:"|?*.pdf': "a_b______.pdf",
    "CON.pdf": "_CON.pdf",
    "卷 /1.pdf . ": "卷/1.pdf",
    "e\u0301.pdf": "é.pdf",
}


@pytest.mark.parametrize("given_name", NAMES)
def test_names_are_cleaned(given_name: str) -> None:
    assert clean_name(given_name) == NAMES[given_name]


@pytest.mark.parametrize(
    "name",
    [
        "../a.pdf",
        "a/../../b.pdf",
        "..\\a.pdf",
        "/etc/passwd",
        "\\\\server\\a.pdf",
        "C:\\a.pdf",
        "a\x00.pdf",
        "a\n.pdf",
        "\ud800.pdf",
        "",
        "///",
        "...",
        "很" * 90 + ".pdf",
        "/".join(["很长的文件夹" * 5] * 14),
    ],
)
def test_names_that_cannot_be_cleaned_are_refused(name: str) -> None:
    with pytest.raises(CaseFileError):
        clean_name(name)


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "卷/.DS_Store", "__MACOSX/1.jpg", "~$笔录.docx", "case.yaml", "卷/CASE.YML"]
)
def test_leavings_of_systems_and_records_are_no_papers(name: str) -> None:
    with pytest.raises(NotAPaperError):
        clean_name(name)


@given(st.text(max_size=60))
def test_no_name_ever_leaves_the_folder(name: str) -> None:
    try:
        cleaned = clean_name(name)
    except CaseFileError:
        return
    assert not cleaned.startswith("/")
    assert all(part and part not in (".", "..") and len(part.encode()) <= 255 for part in cleaned.split("/"))
    assert clean_name(cleaned) == cleaned


FREE = {
    ("a.pdf",): "a.pdf",
    ("a.pdf", "A.PDF"): "a（2）.pdf",
    ("卷/a.pdf", "卷/a.pdf", "卷/a（2）.pdf"): "卷/a（3）.pdf",
    ("卷", "卷/a.pdf"): "卷（2）",  # a file where a folder is
    ("a.pdf/b/c.pdf", "a.pdf"): "a（2）.pdf/b/c.pdf",  # a folder where a file is
    ("a/b/c.pdf", "a/b", "a（2）/b"): "a/b（2）/c.pdf",
}


@pytest.mark.parametrize("names_given", FREE)
def test_the_next_free_name(names_given: tuple[str, ...]) -> None:
    name, *taken = names_given
    assert free_name(name, taken) == FREE[names_given]
    assert same_but_number(name, FREE[names_given])


@given(st.text("aA./（2）", min_size=1, max_size=9), st.lists(st.text("aA./（2）", min_size=1, max_size=9), max_size=5))
def test_a_free_name_is_found_whatever_is_taken(name: str, others: list[str]) -> None:
    taken: list[str] = []
    for given_name in [*others, name]:
        try:
            cleaned = clean_name(given_name)
        except CaseFileError:
            continue
        free = free_name(cleaned, taken)
        assert same_but_number(cleaned, free)
        taken.append(free)
    low = [one.casefold() for one in taken]
    assert len(set(low)) == len(low)
    assert not any(one.startswith(f"{two}/") for one in low for two in low)


def test_other_names_are_not_the_same() -> None:
    assert same_but_number("卷/a.pdf", "卷/A（12）.pdf")
    for other in ("a.pdf", "卷/a.png", "卷/b（2）.pdf", "卷（2）/x/a.pdf", "卷/（2）.pdf"):
        assert not same_but_number("卷/a.pdf", other)
