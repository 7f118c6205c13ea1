"""What people saw on pages goes before what was read: kinds, beginnings, fields, marks; and the accounting stays exact."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.casefile import (
    Box,
    CaseFile,
    CaseRecord,
    Depth,
    Mark,
    MarkKind,
    Page,
    PageCorrection,
    PageRef,
    PageState,
    Party,
    Presence,
)
from checker.errors import UserError
from checker.report import count_pages
from checker.report_json import correction_json, document_json, page_count_json, unknown_json
from checker.verify_whole import correction_differences, page_differences
from extractors.catalogue import catalogue
from extractors.corrections.fields import FORMS, field_values
from extractors.corrections.said import STATES, pages_to_read_whole
from extractors.kinds.model import TYPES
from extractors.reading import read_pages
from tests.extractors.sheets import page

OWN, OTHER = "（2022）鄂1023执1234号", "（2022）鄂1023执5678号"
RECORD = CaseRecord(case_number=OWN, parties=(Party("申请执行人", "李四"), Party("被执行人", "张三丰")))
NOTICE = (
    "^执行通知书",
    OWN,
    "张三丰：",
    "你与李四借款纠纷一案，责令你自动履行下列义务：",
    "监利市人民法院",
    "二〇二二年三月三日",
)
RECORD_1 = ("^调查笔录", "时间：2022年3月9日9时", "地点：某某村委会", "问：张三丰在家吗？", "答：不在家，出去打工了，")
RECORD_2 = ("过年也没有回来。", "问：他家里有什么财产？", "答：不清楚。")
RECORD_3 = ("问：还有什么补充？", "答：没有补充了，以上属实。", "李四五 2022年3月9日")
STRANGER = ("^执行通知书", OTHER, "赵六七：", "你与钱八九买卖合同纠纷一案，责令你自动履行。")
SCRAWL = ("字迹潦草不成样子难以辨认的一页", "只有这几行看得出来有字")
DAY = date(2026, 7, 1)


def made(*contents: tuple[Any, ...], **more: Any) -> list[Page]:
    return [page(*lines, number=i + 1, **more) for i, lines in enumerate(contents)]


def kind(number: int, value: str, name: str = "first", **more: Any) -> PageCorrection:
    return PageCorrection("a.pdf", number, "kind", name, value, None, "王立", DAY, **more)


def field(number: int, name: str, value: str, box: Box | None = None) -> PageCorrection:
    return PageCorrection("a.pdf", number, "field", name, value, box, "王立", DAY)


def mark(number: int, name: str, value: str, box: Box | None = None) -> PageCorrection:
    return PageCorrection("a.pdf", number, "mark", name, value, box, "王立", DAY)


def corrected(pages: list[Page], *corrections: PageCorrection, record: CaseRecord | None = RECORD) -> CaseFile:
    return catalogue("a", pages, record, corrections=corrections)


def runs(case: CaseFile) -> list[tuple[str, list[int]]]:
    return [(d.kind, [p.number for p in d.pages]) for d in case.documents]


def states(case: CaseFile) -> str:
    return " ".join(str(case.states[p.ref]) for p in case.pages)


BASE = (NOTICE, RECORD_1, RECORD_2, RECORD_3, SCRAWL)  # 执行通知书 1, 调查笔录 2–4 (and 5, were it not scrawled)


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        pytest.param([kind(2, "谈话笔录")], [("执行通知书", [1]), ("谈话笔录", [2, 3, 4])], id="kind of the whole paper"),
        pytest.param([kind(3, "送达回证")], [("执行通知书", [1]), ("调查笔录", [2]), ("送达回证", [3, 4])], id="begins within a paper, takes what follows along"),
        pytest.param([kind(3, "送达回证"), kind(4, "现场照片")], [("执行通知书", [1]), ("调查笔录", [2]), ("送达回证", [3]), ("现场照片", [4])], id="until the next beginning"),
        pytest.param([kind(2, "执行通知书", "next")], [("执行通知书", [1, 2, 3, 4])], id="goes on with the one before"),
        pytest.param([kind(3, "送达回证"), kind(4, "送达回证", "next")], [("执行通知书", [1]), ("调查笔录", [2]), ("送达回证", [3, 4])], id="goes on with one that somebody began"),
        pytest.param([kind(3, "空白")], [("执行通知书", [1]), ("调查笔录", [2, 4])], id="a blank back parts no paper"),
        pytest.param([kind(3, "未归类")], [("执行通知书", [1]), ("调查笔录", [2])], id="not known takes what follows along"),
        pytest.param([kind(2, "谈话笔录"), kind(2, "调查笔录")], [("执行通知书", [1]), ("调查笔录", [2, 3, 4])], id="the later word holds"),
        pytest.param([kind(1, "送达回证", "next")], [("送达回证", [1]), ("调查笔录", [2, 3, 4])], id="nothing before it: it begins one"),
    ],
)  # fmt: skip
def test_kinds_and_beginnings(corrections: list[PageCorrection], expected: list[tuple[str, list[int]]]) -> None:
    assert runs(catalogue("a", made(*BASE[:4]), RECORD)) == [("执行通知书", [1]), ("调查笔录", [2, 3, 4])]
    assert runs(corrected(made(*BASE[:4]), *corrections)) == expected


def test_a_page_nobody_could_read_becomes_a_paper_or_goes_on_with_one() -> None:
    pages = [*made(NOTICE, RECORD_1), Page("a.pdf", 3, problem="本页文字识别失败", sha256="c"), *made(NOTICE)[:0]]
    assert states(catalogue("a", pages, RECORD)) == "catalogued catalogued unknown"
    assert runs(corrected(pages, kind(3, "调查笔录", "next")))[-1] == ("调查笔录", [2, 3])
    assert runs(corrected(pages, kind(3, "送达回证")))[-1] == ("送达回证", [3])


def test_what_stands_for_a_file_that_cannot_be_opened_is_not_talked_away() -> None:
    pages = [*made(NOTICE), Page("b.pdf", 1, problem="PDF 损坏，无法打开")]
    gone = PageCorrection("b.pdf", 1, "kind", "first", "空白", None, "王立", DAY)
    case = corrected(pages, gone)
    assert states(case) == "catalogued unknown"
    assert "打不开" in case.corrections[0].ignored


@pytest.mark.parametrize(("value", "state"), [("空白", "blank"), ("重复", "duplicate"), ("未归类", "unknown"), ("他案", "foreign")])  # fmt: skip
def test_states_that_are_no_kind(value: str, state: str) -> None:
    case = corrected(made(NOTICE, RECORD_1), kind(1, value))
    assert states(case) == f"{state} catalogued"


def test_blank_and_duplicate_pages_are_none_where_somebody_says_so() -> None:
    pages = made(NOTICE, NOTICE, look="00000000000000ff")
    pages = [pages[0], replace(pages[1], sha256=pages[0].sha256), Page("a.pdf", 3, blank=True, sha256="z")]
    assert states(catalogue("a", pages, RECORD)) == "catalogued duplicate blank"
    case = corrected(pages, kind(2, "执行通知书"), kind(3, "现场照片"))
    assert states(case) == "catalogued catalogued catalogued"
    assert not case.pages[2].blank


def test_of_two_scans_the_other_one_is_kept_where_the_first_is_called_the_duplicate() -> None:
    first, second = made(NOTICE, NOTICE, look="00000000000000ff")
    second = replace(second, sha256=first.sha256)
    case = corrected([first, second], kind(1, "重复"))
    assert states(case) == "duplicate catalogued"


def test_whose_paper_it_is_a_person_decides() -> None:
    pages = made(NOTICE, STRANGER)
    assert states(catalogue("a", pages, RECORD)) == "catalogued foreign"
    assert states(corrected(pages, kind(2, "本案"))) == "catalogued catalogued"
    assert states(corrected(pages, kind(2, "执行通知书"))) == "catalogued foreign"  # its kind is another question
    case = corrected(made(NOTICE, RECORD_1, RECORD_2), kind(3, "他案"))
    assert states(case) == "catalogued catalogued foreign"
    assert [d.kind for d in case.foreign] == ["他案材料"]


def test_fields_are_read_anew_for_the_kind_that_was_said() -> None:
    pages = made(("^某某材料", OWN, "受送达人：张三丰", "送达文书：执行通知书", "收到日期：2022年3月9日"))
    (paper,) = corrected(pages, kind(1, "送达回证")).documents
    assert (paper.kind, str(paper.first("addressee").value)) == ("送达回证", "张三丰")  # type: ignore[union-attr]
    assert paper.confidence == 1.0
    assert paper.evidence[0].text == "人工更正：送达回证（王立，2026-07-01）"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("made_on", "2022-03-05", [date(2022, 3, 5)]),
        ("case_number", "(2022)鄂1023执1236号", ["（2022）鄂1023执1236号"]),
        ("addressee", "张三峰", ["张三峰"]),
        ("court", "", []),
    ],
)
def test_a_field_as_a_person_read_it(name: str, value: str, expected: list[Any]) -> None:
    box = Box(0.1, 0.2, 0.3, 0.25)
    (paper,) = corrected(made(NOTICE), field(1, name, value, box)).documents
    found = paper.fields.get(name, ())
    assert [one.value for one in found] == expected
    for one in found:
        assert (one.confidence, one.evidence[0].box) == (1.0, box)
        assert one.evidence[0].text == f"人工更正：{value}（王立，2026-07-01）"


def test_a_field_without_a_box_keeps_the_place_where_it_was_read() -> None:
    read = catalogue("a", made(NOTICE), RECORD).documents[0].first("made_on")
    now = corrected(made(NOTICE), field(1, "made_on", "2022-03-05")).documents[0].first("made_on")
    assert read is not None
    assert now is not None
    assert now.evidence[0].box == read.evidence[0].box


def test_amounts_are_fen() -> None:
    pages = made(("^案款收据", OWN, "交款人：张三丰", "金额：3O22.46元"))
    for text in ("3022.46", "3,022.46元", "叁仟零贰拾贰元肆角陆分"):
        (paper,) = corrected(pages, kind(1, "案款收据"), field(1, "amount", text)).documents
        assert paper.first("amount").value == 302_246  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("type_", "text"),
    [("date", "2022-02-30"), ("date", "2022-03-01左右"), ("date", "三月"), ("amount", "五万左右"), ("amount", "3.022.46"), ("number", "若干"), ("case_number", "1234号"), ("name", "。"), ("id_number", "4210"), ("phone", "12"), ("account", "无")],
)  # fmt: skip
def test_a_value_of_another_form_says_what_is_wanted(type_: str, text: str) -> None:
    with pytest.raises(UserError) as error:
        field_values(type_, text)
    assert error.value.how == f"这一项填{FORMS[type_]}"


def test_every_type_of_field_says_its_form() -> None:
    assert set(FORMS) == TYPES


def test_several_values() -> None:
    assert field_values("date", "2022-03-01；2022年3月2日\n20220303") == (date(2022, 3, 1), date(2022, 3, 2), date(2022, 3, 3))  # fmt: skip
    assert field_values("names", "张三丰、李四") == ("张三丰", "李四")
    assert field_values("date", " ") == ()


def test_seals_and_signatures_as_a_person_saw_them() -> None:
    room = Mark(MarkKind.SIGNATURE, Presence.DOUBTFUL, Box(0.1, 0.5, 0.3, 0.55), "受送达人签名", "张", 0.5)
    below = replace(room, box=Box(0.1, 0.7, 0.3, 0.75))
    pages = [replace(made(NOTICE)[0], marks=(room, below))]
    (seen,) = corrected(pages, mark(1, "受送达人签名", "有", below.box)).documents
    assert [m.presence for _, m in seen.marks] == [Presence.DOUBTFUL, Presence.PRESENT]
    (seen,) = corrected(pages, mark(1, "受送达人签名", "无")).documents
    assert [(m.presence, m.text, m.confidence) for _, m in seen.marks] == [(Presence.ABSENT, "", 1.0)] * 2
    (seen,) = corrected(pages, mark(1, "印章", "看不清")).documents
    assert (seen.marks[-1][1].kind, seen.marks[-1][1].presence) == (MarkKind.SEAL, Presence.DOUBTFUL)


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (kind(9, "送达回证"), "卷里已没有这一页"),
        (kind(1, "送达回证", sha256="of another page"), "文件已经更换"),
        (kind(1, "没有这种文书"), "没有“没有这种文书”"),
        (field(1, "visits", "1"), "执行通知书没有这一项"),
        (field(1, "made_on", "昨天"), "不是这一项要的内容"),
        (field(2, "made_on", "2022-03-01"), "没有归入文书"),
        (mark(1, "签名", "也许"), "签章只能是"),
    ],
)
def test_what_cannot_be_used_changes_nothing_and_is_told(correction: PageCorrection, reason: str) -> None:
    pages = [*made(NOTICE), Page("a.pdf", 2, blank=True)]
    case, plain = corrected(pages, correction), catalogue("a", pages, RECORD)
    assert reason in case.corrections[0].ignored
    assert replace(case, corrections=()) == plain


def test_pages_of_which_something_was_said_are_read_whole() -> None:
    said = [kind(1, "送达回证"), kind(2, "空白"), field(3, "made_on", "x"), mark(4, "印章", "有")]
    assert {ref.page for ref in pages_to_read_whole(said, {})} == {1, 3, 4}
    moved = kind(1, "送达回证", sha256="of it")
    assert pages_to_read_whole([moved], {PageRef("b.pdf", 7): "of it"}) == {PageRef("b.pdf", 7)}


def test_a_correction_follows_its_page_into_another_file() -> None:
    pages = [replace(one, sha256=f"sha {one.number}") for one in made(NOTICE, RECORD_1)]
    said = [kind(1, "送达回证", sha256="sha 1"), replace(field(1, "made_on", "2022-03-05"), sha256="sha 1")]
    moved = [replace(pages[1], number=1), replace(pages[0], file="b.pdf", number=9)]
    case = corrected(moved, *said)
    assert [(one.correction.file, one.correction.page, one.ignored) for one in case.corrections] == [
        ("b.pdf", 9, "")
    ] * 2
    assert [d.kind for d in case.documents if d.pages[0].file == "b.pdf"] == ["送达回证"]


def test_it_does_not_follow_where_the_page_lies_twice() -> None:
    (notice,) = (replace(one, sha256="of it") for one in made(NOTICE))
    said = kind(3, "送达回证", sha256="of it")
    case = corrected([notice, replace(notice, number=2)], said)
    assert case.corrections[0].ignored == "卷里已没有这一页"


WORDS = ["执行通知书", "送达回证", "执行裁定书", "调查笔录", OWN, OTHER, "张三丰：", "问：在吗？", "答：不在。", "裁定如下：冻结存款。", "二〇二二年三月三日", "x"]  # fmt: skip
PAGES = st.lists(st.tuples(st.lists(st.sampled_from(WORDS), max_size=5), st.booleans(), st.booleans()), max_size=7)
SAID = st.lists(
    st.one_of(
        st.builds(
            kind,
            st.integers(1, 8),
            st.sampled_from([*STATES, "送达回证", "调查笔录", "没有这种"]),
            st.sampled_from(["first", "next"]),
        ),
        st.builds(field, st.integers(1, 8), st.sampled_from(["made_on", "court"]), st.sampled_from(["2022-03-01", "", "?"])),
        st.builds(mark, st.integers(1, 8), st.just("印章"), st.sampled_from(["有", "无"])),
    ),
    max_size=8,
)  # fmt: skip


@given(PAGES, SAID)
def test_the_accounting_stays_exact(drawn: list[tuple[list[str], bool, bool]], said: list[PageCorrection]) -> None:
    pages = [
        page(*("^" + w if i == 0 else w for i, w in enumerate(words)), number=n, blank=blank, problem="坏" if bad else None)
        for n, (words, blank, bad) in enumerate(drawn, 1)
    ]  # fmt: skip
    case = corrected(pages, *said)
    held = Counter(p.ref for d in (*case.documents, *case.foreign) for p in d.pages)
    held.update(one.page.ref for one in case.unknown)
    assert set(held.values()) <= {1}
    assert [p.ref for p in case.pages] == list(case.states) == [p.ref for p in pages]
    told = {
        "documents": [document_json(d) for d in case.documents],
        "foreign": [document_json(d) for d in case.foreign],
        "unknown_pages": [unknown_json(u) for u in case.unknown],
        "pages": page_count_json(count_pages(case)),
        "corrections": [correction_json(one) for one in case.corrections],
    }
    assert page_differences(told) == []
    assert correction_differences(told) == []
    assert len({d.id for d in case.documents}) == len(case.documents)


def test_pages_of_a_paper_of_another_case_are_in_no_other_state() -> None:
    case = corrected(made(NOTICE, RECORD_1), kind(1, "空白"), kind(1, "他案"))
    assert case.states[case.pages[0].ref] is PageState.FOREIGN


class Sheet:
    """A page whose text is known."""

    file, kind, sha256, problem, has_image = "a.pdf", "text", "", None, False

    def __init__(self, number: int) -> None:
        self.number = number

    def load_text(self) -> tuple[()]:
        return ()


def test_reading_takes_pages_whole_in_their_order() -> None:
    pages = read_pages([Sheet(n) for n in (1, 2, 3)], workers=0, whole=pages_to_read_whole([kind(2, "送达回证")], {}))  # type: ignore[list-item]
    assert [(p.number, p.depth) for p in pages] == [(n, Depth.FULL) for n in (1, 2, 3)]
