"""Forms and feedback whose columns are the channels: heads and entries that wrap, a row per respondent, remarks below."""

from dataclasses import replace

import pytest

from checker.casefile import Document
from checker.derive.offline.field_forms import entries
from checker.derive.online.channel_tables import channel_tables
from checker.derive.online.entered import entered
from checker.derive.online.holdings import holdings
from checker.derive.text.answers import BANK, ESTATE, FUND, REGISTER, VEHICLE
from checker.derive.view import View
from tests.checker.derive.build import DAY, HE, MILL, SUN, ZHOU, Written, ask, case, paper

QUERY, FIELD = "总对总查控实有情况表", "线下查控实有情况表"
CHANNELS = (BANK, FUND, ESTATE, VEHICLE, REGISTER)
X = (0.12, 0.24, 0.46, 0.54, 0.62, 0.7, 0.8)
WRAP = 0.016  # how far under a line the next of the same cell begins
HEADS = ("被执行/人", "金融机构", "公积/金", "不动/产", "车/辆", "工商登/记", "住所地/经/营场所")


def row(y: float, *texts: str) -> list[Written]:
    """The cells of a row, their lines parted by a stroke; an empty string is an empty cell."""
    return [
        (line, X[at], y + WRAP * i) for at, text in enumerate(texts) for i, line in enumerate(text.split("/")) if line
    ]


def form(*rows: list[Written], kind: str = FIELD) -> Document:
    return paper(kind, kind, *row(0.16, *HEADS), *(cell for r in rows for cell in r))


NOTHING = ("农商行、村镇/银行余额0元", "无缴/存", "无", "无", "无", "—")
REMARK = row(0.3, "备注", "调查笔录附卷，名下有房屋一处、轿车一辆。")
SIGNED: list[Written] = [("线下查控组组长签字：齐卫东", 0.12, 0.36), ("2022.5.10", 0.6, 0.36)]


def told(document: Document, *respondents: object) -> list[list[str]]:
    """What the form enters for each channel, an empty cell as an empty string."""
    view = View(case(document), respondents or (ZHOU, HE), DAY)  # type: ignore[arg-type]
    return [[said.answer for said in entered(view, document, channel)] for channel in CHANNELS]


@pytest.mark.parametrize(
    "document",
    [
        form(row(0.22, "何文斌", *NOTHING), REMARK, SIGNED),
        form(row(0.22, "何文", *NOTHING), row(0.22 + WRAP, "斌"), REMARK, SIGNED),
        form(row(0.22, "何文武", *NOTHING), REMARK, SIGNED),
        form(row(0.22, "何叉文文武", *NOTHING), REMARK, SIGNED),
        form(row(0.22, "", *NOTHING), REMARK, SIGNED),
        form(row(0.22, "何文斌", *NOTHING), SIGNED),
        form(row(0.22, "何文斌", *NOTHING), row(0.254, "冻结情/况", "无可冻结余额。"), REMARK, SIGNED),
    ],
    ids=["plain", "name wraps", "a slip", "misread", "no name", "no remark", "a remark close under it"],
)
def test_entries_stand_under_their_heads(document: Document) -> None:
    assert told(document) == [["农商行、村镇银行余额0元"], ["无缴存"], ["无"], ["无"], ["无"]]
    assert ask("案件.线下表已填写", document).value is True
    view = View(case(document), (ZHOU, HE), DAY)
    assert [[e.found for e in entries(view, document, c)] for c in CHANNELS] == [[False]] * 5


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (("无无", 0.54, 0.65), [["无缴存"], ["无"], ["无"], [""]]),
        (("无 无 无", 0.54, 0.75), [["无缴存"], ["无"], ["无"], ["无"]]),
        (("无无", 0.61, 0.75), [["无缴存"], [""], ["无"], ["无"]]),
        (("有房屋一套，有轿车", 0.54, 0.66), [["无缴存"], [""], [""], [""]]),
    ],
    ids=["without a space", "with spaces", "beside an empty cell", "what nobody can cut"],
)
def test_one_line_drawn_over_several_cells(line: tuple[str, float, float], expected: list[list[str]]) -> None:
    text, x0, x1 = line
    drawn = form(row(0.22, "何文斌", "余额0元", "无缴存"), [(text, x0, 0.22)])
    lines = [replace(k, box=k.box._replace(x1=x1)) if k.text == text else k for k in drawn.pages[0].lines]
    document = replace(drawn, pages=(replace(drawn.pages[0], lines=tuple(lines)),))
    assert told(document)[1:] == expected


TWO = form(
    row(0.22, "监利市洪/城米业有/限公司", "2个账户，/余额合计0/元", "", "无", "1辆（鄂/D12345）", "存续"),
    row(0.275, "", "1个账户，/余额合计0/元"),
    row(0.275 + WRAP, "孙大力", "", "无", "", "无", "无"),
    row(0.34, "备注", "无"),
)


def test_each_respondent_has_a_row() -> None:
    parties = (ZHOU, MILL, SUN)
    assert told(TWO, *parties) == [
        ["2个账户，余额合计0元", "1个账户，余额合计0元"],
        ["", "无"],
        ["无", ""],
        ["1辆（鄂D12345）", "无"],
        ["存续", "无"],
    ]
    found = holdings(View(case(TWO), parties, DAY), TWO)
    assert [(h.key, h.owner) for h in found] == [("鄂D12345", MILL.name)]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("无", "无", "无", "无", "无"), True),
        (("无", "无", "", "无", "无"), None),
        (("无", "无", "—", "无", "无"), None),
    ],
)
def test_no_property_only_where_every_row_says_so(second: tuple[str, ...], expected: bool | None) -> None:
    rows = (row(0.22, "何文斌", *NOTHING), row(0.26, "孙大力", *second), row(0.31, "备注", "附卷"))
    both = (form(*rows, kind=QUERY), form(*rows))
    assert ask("案件.两表载明无财产", *both, parties=(ZHOU, HE, SUN)).value is expected


@pytest.mark.parametrize("dash", ["—（/企业）", "- (/企业)", "一（/企业）", "－（/不适/用）"])
def test_a_dash_that_says_why_is_an_entry(dash: str) -> None:
    rows = (
        row(0.22, "监利市洪/城米业有/限公司", "农商行无/账户", dash, "无", "无"),
        row(0.28, "孙大力", "无", "无", "无", "无"),
    )
    parties = (ZHOU, MILL, SUN)
    assert told(form(*rows), *parties)[2:4] == [["无", "无"], ["无", "无"]]
    both = (form(*rows, kind=QUERY), form(*rows))
    assert ask("案件.两表载明无财产", *both, parties=parties).value is True


def test_a_form_left_empty_is_not_filled() -> None:
    empty = form(row(0.22, "何文斌"), row(0.28, "备注"), SIGNED)
    assert ask("案件.线下表已填写", empty).value is False
    assert ask("案件.总对总表已填写", form(row(0.22, "何文斌"), row(0.28, "备注"), kind=QUERY)).value is False


def test_heads_that_name_a_channel_only_beside_others() -> None:
    heads = [
        (t, 0.12 + 0.13 * i, 0.16)
        for i, t in enumerate(("被执行人", "账户数", "存款余额", "不动产", "车辆", "企业投资"))
    ]
    values = [(t, 0.12 + 0.13 * i, 0.2) for i, t in enumerate(("何文斌", "1个", "0.00", "无", "无", "无"))]
    document = paper(QUERY, QUERY, *heads, *values, ("备注", 0.12, 0.24), ("与总对总反馈一致", 0.25, 0.24))
    assert told(document) == [["1个", "0.00"], [], ["无"], ["无"], ["无"]]


@pytest.mark.parametrize("head", ["未联网金融机构", "未接入的农商行", "未对接县内农商行"])
def test_a_head_that_tells_of_the_banks_outside_the_system(head: str) -> None:
    heads = [(t, 0.12 + 0.16 * i, 0.16) for i, t in enumerate(("被执行人", head, "公积金", "不动产", "车辆"))]
    values = [(t, 0.12 + 0.16 * i, 0.2) for i, t in enumerate(("何文斌", "无账户", "无缴存", "无", "无"))]
    document = paper(FIELD, FIELD, *heads, *values, ("备注", 0.12, 0.24), ("调查笔录附卷", 0.28, 0.24))
    assert told(document) == [["无账户"], ["无缴存"], ["无"], ["无"], []]


@pytest.mark.parametrize(
    "rows",
    [
        (("银行存款", "无", "不动产", "无", "车辆", "无"), ("工商登记", "无", "公积金", "无")),
        (("银行存款", "附件一", "不动产", "附件一", "车辆", "附件一"),),
        (("查询项目", "银行存款", "不动产", "车辆"),),
        (("□银行存款", "□不动产", "□车辆"),),
        (("银行存款", "不动产", "车辆"), ("工商登记", "公积金", "保险")),
    ],
    ids=["answers beside", "references beside", "asked for", "boxes to tick", "a list"],
)
def test_what_is_no_row_of_heads(rows: tuple[tuple[str, ...], ...]) -> None:
    cells = [(text, 0.12 + 0.13 * x, 0.2 + 0.03 * y) for y, r in enumerate(rows) for x, text in enumerate(r)]
    document = paper(QUERY, QUERY, *cells)
    file = case(document)
    assert channel_tables(View(file, (ZHOU, HE), DAY), file.pages[0]) == ()


def test_a_summary_feedback_answers_each_respondent_in_his_row() -> None:
    document = form(
        row(0.22, "何文斌", *NOTHING),
        row(0.26, "孙大力", "无", "无", "无", "查询/失败", "无"),
        row(0.31, "说明", "以登记机关为准"),
        kind="总对总查控反馈",
    )
    answers = [ask("被执行人.总对总车辆反馈", document, about=p.name, parties=(ZHOU, HE, SUN)).value for p in (HE, SUN)]
    assert answers == [True, False]


def test_the_number_under_a_name_begins_no_row() -> None:
    heads = row(0.16, "申请执行人", "周启明") + row(
        0.184, "被执行人", "银行账户及余额", "", "不动产", "车辆", "企业（股权）"
    )
    entry = row(
        0.23, "何文斌/5129281985061/34393", "中国工商银行支行6/22208231500112096/4,0.00元", "", "无", "无", "无"
    )
    assert told(form(heads, entry), ZHOU, HE)[2:4] == [["无"], ["无"]]
