"""Brothers and people of two characters: what is exactly another party's name is no slip of this one's."""

import pytest

from checker.casefile import Party, PartyKind
from checker.derive.parties.names import reads_like
from tests.checker.derive.build import HE, ZHOU, ask, paper

BROTHER = Party("被执行人", "何文武", PartyKind.PERSON)
ZHANG = Party("被执行人", "张伟", PartyKind.PERSON)


@pytest.mark.parametrize(("name", "has"), [("何文斌", True), ("何文武", False), ("何文赋", True)])
def test_a_brothers_notice_is_not_his(name: str, has: bool) -> None:
    notice = paper("执行通知书", f"{name}：", "责令你自动履行。")
    assert ask("被执行人.执行通知书", notice, parties=(ZHOU, HE, BROTHER)).value is has


@pytest.mark.parametrize(("name", "has"), [("张伟", True), ("张强", None)])
def test_one_of_two_characters_is_too_much_for_a_slip(name: str, has: bool | None) -> None:
    notice = paper("执行通知书", f"{name}：", "责令你自动履行。")
    assert ask("被执行人.执行通知书", notice, parties=(ZHOU, ZHANG)).value is has


def test_a_feedback_that_names_only_the_brother() -> None:
    feedback = paper("总对总查控反馈", "被执行人：何文武", "银行存款：未查询到相关信息")
    found = ask("被执行人.总对总反馈", feedback, parties=(ZHOU, HE, BROTHER))
    assert found.value is False


@pytest.mark.parametrize(
    ("name", "text", "alike"),
    [
        ("监利市金穗种业有限公司", "古小川，监利市金租种业省限出司委托代理人。答：没有。", True),
        ("监利市金穗种业有限公司", "監利市金穗種业有限公司", True),
        ("邬建平", "收件人邹建平", True),
        ("谭月娥", "收件人邹建平", False),
        ("谭月娥", "谭某说，这个月见过王小娥", False),
        ("监利市金穗种业有限公司", "荆州市江汉融资担保有限公司", False),
    ],
)
def test_a_name_that_was_mostly_read(name: str, text: str, alike: bool) -> None:
    assert reads_like(name, text) is alike
