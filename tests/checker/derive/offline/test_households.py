"""Neighbour households: homes are counted, not records."""

import pytest

from checker.casefile import Document
from checker.derive.parties.addresses import address_parts, same_home
from tests.checker.derive.build import HE, MILL, SUN, ZHOU, ask, paper, seal, sign, unread
from tests.checker.derive.records import ASKED, record

SURE, ALL, MOST = "被执行人.邻居调查确定户数", "被执行人.邻居调查户数", "被执行人.邻居调查最多户数"


def neighbour(who: str, home: str = "", said: str = "我们是邻居。", **more: object) -> Document:
    return record(who, f"村民，住{home}" if home else "村民", f"答：{said}", **more)  # type: ignore[arg-type]


HUANG = neighbour("黄桂英", "三组10号")
DOUBTFUL = neighbour("谢德明", "三组14号", signed=sign(ASKED, doubtful=True))


@pytest.mark.parametrize(
    ("papers", "sure", "households"),
    [
        ((), 0, 0),
        ((HUANG,), 1, 1),
        ((HUANG, neighbour("谢德明", "三组14号")), 2, 2),
        ((HUANG, neighbour("黄桂英", "三组10号")), 1, 1),
        ((HUANG, neighbour("谢德明", "三组10号")), 1, 1),
        ((HUANG, neighbour("谢德明", "3组10号")), 1, 1),
        ((HUANG, neighbour("谢德明", "长湖村四组")), 2, 2),
        ((HUANG, neighbour("谢德明", "长湖村三组")), 1, None),
        ((HUANG, neighbour("谢德明")), 1, None),
        ((HUANG, neighbour("谢德明", said="我们是邻居，我家住三组14号。")), 2, 2),
        ((HUANG, neighbour("谢德明", place="汴河镇长湖村三组14号")), 2, 2),
        ((neighbour("黄桂英", "容城镇江城路12号"), neighbour("谢德明", "江城路12号")), 1, 1),
        ((neighbour("黄桂英", "江城路12号"), neighbour("谢德明", "江城路14号")), 2, 2),
        ((neighbour("黄桂英", "阳光小区2栋301室"), neighbour("谢德明", "阳光小区二栋302室")), 2, 2),
        ((HUANG, neighbour("谢德明", "三组14号", signed=sign(ASKED))), 1, 1),
        ((HUANG, neighbour("谢德明", "三组14号", signed=sign(ASKED, doubtful=True))), 1, None),
        ((HUANG, record("谢长林", "村主任")), 1, 1),
        ((HUANG, record("谢长林", "村主任", "答：我和他家是邻居。")), 1, None),
        ((record("黄桂英、谢德明", "村民，夫妻", "答：我们是邻居。"),), 1, 1),
        ((record("黄桂英、谢德明", "村民", "答：我们是邻居。"),), 1, None),
        ((record("李秀兰", "村民，何文斌之妻，住三组9号", "答：隔壁都说他在外面。"),), 0, None),
        ((neighbour("李秀兰", "三组9号", "他是我丈夫，我们是邻居介绍认识的。"),), 0, None),
        ((record("黄桂英", "村民，住三组10号", "问：你认识王五全吗？", "答：认识，我们是邻居。", about=""),), 0, None),
    ],
    ids=[
        "none", "one", "two", "same person", "same house", "same house, other numerals", "another group", "a group without number",
        "no address", "he tells his address", "asked at his home", "same street number", "next street number", "rooms",
        "one unsigned", "one doubtful", "the committee is no neighbour", "the committee as neighbour", "a couple", "two in one record",
        "his wife", "his wife in her words", "about a stranger",
    ],
)  # fmt: skip
def test_households_are_counted_not_records(papers: tuple[Document, ...], sure: int, households: int | None) -> None:
    assert (ask(SURE, *papers).value, ask(ALL, *papers).value) == (sure, households)


@pytest.mark.parametrize(
    ("papers", "most"),
    [
        ((), 0),
        ((HUANG,), 1),
        ((DOUBTFUL,), 1),
        ((HUANG, DOUBTFUL), 2),
        ((HUANG, neighbour("谢德明", "长湖村三组")), 2),
        ((HUANG, neighbour("谢德明", "三组10号", signed=sign(ASKED, doubtful=True))), 1),
        ((HUANG, neighbour("谢德明", "三组14号", signed=sign(ASKED))), 1),
        ((HUANG, record("陈小兰", "", "问：他在哪里？", "答：不知道。")), 2),
    ],
    ids=[
        "none", "one", "only a doubtful one", "a doubtful one besides", "a group without number", "doubtful, same house",
        "one unsigned", "one that does not tell who was asked",
    ],
)  # fmt: skip
def test_more_households_there_cannot_be(papers: tuple[Document, ...], most: int) -> None:
    assert ask(MOST, *papers).value == most


def test_a_page_that_nobody_could_read_may_be_another_household() -> None:
    assert [ask(name, HUANG, unknown=(unread(),)).value for name in (SURE, ALL, MOST)] == [1, None, None]


def test_the_investigators_are_no_neighbours() -> None:
    two = record("黄桂英、黄思远", "村民，住三组10号", "答：我们是邻居。")
    assert ask(SURE, two).value == 1


@pytest.mark.parametrize(
    "unsigned",
    [
        neighbour("黄桂英", "三组10号", signed=sign(ASKED), more=(seal(),)),
        neighbour("黄桂英", "三组10号", "我们是邻居。当时还款协议他不肯签字。", signed=sign(ASKED)),
        neighbour("黄桂英", "三组10号", "我们是邻居，他拒绝签字的事我听说过。", signed=sign(ASKED)),
    ],
    ids=["the court's seal", "a debt he would not sign", "a refusal he tells of"],
)
def test_an_unsigned_record_proves_nothing(unsigned: Document) -> None:
    assert (ask(SURE, unsigned).value, ask(ALL, unsigned).value) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("横台村三组10号", "3组10号", True),
        ("三组10号", "三组12号", False),
        ("二十一组3号", "21组3号", True),
        ("江城路12号", "监利市容城镇江城路12号", True),
        ("江城路12号", "荆江大道12号", False),
        ("3栋2单元301室", "3号楼2单元301", True),
        ("3栋2单元301室", "3栋2单元", None),
        ("", "三组10号", None),
        ("大箐村二社9号", "大箐村2社22号", False),
        ("一〇三室", "103室", True),
    ],
)
def test_same_home(one: str, other: str, expected: bool | None) -> None:
    assert same_home(address_parts(one), address_parts(other)) is expected


def test_the_company_has_its_own_neighbours() -> None:
    assert ask(SURE, HUANG, parties=(ZHOU, MILL, HE), about="监利市洪城米业有限公司").value == 0


def test_whoever_has_a_shop_beside_the_firm_is_no_neighbour_of_its_managers_home() -> None:
    """The records lie in any order: the one at the firm comes first, and cannot be told from a home by its address."""
    at_the_firm = record(
        "蒲大明", "监利市洪城米业有限公司隔壁商户业主", "执行人员来到监利市洪城米业有限公司登记住所地，大门关闭。",
        "问：认识这家公司吗？", "答：我在隔壁开门市，老板是何文斌。", place="物流园3栋", about="",
    )  # fmt: skip
    parties = (ZHOU, MILL, HE)
    homes = (HUANG, neighbour("谢德明", "三组14号"))
    assert [ask(name, at_the_firm, *homes, parties=parties, about=HE.name).value for name in (SURE, ALL, MOST)] == [
        2,
        2,
        2,
    ]
    assert ask(SURE, at_the_firm, HUANG, parties=parties, about=HE.name).value == 1


def test_houses_that_bear_the_names_of_those_asked_are_different() -> None:
    one, two = (neighbour(who, place=f"桐树湾村四组{who}家中") for who in ("万国兵", "肖腊梅"))
    guest = neighbour("肖腊梅", place="桐树湾村四组万国兵家")
    wife = record("肖腊梅", "系万国兵之妻", "答：我家住他隔壁。", place="桐树湾村四组肖腊梅家")
    assert [ask(name, one, two).value for name in (SURE, ALL, MOST)] == [2, 2, 2]
    assert [ask(name, one, guest).value for name in (SURE, ALL, MOST)] == [1, None, 2]
    assert [ask(name, one, wife).value for name in (SURE, ALL, MOST)] == [1, 1, 1]


RULING = paper(
    "冻结裁定书", "执行裁定书", "被执行人：何文斌，男，1980年1月1日出生，汉族，住监利市龙潭镇红星村6组，公民身份号码"
)
STREET = paper(
    "冻结裁定书", "执行裁定书", "被执行人：何文斌，男，1980年1月1日出生，汉族，住监利市城关镇文昌巷12号，公民身份号码"
)


@pytest.mark.parametrize(
    ("home", "ruling", "counted"),
    [
        ("红星村6组21号", RULING, (1, 1)),
        ("文昌巷15号", STREET, (1, 1)),
        ("石桥村6组21号", RULING, (0, None)),
        ("文昌巷15号", RULING, (0, None)),
    ],
    ids=["his village", "his street", "another village", "another street"],
)
def test_who_lives_in_his_village_or_street_is_a_neighbour(
    home: str, ruling: Document, counted: tuple[int, int | None]
) -> None:
    resident = record(f"鲜明贵，住{home}", "", "答：没听说过。", place=home)
    assert (ask(SURE, resident, ruling).value, ask(ALL, resident, ruling).value) == counted


def test_talk_of_a_house_tells_of_both_who_live_there() -> None:
    together = paper(
        "冻结裁定书", "执行裁定书", "被执行人：何文斌，男，住监利市龙潭镇红星村6组，公民身份号码1。",
        "被执行人：孙大力，女，住监利市龙潭镇红星村6组，公民身份号码2。",
    )  # fmt: skip
    apart = paper(
        "冻结裁定书", "执行裁定书", "被执行人：何文斌，男，住监利市龙潭镇红星村6组，公民身份号码1。",
        "被执行人：孙大力，女，住监利市城关镇文昌巷12号，公民身份号码2。",
    )  # fmt: skip
    told = record(
        "黄桂英", "村民，住三组10号", "问：我们是监利市人民法院的，向你了解何文斌、孙大力的情况。", "答：好，我住他家隔壁。",
        "问：最近见过何文斌没有？家里有什么财产？", "答：没有。", about="",
    )  # fmt: skip
    answered = record(
        "黄桂英", "村民，住三组10号", "问：何文斌有什么财产？", "答：没有，就孙大力在家种田。我住他家隔壁。", about=""
    )
    parties = (ZHOU, HE, SUN)
    assert [ask(SURE, answered, ruling, parties=parties, about=SUN.name).value for ruling in (together, apart)] == [
        1,
        0,
    ]
    assert [ask(SURE, told, ruling, parties=parties, about=SUN.name).value for ruling in (together, apart)] == [1, 0]
    assert [ask(ALL, told, ruling, parties=parties, about=SUN.name).value for ruling in (together, apart)] == [1, None]


@pytest.mark.parametrize(
    ("her_home", "beside", "households"),
    [
        ("监利市城关镇文昌巷12号", "何文斌隔壁", 0),  # beside him, and her home is elsewhere
        ("监利市城关镇文昌巷12号", "住三组10号", None),
        ("监利市龙潭镇红星村6组", "何文斌隔壁", 1),  # one home
        ("", "何文斌隔壁", None),
    ],
)
def test_the_head_tells_beside_whom_he_lives(her_home: str, beside: str, households: int | None) -> None:
    ruling = paper(
        "冻结裁定书", "执行裁定书", "被执行人：何文斌，男，住监利市龙潭镇红星村6组，公民身份号码1。",
        f"被执行人：孙大力，女，{f'住{her_home}，' if her_home else ''}公民身份号码2。",
    )  # fmt: skip
    told = record(
        "黄桂英", f"村民，{beside}", "问：我们是监利市人民法院的，向你了解何文斌、孙大力的情况。", "答：好，我住他家隔壁。",
        "问：最近见过何文斌没有？家里有什么财产？", "答：没有。", about="",
    )  # fmt: skip
    assert ask(ALL, told, ruling, parties=(ZHOU, HE, SUN), about=SUN.name).value == households


def test_who_was_asked_to_verify_a_lead_is_no_neighbour() -> None:
    lead = record("龙正祥", "男", "问：申请执行人反映何文斌在砂场有一台装载机，是谁的？", "答：是砂场的。", about="")
    assert [ask(name, HUANG, lead).value for name in (SURE, ALL, MOST)] == [1, 1, 1]
