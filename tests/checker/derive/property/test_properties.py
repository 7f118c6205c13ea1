"""两表载明无财产: two forms that say 无 prove nothing where another paper names a house or a vehicle."""

import pytest

from checker.casefile import Document
from checker.derive.offline.field_forms import says_found
from checker.facts import THE_CASE
from tests.checker.derive.build import HE, MILL, ZHOU, ask, case, facts, paper, seal, sign
from tests.checker.derive.online.test_channels import NONE, Row, printed

NO_PROPERTY = "案件.两表载明无财产"
ADDRESS = "容城镇江城路88号2栋301室"


def table(kind: str, *rows: Row) -> Document:
    return paper(
        kind, kind, *[(c, 0.12 + 0.3 * x, 0.2 + 0.05 * y) for y, row in enumerate(rows) for x, c in enumerate(row)]
    )


ONLINE = table("总对总查控实有情况表", ("银行存款", "无"), ("不动产", "无"), ("车辆", "无"), ("工商", "无"))
OFFLINE = table("线下查控实有情况表", ("公积金", "无"), ("不动产", "无"), ("车辆", "无"))


def result(*lines: str, kind: str = "不动产查询结果") -> Document:
    return paper(kind, "登记信息查询结果", "被查询人：何文斌", *lines, seal())


def visit(answer: str, unit: str = "监利市不动产登记中心") -> Document:
    lines = ("调查笔录", "时间：2022年3月16日", f"地点：{unit}", "被调查人：吴建军", f"单位及职务：{unit}")
    return paper(
        "调查笔录",
        *lines,
        "问：何文斌名下有无不动产、车辆？",
        f"答：{answer}",
        "被调查人签名：",
        sign("被调查人签名", "吴建军"),
    )


@pytest.mark.parametrize(
    "other",
    [
        printed(("不动产", ADDRESS, "120平方米")),
        printed(("二、不动产（反馈1条）",), ("坐落", "面积", "权利限制"), (ADDRESS, "120", "无")),
        printed(("车辆", "小型轿车一辆", "逾期未检验")),
        printed(("经查询，被执行人名下有不动产一处，位于容城镇江城路88号2栋301室；未查询到车辆。",)),
        result("经查询，该人名下有房产，已设立抵押登记。"),
        visit(f"有，登记有一套房屋，坐落于{ADDRESS}。"),
        visit("名下有轿车，去年年检过。", unit="监利市公安局车辆管理所"),
    ],
)
def test_another_paper_names_a_thing(other: Document) -> None:
    assert ask(NO_PROPERTY, ONLINE, OFFLINE, other).value is None


@pytest.mark.parametrize(
    "other",
    [
        printed(*NONE),
        printed(("不动产", "未查询到相关信息"), ("车辆", "0条"), ("住址：监利市容城镇江城路12号",)),
        result("在本登记辖区内无不动产登记信息"),
        result("住址：监利市容城镇江城路12号", "未查询到符合条件的登记信息"),
        result("该所有人名下无机动车登记信息", kind="车辆查询结果"),
        visit("没有，我们查了，没有登记。"),
        visit("他名下没有房产，他父亲有房子。"),
        visit("原来有房子，已经过户给别人了，现在没有不动产。"),
    ],
)
def test_other_papers_agree_that_there_is_nothing(other: Document) -> None:
    assert ask(NO_PROPERTY, ONLINE, OFFLINE, other).value is True


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("名下有房产，已抵押给农商行，无处置价值", True),
        ("有轿车，未见实物", True),
        ("登记有房屋一套", True),
        ("查到不动产登记信息，无抵押", True),
        ("无房产、车辆", False),
        ("未发现有房产", False),
        ("没有查询到其名下有车辆", False),
        ("是否有房产", None),
        ("如有不动产的，附清单", None),
        ("本院有权查询不动产", None),
        ("无不动产登记", False),
        ("查无登记信息。查询范围：本县行政区域内国有土地使用权、房屋所有权、抵押权", False),
        ("共有情况 房屋坐落 查询结果 查无登记信息", False),
        ("共有人 房屋坐落 未查询到登记信息", False),
        ("名下有国有土地使用权", True),
        ("查询范围：国有土地使用权、房屋所有权。查到住宅一套", True),
        ("查得与周某共有房屋一套", True),
        ("何文斌 0辆 周某 0辆", False),
        ("何文斌 0辆 周某 1辆", True),
        ("名下没有机动车登记；原来有一辆鄂D3K726面包车，2018年已经转移登记到他人名下", False),
    ],
)
def test_what_words_of_a_form_tell(words: str, found: bool | None) -> None:
    assert says_found(words) is found


def test_a_form_that_tells_of_a_thing_does_not_say_nothing() -> None:
    form = table(
        "线下查控实有情况表",
        ("公积金", "无"),
        ("不动产", "名下有房产，已抵押，无处置价值"),
        ("车辆", "有轿车，未见实物"),
    )
    assert ask(NO_PROPERTY, ONLINE, form, parties=(HE,)).value is None


def blocks(*answers: tuple[str, str]) -> Document:
    """A form that gives each respondent a block of labels, his name left of them: what it says of vehicles, of houses."""
    cells = [
        cell
        for at, (name, told) in enumerate(
            entry
            for who, (cars, house) in zip(("监利市洪城米业有", "何文斌"), answers, strict=True)
            for entry in (
                (who, ("存款", "无账户")),
                (who, ("车辆", cars)),
                (who, ("不动产", house)),
                (who, ("其他", "无")),
            )
        )
        for cell in ((told[0], 0.29, 0.2 + 0.03 * at), (told[1], 0.39, 0.2 + 0.03 * at))
    ]
    names = (("监利市洪城米业有", 0.08, 0.256), ("限公司", 0.1, 0.272), ("何文斌", 0.12, 0.38))
    return paper("总对总查控实有情况表", "总对总查控实有情况表", *cells, *names)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("无登记车辆", "无登记"), True),
        (("登记车辆1辆", "无登记"), None),
        (("无登记车辆", "登记房屋一套"), None),
    ],
)
def test_an_answer_that_names_its_channel_is_no_label(second: tuple[str, str], expected: bool | None) -> None:
    form = blocks(("无登记车辆", "无登记"), second)
    assert ask(NO_PROPERTY, form, OFFLINE, parties=(ZHOU, MILL, HE)).value is expected


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((f"坐落：{ADDRESS}", "面积：120平方米", "抵押情况：无"), [ADDRESS]),
        ((f"该人名下有不动产一处，位于{ADDRESS}。",), [ADDRESS]),
        (("配偶：李梅", f"坐落：{ADDRESS}"), []),
        (("坐落：容城镇江城路88号", "查无该人登记信息"), []),
        ((f"住址：{ADDRESS}",), []),
    ],
)
def test_a_house_that_the_registry_tells_by_its_address_alone(lines: tuple[str, ...], found: list[str]) -> None:
    told = result(*lines)
    assert [subject.name for subject in facts(case(told)).subjects("财产")] == found
    assert (ask(NO_PROPERTY, ONLINE, OFFLINE, told).value is False) is bool(found)


def test_an_address_on_a_form_is_no_second_house() -> None:
    told = printed(("不动产", "鄂（2017）监利市不动产权第0006127号", "130平方米"))
    form = table("线下查控实有情况表", ("不动产", f"{ADDRESS}一套"))
    assert len(facts(case(told, form)).subjects("财产")) == 1
    assert [subject.name for subject in facts(case(form)).subjects("财产")] == [ADDRESS]


def test_one_machine_counted_in_three_ways_is_one_thing() -> None:
    ruling = paper("查封裁定书", "执行裁定书", "扣押被执行人何文斌的挖掘机一台。")
    seized = paper("查封清单", "查封清单", "挖掘机1台扣押")
    asked = paper("移送评估拍卖表", "移送评估拍卖表", "小型轿车、挖掘机各一台")
    names = [s.name for s in facts(case(ruling, seized, asked)).subjects("财产")]
    assert names == ["挖掘机"]


def test_the_cell_before_is_no_part_of_an_address() -> None:
    found = paper("总对总查控反馈", "无", "沙湖县城关镇滨江大道128号5栋1102室", "鄂（2019）沙湖县不动产权第0012345号")
    names = [s.name for s in facts(case(found)).subjects("财产")]
    assert names == ["沙湖县城关镇滨江大道128号5栋1102室"]


def test_rounds_that_a_form_offers_are_counted_where_ticked() -> None:
    place = "容城镇江城路88号2栋301室"
    ruling = paper("查封裁定书", "执行裁定书", f"查封被执行人何文斌所有的{place}房屋。")
    first, second = "☑第一次拍卖 □第二次拍卖 □变卖", "□第一次拍卖 ☑第二次拍卖 □变卖"
    failed = [
        paper("流拍记录", "网络司法拍卖流拍记录", f"标的 {place}", f"处置轮次 {said}") for said in (first, second)
    ]
    assert ask("财产.拍卖结果次数", ruling, *failed).value == 2


@pytest.mark.parametrize(
    ("told", "count"),
    [("宏远公司农商行账户有余额2315.60元", 0), ("持有监利农商行股权5万股", 1), ("监利市洪城米业有限公司出资60%", 1)],
)
def test_a_bank_is_a_property_only_where_its_shares_are_told(told: str, count: int) -> None:
    form = table("总对总查控实有情况表", ("银行存款", "企业法人／股权"), ("何文斌", "无"), ("综合情况", told))
    assert len(facts(case(form)).subjects("财产")) == count


def test_a_serial_cut_at_the_edge_of_its_cell_is_no_second_property() -> None:
    told = printed(("不动产", "皖（2018）南陵县不动产权第0006127号", "1300平方米"))
    form = table("总对总查控实有情况表", ("不动产", "皖（2018）南陵县不动产权第0006"))
    names = [subject.name for subject in facts(case(told, form)).subjects("财产")]
    assert len(names) == 1


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("无（原鄂DE5A27已于2020年11月转出）", 0),
        ("鄂DE5A27，状态正常", 1),
        ("原登记在他人名下的鄂DE5A27已于2020年11月转移至何文斌名下", 1),
    ],
)
def test_what_was_his_once_is_not_found(told: str, count: int) -> None:
    file = case(ONLINE, OFFLINE, result(told, kind="车辆查询结果"), parties=(HE,))
    assert len(facts(file).subjects("财产")) == count
    assert (facts(file).fact(THE_CASE, NO_PROPERTY).value is True) is (count == 0)
