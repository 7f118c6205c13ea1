"""Raw text to values: every way papers write them, and the usual misreadings."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.text.dates import find_dates, later_date, parse_date
from extractors.text.flat import flat, spaced
from extractors.text.identifiers import (
    find_case_numbers,
    parse_account,
    parse_case_number,
    parse_credit_code,
    parse_id_number,
    parse_phone,
    valid_credit_code,
    valid_id_number,
)
from extractors.text.money import parse_amount, parse_number
from extractors.text.values import parse_name, typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022年3月1日", date(2022, 3, 1)),
        ("2022.3.1", date(2022, 3, 1)),
        ("2022-03-01", date(2022, 3, 1)),
        ("2022/3/01", date(2022, 3, 1)),
        ("20220301", date(2022, 3, 1)),
        ("２０２２年３月１日", date(2022, 3, 1)),
        ("2022 年 3 月 l 日", date(2022, 3, 1)),
        ("2o22年o3月O1日", date(2022, 3, 1)),
        ("22年3月1号", date(2022, 3, 1)),
        ("二〇二二年三月一日", date(2022, 3, 1)),
        ("〇二二年七月十八日", date(2022, 7, 18)),
        ("○二二年八月一日", date(2022, 8, 1)),
        ("022年8月1日", None),
        ("二O二二年十二月三十一日", date(2022, 12, 31)),
        ("二○二二年三月廿一日", date(2022, 3, 21)),
        ("二0二二年 三月 十日", date(2022, 3, 10)),
        ("二。二二年五月六日", date(2022, 5, 6)),
        ("二零二三年元月二十日", date(2023, 1, 20)),
        ("二二二年三月—日", date(2022, 3, 1)),
        ("同意变更。2022年6月6日", date(2022, 6, 6)),
        ("已告知。二〇二二年六月六日", date(2022, 6, 6)),
        ("到其村口2022年6月6日", date(2022, 6, 6)),
        ("12022年3月1日", None),
        ("二〇二年三月一日", None),
        ("2022年2月30日", None),
        ("二〇二二年十三月一日", None),
        ("二〇二二年三月", None),
        ("月 日", None),
        ("", None),
    ],
)
def test_dates(text: str, value: date | None) -> None:
    assert parse_date(text) == value


def test_a_date_outside_the_calendar_keeps_its_place() -> None:
    found = list(find_dates("至2022年2月30日止"))
    assert [(f.start, f.value) for f in found] == [(1, None)]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("58,833.00元", 5883300),
        ("58833元", 5883300),
        ("58，833．00", 5883300),
        ("58.833.00", 5883300),
        ("58,833,00", 5883300),
        ("58,833.O0", 5883300),
        ("¥1,234,567.89", 123456789),
        ("5.88万元", 5880000),
        ("0.00", 0),
        ("人民币伍万捌仟捌佰叁拾叁元整", 5883300),
        ("叁仟零贰拾贰元肆角陆分", 302246),
        ("壹拾万元整", 10000000),
        ("十五万元", 15000000),
        ("壹亿零贰佰万元整", 10200000000),
        ("58833元（大写：伍万捌仟捌佰叁拾叁元整）", 5883300),
        ("58833元（大写：伍万捌仟捌佰叁拾贰元整）", None),
        ("58.833元", None),
        ("1,23,4元", None),
        ("余额06.00元", None),
        ("无", None),
        ("元", None),
    ],
)
def test_amounts(text: str, fen: int | None) -> None:
    assert parse_amount(text) == fen


@pytest.mark.parametrize(
    ("text", "value"), [("两户", 2), ("共15日", 15), ("十五日", 15), ("二十一天", 21), ("无", None)]
)
def test_numbers(text: str, value: int | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("（2022）鄂1023执1234号", "（2022）鄂1023执1234号"),
        ("(2022)鄂1O23执l234号之一", "（2022）鄂1023执1234号"),
        ("〔2022〕鄂 1023 执恢 12 号", "（2022）鄂1023执恢12号"),
        ("2022)鄂1023民初567号", "（2022）鄂1023民初567号"),
        ("[2022]鄂1023执保12-1号", "（2022）鄂1023执保12号"),
        ("（2022)鄂1023抗1234号", "（2022）鄂1023执1234号"),
        ("（2022）鄂10民抗3号", "（2022）鄂10民抗3号"),
        ("（2020）最高法执监12号", "（2020）最高法执监12号"),
        ("（2013）监执字第00123号", "（2013）监执字第00123号"),
        ("监劳人仲裁字2021第15号", None),
        ("2022年3月1日", None),
        ("（2022）鄂1023执品名1234号", "（2022）鄂1023执1234号"),  # a label between its lines
        ("（2022）鄂1023执恢1234号", "（2022）鄂1023执恢1234号"),
    ],
)
def test_case_numbers(text: str, value: str | None) -> None:
    assert parse_case_number(text) == value


def test_every_case_number_of_a_sentence() -> None:
    text = flat("依据(2021)鄂1023民初567号民事判决书，本院以（2022）鄂1023执1234号立案")
    assert [n.value for n in find_case_numbers(text)] == ["（2021）鄂1023民初567号", "（2022）鄂1023执1234号"]


def test_numbers_of_persons_and_organisations() -> None:
    assert parse_id_number("身份证号：42102319620509O03x。") == "42102319620509003X"
    assert parse_credit_code("代码91421023MA4900AB1C") == "91421023MA4900AB1C"
    assert parse_phone("电话 138 0000 1234") == "13800001234"
    assert parse_phone("0716-3320000") == "0716-3320000"
    assert parse_account("6228 4800 1234 5678 910") == "6228480012345678910"
    assert parse_account("6228********8910") == "6228********8910"


def test_check_characters() -> None:
    assert valid_id_number("11010519491231002X")
    assert not valid_id_number("110105194912310021")
    assert not valid_id_number("621284010203377815")  # an account of as many figures: no birthday in it
    assert not valid_id_number("1101051949123100")
    assert valid_credit_code("91350100M000100Y43")
    assert not valid_credit_code("91350100M000100Y44")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("邹永昌，男，汉族，1983年11月20日出生", ("邹永昌",)),
        ("胡胜男，女，1990年1月1日出生", ("胡胜男",)),
        ("被执行人：张三", ("张三",)),
        ("被执行人张三、李四及王五", ("张三", "李四", "王五")),
        ("监利（湖北）商贸有限公司：", ("监利（湖北）商贸有限公司",)),
        ("张三（身份证号4210…）", ("张三",)),
        ("李四女士，女，1980年生", ("李四",)),
        ("____", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert typed("names", text)[: len(names)] == names
    assert parse_name(text) == (names[0] if len(names) == 1 else parse_name(text))


def test_flat_keeps_what_stands_between_digits() -> None:
    assert flat("（ 执 行 ）金额: 58,833.00 元, 9:30") == "（执行）金额：58,833.00元，9:30"
    assert spaced("时  间：9时　地点: 村部") == "时 间：9时 地点： 村部"


def test_flat_is_simplified_letter_by_letter() -> None:
    assert flat("財產線索書 執行通知書") == "财产线索书执行通知书"


def test_a_dash_between_two_dates_is_no_digit_of_the_second() -> None:
    found = [day.value for day in find_dates("2022年5月10日—2022年5月11日")]
    assert found == [date(2022, 5, 10), date(2022, 5, 11)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5月26日", date(2022, 5, 26)),
        ("25日", date(2022, 5, 25)),
        ("1月4日", date(2023, 1, 4)),
        ("2022.06.01", date(2022, 6, 1)),
        ("2月30日", None),
    ],
)
def test_the_end_of_a_period_is_completed_from_its_beginning(text: str, day: date | None) -> None:
    assert later_date(text, date(2022, 5, 10)) == day


@pytest.mark.parametrize("place", "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵")
def test_the_courts_of_every_province_number_their_cases(place: str) -> None:
    number = f"（2022）{place}0624执518号"
    assert [found.value for found in find_case_numbers(f"案号：{number}")] == [number]
