"""In what capacity somebody was asked: by unit, office, post and what he says of himself, by nothing else."""

from dataclasses import replace

import pytest

from checker.casefile import Document, Party, PartyKind
from checker.derive.offline import inquiries
from checker.derive.offline.field_forms import says_found
from checker.derive.view import View
from tests.checker.derive.build import DAY, HE, MILL, SUN, ZHOU, ask, case, paper, sign
from tests.checker.derive.records import record

KNOWN = "问：你和何文斌是什么关系？"


def asked(document: Document) -> inquiries.Inquiry:
    return inquiries.inquiries(View(case(document), (ZHOU, HE), DAY))[0]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (record("余晓红", "监利农村商业银行股份有限公司营业部主任"), {"金融机构"}),
        (record("余晓红", "柜员", place="监利市信用联社营业厅"), {"金融机构"}),
        (record("刘芳", "荆州住房公积金中心监利办事处窗口工作人员"), {"公积金"}),
        (record("吴建军", "监利市不动产登记中心", place="监利市政务服务中心"), {"不动产"}),
        (record("吴建军", "监利市房地产管理局档案室"), {"不动产"}),
        (record("田勇", "民警", place="监利市公安局交警大队车管所"), {"车辆"}),
        (record("谢长林", "长湖村党支部书记"), {"村居委"}),
        (record("谢长林", "长湖村三组组长"), {"村居委"}),
        (record("谢长林", "监利市汴河镇长湖村村民委员会主任"), {"村居委"}),
        (record("李梅", "容城社区网格员"), {"村居委"}),
        (record("施立新", "麻塘村治调主任", place="麻塘村民委员会办公室"), {"村居委"}),
        (record("谢长林", "务农", "答：我是村主任。", place="长湖村村委会"), {"村居委"}),
        (record("谢长林", "主任", place="长湖村村委会"), {"村居委"}),
        (record("谢长林", "", place="长湖村村部"), {"村居委"}),
        (record("谢长林", "长湖村村主任", "问：谁是他的邻居？", "答：不清楚。"), {"村居委"}),
        (record("谢长林", "长湖村党支部书记", "答：他家住在村小学附近，人不在家。"), {"村居委"}),
        (record("黄桂英", "村民，住长湖村四组2号", "答：我和他家是邻居。"), {"邻居"}),
        (record("黄桂英", "务农", "答：我就住他隔壁。"), {"邻居"}),
        (record("黄桂英", "个体", KNOWN, "答：邻居。"), {"邻居"}),
        (record("黄桂英", "个体", KNOWN, "答：街坊，认识他。"), {"邻居"}),
        (record("黄桂英", "个体", KNOWN, "答：街坊们都说他在外面。"), set()),
        (record("黄桂英", "退休教师", KNOWN, "答：认识，他家就在我家对门。"), {"邻居"}),
        (record("黄桂英", "", "答：我们是邻居，他常年在外。", place="容城镇农业银行家属院2栋"), {"邻居"}),
        (record("黄桂英", "监利市自然资源和规划局职工", "答：我们是邻居。", place="三组"), {"邻居"}),
        (record("黄桂英", "监利市自然资源和规划局股长", "答：我家住他隔壁。", place="阳光小区"), {"邻居"}),
        (record("熊正华", "监利市顺达汽修厂厂长", "答：他以前在我们厂上班，早就没来了。"), {"工作单位"}),
        (record("熊正华", "监利市顺达汽修厂厂长", "答：他以前在我们厂上班，租住在厂附近。"), {"工作单位"}),
        (record("熊正华", "监利市洪城米业有限公司车间主任", "答：他在我们公司上班。"), {"工作单位"}),
        (record("熊正华", "监利市第一中学办公室主任", "问：他是你单位职工吗？", "答：不是。"), {"工作单位"}),
        (record("熊正华", "恒达建材厂班组长", "答：他在我们厂上班。"), {"工作单位"}),
        (record("熊正华", "监利市宏达房地产开发有限公司经理", "答：他在我公司做过水电工。"), {"工作单位"}),
        (record("余晓红", "监利农商行人事部", "答：他去年在我行上班，已经辞职。"), {"工作单位"}),
        (record("熊正华", "熊记汽车修理铺业主", "问：他在你这里工作吗？", "答：学徒，没签合同。"), {"工作单位"}),
        (record("熊正华", "早点铺老板", "答：他在我这里打过工。"), {"工作单位"}),
        (record("熊正华", "顺发车行业主", "问：他在你这里上班吗？", "答：没有。"), {"工作单位"}),
        (record("熊正华", "汽车修理铺业主", "答：他来修过车。"), set()),
        (record("熊正华", "汽车修理铺业主，何文斌家隔壁", "答：他来修过车。"), {"邻居"}),
        (record("黄桂英", "阳光小区3栋业主", "答：他不常回来。"), {"邻居"}),
        (record("黄桂英", "三里铺村村民", "问：他在你这里做工吗？", "答：没有。"), {"邻居"}),
        (record("邹德胜", "门卫", place="工业园路5号（住所地、经营场所）"), {"住所"}),
        (record("邹德胜", "门卫", "答：公司去年就停产了。", place="工业园路5号厂房"), {"住所"}),
        (record("骆成英", "", "问：你跟何文斌是邻居？", "答：是，我住他屋左边。", place="龙潭镇"), {"邻居"}),
        (record("骆成英", "", "问：你跟何文斌是邻居？", "答：不是。", place="龙潭镇"), set()),
        (record("句传友", "石桥村六组", "答：我住他家东边。", place="镇上"), {"邻居"}),
        (record("毛翠英", "务农", "答：可以的，我家在他家屋后。", place="镇上"), {"邻居"}),
        (record("涂明", "务农", "答：好的，我住10号，和他隔壁。", place="镇上"), {"邻居"}),
        (record("伍传", "归集科工作人员", place="孝南市住房工积金中心"), {"公积金"}),
        (record("余志刚", "", "问：到你公司调查。", place="物流大道88号（公司住亚地、经营场）"), {"住所"}),
        (record("左志新", "仓库出租人", "答：仓库是空的。"), set()),
        (record("付大勇", "保安", "问：他的工作单位在哪里？有没有工资？", place="恒达建材厂门卫室"), set()),
        (record("黄桂英", "副食店老板", "答：我不是他邻居，不认识他。"), set()),
        (record("黄桂英", "副食店老板", "答：他的邻居都说他在外面。"), set()),
        (record("吴建军", "监利市国土局退休职工", "答：不清楚。", place="三组"), set()),
    ],
)
def test_who_was_asked(document: Document, expected: set[str]) -> None:
    assert inquiries.topics(asked(document)) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (record("付大勇", "保安", "问：他的工作单位在哪里？有没有工资？", place="恒达建材厂门卫室"), {"工作单位"}),
        (record("谢长林", "长湖村村主任", "答：我和他是邻居。"), {"邻居"}),
        (record("谢长林", "村民", "答：他不在家。", place="长湖村村委会"), {"村居委", "邻居"}),
        (record("余晓红", "监利农商行职工", "答：不清楚。", place="监利市"), {"金融机构"}),
        (record("熊正华", "汽车修理铺业主", "答：他来修过车。"), {"邻居"}),
    ],
)
def test_what_the_record_leaves_open_is_for_a_person(document: Document, expected: set[str]) -> None:
    assert asked(document).capacity.maybe == expected


def test_an_open_capacity_is_unknown_not_missing() -> None:
    guard = record("付大勇", "保安", "问：他的工作单位在哪里？", "答：不清楚。", place="恒达建材厂门卫室")
    assert ask("被执行人.工作单位调查笔录", guard).value is None
    assert ask("被执行人.村居委调查笔录", guard).value is False


@pytest.mark.parametrize(
    ("unit", "talk", "expected"),
    [
        ("农机市场经营户", "问：他在你这里有没有存放配件？", False),
        ("五金市场经营户", "问：有没有他的货放在你这里？", False),
        ("砂石场承运人", "问：你还欠他的运费、货款吗？", False),
        ("农机市场经营户", "问：你们是什么关系？", None),
        ("瓦工班带班的", "问：你还欠他工钱吗？", None),
        ("", "问：他在你这里有没有存放配件？", None),
    ],
)
def test_who_is_asked_what_he_keeps_or_owes_is_no_employer(unit: str, talk: str, expected: bool | None) -> None:
    told = record("熊建军", unit, talk, "答：没有。", place="外县")
    assert ask("被执行人.工作单位调查笔录", told).value is expected


SEARCHED = "问：请查询何文斌名下车辆。"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("经查询，何文斌名下没有登记机动车。", True), ("系统故障，修复后经查询，其名下无机动车。", True), ("有一辆面包车。", True),
     ("今天系统故障，无法查询，请改日再来。", None), ("没有正式函件，不予查询。", None)],
)  # fmt: skip
def test_a_visit_has_a_result(answer: str, expected: bool | None) -> None:
    visit = record("田勇", "监利市车管所民警", SEARCHED, f"答：{answer}", about="")
    assert ask("被执行人.线下车辆调查", visit).value is expected


BOTH = (ZHOU, HE, SUN)
OPENING = "问：我们是监利市人民法院执行人员，现出示证件。今天来调查被执行人何文斌、孙大力的情况，听清楚没有？"
PREAMBLE = "现就周启明与何文斌、孙大力借款一案向你调查。"


@pytest.mark.parametrize(
    ("talk", "he", "sun"),
    [
        ((PREAMBLE, "问：孙大力的情况你知道吗？", "答：他常年在外。"), False, True),
        ((PREAMBLE, "问：两被执行人的情况你知道吗？", "答：都在外面。"), True, True),
        ((PREAMBLE, "问：何文斌在家吗？", "答：他和孙大力都走了。"), True, None),
        ((PREAMBLE, "问：人在家吗？", "答：不在。"), None, None),
        ((OPENING, "答：听清楚了。", "问：何文斌在家吗？", "答：何文斌常年在外。"), True, False),
        ((OPENING, "答：听清楚了。", "问：何文斌在家吗？", "答：他们都走了。"), True, True),
        ((OPENING, "答：听清楚了。", "问：人在家吗？", "答：不在。"), True, True),
        (("问：王五全在家吗？", "答：王五全不在。"), None, None),
    ],
    ids=[
        "the other",
        "both by role",
        "one in passing",
        "the preamble only",
        "one in the opening",
        "both meant",
        "both in the opening",
        "a stranger",
    ],
)
def test_about_whom(talk: tuple[str, ...], he: bool | None, sun: bool | None) -> None:
    told = record("谢长林", "村主任", *talk, about="")
    for name, expected in (("何文斌", he), ("孙大力", sun)):
        assert ask("被执行人.村居委调查笔录", told, parties=BOTH, about=name).value is expected


NAMELESS = "问：我们是监利市人民法院执行人员，现就（2022）鄂1023执1234号一案向你了解情况，听清楚没有？"
OF_THE_CASE = "问：我们是监利市人民法院干警，因办理周启明与何文斌、孙大力民间借贷纠纷执行案需向你了解情况，明白吗？"
OF_HOUSE = ("答：听清楚了。", "问：何文斌家庭情况怎样？", "答：三组的，是困难户。")


@pytest.mark.parametrize(
    ("opening", "home", "expected"),
    [
        (NAMELESS, "监利市新沟镇横台村五组", False),
        (NAMELESS, "监利市汴河镇长湖村三组", True),
        (NAMELESS, "监利市", None),
        (OF_THE_CASE, "监利市新沟镇横台村五组", False),
        (OF_THE_CASE, "监利市汴河镇长湖村三组", True),
        (OF_THE_CASE, "监利市", None),
        (OPENING, "监利市新沟镇横台村五组", None),
        (OPENING, "监利市汴河镇长湖村三组", True),
    ],
    ids=[
        "of another village",
        "of the same house",
        "of an unknown house",
        "the case names him, of another village",
        "the case names him, of the same house",
        "the case names him, of an unknown house",
        "announced",
        "announced, of the same house",
    ],
)
def test_a_talk_of_one_house_is_not_of_who_lives_elsewhere(opening: str, home: str, expected: bool | None) -> None:
    homes = paper(
        "强制执行申请书", "强制执行申请书", "被执行人：何文斌，男，1980年2月3日出生，住监利市汴河镇长湖村三组。",
        f"被执行人：孙大力，男，1981年2月3日出生，住{home}。",
    )  # fmt: skip
    told = record("谢长林", "长湖村村主任", opening, *OF_HOUSE, about="")
    assert ask("被执行人.村居委调查笔录", homes, told, parties=BOTH, about="孙大力").value is expected


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (("现就周启明与何文斌借款一案向你调查。", "问：他在家吗？", "答：不在。"), True),
        (("问：被执行人现在在家吗？", "答：不在。"), True),
        (("问：请查询被执行人王五全名下财产。", "答：无。"), None),
        (("问：他在家吗？", "答：不在。"), None),
    ],
)
def test_a_record_that_names_nobody_may_be_a_strangers(talk: tuple[str, ...], expected: bool | None) -> None:
    assert ask("被执行人.村居委调查笔录", record("谢长林", "村主任", *talk, about="")).value is expected


@pytest.mark.parametrize(
    ("place", "talk", "expected"),
    [
        ("周老嘴镇工业路2号（住所地）", "答：厂房空着。", True),
        ("监利市洪城米业有限公司", "答：早就停产了。", True),
        ("周老嘴镇工业路2号", "答：公司以前在这里经营，前年搬走了。", True),
        ("监利市人民法院执行局", "答：公司以前在这里经营。", False),
        ("监利市人民法院执行局", "答：我的住所地是容城镇。", False),
    ],
)
def test_premises_are_a_place(place: str, talk: str, expected: bool) -> None:
    told = record("王建", "隔壁门市业主", "问：监利市洪城米业有限公司在哪里？", talk, about="", place=place)
    assert ask("被执行人.住所经营场所调查", told, parties=(ZHOU, MILL)).value is expected


def test_the_court_tells_before_the_first_question_where_it_went() -> None:
    told = paper(
        "调查笔录", "现场调查笔录", "地点：工业大道209号", "被调查人：王建 隔壁门市业主",
        "执行人员来到监利市洪城米业有限公司登记住所地，该处也是其经营场所。", "问：认识这家公司吗？", "答：认识。",
        "被调查人签名：", sign("被调查人签名", "王建"),
    )  # fmt: skip
    assert ask("被执行人.住所经营场所调查", told, parties=(ZHOU, MILL)).value is True


def extract(*lines: str) -> Document:
    return paper("工商登记档案", "企业登记信息", *lines)


BRANCH = Party("被执行人", "监利市永昌商贸有限公司", PartyKind.ORGANISATION)


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ((extract("名称：监利市洪城米业有限公司"),), True),
        ((extract("企业名称", "监利市洪城米业有限公司", "变更：无"), extract("股东名录", "李某")), True),
        ((extract("名称：监利市永昌商贸有限公司", "类型：有限责任公司"),), False),
        ((extract("名称：监利市永昌商贸有限公司", "股东：监利市洪城米业有限公司"),), None),
        ((extract("名称：监利市洪城来业有限公司"),), True),
        ((extract("股东名录", "李某"),), None),
        ((), False),
    ],
    ids=["its own", "with a page behind it", "a stranger's", "a stranger's that names it", "a slip", "no name", "none"],
)
def test_the_extract_is_the_organisations_own(papers: tuple[Document, ...], expected: bool | None) -> None:
    assert ask("被执行人.工商登记档案", *papers, parties=(ZHOU, MILL)).value is expected


def test_a_strangers_extract_covers_no_head() -> None:
    other = extract("名称：监利市永昌商贸有限公司", "合并分立：无")
    assert ask("被执行人.工商档案合并分立", other, parties=(ZHOU, MILL)).value is False
    assert ask("被执行人.工商档案合并分立", other, parties=(ZHOU, BRANCH)).value is True


def test_a_record_made_at_the_premises_is_the_firms_though_the_talk_is_of_its_manager() -> None:
    told = record(
        "蒲大明", "隔壁商户业主", "执行人员来到监利市洪城米业有限公司登记住所地，该处也是其经营场所。", "问：认识这家公司吗？",
        "答：认识，老板是何文斌。", about="",
    )  # fmt: skip
    assert ask("被执行人.住所经营场所调查", told, parties=(ZHOU, MILL, HE), about=MILL.name).value is True


def questioned(who: str, unit: str, *talk: str) -> Document:
    return paper(
        "询问笔录", "询问笔录", "地点：桐树湾村民委员会办公室", "询问人：郭亮、江涛", f"被询问人：{who}，男，51岁，{unit}",
        "问：何文斌在哪里？", *talk, "被询问人签名：", sign("被询问人签名", who), "询问人签名：", sign("询问人签名", "郭亮"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (questioned("万大成", "村支部书记", "答：下落不明。"), True),
        (questioned("何文斌", "村支部书记", "答：我就是。"), False),
        (questioned("万大成", "被执行人之父", "答：下落不明。"), False),
    ],
)
def test_a_talk_with_the_committee_counts_whatever_it_is_called(document: Document, expected: bool) -> None:
    assert ask("被执行人.村居委调查笔录", document).value is expected


def test_your_firm_is_the_only_firm_there_is() -> None:
    told = record(
        "熊建军", "仓库保管员", "问：到你公司住所地调查。", "答：早停产了。", about="", place="工业路（住所地）"
    )
    assert ask("被执行人.住所经营场所调查", told, parties=(ZHOU, MILL, HE), about=MILL.name).value is True


@pytest.mark.parametrize(("place", "expected"), [("柯家墩村二组程菊香家", False), ("", None)])
def test_who_was_asked_in_a_private_house_is_no_employer(place: str, expected: bool | None) -> None:
    told = record("程菊香", "", "问：何文斌在哪里？", "答：不知道。", place=place)
    assert ask("被执行人.工作单位调查笔录", told).value is expected


@pytest.mark.parametrize(
    ("title", "unit", "expected"),
    [
        ("单位调查笔录", "人事主管", {"工作单位"}),
        ("走访邻居调查笔录", "务农", {"邻居"}),
        ("村（居）委会调查笔录", "", {"村居委"}),
        ("工作单位、邻居调查笔录", "务农", set()),
        ("单位调查笔录", "监利农商行柜员", {"金融机构"}),
    ],
    ids=["employer", "neighbour", "committee", "several", "the unit of the one asked comes first"],
)
def test_the_title_tells_where_nothing_else_does(title: str, unit: str, expected: set[str]) -> None:
    document = replace(record("段丽萍", unit), title=title)
    assert (
        set(inquiries.inquiries(View(replace(case(document), documents=(document,)), (ZHOU, HE), DAY))[0].capacity.sure)
        == expected
    )


@pytest.mark.parametrize("day", ["，二〇二二年七月", "，2022年7月19日", "二〇二二年七月十九日"])
def test_the_row_of_the_signature_tells_no_unit(day: str) -> None:
    document = paper(
        "调查笔录", "调查笔录", "地点：长湖村村委会办公室", "被调查人：谢长林，监利市汴河镇长湖村村民委员会书记",
        "问：何文斌现在在哪里？", "答：不知去向。", f"被调查人：谢长林{day}",
    )  # fmt: skip
    assert asked(document).capacity.sure == {"村居委"}


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("何文斌设有公积金账户，从来没有缴存记录。", False),  # a written 没有 that reads like 设有
        ("何文斌没有公积金账户。", False),
        ("何文斌有公积金余额三千元。", True),
    ],
)
def test_what_a_fund_answers(answer: str, found: bool) -> None:
    assert says_found(answer) is found
