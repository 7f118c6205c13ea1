"""Forms that enter their items one after another in running text."""

from __future__ import annotations

import pytest

from checker.casefile import Document
from checker.derive.online.entered import entered
from checker.derive.text.answers import BANK, ESTATE, FUND, REGISTER, VEHICLE
from tests.checker.derive.build import ask, case, facts, paper

LINES = (
    "本组于2022年3月4日发起查询，至2022年3月7日全部反馈。现将实有情况填写如下：",
    "一、被执行人何文斌",
    "1.银行存款等：有账户4个，余额均为0.00元；冻结情况：无余额，未冻结。",
    "2. 车辆：鄂D12345五菱牌LZW6447小型普通客车。3. 不动产：无。",
    "4.企业登记及对外投资：无。5.证券、理财、保险：无。",
)


def form(*lines: str, kind: str = "总对总查控实有情况表") -> Document:
    return paper(kind, kind, *lines)


def told(document: Document, channel: str) -> list[str]:
    return [said.answer for said in entered(facts(case(document)).view, document, channel)]


@pytest.mark.parametrize(
    ("channel", "answers"),
    [
        (BANK, ["有账户4个，余额均为0.00元"]),
        (VEHICLE, ["鄂D12345五菱牌LZW6447小型普通客车"]),
        (ESTATE, ["无"]),
        (REGISTER, ["无"]),
        (FUND, []),
    ],
)
def test_items_in_running_text_are_entries(channel: str, answers: list[str]) -> None:
    assert told(form(*LINES), channel) == answers


def test_an_item_behind_the_respondents_name() -> None:
    both = form(
        "一、何文斌",
        "金融机构（某某农村商业银行股份有限公司）：无存款。住房公积金：无。不动产：无。车辆：鄂D12345五菱牌客车。",
        "二、孙大力",
        "金融机构（某某农村商业银行股份有限公司）：无存款。不动产：无。车辆：无。",
        kind="线下查控实有情况表",
    )
    assert told(both, VEHICLE) == ["鄂D12345五菱牌客车", "无"]
    assert told(both, FUND) == ["无"]


FILLED = "案件.总对总表已填写"


def test_a_form_in_running_text_is_filled_in() -> None:
    assert ask(FILLED, form(*LINES)).value is True


def test_its_blanks_are_no_entries() -> None:
    blank = form(
        LINES[0],
        "1.银行存款等：有账户____个，余额____元。2.车辆：____。3.不动产：____。",
        "4.企业登记及对外投资：____。",
    )
    assert ask(FILLED, blank).value is not True
