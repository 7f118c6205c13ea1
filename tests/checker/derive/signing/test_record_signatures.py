"""Who signed a 调查笔录: the person asked or a note of the court, and two investigators."""

from dataclasses import replace

import pytest

from checker.casefile import Document, Mark, Presence
from checker.derive.case.papers import papers, person_asked
from checker.derive.signing.record_signatures import asked_signed
from checker.facts import Fact
from tests.checker.derive.build import Written, ask, case, facts, paper, seal, sign
from tests.checker.derive.records import ASKED, INVESTIGATOR, record

UNSIGNED = sign(ASKED)


def _asked_signed(*written: Written) -> Fact:
    file = case(paper("调查笔录", "调查笔录", *written))
    return asked_signed(facts(file).view, file.documents[0])


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (record("黄桂英", "村民", "答：不知道。"), True),
        (record("黄桂英", "村民", "答：不知道。", signed=UNSIGNED), False),
        (record("黄桂英", "村民", "答：不知道。", "（被调查人拒绝签名）", signed=UNSIGNED), True),
        (record("黄桂英", "村民", "答：不知道。（黄桂英不愿签字）", signed=UNSIGNED), True),
        (record("黄桂英", "村民", "答：不知道。", "以上笔录已宣读，黄桂英拒不签名。", signed=UNSIGNED), True),
        (record("黄桂英", "村民", "答：不知道。", "备注：被调查人因不识字未签名。", signed=UNSIGNED), True),
        (record("黄桂英", "村民", "答：当时还款协议他不肯签字。", signed=UNSIGNED), False),
        (record("黄桂英", "村民", "答：他拒绝签收判决书。", signed=UNSIGNED), False),
        (
            record("黄桂英", "村民", "答：不知道。", "以上笔录已看，被调查人拒绝签名的，注明原因。", signed=UNSIGNED),
            False,
        ),
    ],
)
def test_the_person_asked_signs_or_the_court_notes_why_not(document: Document, expected: bool) -> None:
    assert ask("文书.被调查人签名", document).value is expected


def stamped(text: str) -> Mark:
    return replace(seal(), text=text)


COMMITTEE = "被执行人.村居委调查笔录"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (stamped("监利市汴河镇长湖村村民委员会"), True),
        (stamped("监码市卞河镇长湖村村民委员会"), True),
        (stamped("监利市人民法院"), False),
        (stamped(""), None),
        (replace(seal(Presence.ABSENT)), False),
    ],
    ids=["the committee's", "badly read", "the court's", "unread", "none"],
)
def test_the_seal_of_the_committee_stands_for_a_signature(mark: Mark, expected: bool | None) -> None:
    told = record("谢长林", "长湖村村民委员会主任", "答：他不在家。", signed=UNSIGNED, more=(mark,))
    assert ask(COMMITTEE, told).value is expected


def foot(*marks: Mark, head: str = "调查人：韩克勤、黄思远") -> Document:
    return paper("调查笔录", "调查笔录", head, "问：知道吗？", "答：不知道。", "调查人签名：", *marks)


def beside(label: str, name: str) -> Mark:
    return sign(label, name, at=(0.5, 0.16))


RECORDER = "调查人：韩克勤、黄思远 记录人："


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (foot(sign(INVESTIGATOR, "韩克勤"), beside(INVESTIGATOR, "黄思远")), True),
        (foot(sign(INVESTIGATOR, "韩克勤 黄思远")), True),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "黄思远")), True),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "黄思远"), head="调查人：韩克勤黄思远"), True),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "许婷"), head=RECORDER + "许婷"), False),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "许婷"), head="调查人：韩克勤 记录人：许婷"), None),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "苗四元"), head=RECORDER + "黄思远"), None),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "苗四元")), None),
        (foot(sign(INVESTIGATOR, "韩克勤"), sign(INVESTIGATOR, at=(0.5, 0.16)), beside("记录人", "苗四元")), None),
        (foot(sign(INVESTIGATOR, "韩克勤"), sign(INVESTIGATOR, at=(0.5, 0.16))), False),
        (foot(sign(INVESTIGATOR, "韩克勤")), False),
        (foot(sign(INVESTIGATOR, "韩 思远")), True),
        (foot(sign(INVESTIGATOR, "韩克勤 远")), True),
        (foot(sign(INVESTIGATOR, "韩克勒")), None),
        (foot(sign(INVESTIGATOR, "花去勒")), None),
        (foot(sign(INVESTIGATOR, doubtful=True)), None),
        (foot(sign(INVESTIGATOR, "韩克勤"), beside("记录人", "韩克勤"), head=RECORDER + "韩克勤"), False),
        (foot(), None),
    ],
    ids=[
        "both", "in one room", "one as recorder", "names run together", "another recorder", "one investigator and a recorder", "the recorder unreadable",
        "some recorder", "one empty, recorder unreadable", "one empty", "one", "both in part", "one in part", "one misread", "unreadable", "doubtful", "one, who recorded too", "none",
    ],
)  # fmt: skip
def test_two_investigators_sign(document: Document, expected: bool | None) -> None:
    assert ask("文书.调查人员签名", document).value is expected


def test_a_signature_under_the_units_own_seal_is_given() -> None:
    doubtful = sign("被调查人（签名）", doubtful=True)
    stamp = replace(seal(), text="监利市新沟镇横台村村民委员会")
    court = replace(seal(), text="监利市人民法院")
    assert _asked_signed("答：属实。", doubtful, stamp).value is True
    assert _asked_signed("答：属实。", doubtful, court).value is None
    assert _asked_signed("答：属实。", sign("被调查人（签名）"), stamp).value is False


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("以上举录我已看过，无识黄桂英", True),
        ("以上举录我已看过，无识黄桂芬", None),
        ("以上举录我已看过，无识", None),
        ("黄桂英", None),
    ],
)
def test_words_written_before_a_name_end_with_it(written: str, expected: bool | None) -> None:
    mark = replace(sign("被谈话人", written), presence=Presence.DOUBTFUL)
    assert _asked_signed("被调查人：黄桂英", "答：属实。", mark).value is expected


@pytest.mark.parametrize(
    "note", ["被调查人称按规定不在笔录上签字，经说明后仍不签。", "被调查人拒绝签名。", "被调查人表示不便签字。"]
)
def test_reasons_for_an_empty_room(note: str) -> None:
    assert _asked_signed("答：属实。", sign("被调查人（签名）"), note).value is True


def test_each_of_two_records_on_a_page_is_told_by_a_name_of_its_own() -> None:
    two = (record("王守义", "村主任"), record("成秀英", "某某银行柜员", signed=UNSIGNED))
    whole = case(*(replace(one, id=f"record-{number}") for number, one in enumerate(two)))
    pages = [replace(page, number=1) for page in whole.pages]
    on_one = tuple(replace(one, pages=(page,)) for one, page in zip(whole.documents, pages, strict=True))
    view = facts(replace(whole, documents=on_one)).view
    assert [s.name for s in papers(view)] == ["调查笔录（卷宗.pdf 第1页）", "调查笔录（卷宗.pdf 第1页第2份）"]
    assert [person_asked(view, subject).value for subject in papers(view)] == [True, False]
