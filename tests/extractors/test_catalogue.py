"""Pages into papers: runs, blank backs, duplicates, papers of another case, unknown pages; every page in one state."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.casefile import Box, CaseFile, CaseRecord, Mark, MarkKind, Page, PageState, Party, Presence
from extractors.catalogue import catalogue, wants_full
from extractors.ocr.page import as_band
from tests.extractors.sheets import page

OWN, OTHER = "（2022）鄂1023执1234号", "（2022）鄂1023执5678号"
PARTIES = (Party("申请执行人", "李四"), Party("被执行人", "张三丰"))
RECORD = CaseRecord(case_number=OWN, parties=PARTIES)
NOTICE = (
    "^监利市人民法院",
    "^执行通知书",
    OWN,
    "张三丰：",
    "你与李四借款纠纷一案，责令你自动履行下列义务：",
    "监利市人民法院",
    "二〇二二年三月三日",
)


def made(*contents: tuple[Any, ...], **more: Any) -> list[Page]:
    return [page(*lines, number=i + 1, **more) for i, lines in enumerate(contents)]


def runs(case: CaseFile) -> list[tuple[str, list[int]]]:
    return [(d.kind, [p.number for p in d.pages]) for d in case.documents]


def states(case: CaseFile) -> list[str]:
    return [str(case.states[p.ref]) for p in case.pages]


RECORD_1 = (
    "^调查笔录",
    "时间：2022年3月9日9时",
    "地点：某某村委会",
    "问：张三丰在家吗？",
    "答：不在家，出去打工了，",
    "李四五 2022年3月9日",
)
RECORD_2 = ("过年也没有回来。", "问：他家里有什么财产？", "答：不清楚。")
JUDGMENT_1 = (
    "^民事判决书",
    "（2021）鄂1023民初22号",
    "原告李四，男。",
    "被告张三丰，男。",
    ("原告诉称借款至今未还，请求判令归还", 0.12, 0.9),
)
JUDGMENT_2 = (("本院认为，借款事实清楚，判决如下：归还借款。", 0.12, 0.08), "审判员 王一", "二〇二一年五月六日")
TAIL = ("书记员 赵二",)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ([NOTICE, (*NOTICE[:2], OWN, "王五六：", "你与李四")], [("执行通知书", [1]), ("执行通知书", [2])]),
        ([RECORD_1, RECORD_2, NOTICE], [("调查笔录", [1, 2]), ("执行通知书", [3])]),
        ([JUDGMENT_1, JUDGMENT_2, TAIL], [("民事判决书", [1, 2, 3])]),
        (
            [
                ("^调查笔录", "时间：2022年", "问：甲乙丙丁？", "答：不清楚这件事"),
                ("^调查笔录", "时间：2022年", "问：戊己庚辛？", "答：也不清楚这件事"),
            ],
            [("调查笔录", [1]), ("调查笔录", [2])],
        ),
        (
            [
                ("^总对总查控实有情况表", OWN, "序号 项目 情况", ("第1页 共2页", 0.4, 0.95)),
                ("^总对总查控实有情况表", "序号 项目 情况 组长签字", ("第2页 共2页", 0.4, 0.95)),
            ],
            [("总对总查控实有情况表", [1, 2])],
        ),
        ([("^现场照片", "拍摄时间：2022年3月9日"), ("图二 被执行人住所大门",)], [("现场照片", [1, 2])]),
    ],
)
def test_pages_make_papers(contents: list[tuple[Any, ...]], expected: list[tuple[str, list[int]]]) -> None:
    assert runs(catalogue("a", made(*contents))) == expected


FEEDBACK = ("^网络查控反馈汇总表", OWN, "被执行人：张三丰", "（三）车辆：未查询到登记信息。")
SECTION = (
    "经自然资源部门反馈：无不动产登记信息。",
    "（五）法人登记、投资任职",
    "未查询到被查询人登记、投资及任职信息。",
)


@pytest.mark.parametrize(
    ("first", "second", "pages"),
    [
        ((*FEEDBACK, ("第3页共4页", 0.45, 0.95)), (*SECTION, ("第4页 共4页", 0.45, 0.95)), [1, 2]),
        ((*FEEDBACK, "（四）不动产"), SECTION, [1, 2]),
        ((*FEEDBACK, "四、不动产"), tuple(line.replace("（五）", "五、") for line in SECTION), [1, 2]),
        (FEEDBACK, SECTION, [1]),
        ((*FEEDBACK, "（四）不动产"), ("^企业登记信息查询结果", "（五）法人登记、投资任职", "某某公司，存续"), [1]),
    ],
    ids=["by the page's number", "by the section's", "of another style", "a section is left out", "a paper of its own"],
)
def test_a_section_that_begins_a_page_goes_on_with_its_paper(
    first: tuple[Any, ...], second: tuple[Any, ...], pages: list[int]
) -> None:
    assert runs(catalogue("a", made(first, second), RECORD))[0] == ("总对总查控反馈", pages)


def test_a_page_of_another_kind_without_heading_does_not_go_on_with_a_finished_paper() -> None:
    stray = ("客户姓名 王五六", "交易日期 交易金额 余额", "对方户名 摘要 借方 贷方")
    case = catalogue("a", made(NOTICE, stray), RECORD)
    assert runs(case)[0] == ("执行通知书", [1])


def test_blank_backs_and_unreadable_pages_do_not_part_a_paper() -> None:
    pages = [
        *made(RECORD_1),
        Page("a.pdf", 2, blank=True),
        Page("a.pdf", 3, problem="本页图像损坏"),
        page(*RECORD_2, number=4),
    ]
    case = catalogue("a", pages)
    assert runs(case) == [("调查笔录", [1, 4])]
    assert states(case) == ["catalogued", "blank", "unknown", "catalogued"]
    assert [(u.readable, u.page.number) for u in case.unknown] == [(False, 3)]


RULING_1 = (
    "^监利市人民法院",
    "^执行裁定书",
    OWN,
    "申请执行人：李四，男。",
    "被执行人：张三丰，男。",
    "本院查询了被执行人的存款、车辆、不动产，均无可供执行财产。",
)
FREEZING_1 = (*RULING_1[:5], "申请执行人请求冻结被执行人的银行存款。")
RULING_2 = (
    "本院认为，本案已穷尽财产调查措施，未发现可供执行的财产，裁定如下：",
    "终结本次执行程序。",
    "再次申请不受申请执行时效期间的限制。",
    "审判员 王一",
    "二〇二二年八月二日",
)
OTHERS_2 = ("（2021）鄂1023执9号案中，" + RULING_2[0], *RULING_2[1:])
WHOLE = (
    "^监利市人民法院",
    "^执行裁定书",
    OWN,
    "申请执行人：李四，男。",
    "裁定如下：冻结被执行人的存款。",
    "二〇二二年三月二日",
)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        pytest.param([RULING_1, NOTICE, RULING_2], [("终本裁定书", [1, 3]), ("执行通知书", [2])], id="the end follows elsewhere"),
        pytest.param([RULING_2, NOTICE, RULING_1], [("执行通知书", [2]), ("终本裁定书", [3, 1])], id="the end lies before it"),
        pytest.param([RULING_2, WHOLE, RULING_1], [("冻结裁定书", [2]), ("终本裁定书", [3, 1])], id="beside a whole one"),
        pytest.param([RULING_1, NOTICE, RULING_2, NOTICE[:4], FREEZING_1], [("执行通知书", [2]), ("终本裁定书", [3]), ("执行通知书", [4])], id="two beginnings"),
        pytest.param([RULING_1, NOTICE, RULING_2, NOTICE, RULING_2], [("执行通知书", [2]), ("终本裁定书", [3]), ("执行通知书", [4]), ("终本裁定书", [5])], id="two ends"),
        pytest.param([FREEZING_1, NOTICE, RULING_2], [("执行通知书", [2]), ("终本裁定书", [3])], id="its words do not speak for it"),
        pytest.param([RULING_1, NOTICE, OTHERS_2], [("执行通知书", [2]), ("终本裁定书", [3])], id="of another case"),
        pytest.param([RULING_1, NOTICE], [("执行通知书", [2])], id="no end"),
    ],
)  # fmt: skip
def test_a_ruling_whose_pages_lie_apart(contents: list[tuple[Any, ...]], expected: list[tuple[str, list[int]]]) -> None:
    assert runs(catalogue("a", made(*contents))) == expected


def test_a_second_scan_of_a_sheet_is_a_duplicate() -> None:
    first = page(*NOTICE, number=1, look="00000000000000ff")
    misread = page(*NOTICE[:4], NOTICE[4].replace("借款", "措款"), *NOTICE[5:], number=2, look="00000000000000fe")
    assert states(catalogue("a", [first, misread], RECORD)) == ["catalogued", "duplicate"]


SEAL_ON_IT = Mark(MarkKind.SEAL, Presence.PRESENT, Box(0.0, 0.0, 1.0, 1.0), confidence=1.0)


@pytest.mark.parametrize(
    ("more", "sealed", "state"),
    [
        ("：", False, "duplicate"),  # a sign that was not seen on the other scan
        ("真", False, "duplicate"),  # a speck, read as a letter
        ("查询专用章", True, "duplicate"),  # a seal's words
        ("查询专用章", False, "catalogued"),
        ("2022年3月9日", True, "catalogued"),
        ("5", False, "catalogued"),
    ],
)
def test_what_only_one_scan_of_a_sheet_shows(more: str, sealed: bool, state: str) -> None:
    body = (*NOTICE, *("本院依法执行，请按期履行生效法律文书确定的义务。",) * 4)  # one line more is a small part of it
    first = page(*body, number=1, look="00000000000000ff")
    second = page(*body, more, number=2, look="00000000000000ff")
    marks = (SEAL_ON_IT,) if sealed else ()
    assert states(catalogue("a", [first, replace(second, marks=marks)], RECORD)) == ["catalogued", state]


def test_seals_of_two_units_are_two_papers() -> None:
    body = (*NOTICE, *("本院依法执行，请按期履行生效法律文书确定的义务。",) * 4)
    one, other = (
        replace(page(*body, unit, number=number, look="00000000000000ff"), marks=(SEAL_ON_IT,))
        for number, unit in ((1, "甲银行查询章"), (2, "乙银行查询章"))
    )
    assert PageState.DUPLICATE not in catalogue("a", [one, other], RECORD).states.values()


@pytest.mark.parametrize(
    ("old", "new"),
    [("张三丰：", "王五六："), ("三月三日", "三月四日"), (OWN, "（2022）鄂1023执1235号"), ("借款", "买卖")],
)
def test_a_form_with_other_content_is_no_duplicate(old: str, new: str) -> None:
    first = page(*NOTICE, number=1, look="00000000000000ff")
    second = page(*(line.replace(old, new) for line in NOTICE), number=2, look="00000000000000ff")
    assert PageState.DUPLICATE not in catalogue("a", [first, second], RECORD).states.values()


def receipt(signed: str, *, number: int = 1, room: bool = True, rows: tuple[str, str] = ("1", "2")) -> Page:
    """A receipt of two rows; `room`: that what was signed stands in a place to sign."""
    lines = [
        "^送达回证", ("受送达人", 0.14, 0.2), ("被执行人 张三丰", 0.3, 0.2), ("查封房屋裁定", 0.14, 0.3), (rows[0], 0.45, 0.3),
        ("查封车辆裁定", 0.14, 0.36), (rows[1], 0.45, 0.36), (signed, 0.6, 0.33), ("2022年3月8日", 0.75, 0.33),
    ]  # fmt: skip
    mark = Mark(MarkKind.SIGNATURE, Presence.PRESENT, Box(0.58, 0.32, 0.7, 0.36), "受送达人签名", signed, 0.8)
    return replace(page(*lines, number=number, look="00000000000000ff"), marks=(mark,) if room else ())


@pytest.mark.parametrize(
    ("again", "duplicate"),
    [
        (receipt("张三车", number=2), True),
        (replace((moved := receipt("张三丰", number=2)), lines=(*moved.lines[:4], *moved.lines[5:], moved.lines[4])), True),
        (receipt("李四光", number=2), False),
        (receipt("张三车", number=2, room=False), False),
        (receipt("张三丰", number=2, rows=("2", "1")), False),
    ],
    ids=["his hand misread", "its lines in another order", "another's hand", "a printed name", "rows exchanged"],
)  # fmt: skip
def test_a_second_scan_of_a_signed_form_is_a_duplicate(again: Page, duplicate: bool) -> None:
    both = catalogue("a", [receipt("张三丰"), again], RECORD)
    assert states(both)[1] == ("duplicate" if duplicate else "catalogued")


TABLE = ("^总对总查控反馈", OWN, "被执行人：{}", "银行存款　无")
REST = ("三、不动产：无。", "四、车辆：无。", "五、公积金：无。", "以上为反馈结果。")


def test_the_last_pages_of_two_tables_may_say_the_same() -> None:
    def table(name: str, number: int, look: str) -> list[Page]:
        first = page(*(line.format(name) for line in TABLE), number=number, look=look)
        return [first, page(*REST, number=number + 1, look="00000000000000ff")]

    both = [*table("张三丰", 1, "ff00000000000000"), *table("李四光", 3, "0f00000000000000")]
    assert PageState.DUPLICATE not in catalogue("a", both, RECORD).states.values()
    again = [*table("张三丰", 1, "ff00000000000000"), *table("张三丰", 3, "ff00000000000000")]
    assert states(catalogue("a", again, RECORD))[2:] == ["duplicate", "duplicate"]


BANKS = [
    (("序号", 0.13, 0.2), ("反馈单位", 0.24, 0.2), ("户名", 0.41, 0.2), ("账户余额", 0.56, 0.2)),
    (("19", 0.13, 0.85), ("渤海银行", 0.24, 0.85), ("张三丰", 0.41, 0.85), ("0.00", 0.56, 0.85)),
]
LAST_BANKS = (("20", 0.13, 0.07), ("汉口银行", 0.24, 0.07), ("张三丰", 0.41, 0.07), ("0.00", 0.56, 0.07))


@pytest.mark.parametrize(
    "found",
    [
        ("二、不动产登记信息", "经查询，未查到不动产登记信息", "三、车辆（公安部）", "经查询，名下无机动车登记信息"),
        ("（二）不动产（自然资源部）", "未查到不动产登记信息", "（四）法人登记/工商", "无对外投资及任职信息"),
        ("【不动产登记】", "未查询到不动产登记信息", "【机动车辆】", "查无车辆登记信息"),
        ("（三）车辆类", "查无车辆登记信息", "（四）法人登记类", "暂无企业登记信息"),
        ("2.不动产登记信息", "权利人 坐落", "4、法人登记／工商（市场监管总局）", "经核查，未发现企业登记信息"),
    ],
)
def test_what_a_feedback_says_on_its_second_page_is_no_paper_of_its_own(found: tuple[str, ...]) -> None:
    first = page("^全国法院网络执行查控系统（总对总）查询反馈汇总表", OWN, *BANKS[0], *BANKS[1])
    middle = [(text, 0.5 - 0.011 * len(text), 0.2 + 0.05 * place) for place, text in enumerate(found)]
    second = page(*LAST_BANKS, *middle, number=2)
    assert runs(catalogue("a", [first, second])) == [("总对总查控反馈", [1, 2])]


def test_the_next_respondents_part_of_a_feedback_goes_on_with_it() -> None:
    """Each part begins with the same labels; the last page of the part before it ends early."""

    def head(name: str, top: float) -> list[tuple[str, float, float]]:
        return [
            (f"查询对象：{name} 证件号：4210", 0.12, top),
            ("查询发起：2024-03-14 09:13 项目：全部", 0.12, top + 0.03),
        ]

    first = page("^网络执行查控系统（总对总）查询反馈汇总表", OWN, *head("张三丰", 0.2), ("光大银行", 0.2, 0.4))
    second = page(*head("李四光", 0.06), ("备注", 0.8, 0.2), ("华夏银行", 0.2, 0.4), number=2)
    assert runs(catalogue("a", [first, second])) == [("总对总查控反馈", [1, 2])]
    other = page(("来访人：李四光先生", 0.12, 0.06), ("来访事由：咨询进展情况", 0.12, 0.09), number=2)
    assert runs(catalogue("a", [first, other])) == [("总对总查控反馈", [1])]


@pytest.mark.parametrize("title", ["车辆档案查询结果单", "机动车档案查询结果"])
def test_what_an_office_finds_in_its_archive_is_no_feedback_of_the_system(title: str) -> None:
    sheet = page(f"^{title}", OWN, ("名下无机动车", 0.6, 0.4), ("岭北县公安局交通警察大队车辆管理所", 0.5, 0.6))
    assert runs(catalogue("a", [sheet])) == [("车辆查询结果", [1])]


def test_an_office_paper_behind_a_feedback_begins_a_paper() -> None:
    first = page("^全国法院网络执行查控系统（总对总）查询反馈汇总表", OWN, *BANKS[0], *BANKS[1])
    second = page("^不动产登记信息查询结果", "经查询，未查到张三丰的不动产登记信息", number=2)
    assert runs(catalogue("a", [first, second])) == [("总对总查控反馈", [1]), ("不动产查询结果", [2])]


def entries(*names: str, first: int = 30, top: float = 0.06) -> list[tuple[str, float, float]]:
    """Rows of a table of contents: serial number, name, page."""
    rows = [(str(first + place), name, f"{first + place + 4}", top + 0.03 * place) for place, name in enumerate(names)]
    return [
        cell for serial, name, at, y in rows for cell in ((serial, 0.14, y), (name, 0.35, y + 0.002), (at, 0.73, y))
    ]


LISTED = ("拒执审查意见", "终本约谈笔录（李四）", "合议庭评议笔录", "结案审批表", "终本裁定书", "送达回证（李四）")


CONTENTS = ("^卷内目录", ("顺序号", 0.13, 0.15), ("文书名称", 0.39, 0.15), ("页次", 0.72, 0.15))


@pytest.mark.parametrize("listed", [LISTED, LISTED[:2]])
def test_the_second_page_of_the_contents_is_none_of_the_papers_it_lists(listed: tuple[str, ...]) -> None:
    second = page(("3", 0.88, 0.03), *entries(*listed), number=2)
    assert runs(catalogue("a", [page(*CONTENTS), second, page(*NOTICE, number=3)])) == [
        ("卷内目录", [1, 2]),
        ("执行通知书", [3]),
    ]


def test_a_list_of_papers_without_its_first_page_is_told_by_its_look() -> None:
    assert runs(catalogue("a", [page(*entries(*LISTED))])) == [("卷内目录", [1])]


def test_a_list_of_things_behind_the_contents_is_no_part_of_them() -> None:
    things = page("^查封、扣押财产清单", *entries("轿车一辆", "电视机一台", "冰箱一台", first=1, top=0.2), number=2)
    case = catalogue("a", [page(*CONTENTS), things])
    assert runs(case) == [("卷内目录", [1]), ("查封清单", [2])]


def test_a_signature_that_reads_as_its_label_is_in_doubt() -> None:
    def presence(text: str) -> Presence:
        mark = Mark(MarkKind.SIGNATURE, Presence.PRESENT, Box(0.6, 0.8, 0.7, 0.82), "院长审批", text, 0.7)
        return catalogue("a", [replace(page(*NOTICE), marks=(mark,))], RECORD).pages[0].marks[0].presence

    assert {presence(text) for text in ("签字_：", "签名：", "（盖章）", "审批人（签字）：")} == {Presence.DOUBTFUL}
    assert {presence(text) for text in ("贺长岭", "", "签字：贺长岭")} == {Presence.PRESENT}


STRANGER = ("^执行通知书", OTHER, "赵六七：", "你与钱八九买卖合同纠纷一案，责令你自动履行。")


@pytest.mark.parametrize(
    ("lines", "foreign"),
    [
        (STRANGER, True),
        (
            ("^执行通知书", OTHER, "张三丰：", "你与李四借款纠纷一案，责令你自动履行。"),
            False,
        ),  # a wrong number: a defect
        (
            (
                "^执行通知书",
                OTHER,
                "被执行人：张三丰",
                "申请执行人：钱八九",
                "申请执行人钱八九与被执行人张三丰买卖合同纠纷一案，责令你自动履行。",
            ),
            True,
        ),  # another creditor's case against the same respondent
        (("^执行通知书", OWN, "赵六七：", "你与钱八九买卖合同纠纷一案，责令你自动履行。"), False),  # a wrong name
        (("^送达回证", "案号：" + OTHER, "受送达人：赵六七", "送达文书：执行通知书"), True),
        (("^民事判决书", "（2021）鄂1023民初22号", "原告李四，男。", "被告张三丰，男。"), False),
        (("^民事判决书", "（2021）鄂1023民初23号", "原告钱八九，男。", "被告赵六七，男。"), True),
        (
            ("^执行裁定书", OTHER, "申请执行人李四，男。", "被执行人赵六七，男。", "裁定如下：冻结赵六七存款。"),
            True,
        ),  # a sister case
        (
            (
                "^执行裁定书",
                "（2020）鄂1023执99号",
                "申请执行人李四，男。",
                "被执行人张三丰，男。",
                "裁定如下：终结本次执行程序。",
            ),
            False,
        ),
        (("^调查笔录", "时间：2022年", "问：你认识赵六七吗？", "答：认识。"), False),  # bears no number
    ],
)
def test_papers_of_another_case(lines: tuple[str, ...], foreign: bool) -> None:
    case = catalogue("a", made(NOTICE, lines), RECORD)
    assert (case.states[case.pages[1].ref] is PageState.FOREIGN) is foreign
    assert len(case.foreign) == foreign


@pytest.mark.parametrize(("number", "foreign"), [("（2021）鄂1023民初22号", False), ("（2021）鄂1023民初23号", True)])
def test_a_certificate_that_names_nobody_is_of_the_judgment_that_the_case_enforces(number: str, foreign: bool) -> None:
    ruling = (
        "^执行裁定书",
        OWN,
        "被执行人：张三丰，男。",
        "（2021）鄂1023民初22号民事判决已经生效。",
        "裁定如下：冻结。",
    )
    certificate = ("^生效证明书", number, "本院上述民事判决书已于2022年1月5日发生法律效力。", "特此证明。")
    case = catalogue("a", made(NOTICE, ruling, certificate), RECORD)
    assert len(case.foreign) == foreign


def test_the_first_page_of_a_judgment_is_read_whole_so_that_its_parties_tell_whose_it_is() -> None:
    """A judgment of other parties strayed into the file with its first page only; the head tells nothing but a number."""
    lines = ("^民事判决书", "（2021）鄂1023民初23号", *["一"] * 12, "原告：钱八九，男。", "被告：赵六七，男。")
    whole = page(*lines, number=2)
    assert wants_full(as_band(whole).lines)
    assert states(catalogue("a", [page(*NOTICE), whole], RECORD))[1] == "foreign"


def test_without_a_record_the_papers_tell_whose_case_it_is() -> None:
    head = ("^强制执行申请书", "申请人：李四，男，1980年生。", "被申请人：张三丰，男，1981年生。", "请求事项：强制执行")
    ruling = ("^执行裁定书", OWN, "申请执行人：李四，男。", "被执行人：张三丰，男。", "裁定如下：冻结张三丰存款。")
    case = catalogue("a", made(head, NOTICE, ruling, STRANGER))
    assert [p.number for d in case.foreign for p in d.pages] == [4]


def test_an_unknown_page_names_what_it_may_be() -> None:
    case = catalogue(
        "a",
        made(NOTICE, ("^监利市人民法院", OWN, "受送达人 张三丰 送达地点 村委会", "代收人 送达人 拒收 见证人")),
        RECORD,
    )
    assert states(case)[1] in ("unknown", "catalogued")
    known = [d.kind for d in case.documents] + [c for u in case.unknown for c in u.candidates]
    assert "送达回证" in known


def test_two_notices_two_ids_and_evidence() -> None:
    case = catalogue("a", made(NOTICE, (*NOTICE[:3], "王五六：", "你与李四一案")), RECORD)
    assert [d.id for d in case.documents] == ["execution_notice-1", "execution_notice-2"]
    assert case.documents[0].evidence[0].text == "执行通知书"
    assert str(case.documents[0].fields["made_on"][0].value) == "2022-03-03"


WORDS = [
    "执行通知书",
    "送达回证",
    "执行裁定书",
    OWN,
    OTHER,
    "张三丰：",
    "问：在吗？",
    "答：不在。",
    "裁定如下：冻结存款。",
    "二〇二二年三月三日",
    "x",
    "第2页共3页",
]


@given(st.lists(st.tuples(st.lists(st.sampled_from(WORDS), max_size=5), st.booleans(), st.booleans()), max_size=8))
def test_no_page_is_dropped(drawn: list[tuple[list[str], bool, bool]]) -> None:
    pages = [
        page(
            *("^" + w if i == 0 else w for i, w in enumerate(words)),
            number=n,
            blank=blank,
            problem="坏" if bad else None,
        )
        for n, (words, blank, bad) in enumerate(drawn, 1)
    ]
    case = catalogue("a", pages)
    assert [p.ref for p in case.pages] == list(case.states)
    held = Counter(p.ref for d in (*case.documents, *case.foreign) for p in d.pages)
    assert set(held.values()) <= {1}
    for state, count in (
        (PageState.CATALOGUED, sum(len(d.pages) for d in case.documents)),
        (PageState.FOREIGN, sum(len(d.pages) for d in case.foreign)),
        (PageState.UNKNOWN, len(case.unknown)),
    ):
        assert list(case.states.values()).count(state) == count
