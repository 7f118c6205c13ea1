"""Who the parties are, from the record and from the papers."""

from __future__ import annotations

import pytest

from checker.casefile import Box, CaseRecord, Document, Field, Line, Page, Party, PartyKind
from checker.derive.parties.settled import kind_of_name, named_parties, settle_parties

ID = "110105194912310021"


def paper(kind: str, *lines: str, id_: str = "a", **fields: str) -> Document:
    made = tuple(Line(text, Box(0.1, 0.1 + i / 50, 0.8, 0.11 + i / 50)) for i, text in enumerate(lines))
    values = {name: (Field(value),) for name, value in fields.items()}
    return Document(id_, kind, (Page("a.pdf", 1, made),), values)


RULING = (
    "申请执行人：李四，男，1980年生，住监利市容城镇，公民身份",
    f"号码{ID}。",
    "被执行人：监利市某某商贸有限公司，住所地监利市。",
)


def told(parties: tuple[Party, ...]) -> list[tuple[str, str]]:
    return [(p.role, p.name) for p in parties]


def test_the_record_decides_and_the_papers_complete_it() -> None:
    record = CaseRecord(parties=(Party("申请执行人", "李四"), Party("被执行人", "王五")))
    settled = settle_parties([paper("执行裁定书", *RULING)], record)
    assert told(settled) == [("申请执行人", "李四"), ("被执行人", "王五")]
    assert (settled[0].id, settled[0].kind) == (ID, PartyKind.PERSON)


def test_without_a_record_two_papers_must_agree() -> None:
    first, second = paper("终本裁定书", *RULING, id_="a"), paper("冻结裁定书", *RULING, id_="b")
    assert settle_parties([first], None) == ()
    assert told(settle_parties([first, second], None)) == [
        ("申请执行人", "李四"),
        ("被执行人", "监利市某某商贸有限公司"),
    ]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            paper("强制执行申请书", "申请人：李四，男。", "被申请人：张三丰，男。"),
            [("申请执行人", "李四"), ("被执行人", "张三丰")],
        ),
        (paper("卷宗封面", respondents="张三丰"), [("被执行人", "张三丰")]),
        (paper("卷宗封面", respondents="被执行人"), []),
        (paper("授权委托书", "委托人：李四", "申请人：李四，男。"), []),
    ],
)
def test_heads_that_list_the_parties_are_enough(document: Document, expected: list[tuple[str, str]]) -> None:
    assert told(settle_parties([document], None)) == expected


def test_names_one_slip_apart_are_one_party() -> None:
    papers = [
        paper("甲", f"被执行人：{name}，男。", id_=str(i)) for i, name in enumerate(["张三丰", "张三丰", "张三峰"])
    ]
    assert told(settle_parties(papers, None)) == [("被执行人", "张三丰")]


def test_brothers_named_together_in_two_papers_are_two_parties() -> None:
    papers = [paper("甲", "被执行人：何文斌，男。", "被执行人：何文武，男。", id_=str(i)) for i in range(2)]
    assert told(settle_parties(papers, None)) == [("被执行人", "何文斌"), ("被执行人", "何文武")]


def test_two_names_with_numbers_of_their_own_are_two_parties() -> None:
    ids = ("110105194912310021", "110105195001010029")
    papers = [
        paper("强制执行申请书", f"被执行人：{name}，男，公民身份号码{number}。", id_=name)
        for name, number in zip(("张伟", "张强"), ids, strict=True)
    ]
    assert told(settle_parties(papers, None)) == [("被执行人", "张伟"), ("被执行人", "张强")]


def test_and_others_is_no_part_of_a_name() -> None:
    papers = [paper("甲", "被执行人：何文斌等二人，", id_=str(i)) for i in range(2)]
    assert ("被执行人", "何文斌等二人") not in told(settle_parties(papers, None))


@pytest.mark.parametrize(
    "text",
    [
        "被执行人名下，没有财产",
        "被执行人应当，履行",
        "由被执行人负担。",
        "被执行人签名：",
        "申请人货款共计，",
        "向被执行人送达，未果",
        "被执行人向本院，申报",
        "被执行人向法院，申报",
        "被执行人在家，未开门",
        "被执行人住所地，张贴公告",
        "被执行人及其，配偶",
        "申请执行人发现，财产线索",
        "被执行人取得联系，未果",
        "被执行人有车辆，已查封",
        "被执行人的财产、收入",
    ],
)
def test_a_piece_of_a_sentence_names_nobody(text: str) -> None:
    assert named_parties(paper("终本裁定书", text)) == ()


@pytest.mark.parametrize("name", ["向建伟", "李向阳", "张有福", "陈其美", "杨在明", "司马无疾"])
def test_names_may_hold_words_that_sentences_are_made_of(name: str) -> None:
    assert [p.name for p in named_parties(paper("终本裁定书", f"被执行人：{name}，男"))] == [name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("张三", PartyKind.PERSON),
        ("欧阳修远", PartyKind.PERSON),
        ("监利市某某商贸有限公司", PartyKind.ORGANISATION),
        ("红城乡何赵村村民委员会", PartyKind.ORGANISATION),
        ("顺达汽修厂", PartyKind.ORGANISATION),
    ],
)
def test_the_kind_a_name_reads_as(name: str, kind: PartyKind) -> None:
    assert kind_of_name(name) is kind


@pytest.mark.parametrize("word", ["所有", "银行流水", "名义"])
def test_a_word_of_a_sentence_in_two_papers_is_nobody(word: str) -> None:
    papers = [paper(kind, *RULING, f"请核实是否为被执行人{word}。", id_=kind) for kind in ("终本裁定书", "冻结裁定书")]
    assert [p.name for p in settle_parties(papers, None)] == ["李四", "监利市某某商贸有限公司"]


def test_a_rare_surname_counts_where_a_paper_tells_the_number() -> None:
    papers = [
        paper(kind, f"被执行人：珷小梅，女，公民身份号码{ID}。", id_=kind) for kind in ("终本裁定书", "冻结裁定书")
    ]
    assert [p.name for p in settle_parties(papers, None)] == ["珷小梅"]


@pytest.mark.parametrize(
    "sentence",
    [
        "该车请核实是否为被执行人所有。",
        "查询被执行人银行流水，没有发现转移财产。",
        "被执行人银行流水，已经打印附卷。",
        "经查该房不在被执行人名义，不能查封。",
        "本次约谈告知了被执行人近况，没有异议。",
    ],
)
def test_words_of_a_sentence_are_no_party(sentence: str) -> None:
    assert told(settle_parties([paper("甲", sentence, id_=id_) for id_ in "ab"], None)) == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("现查明被执行人周大顺，外出务工。", "周大顺"),
        ("你与被执行人明德海，系夫妻关系。", "明德海"),
        ("经查，被执行人员春林，外出务工。", "员春林"),
        ("现查明被执行人欧阳顺，外出务工。", "欧阳顺"),
    ],
)
def test_a_party_is_named_within_a_sentence_too(sentence: str, name: str) -> None:
    assert told(settle_parties([paper("甲", sentence, id_=id_) for id_ in "ab"], None)) == [("被执行人", name)]
