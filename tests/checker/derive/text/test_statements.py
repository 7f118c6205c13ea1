"""Words that are asked, denied or supposed are no statement."""

import pytest

from checker.derive.text.statements import affirmed, undenied

NO_EVIDENCE = r"(?:没有|无)证据"
NOT_LISTED = r"不(?:予|宜)纳入"


@pytest.mark.parametrize(
    ("pattern", "text", "stands"),
    [
        ("下落不明", "经调查，被执行人下落不明。", True),
        ("下落不明", "问：何文斌是否下落不明？", False),
        ("下落不明", "何文斌并非下落不明。", False),
        ("下落不明", "他下落不明吗？", False),
        ("下落不明", "不是在家就是在外，现在下落不明。", True),
        (NO_EVIDENCE, "本院无证据证明其涉嫌拒执罪。", True),
        (NO_EVIDENCE, "有无证据证明被执行人涉嫌拒执罪：有证据。", False),
        (NO_EVIDENCE, "并非没有证据。", False),
        (NO_EVIDENCE, "如无证据，再行移送。", False),
        (NOT_LISTED, "经研究，决定不予纳入失信名单。", True),
        ("放弃", "不同意放弃其余债权。", False),
        ("放弃", "申请人自愿放弃其余债权。", True),
        ("已办理", "上述不动产已办理查封登记。", True),
    ],
)
def test_only_affirmed_words_count(pattern: str, text: str, stands: bool) -> None:
    assert bool(affirmed(pattern, text)) is stands


@pytest.mark.parametrize(
    ("text", "told"),
    [("现告知你执行风险，听明白了吗？", True), ("尚未告知执行风险。", False), ("没有说明执行风险。", False)],
)
def test_what_an_officer_tells_stands_in_his_questions(text: str, told: bool) -> None:
    assert bool(undenied("(?:告知|说明).{0,4}风险", text)) is told
