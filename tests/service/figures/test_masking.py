"""Who a party is does not show, and what is no party stays readable."""

from __future__ import annotations

import pytest

from service.figures.masking import mask_company, mask_numbers, mask_person, masker_of

PEOPLE = {
    "张三": "张某",
    "张三丰": "张某某",
    "欧阳修": "欧阳某",
    "欧阳修远": "欧阳某某",
    "欧阳": "欧某",
    "阿依古丽·买买提": "阿某某",
    "John Smith": "J某某",
}
COMPANIES = {
    "监利市宏达建材有限公司": "监利市某某有限公司",
    "湖北省荆州市江汉恒晟商贸有限责任公司": "湖北省荆州市某某有限责任公司",
    "宏达": "某某",
    "监利市朱河镇兴旺水产专业合作社": "监利市朱河镇某某专业合作社",
}
NUMBERS = {
    "身份证号421023198501012347，": "身份证号4210************47，",
    "身份证42102319850101234X": "身份证4210************4X",
    "电话13812345678。": "电话138****5678。",
    "电话138 1234 5678": "电话138****5678",
    "座机0716-3321234": "座机****1234",
    "账号6217001234567890123": "账号****0123",
    "（2022）鄂1023执1234号": "（2022）鄂1023执1234号",
    "标的58833.00元，2022-03-01立案": "标的58833.00元，2022-03-01立案",
    "校验值" + "0123456789abcdef" * 4: "校验值" + "0123456789abcdef" * 4,
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_keeps_the_surname(name: str) -> None:
    assert mask_person(name) == PEOPLE[name]


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_keeps_place_and_form(name: str) -> None:
    assert mask_company(name) == COMPANIES[name]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_hidden_where_they_are_of_somebody(text: str) -> None:
    assert mask_numbers(text) == NUMBERS[text]


def test_two_that_would_look_alike_are_told_apart() -> None:
    masker = masker_of([("张三", "自然人"), ("张四", "自然人"), ("李五", None), ("张三", "自然人")])
    assert masker.text("张三、张四和李五，联系13812345678") == "张某1、张某2和李某，联系138****5678"


def test_a_name_inside_a_longer_one_does_not_break_it() -> None:
    masker = masker_of([("宏达", "企业"), ("监利市宏达建材有限公司", "企业")])
    assert masker.text("监利市宏达建材有限公司") == "监利市某某有限公司"


def test_a_party_of_no_name_hides_nothing() -> None:
    assert masker_of([("", None)]).text("平安") == "平安"
