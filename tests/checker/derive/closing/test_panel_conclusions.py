"""What a panel concluded, with and without a label before it."""

import pytest

from checker.derive.closing.panels import members
from tests.checker.derive.build import ask, paper

HEAD = (
    "时间：2022年6月20日",
    "合议庭成员：审判长张明、审判员李红、人民陪审员王军",
    "评议周启明与何文斌一案，记录如下：",
)


@pytest.mark.parametrize(
    ("words", "agrees"),
    [
        ("评议结论：同意终结本次执行程序。", True),
        ("经合议庭评议，一致认为本案符合终本条件，可以裁定终结本次执行程序。", True),
        ("合议庭一致意见：本案暂无财产可供执行，裁定终结本次执行程序。", True),
        ("评议结果：不予终本，继续执行。", False),
        ("李红：我认为财产尚未查清。", None),
    ],
)
def test_conclusion(words: str, agrees: bool | None) -> None:
    assert ask("案件.合议庭同意终本", paper("合议庭评议笔录", *HEAD, words)).value is agrees


@pytest.mark.parametrize(
    "head",
    [
        "合议庭组成人员审判长欧阳峰、审判员康建军、审判员方向东列席/记录书记员舒婷",
        "审判长：欧阳峰审判员：康建军、方向东评议地点：合议室",
    ],
)
def test_the_members_are_named_up_to_the_forms_next_row(head: str) -> None:
    assert members(head) == ("欧阳峰", "康建军", "方向东")
