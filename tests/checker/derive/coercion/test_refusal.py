"""拒执: bank flows, the conclusion, a prosecution and its outcome; change of handler."""

from dataclasses import replace
from datetime import date

import pytest

from checker.casefile import CaseRecord, Document
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper

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


@pytest.mark.parametrize(
    ("said", "expected"),
    [("无证据证明其涉嫌拒执罪。", True), ("有证据证明其涉嫌拒执罪。", False)],
)
def test_the_label_of_a_cell_stands_amid_a_wrapped_name(said: str, expected: bool) -> None:
    lines = ("经审查，现有材料不能证明被执行人何文斌、孙大", "审查结论", f"力有能力执行而拒不执行，{said}")
    if not expected:
        lines = ("经审查，被执行人何文斌、孙大", "审查结论：", f"力有能力执行而拒不执行，{said}")
    told = paper("拒执审查意见", "拒执审查意见", *lines)
    assert ask("被执行人.无拒执证据结论", told, about="孙大力", parties=PARTIES).value is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("审查意见：无证据证明被执行人何文斌涉嫌拒执罪，移送终本办理组。",), True),
        (("关于何文斌涉嫌拒不执行判决、裁定罪的审查意见", "何文斌有无拒执行为：未发现有转移财产的证据，不构成拒执罪。"), True),
        (("是否拘留、罚款否审查意见无证据证明被执行人何文斌有能力执行而拒不执行，不启动刑事自诉程序。",), True),
        (("现有证据不能证明何文斌有拒不执行判决、裁定的行为。",), True),
        (("经研究，认定其涉嫌拒执罪的证据不足，不予追究。",), True),
        (("审查事项：有无证据证明被执行人涉嫌拒执罪", "审查意见：经审查，何文斌转移财产，有证据证明其涉嫌拒执罪，建议启动自诉程序。"), False),
        (("审查意见：何文斌将收入转至他人名下，涉嫌拒执罪，移送公安机关。",), False),
        (("审查意见：并非没有证据证明其拒执。",), None),
        (("审查意见：待流水调取后，如无证据证明涉嫌拒执罪，再移送终本办理组。",), None),
        (("审查事项：有无证据证明何文斌涉嫌拒执罪",), None),
    ],
)  # fmt: skip
def test_asked_supposed_and_denied_is_not_concluded(lines: tuple[str, ...], expected: bool | None) -> None:
    paper_ = paper("拒执审查意见", "拒执审查意见表", "被审查人：何文斌", *lines)
    assert ask("被执行人.无拒执证据结论", paper_).value is expected


def test_a_title_that_names_the_crime_concludes_nothing() -> None:
    title = "涉嫌拒不执行判决、裁定罪审查意见"
    told = paper(
        "拒执审查意见",
        title,
        "被审查人：何文斌",
        "现无证据证明被执行人何文斌涉嫌构成拒不执行判决、裁定罪，移送终本办理组。",
    )
    assert ask("被执行人.无拒执证据结论", replace(told, title=title)).value is True


def test_one_sentence_names_both() -> None:
    told = opinion("没有证据证明涉嫌拒执罪的是孙大力，何文斌涉嫌拒执罪。")
    assert ask("被执行人.无拒执证据结论", told, about="何文斌", parties=PARTIES).value is False
    assert ask("被执行人.无拒执证据结论", told, about="孙大力", parties=PARTIES).value is True


def test_a_note_on_something_else_is_no_opinion() -> None:
    note = paper("研究记录", "研究记录", "是否将何文斌纳入失信名单", "何文斌没有隐匿财产的证据，不予纳入失信名单。")
    assert ask("被执行人.无拒执证据结论", note).value is False


def test_no_opinion() -> None:
    assert ask("被执行人.无拒执证据结论").value is False


COMPLAINT = paper("自诉材料", "刑事自诉状", "被告人：何文斌", "犯拒不执行判决、裁定罪，公安机关不予立案。")
ENDED = paper("自诉材料", "刑事裁定书", "被告人何文斌拒不执行判决、裁定一案", "裁定如下：准许自诉人撤诉。")


def test_outcome() -> None:
    assert ask("被执行人.自诉结果", COMPLAINT).value is False
    assert ask("被执行人.自诉结果", COMPLAINT, ENDED).value is True
    assert ask("被执行人.自诉材料").value is False


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("移送涉嫌拒执犯罪线索函", "监利市公安局：", "被执行人何文斌涉嫌拒不执行判决、裁定罪，现移送你局。", "请将办理结果函告我院。"), False),
        (("移送涉嫌拒执犯罪线索函", "何文斌涉嫌拒执罪，现移送你局。如不予立案，请书面说明理由。"), False),
        (("自诉案件情况", "何文斌涉嫌拒不执行判决、裁定罪自诉一案", "处理结果：尚在审理中。"), False),
        (("刑事自诉案件处理结果告知书", "周启明诉何文斌拒执罪一案，自诉人申请撤回自诉，本院已裁定准许撤诉。"), True),
        (("不予立案通知书", "何文斌涉嫌拒执罪一案，经审查，决定不予立案。"), True),
        (("立案告知书", "何文斌涉嫌拒不执行判决罪一案，我局已决定立案侦查。"), True),
        (("自诉案件结果告知书", "何文斌拒执罪一案，双方握手言和。"), None),
    ],
)  # fmt: skip
def test_an_outcome_is_a_decided_act(lines: tuple[str, ...], expected: bool | None) -> None:
    assert ask("被执行人.自诉结果", paper("自诉材料", *lines)).value is expected


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


def test_a_reply_on_two_people_is_of_both() -> None:
    reply = paper("银行流水查询回执", "被查询人", "监利市洪城米业有限公司 中国工商银行", "何文斌 中国农业银行")
    assert ask("被执行人.银行流水", reply, parties=(ZHOU, HE, MILL), about="何文斌").value is True
    assert ask("被执行人.银行流水", reply, parties=(ZHOU, HE, MILL), about="监利市洪城米业有限公司").value is True
