"""The finders: each on lines as a court would write them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from checker.casefile import Page
from extractors.fields.dialogue import read_dialogue
from extractors.fields.read import read_fields
from extractors.kinds import FieldSpec, Kind, load_kinds
from extractors.text.flow import Flow
from tests.extractors.sheets import page


def found(spec: FieldSpec, *pages: Page) -> list[object]:
    kind = Kind("甲", "a", (), fields={spec.name: spec})
    fields, _ = read_fields(kind, pages)
    return [f.value for f in fields.get(spec.name, ())]


def label(*words: str, type_: str = "text") -> FieldSpec:
    return FieldSpec("x", type_, label=words)


def test_a_pattern_crosses_line_and_page_ends() -> None:
    spec = FieldSpec("due", "date", pattern=(re.compile("限你于(?P<value>[^，]+日)前"),))
    first = page("限你于2022年", "3月1", number=1)
    assert found(spec, first, page("5日前履行", number=2)) == [date(2022, 3, 15)]


def test_evidence_is_the_lines_the_value_stands_on() -> None:
    spec = FieldSpec("due", "date", pattern=(re.compile("限你于(?P<value>[^，]+日)前"),))
    fields, _ = read_fields(
        Kind("甲", "a", (), fields={"due": spec}), [page("你好", "限你于2022年", "3月15日前履行", "完")]
    )
    assert [e.text for e in fields["due"][0].evidence] == ["限你于2022年", "3月15日前履行"]


def test_a_value_read_with_low_confidence_is_a_place_without_a_value() -> None:
    spec = label("调查时间", type_="date")
    fields, _ = read_fields(Kind("甲", "a", (), fields={"x": spec}), [page(("调查时间：2022年3月1日", 0.1, 0.2, 0.4))])
    assert fields["x"][0].value is None
    assert fields["x"][0].evidence[0].text == "调查时间：2022年3月1日"


@pytest.mark.parametrize(
    "lines",
    [
        (("地", 0.12, 0.2), ("点：", 0.17, 0.2), ("白鹭镇工业大道8号", 0.22, 0.2)),
        (("地", 0.12, 0.2), ("点", 0.17, 0.2), ("白鹭镇工业大道8号", 0.22, 0.2)),
        (("地", 0.12, 0.2), ("白鹭镇工业大道8号", 0.22, 0.197), ("点：", 0.17, 0.202)),
    ],
)
def test_a_label_printed_letter_by_letter(lines: tuple[tuple[str, float, float], ...]) -> None:
    assert found(label("地点"), page(*lines)) == ["白鹭镇工业大道8号"]


@pytest.mark.parametrize(
    ("words", "lines", "value"),
    [
        (("时间",), ["时间：2022年3月1日9时30分  地点：容城镇某某村村部"], "2022年3月1日9时30分"),
        (("地点",), ["时间：2022年3月1日9时30分  地点：容城镇某某村村部"], "容城镇某某村村部"),
        (("地点",), ["时间:2022年3月1日地点:村部会议室"], "村部会议室"),
        (
            ("时间",),
            ["某某法院办案平台 打印时间：2022-03-05 11:02:39", "时间：2022年3月1日9时30分"],
            "2022年3月1日9时30分",
        ),
        (("时间",), ["导出时间：2022-03-05 11:02:39", "时间：2022年3月1日"], "2022年3月1日"),
        (
            ("出差日期", "时间"),
            ["打印时间：2022-02-28 08:10:00", ("出差日期", 0.1, 0.2), ("2022年3月1日", 0.3, 0.2)],
            "2022年3月1日",
        ),
        (("调查人",), ["被调查人：李四", "调查人：王一、赵二"], "王一、赵二"),
        (("住址",), ["住 址 ： 湖北省监利市容城镇"], "湖北省监利市容城镇"),
        (("记录人",), ["记录人 赵二"], "赵二"),
        (("出差事由",), [("出差事由", 0.1, 0.2), ("到外地查找被执行人", 0.3, 0.2)], "到外地查找被执行人"),
        (
            ("送达文书",),
            [
                ("案由", 0.1, 0.2),
                ("送达文书", 0.1, 0.3),
                ("执行通知书、", 0.3, 0.29),
                ("报告财产令", 0.3, 0.31),
                ("备注", 0.1, 0.4),
            ],
            "执行通知书、报告财产令",
        ),
        (
            ("受送达人签名或盖章",),
            [("受送达人", 0.1, 0.3), ("签名或盖章", 0.095, 0.32), ("张三", 0.4, 0.31)],
            "张三",
        ),
        (
            ("执行标的",),
            [("案号", 0.1, 0.2), ("执行标的", 0.3, 0.2), ("备注", 0.6, 0.2), ("甲1", 0.1, 0.23), ("5万元", 0.31, 0.23)],
            "5万元",
        ),
    ],
)
def test_labels(words: tuple[str, ...], lines: list[str | tuple[str, float, float]], value: str) -> None:
    assert found(label(*words), page(*lines)) == [value]


@pytest.mark.parametrize(
    ("words", "lines", "values"),
    [
        (("单位",), ["答：他现在没有单位；女的在超市做事。"], []),  # a clause ends there
        (("单位",), ["答：没有固定单位；", "女的在超市做事。"], []),
        (("单位",), ["单位；某某超市"], ["某某超市"]),  # a misread colon
        (("单位",), ["姓名：李四 单位；某某超市"], ["某某超市"]),
        (
            ("身份",),
            [("村民，住屋后，身份", 0.2, 0.2), ("案号", 0.6, 0.2), ("证号码511899197209250579", 0.2, 0.215)],
            [],
        ),
        (("身份",), [("身份", 0.1, 0.2), ("村民", 0.3, 0.2)], ["村民"]),
    ],
)
def test_words_that_are_labels_elsewhere(
    words: tuple[str, ...], lines: list[str | tuple[str, float, float]], values: list[str]
) -> None:
    assert found(label(*words), page(*lines)) == values


TALL = [
    ("受送达人", 0.1, 0.2), ("张三", 0.3, 0.2), ("执行通知书、", 0.3, 0.228), ("报告财产令、", 0.3, 0.245),
    ("送达文书", 0.1, 0.262), ("限制消费令、", 0.3, 0.262), ("失信决定书、", 0.3, 0.279), ("传票", 0.3, 0.296),
    ("送达地点", 0.1, 0.324), ("本院", 0.3, 0.324),
]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("受送达人", "张三"),
        ("送达文书", "执行通知书、报告财产令、限制消费令、失信决定书、传票"),
        ("送达地点", "本院"),
    ],
)
def test_a_tall_cell_begins_close_under_the_row_before(word: str, value: str) -> None:
    assert found(label(word), page(*TALL)) == [value]


@pytest.mark.parametrize(
    ("words", "lines", "value"),
    [
        (("受送达人姓名",), [("受送达人姓名(名称)", 0.1, 0.2), ("张三", 0.4, 0.2)], "张三"),
        (("受送达人姓名",), [("受送达人姓名 （名称）", 0.1, 0.2), ("张三", 0.4, 0.2)], "张三"),
        (("受送达人",), ["受送达人（单位）：监利市某某商贸有限公司"], "监利市某某商贸有限公司"),
        (("受送达人",), ["案由：借款 受送达人（单位）：某某公司 电话（手机）：138"], "某某公司"),
        (("金额",), ["金额（大写）：叁仟元整 案由（罪名）：借款"], "叁仟元整"),
        (("法定代表人",), [("法定代表人（负责人）", 0.1, 0.2), ("李四", 0.5, 0.2)], "李四"),
        (("受送达人",), [("受送达人（签名）", 0.1, 0.2), ("张三", 0.4, 0.2)], None),
        (("受送达人",), ["受送达人（盖章）：张三"], None),
        (("受送达人",), [("受送达人", 0.1, 0.2), ("（张三）", 0.4, 0.2)], "（张三）"),
    ],
)
def test_a_bracket_behind_a_label_belongs_to_it(
    words: tuple[str, ...], lines: list[str | tuple[str, float, float]], value: str | None
) -> None:
    assert found(label(*words), page(*lines)) == ([value] if value else [])


BELOW = [("被调查人：", 0.12, 0.2)]


@pytest.mark.parametrize(
    ("below", "value"),
    [
        (
            [("陈某某，某路5号场地出租人", 0.125, 0.225), ("案号：（2022）鄂1023执1234号", 0.12, 0.25)],
            "陈某某，某路5号场地出租人",
        ),
        ([("陈某某，1975年6月14日生", 0.125, 0.225)], "陈某某，1975年6月14日生"),
        ([("案号：（2022）鄂1023执1234号", 0.12, 0.225)], None),
        ([("与被执行人关系", 0.12, 0.225)], None),
        ([("家庭成员及其近况：无", 0.12, 0.225)], None),
        ([("问：你认识张三吗？", 0.12, 0.225)], None),
        ([("间：你认识张三吗？", 0.12, 0.225)], None),
        ([("答：认识。", 0.12, 0.225)], None),
        ([("陈某某", 0.12, 0.26)], None),
        ([("2022年8月24日", 0.12, 0.225)], None),
        ([("陈某某", 0.5, 0.225)], None),
        ([("王某", 0.3, 0.2), ("陈某某", 0.12, 0.225)], "王某"),
        ([("送达人", 0.02, 0.225), ("陈某某", 0.12, 0.225)], None),
    ],
)
def test_a_value_right_below_its_label(below: list[tuple[str, float, float]], value: str | None) -> None:
    assert found(label("被调查人"), page(*BELOW, *below)) == ([value] if value else [])


def test_a_date_below_its_label_is_one_and_other_text_is_none() -> None:
    spec = label("签收日期", type_="date")
    assert found(spec, page(("签收日期：", 0.12, 0.2), ("2022年3月5日", 0.12, 0.225))) == [date(2022, 3, 5)]
    assert found(spec, page(("签收日期：", 0.12, 0.2), ("以上文书收到", 0.12, 0.225))) == []


def test_a_goes_on_value_ends_before_a_question() -> None:
    first = "被调查人：陈某某，男，五十八岁，村民，住监利市容城镇某某村某某组某某号"
    assert found(label("被调查人"), page(first, "问：你认识张三吗？"))[0] == first[5:]


TOP = [("监利市人民法院送达回证", 0.16, 0.1), ("（2022）鄂1023执1234号 案由：借款合同纠纷", 0.388, 0.15)]
HEADED = [("送达的文书", 0.16, 0.23), ("份数", 0.34, 0.23), ("收到日期", 0.46, 0.23), ("收件人签名或捺印", 0.66, 0.23),
          ("网络询价报告", 0.13, 0.262), ("1份", 0.33, 0.262), ("2022.5.20", 0.42, 0.262), ("孟某", 0.6, 0.262)]  # fmt: skip


def test_a_line_above_a_table_is_in_no_row_of_it() -> None:
    lines = [
        *TOP,
        ("受送达人", 0.124, 0.174),
        ("监利市某某银行", 0.33, 0.174),
        ("送达处所", 0.124, 0.2),
        ("某路", 0.33, 0.2),
    ]
    assert found(label("受送达人"), page(*lines)) == ["监利市某某银行"]
    tall = [
        *TOP,
        ("监利市某某银行", 0.33, 0.18),
        ("受送达人", 0.124, 0.19),
        ("容城支行", 0.33, 0.2),
        ("送达处所", 0.124, 0.23),
    ]
    assert found(label("受送达人"), page(*tall)) == ["监利市某某银行容城支行"]


def test_the_heading_beside_a_heading_is_not_its_value() -> None:
    assert found(label("收到日期", type_="date"), page(*HEADED)) == [date(2022, 5, 20)]
    unread = [("2022年", *cell[1:]) if cell[0].startswith("2022") else cell for cell in HEADED]
    assert found(label("收到日期", type_="date"), page(*unread)) == [None]


@pytest.mark.parametrize(
    "lines",
    [
        ["签收日期：", "备注"],
        ["签收日期：______"],
        [("签收日期", 0.1, 0.2), ("备注", 0.5, 0.2)],
        [("签收日期", 0.1, 0.2), ("送达方式", 0.1, 0.3)],
    ],
)
def test_an_empty_place_is_no_value(lines: list[str | tuple[str, float, float]]) -> None:
    assert found(label("签收日期", type_="date"), page(*lines)) == []


def test_a_long_value_goes_on_below() -> None:
    first = "住址：湖北省监利市容城镇某某大道某某小区某某栋某某单元某某室内东边"
    assert found(label("住址"), page(first, "第三间房屋", "电话：13800001234"))[0] == first[3:] + "第三间房屋"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["^执行通知书", "（2022）鄂1023执1234号", "张三：", "你与李四借款纠纷一案，判决如下："], ["张三"]),
        (
            ["^执行通知书", "（2022）鄂1023执1234号", "被执行人：张三、监利市某某商贸有限公司:", "你与"],
            ["张三", "监利市某某商贸有限公司"],
        ),
        (["^执行通知书", "张三：你与李四一案"], ["张三"]),
        (["^执行通知书", "（2022）鄂1023执1234号", "张三", "你与李四借款纠纷一案"], ["张三"]),
        (["^调查笔录", "时间：2022年", "本院认为如下：", "甲"], []),
        (
            ["^限制消费令", "（2022）鄂1023执1234号", "张三（公民身份号码421023197506143158）：", "本院立案执行"],
            ["张三"],
        ),
        (["^限制消费令", "（2022）鄂1023执1234号", "张三（公民身份号码421023197506143158：", "本院立案执行"], ["张三"]),
        (["^限制消费令", "张三（男，1975年6月14日生）、李四（女）：", "本院立案执行"], ["张三", "李四"]),
        (
            ["^执行通知书", "监利市某某商贸有限公司（以下简称某某公司）：", "你单位与"],
            ["监利市某某商贸有限公司"],
        ),
        (["^执行通知书", "张三（身份证号：421023197506143158）：你与李四一案"], ["张三"]),
        (["^执行通知书", "张三、", "李四：", "你们与王五一案"], ["张三", "李四"]),
        (["^执行通知书", "张三：", "监利市某某商贸有限公司：", "你们与王五一案"], ["张三", "监利市某某商贸有限公司"]),
        (["^执行通知书", "（2022）鄂1023执1234号", "张三", "李四", "你们与王五一案，判决"], ["张三", "李四"]),
    ],
)
def test_salutation(lines: list[str], names: list[str]) -> None:
    spec = FieldSpec("to", "names", salutation=True)
    assert found(spec, page(*lines)) == names


ORDER = ("^限制消费令", ("（2022）鄂1023执1234号", 0.6, 0.17))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param([("本院于2022年3月7日立案执行，对你采取限制消费措施，限制你", 0.18, 0.24),
                      ("不得实施以下高消费及非生活和工作必需的消费行为：", 0.13, 0.27)], id="the end of a paragraph"),
        pytest.param([("本院于2022年3月7日立案执行你与李四一案，现责令：", 0.18, 0.24), ("购买不动产：", 0.18, 0.27)],
                     id="below running text"),
        pytest.param([("被限制的单位及其法定代表人自收到本令之日起一律停止进行高消费和", 0.18, 0.24),
                      ("非生活和工作必需的消费行为：", 0.13, 0.27)], id="the end of a paragraph without commas"),
    ],
)  # fmt: skip
def test_the_body_addresses_nobody(body: list[tuple[str, float, float]]) -> None:
    spec = FieldSpec("to", "names", salutation=True)
    assert found(spec, page(*ORDER, *body)) == []
    assert found(spec, page(*ORDER, ("张三（公民身份号码421023197506143158）：", 0.13, 0.21), *body)) == ["张三"]


def test_a_salutation_whose_bracket_is_open_goes_on() -> None:
    spec = FieldSpec("to", "names", salutation=True)
    lines = [("监利市某某商贸有限公司（统一社会信用代码", 0.13, 0.21), ("91421023MA48C8000X）：", 0.13, 0.24)]
    assert found(spec, page(*ORDER, *lines, ("你单位与王五一案", 0.18, 0.27))) == ["监利市某某商贸有限公司"]


def test_a_salutation_may_go_over_two_lines() -> None:
    spec = FieldSpec("to", "names", salutation=True)
    lines = [
        ("张三、李四、监利市某某商贸有限公司（统一社会信用代码91421023", 0.13, 0.21),
        ("MA48C8000X）：", 0.13, 0.24),
    ]
    assert found(spec, page(*ORDER, *lines, ("你们与王五一案", 0.18, 0.27))) == [
        "张三",
        "李四",
        "监利市某某商贸有限公司",
    ]


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("送达方式：☑直接送达 □留置送达 □邮寄送达", ["直接送达"]),
        ("送达方式：直接送达√ 留置送达 邮寄送达√", ["直接送达", "邮寄送达"]),
        ("□直接送达 ■邮寄送达", ["邮寄送达"]),
        ("[√]直接送达 [ ]邮寄送达", ["直接送达"]),
        ("直接送达 邮寄送达", []),
    ],
)
def test_ticked_options(text: str, ticked: list[str]) -> None:
    spec = FieldSpec("way", checkbox=("直接送达", "留置送达", "邮寄送达"))
    assert found(spec, page(text)) == ticked


@pytest.mark.parametrize(
    ("lines", "made_on"),
    [
        (["^裁定书", "2022年1月1日立案", "监利市人民法院", "二〇二二年三月一日", "书记员 赵二"], [date(2022, 3, 1)]),
        (["^裁定书", "正文", "监利市人民法院二〇二二年三月一日"], [date(2022, 3, 1)]),
        (["^裁定书", "正文", ("二〇二二年", 0.6, 0.8), ("三月一日", 0.75, 0.801)], [date(2022, 3, 1)]),
        (["^裁定书", "正文", "二〇二二年二月三十日"], [None]),
        (["^裁定书", "（2021）鄂1023执1号", "正文", ("二年六月十三日", 0.6, 0.8)], [date(2022, 6, 13)]),
        (["^裁定书", "（2022）鄂1023执1号", "正文", ("一年六月十三日", 0.6, 0.8)], []),
        (["^裁定书", "没有案号", ("二年六月十三日", 0.6, 0.8)], []),
        (["^裁定书", "2022年1月1日借款，后来又还了一部分款项，还有很多没有还清，至今还没有归还的意思，如此等等。"], []),
    ],
)
def test_the_date_at_the_foot(lines: list[str | tuple[str, float, float]], made_on: list[date | None]) -> None:
    fields, _ = read_fields(Kind("甲", "a", ()), [page(*lines)])
    assert [f.value for f in fields.get("made_on", ())] == made_on


@pytest.mark.parametrize(
    ("lines", "own", "others"),
    [
        (
            ["^裁定书", "（2022）鄂1023执1234号", "依据（2021）鄂1023民初567号判决"],
            "（2022）鄂1023执1234号",
            ["（2021）鄂1023民初567号"],
        ),
        (["^申请书", "请求执行（2021）鄂1023民初567号判决"], None, ["（2021）鄂1023民初567号"]),
        (["^民事判决书", "（2021）鄂1023民初567号"], "（2021）鄂1023民初567号", []),
        (["^笔录", "我院在执行（2022）鄂1023执1234号一案中"], "（2022）鄂1023执1234号", []),
        (["^审批表", "案号：（2022）鄂1023执1234号 案由：借款"], "（2022）鄂1023执1234号", []),
        (
            ["^审批表", ("案", 0.1, 0.2), ("号", 0.14, 0.2), ("（2022）鄂1023执1234", 0.25, 0.19), ("号", 0.3, 0.21)],
            "（2022）鄂1023执1234号",
            [],
        ),
    ],
)
def test_the_papers_own_number(lines: list[str], own: str | None, others: list[str]) -> None:
    fields, _ = read_fields(Kind("甲", "a", ()), [page(*lines)])
    assert [f.value for f in fields.get("case_number", ())] == ([own] if own else [])
    assert [f.value for f in fields.get("mentioned_case_numbers", ())] == others


@pytest.mark.parametrize(("written", "value"), [("二〇二三年三月一日", "2023-03-01"), ("二〇三二年三月一日", "None")])
def test_a_date_years_after_the_case_number_was_misread(written: str, value: str) -> None:
    fields, _ = read_fields(Kind("甲", "a", ()), [page("^裁定书", "（2022）鄂1023执1234号", "正文", written)])
    assert str(fields["made_on"][0].value) == value


@pytest.mark.parametrize(
    ("filed", "made"),
    [
        ("本院于2024年3月25日立案。", None),
        ("本院于2024年2月25日立案。", date(2024, 2, 28)),
        ("履行至2024年3月25日止。", date(2024, 2, 28)),
    ],
)
def test_a_paper_is_not_made_before_a_day_that_it_tells_as_past(filed: str, made: date | None) -> None:
    lines = (
        "^执行通知书",
        "（2024）鄂1023执733号",
        "易传富：",
        filed,
        "责令你立即履行。",
        ("二〇二四年二月二十八日", 0.6, 0.8),
    )
    fields, _ = read_fields(Kind("执行通知书", "a", ()), [page(*lines)])
    assert [f.value for f in fields["made_on"]] == [made]


def test_a_receipt_under_a_paper_has_its_own_date() -> None:
    notice = [
        "^协助执行通知书",
        "（2022）鄂1023执1234号",
        "某某支行：",
        "请协助冻结。",
        "监利市人民法院",
        "2022年3月1日",
    ]
    fields, _ = read_fields(Kind("甲", "a", ()), [page(*notice, "（回执）", "已办理。", "某某支行", "2022年3月2日")])
    assert [str(fields[name][0].value) for name in ("made_on", "replied_on")] == ["2022-03-01", "2022-03-02"]


@pytest.mark.parametrize(
    ("lines", "court"),
    [
        (["^湖北省监利市人民法院", "^执行通知书"], "湖北省监利市人民法院"),
        (["^调查笔录", "问：我们是监利市人民法院的工作人员"], "监利市人民法院"),
        (["^申请书", "此致", "监利市人民法院"], "监利市人民法院"),
        (["^风险告知书", "当事人应当积极向人民法院提供线索"], None),
    ],
)
def test_the_court(lines: list[str], court: str | None) -> None:
    fields, _ = read_fields(Kind("甲", "a", ()), [page(*lines)])
    assert [f.value for f in fields.get("court", ())] == ([court] if court else [])


def test_questions_and_answers_go_over_lines_and_pages() -> None:
    first = page("^调查笔录", "调查人：王一", "问：你认识张三", "吗？", "答：认识，", number=1)
    second = page("是邻居。", "间：他在家吗？", "答：不在。", "以上笔录已阅，属实。", "李四", number=2)
    rows = read_dialogue(Flow([first, second]))
    assert [(r["question"].value, r["answer"].value) for r in rows] == [
        ("你认识张三吗？", "认识，是邻居。"),
        ("他在家吗？", "不在。"),
    ]


def test_page_numbers_are_not_text() -> None:
    first = page("限你于2022年3月", ("第1页", 0.5, 0.97), number=1)
    spec = FieldSpec("due", "date", pattern=(re.compile("于(?P<value>.+?日)前"),))
    assert found(spec, first, page("5日前", number=2)) == [date(2022, 3, 5)]


DECISION = (
    "安河县人民法院", "失信决定书", "（2022）鄂0929执846号", "被执行人：鸿泰木业有限公司，统一社会信用代码91420929MA48R2X71M。",
    "被执行人：石金山，公民身份号码420929196608110513。",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "lines", "names"),
    [
        (
            "失信决定书",
            (*DECISION, "决定将鸿泰木业有限公司、石金山纳入失信被执行人名单。"),
            ["鸿泰木业有限公司", "石金山"],
        ),
        ("失信决定书", (*DECISION, "决定将石金山纳入失信被执行人名单。"), ["石金山"]),
        ("失信决定书", (*DECISION, "决定将上述被执行人纳入失信被执行人名单。"), ["鸿泰木业有限公司", "石金山"]),
        ("限制消费令", (*DECISION, "对鸿泰木业有限公司、石金山采取限制消费措施。"), ["鸿泰木业有限公司", "石金山"]),
        ("限制消费令", (*DECISION, "对你（单位）采取限制消费措施。"), ["鸿泰木业有限公司", "石金山"]),
        ("报告财产令", (*DECISION, "责令你们报告财产。"), ["鸿泰木业有限公司", "石金山"]),
        (
            "送拘回执",
            (
                "送拘回执",
                "你院决定拘留的石金山（421023198103121279），已于2024年9月13日由我所收拘。",
                "已将拘留的原因和处所电话通知被拘留人妻子。",
            ),
            ["石金山"],
        ),
    ],
)
def test_one_paper_for_several_names_them_all_and_nobody_else(
    kind: str, lines: tuple[str, ...], names: list[str]
) -> None:
    read = next(k for k in load_kinds() if k.name == kind)
    fields, _ = read_fields(read, [page(*lines)])
    assert [f.value for f in fields["addressee"]] == names
