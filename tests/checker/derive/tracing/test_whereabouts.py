"""下落不明: photos and a record, nothing against it afterwards; and when the question arises at all."""

import pytest

from checker.casefile import Document, Mark
from checker.derive.offline.inquiries import RECORD
from tests.checker.derive.build import HE, SUN, ZHOU, ask, paper, sign

PHOTO = paper("现场照片", "现场调查照片", "被执行人何文斌住所地现状")
RECEIVER, ASKED = "受送达人签名", "被调查人签名"
TOLD, PROVED = "被执行人.下落不明调查笔录", "被执行人.下落不明已证明"
WHERE = "何文斌现在在哪里？"
BOTH = (ZHOU, HE, SUN)


def record(
    *answers: str,
    on: str = "2022年3月16日",
    question: str = WHERE,
    signed: Mark | None = None,
    head: tuple[str, ...] = (),
) -> Document:
    return paper(
        RECORD, RECORD, f"时间：{on}", "被调查人：谢长林", "单位及职务：长湖村村委会主任", *head,
        f"问：{question}", *(f"答：{a}" for a in answers),
        "被调查人签名：", signed or sign(ASKED, "谢长林"),
    )  # fmt: skip


def receipt(on: str, *papers: str) -> Document:
    return paper(
        "送达回证", "送达回证", "受送达人：何文斌", *papers, "受送达人签名：", sign(RECEIVER, "何文斌"), (on, 0.6, 0.3)
    )


@pytest.mark.parametrize(
    "words",
    [
        "他常年在外，联系不上。", "不知道他去了哪里。", "好几年没看见他了。", "已经两三年没有回来过。",
        "好几年不见人影了。", "何文斌下落不明。", "房门紧锁，无人居住。", "不清楚他在什么地方。",
    ],
)  # fmt: skip
def test_people_say_it_in_their_own_words(words: str) -> None:
    assert ask(TOLD, record(words)).value is True


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        (WHERE, "他就住在家里，天天看得到。", False),
        (WHERE, "他在镇上开店，家里有两层楼。", False),
        ("何文斌是否下落不明？", "没有，他天天都在家，在村里开小卖部。", False),
        ("何文斌是否下落不明？", "是的。", None),
        (WHERE, "不是联系不上，他昨天还在村里。", False),
        ("请查询何文斌的存款。", "经查，未查找到何文斌名下存款。", False),
        ("请查询何文斌的财产。", "没有找到其他财产。", False),
        ("何文斌在你处有无房屋？", "经查询，未发现被执行人有不动产登记。", False),
        (WHERE, "他长期不在家，在武汉江岸区恒达建材店打工，电话能打通，过年都回来。", None),
        (WHERE, "家里大门锁着。", None),
        (WHERE, "不清楚，他的电话也打不通。", True),
        ("何文斌在哪里上班？", "不知道。", False),
        (WHERE, "不清楚他在哪里上班。", False),
        ("你见过何文斌吗？", "好久没见过了。", True),
        ("你见过何文斌吗？", "去了哪里我们也不清楚，听说在外面躲债。", True),
        ("被执行人在此经营吗？", "公司早就搬走了，现在厂房空着。", True),
        ("被执行人在此经营吗？", "以前租我们的厂房，去年底就停工搬走了，门一直锁着。", True),
        (WHERE, "户口在我们村，但是常年在外，已经两三年没有回来过，具体在哪里打工我们不清楚，也联系不上。", True),
    ],
)  # fmt: skip
def test_and_when_he_is_there_or_something_else_was_not_found(question: str, words: str, expected: bool | None) -> None:
    assert ask(TOLD, record(words, question=question)).value is expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (record("何文斌下落不明。", signed=sign(ASKED)), False),
        (record("何文斌下落不明。", signed=sign(ASKED, doubtful=True)), None),
        (record("何文斌下落不明。"), True),
    ],
    ids=["nobody signed", "doubtful", "signed"],
)
def test_a_record_that_nobody_signed_proves_nothing(told: Document, expected: bool | None) -> None:
    assert ask(TOLD, told).value is expected


@pytest.mark.parametrize(
    ("answer", "he", "sun"),
    [
        ("孙大力下落不明。", False, True),
        ("何文斌天天在家，孙大力几年没有回来过了，不知道去了哪里。", False, True),
        ("何文斌、孙大力都联系不上。", True, True),
        ("何文斌在家。孙大力也在家。二人均没有下落不明。", False, False),
    ],
)
def test_of_whom_it_is_said(answer: str, he: bool, sun: bool) -> None:
    told = record(answer, question="他们现在在哪里？", head=("现就周启明与何文斌、孙大力借款一案向你调查。",))
    assert ask(TOLD, told, about="何文斌", parties=BOTH).value is he
    assert ask(TOLD, told, about="孙大力", parties=BOTH).value is sun


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (("现场照片", "被执行人何文斌住所地，大门紧锁"), True),
        (("现场照片", "拍摄地点：监利市容城镇江城路12号"), True),
        (("送达照片", "到何文斌家中送达，门口张贴执行通知书，无人在家"), True),
        (("查封照片", "拍摄地点：车管所院内", "鄂D12345小轿车"), None),
        (("送达照片", "何文斌签收文书"), None),
        (("现场勘查照片", "玉沙大道18号房屋已张贴封条"), None),
    ],
)
def test_photos_are_of_his_home(caption: tuple[str, ...], expected: bool | None) -> None:
    assert ask("被执行人.现场照片", paper("现场照片", *caption)).value is expected


def test_both_are_needed() -> None:
    gone = record("不知道他去了哪里。")
    assert ask(PROVED, PHOTO, gone).value is True
    assert ask(PROVED, gone).value is False
    assert ask(PROVED, PHOTO).value is False


def test_met_afterwards_he_is_not_missing() -> None:
    gone = record("不知道他去了哪里。")
    assert ask(PROVED, PHOTO, gone, receipt("2022年4月20日", "执行通知书")).value is False
    assert ask(PROVED, PHOTO, gone, receipt("2022年3月1日", "执行通知书")).value is True
    assert ask(PROVED, PHOTO, gone, paper("拘留决定书", "拘留决定书", "何文斌：")).value is None


def test_a_talk_or_a_call_afterwards_meets_him_too() -> None:
    gone = record("不知道他去了哪里。")
    talk = paper("谈话笔录", "谈话笔录", "时间：2022年6月1日", "谈话对象：何文斌", "问：你是否履行？", "答：没有钱。")
    answered = paper(
        "电话记录", "电话记录", "时间：2022年5月20日", "拨打被执行人何文斌电话，接通后，何文斌表示同意到庭。"
    )
    dead = paper("电话记录", "电话记录", "时间：2022年5月20日", "拨打被执行人何文斌电话，号码已停机。")
    other = paper(
        "谈话笔录",
        "谈话笔录",
        "时间：2022年6月1日",
        "被谈话人：周启明（申请执行人）",
        "问：何文斌在哪？",
        "答：不知道。",
    )
    assert ask(PROVED, PHOTO, gone, talk).value is False
    assert ask(PROVED, PHOTO, gone, answered).value is False
    assert ask(PROVED, PHOTO, gone, dead, other).value is True


def test_another_record_that_he_is_at_home_is_weighed_by_a_person() -> None:
    gone = record("不知道他去了哪里。")
    there = record("他天天在家，昨天还看到他。", on="2022年4月2日")
    assert ask(PROVED, PHOTO, gone, there).value is None


def test_the_proof_is_asked_of_those_who_signed_nothing() -> None:
    at_issue = "被执行人.须证明下落不明"
    gone = record("不知道他去了哪里。")
    four = ("执行通知书", "报告财产令", "限制消费令", "失信决定书")
    assert ask(at_issue).value is True
    assert ask(at_issue, receipt("2022年4月20日", *four), PHOTO, gone).value is False
    assert ask(at_issue, receipt("2022年4月20日", "执行通知书")).value is False
    assert ask(at_issue, receipt("2022年3月1日", "执行通知书"), PHOTO, gone).value is True


def test_a_decision_that_a_note_says_is_not_made_need_not_be_signed_for() -> None:
    at_issue = "被执行人.须证明下落不明"
    gone = record("不知道他去了哪里。")
    three = receipt("2022年4月20日", "执行通知书", "报告财产令", "限制消费令")
    note = paper("研究记录", "研究意见：何文斌确无履行能力，不符合失信条件，不予纳入失信名单。")
    assert ask(at_issue, three, PHOTO, gone).value is True
    assert ask(at_issue, three, PHOTO, gone, note).value is False
    assert ask(at_issue, three, PHOTO, gone, note, paper("失信决定书", "失信决定书", "被执行人：何文斌")).value is True
    two = receipt("2022年4月20日", "执行通知书", "报告财产令")
    unlimited = paper("研究记录", "研究意见：何文斌无履行能力，不予采取限制高消费措施。")
    assert ask(at_issue, two, PHOTO, gone, note, unlimited).value is False
