"""拒执: bank flows, the conclusion, a prosecution and its outcome; change of handler."""

from datetime import date

import pytest

from checker.casefile import CaseRecord, Document
from tests.checker.derive.build import HE, SUN, ZHOU, ask, paper

PARTIES = (ZHOU, HE, SUN)


def opinion(text: str) -> Document:
    return paper("拒执审查意见", "拒执审查意见", "被执行人何文斌、孙大力。", text)


@pytest.mark.parametrize(
    ("text", "he", "sun"),
    [
        ("经审查，无证据证明被执行人何文斌有能力执行而拒不执行。", True, False),
        ("未发现被执行人何文斌、孙大力有拒不执行判决、裁定的行为。", True, True),
        ("现有证据不足，不启动刑事自诉程序。", True, True),
        ("有证据证明何文斌转移财产，涉嫌拒执罪，建议启动自诉。", False, False),
    ],
)
def test_conclusion(text: str, he: bool, sun: bool) -> None:
    fact = "被执行人.无拒执证据结论"
    assert ask(fact, opinion(text), about="何文斌", parties=PARTIES).value is he
    assert ask(fact, opinion(text), about="孙大力", parties=PARTIES).value is sun


def test_no_opinion() -> None:
    assert ask("被执行人.无拒执证据结论").value is False


COMPLAINT = paper("自诉材料", "刑事自诉状", "被告人：何文斌", "犯拒不执行判决、裁定罪，公安机关不予立案。")
ENDED = paper("自诉材料", "刑事裁定书", "被告人何文斌拒不执行判决、裁定一案", "裁定如下：准许自诉人撤诉。")


def test_outcome() -> None:
    assert ask("被执行人.自诉结果", COMPLAINT).value is False
    assert ask("被执行人.自诉结果", COMPLAINT, ENDED).value is True
    assert ask("被执行人.自诉材料").value is False


def test_bank_flow_of_this_respondent_and_institution() -> None:
    reply = paper(
        "银行流水查询回执", "查询回执", "被执行人何文斌（公民身份号码……）在我行的流水已打印。", "湖北银行监利支行"
    )
    assert ask("被执行人.银行流水", reply, about="何文斌", parties=PARTIES).value is True
    assert ask("被执行人.银行流水", reply, about="孙大力", parties=PARTIES).value is False
    assert ask("被执行人.银行流水载明机构", reply).value is True
    nameless = paper("银行流水", "账户交易明细", "户名：何文斌", "2022年1月5日 工资 2600.00")
    assert ask("被执行人.银行流水载明机构", nameless).value is False


GATES = (("clue-refusal", date(2022, 5, 24)),)


@pytest.mark.parametrize(
    ("record", "passed", "changed"),
    [
        (CaseRecord(group="refusal", history=GATES), True, True),
        (CaseRecord(group="clue", history=GATES), True, False),
        (CaseRecord(group="clue"), False, False),
        (None, False, False),
    ],
)
def test_handler(record: CaseRecord | None, passed: bool, changed: bool) -> None:
    assert ask("案件.已移送拒执打击组", record=record).value is passed
    assert ask("案件.承办人变更至拒执打击组", record=record).value is changed


def test_change_sheet() -> None:
    sheet = paper(
        "承办人变更表", "案件承办人变更表", "移送小组：线索查控组", "接收小组：拒执打击组", "变更后承办人：石松林"
    )
    assert ask("案件.承办人变更至拒执打击组", sheet).value is True
    assert ask("案件.承办人变更至终本办理组", sheet).value is False
