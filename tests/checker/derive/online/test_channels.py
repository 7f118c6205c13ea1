"""What print-outs of the 总对总 system say of each channel: answers in many layouts, and what is none."""

import pytest

from checker.casefile import Document
from tests.checker.derive.build import HE, SUN, ZHOU, ask, paper, unread

BOTH = (ZHOU, HE, SUN)
CHANNELS = ("金融机构", "不动产", "车辆", "法人登记")
Row = tuple[str, ...]
NONE = (("银行存款", "工商银行", "无账户"), ("不动产", "自然资源部", "无登记信息"), ("车辆", "公安部", "无车辆"), ("工商登记", "市场监管总局", "无信息"))  # fmt: skip


def printed(*rows: Row, who: str = "何文斌", step: float = 0.2) -> Document:
    """A print-out: a row is its cells from left to right, an empty string an empty cell."""
    cells = [
        (text, 0.12 + step * x, 0.2 + 0.03 * y) for y, row in enumerate(rows) for x, text in enumerate(row) if text
    ]
    return paper("总对总查控反馈", "全国法院网络执行查控系统反馈", f"被执行人：{who}", *cells)


def answers(document: Document, about: str = "何文斌", **more: object) -> list[object]:
    return [ask(f"被执行人.总对总{channel}反馈", document, about=about, **more).value for channel in CHANNELS]


@pytest.mark.parametrize(
    "rows",
    [
        NONE,
        (("一、银行存款",), ("共查询到账户3个，余额合计1,203.50元",), ("二、不动产",), ("未查询到相关信息",),
         ("三、车辆",), ("查无结果",), ("四、工商登记",), ("反馈：无财产",)),
        (("银行存款：账户2个，余额0.00元",), ("不动产：0条",), ("车辆：无",), ("工商登记：查无",)),
        (("银行存款", "不动产", "车辆", "工商登记"), ("0.00", "0条", "未查询到", "无")),
        (("银行存款", "无", "不动产", "无"), ("车辆", "未查到", "工商登记", "无")),
        (("协助单位", "反馈时间", "状态"), ("中国工商银行", "2022-03-02", "已反馈"), ("自然资源部", "2022-03-02", "已反馈"),
         ("公安部", "2022-03-02", "已反馈"), ("市场监督管理总局", "2022-03-02", "已反馈")),
        (("经查询，被执行人在各商业银行无存款，名下无不动产、车辆，未查询到工商股权信息。",),),
        (("一、银行存款（反馈1条）",), ("开户银行", "账号", "余额"), ("农业银行", "6228480012345678901", "0.00"),
         ("二、不动产",), ("坐落", "不动产权证号"), ("监利市容城镇江城路88号2栋301室", "鄂（2017）监利市不动产权第0012345号"),
         ("三、车辆",), ("号牌号码", "车辆状态"), ("鄂D12345", "正常"), ("四、工商登记",), ("企业名称", "出资比例"), ("监利市恒达建材有限公司", "30%")),
    ],
    ids=["table", "sections", "label: answer", "matrix", "four columns", "states", "prose", "things"],
)  # fmt: skip
def test_every_channel_answered(rows: tuple[Row, ...]) -> None:
    assert answers(printed(*rows)) == [True] * 4


@pytest.mark.parametrize(
    "word",
    [
        "未接入",
        "查询异常",
        "请求异常",
        "未回复",
        "不支持查询",
        "待查",
        "网络异常",
        "拒绝查询",
        "查询失败",
        "请求超时",
        "尚未返回结果",
    ],
)
def test_what_is_no_answer(word: str) -> None:
    assert answers(printed(NONE[0], NONE[1], ("车辆", "公安部", word), NONE[3])) == [True, True, False, True]
    assert answers(printed(("三、车辆",), ("号牌号码", "车辆状态"), (word,)))[2] is False


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("银行存款",), ("不动产",), ("车辆",), ("工商登记",)), [None] * 4),
        ((("银行存款", "工行", "2022.3.1"), ("不动产", "自然资源部", "2022.3.1"), ("车辆", "公安部", "2022.3.1")), [None] * 3 + [False]),
        ((("查询项目：存款、不动产、车辆、工商登记",), ("查询时间：2022年3月1日",)), [False] * 4),
        ((("银行存款", "无"), ("不动产", "—"), ("车辆", "见附件"), ("工商登记", "无")), [True, None, None, True]),
        ((("车辆登记信息（公安部交通管理局）",), ("工商登记信息（市场监督管理总局）",), ("0条",)), [False, False, None, True]),
    ],
    ids=["headings", "dates only", "a list of what was asked", "a dash", "an empty section before a full one"],
)  # fmt: skip
def test_what_is_named_is_not_answered(rows: tuple[Row, ...], expected: list[object]) -> None:
    assert answers(printed(*rows)) == expected


@pytest.mark.parametrize("note", ["注：车辆、不动产信息以登记机关为准", "说明：未查询到车辆的，以登记机关为准"])
def test_a_note_is_no_answer(note: str) -> None:
    failed = (NONE[0], ("不动产", "自然资源部", "未反馈"), ("车辆", "公安部", "查询失败"), NONE[3], (note,))
    assert answers(printed(*failed)) == [True, False, False, True]


FAILED = (NONE[0], NONE[1], ("车辆", "公安部", "查询失败"), NONE[3])
HE_THEN_SUN = printed(("被执行人：何文斌",), *NONE, ("被执行人：孙大力",), *FAILED, who="何文斌、孙大力")
MATRIX = printed(
    ("姓名", "银行存款", "不动产", "车辆", "工商登记"), ("何文斌", "无", "0条", "无", "无"), ("孙大力", "0.00", "0条", "查询失败", "无"),
    who="何文斌、孙大力", step=0.17,
)  # fmt: skip


@pytest.mark.parametrize("document", [HE_THEN_SUN, MATRIX], ids=["one after the other", "a row each"])
def test_each_respondent_has_his_own_answers(document: Document) -> None:
    assert answers(document, "何文斌", parties=BOTH) == [True] * 4
    assert answers(document, "孙大力", parties=BOTH) == [True, True, False, True]


def test_answers_of_nobody_are_unknown() -> None:
    assert answers(printed(*NONE, who="何文斌、孙大力"), "孙大力", parties=BOTH) == [None] * 4
    case = ("申请执行人周启明与被执行人何文斌、孙大力借款合同纠纷一案",)
    assert answers(printed(case, ("被执行人：孙大力",), *NONE, who="孙大力"), "孙大力", parties=BOTH) == [True] * 4


LOCAL = (("湖北监利农村商业银行", "无账户"), ("监利某某村镇银行", "未开户"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*NONE, *LOCAL), "地方金融机构"),
        ((*NONE, LOCAL[0], ("监利某某村镇银行", "未接入")), "金融机构"),
        ((*NONE, LOCAL[0], ("监利某某村镇银行", "见附件")), None),
        ((*NONE, ("注：农村商业银行、村镇银行未接入本系统",)), "金融机构"),
        ((*NONE, ("注：农村商业银行、村镇银行另行查询",)), "金融机构"),
    ],
)
def test_local_banks_answered_only_where_each_did(rows: tuple[Row, ...], expected: str | None) -> None:
    assert ask("被执行人.总对总金融机构渠道", printed(*rows)).value == expected


def test_a_page_that_nobody_can_read_accuses_nobody() -> None:
    """The channel, or a second query, may be on it."""
    for rows in (NONE[:2], FAILED):
        found = ask("被执行人.总对总车辆反馈", printed(*rows), unknown=(unread(),))
        assert found.value is None
        assert "看不清" in found.note


@pytest.mark.parametrize(
    ("said", "expected"),
    [("1辆：鄂D12345五菱牌小型普通客车。", True), ("查询失败。", False), ("", None)],
    ids=["a thing", "failed", "nothing"],
)
def test_a_part_of_running_text_answers_in_the_sentence_behind_its_heading(said: str, expected: bool | None) -> None:
    feedback = printed(
        ("一、金融机构共向24家机构发送请求，已全部反馈。名下有账户2个，余额合计0.00元。",),
        ("二、不动产（自然资源部）反馈时间2022-03-07。未查询到不动产登记信息。",),
        (f"三、车辆（公安部交通管理局）反馈时间2022-03-07。{said}",),
        ("四、法人登记及对外投资（市场监管总局）反馈时间2022-03-07。未查询到持有股权的信息。",),
    )
    assert answers(feedback) == [True, True, expected, True]
