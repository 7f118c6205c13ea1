"""下落不明: photos and a record, nothing against it afterwards; and when the question arises at all."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import ask, paper, sign

PHOTO = paper("现场照片", "现场调查照片", "被执行人何文斌住所地现状")
RECEIVER = "受送达人签名"


def record(*answers: str, on: str = "2022年3月16日") -> Document:
    return paper(
        "调查笔录", "调查笔录", f"时间：{on}", "被调查人：谢长林", "单位及职务：长湖村村委会主任",
        "问：何文斌现在在哪里？", *(f"答：{a}" for a in answers),
    )  # fmt: skip


def receipt(on: str, *papers: str) -> Document:
    return paper(
        "送达回证", "送达回证", "受送达人：何文斌", *papers, "受送达人签名：", sign(RECEIVER, "何文斌"), (on, 0.6, 0.3)
    )


@pytest.mark.parametrize(
    "words",
    [
        "他常年在外，联系不上。", "不知道他去了哪里。", "好几年没看见他了。", "已经两三年没有回来过。",
        "何文斌下落不明。", "房门紧锁，无人居住。", "不清楚他在什么地方。",
    ],
)  # fmt: skip
def test_people_say_it_in_their_own_words(words: str) -> None:
    assert ask("被执行人.下落不明调查笔录", record(words)).value is True


@pytest.mark.parametrize("words", ["他就住在家里，天天看得到。", "他在镇上开店，家里有两层楼。"])
def test_and_when_he_is_there(words: str) -> None:
    assert ask("被执行人.下落不明调查笔录", record(words)).value is False


def test_both_are_needed() -> None:
    gone = record("不知道他去了哪里。")
    proved = "被执行人.下落不明已证明"
    assert ask(proved, PHOTO, gone).value is True
    assert ask(proved, gone).value is False
    assert ask(proved, PHOTO).value is False


def test_met_afterwards_he_is_not_missing() -> None:
    gone = record("不知道他去了哪里。")
    proved = "被执行人.下落不明已证明"
    assert ask(proved, PHOTO, gone, receipt("2022年4月20日", "执行通知书")).value is False
    assert ask(proved, PHOTO, gone, receipt("2022年3月1日", "执行通知书")).value is True
    assert ask(proved, PHOTO, gone, paper("拘留决定书", "拘留决定书", "何文斌：")).value is None


def test_the_proof_is_asked_of_those_who_signed_nothing() -> None:
    at_issue = "被执行人.须证明下落不明"
    gone = record("不知道他去了哪里。")
    four = ("执行通知书", "报告财产令", "限制消费令", "失信决定书")
    assert ask(at_issue).value is True
    assert ask(at_issue, receipt("2022年4月20日", *four), PHOTO, gone).value is False
    assert ask(at_issue, receipt("2022年4月20日", "执行通知书")).value is False
    assert ask(at_issue, receipt("2022年3月1日", "执行通知书"), PHOTO, gone).value is True
