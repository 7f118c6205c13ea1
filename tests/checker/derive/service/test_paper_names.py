"""Names in lists of papers: cut whole, and told apart from the papers whose names contain them."""

import pytest

from checker.derive.service.paper_lists import cut
from checker.derive.service.paper_names import fits
from checker.derive.service.served import NAMES
from extractors.text.flat import spaced


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("执行通知书", "执行通知书", True),
        ("执行通知书", "执行通知", True),
        ("执行通知书", "执衍通知书", True),
        ("执行通知书", "抉行通知书", True),
        ("执行通知书", "监利市人民法院执行通知书（副本）", True),
        ("执行通知书", "收到贵院执行通知书", True),
        ("执行通知书", "执行通知书等法律文书", True),
        ("执行通知书", "再次执行通知书", None),
        ("执行通知书", "执行通知书（恢复）", None),
        ("执行通知书", "协执行通知书", None),
        ("执行通知书", "协助执行通知书", False),
        ("执行通知书", "恢复执行通知书", False),
        ("执行通知书", "限期履行通知书", False),
        ("执行通知书", "履行通知书", False),
        ("执行通知书", "暂缓执行通知书", False),
        ("执行通知书", "中止执行通知书", False),
        ("执行通知书", "终结执行通知书", False),
        ("执行通知书", "执行裁定书", False),
        ("报告财产令", "报告财产令", True),
        ("报告财产令", "责令报告财产令", True),
        ("报告财产令", "报告财产今", True),
        ("报告财产令", "报告财产令（附财产申报表）", True),
        ("报告财产令", "被执行人报告财产表", False),
        ("报告财产令", "财产报告表", False),
        ("报告财产令", "报告财产须知", False),
        ("限制消费令", "限制高消费令", True),
        ("限制消费令", "限高令", True),
        ("限制消费令", "限制消费令（单位）", True),
        ("限制消费令", "限制消费令（解除）", None),
        ("限制消费令", "解除限制消费令", False),
        ("限制消费令", "关于解除《限制消费令", False),
        ("限制消费令", "限制消费告知书", False),
        ("限制消费令", "限制消费令解除通知书", False),
        ("失信决定书", "纳入失信被执行人名单决定书", True),
        ("失信决定书", "将何文斌纳入失信被执行人名单的决定书", True),
        ("失信决定书", "执行决定书（纳入失信被执行人名单）", True),
        ("失信决定书", "决定书（失信）", True),
        ("失信决定书", "执行决定书", None),
        ("失信决定书", "删除失信被执行人名单信息决定书", False),
        ("失信决定书", "屏蔽失信决定书", False),
        ("失信决定书", "不予纳入失信决定书", False),
        ("失信决定书", "拘留决定书", False),
    ],
)
def test_a_name_is_compared_whole(kind: str, text: str, expected: bool | None) -> None:
    assert fits(NAMES[kind], text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "《执行通知书》1份、《报告财产令》1份",
        "执行通知书一份，报告财产令壹份",
        "执行通知书及报告财产令各一份",
        "1.执行通知书 2.报告财产令",
        "①执行通知书②报告财产令",
        "（1）执行通知书；（2）报告财产令",
        "（2022）鄂1023执1234号执行通知书、报告财产令",
        "执行通知书报告财产令",
        "送达文书：执行通知书 报告财产令",
        "《执行通知书》和《报告财产令》",
    ],
)
def test_lists_are_cut_into_names(text: str) -> None:
    names = [name for _, name in cut(spaced(text))]
    assert [sum(fits(NAMES[kind], n) is True for n in names) for kind in ("执行通知书", "报告财产令")] == [1, 1]
