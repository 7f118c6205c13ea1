"""线索: which there are, of what type, verified and told."""

import pytest

from checker.casefile import Document
from checker.derive.leads.lead_sheets import kind_of
from checker.facts import Subject
from tests.checker.derive.build import ask, case, facts, paper

SHEET = paper(
    "财产线索书",
    "被执行人财产线索",
    "一、被执行人何文斌在朱河镇建设路有一间门面。",
    "二、何文斌现在武汉市江夏区金口街工地务工。",
    "三、兴达建筑劳务有限公司尚欠何文斌工程款20000元。",
    "提供人：周启明",
    "2022年5月23日",
)
SHOP = "被执行人何文斌在朱河镇建设路有一间门面"


def leads(*papers: Document) -> list[Subject]:
    return facts(case(*papers)).subjects("线索")


def test_items_of_a_sheet_in_prose() -> None:
    source = facts(case(SHEET))
    kinds = [source.fact(s, "线索.类型").value for s in source.subjects("线索")]
    assert kinds == ["财产", "行踪", "第三人债权"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "我申请执行何文斌一案，现提供线索：何文斌在余川县大桥镇采石场存放有一台挖掘机（黄色，小松牌），请法院核实。孙大力的下落我不清楚。",
            ["何文斌在余川县大桥镇采石场存放有一台挖掘机（黄色，小松牌）"],
        ),
        ("现将线索提供如下：何文斌在河滩停有一条运沙船。", ["何文斌在河滩停有一条运沙船"]),
        ("现提供被执行人的线索如下：暂时没有财产线索。", []),
        ("申请执行何文斌一案，线索请法院核实。", []),
    ],
)
def test_what_a_sheet_in_prose_leads_up_to(words: str, found: list[str]) -> None:
    assert [lead.name.rstrip("…") for lead in leads(paper("财产线索书", "财产线索", words))] == [f[:24] for f in found]


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("何文斌在余川县大桥镇存有一批农机配件。", True),
        ("何文斌在桥头张三娃家寄放着两吨白酒。", True),
        ("何文斌持有名家字画五幅，请法院核实。", True),
        ("何文斌有奶牛三十头，养在大桥镇。", True),
        ("何文斌有三个孩子。", False),
        ("何文斌没有存放什么东西。", False),
        ("请法院依法查封、扣押。", False),
    ],
)
def test_an_item_of_a_sheet_is_a_lead_whatever_the_thing(item: str, lead: bool) -> None:
    sheet = paper(
        "财产线索书", "被执行人财产线索书", "1、何文斌在朱河镇建设路有一间门面。", f"2、{item}", "提供人：周启明"
    )
    assert len(leads(sheet)) == 1 + lead


@pytest.mark.parametrize(
    ("heading", "under_it", "found"),
    [
        ("（三）第三人债权线索", "无。", []),
        ("（三）第三人债权线索", "无。不知道别人欠他的钱。", []),
        ("（三）第三人债权线索：", "没有。", []),
        ("（三）第三人债权线索", "暂不掌握。", []),
        ("（三）第三人债权线索", "大桥镇采石场欠他工程款三万元。", [("第三人债权", "大桥镇采石场欠他工程款三万元")]),
        ("（二）行踪线索", "何文斌住大桥镇柳林村，电话13900001111能打通。", []),
        ("（二）行踪线索", "何文斌住大桥镇柳林村，电话均能接通。", []),
        (
            "（二）行踪线索",
            "何文斌租住在大桥镇柳林村，电话不能接通。",
            [("行踪", "何文斌租住在大桥镇柳林村，电话不能接通")],
        ),
    ],
)
def test_what_stands_under_the_heading_of_a_type(heading: str, under_it: str, found: list[tuple[str, str]]) -> None:
    sheet = paper(
        "财产线索书",
        "财产、行踪线索书",
        "（一）财产线索",
        "暂无财产线索。",
        heading,
        under_it,
        "提供人（签名）：周启明",
    )
    source = facts(case(sheet))
    assert [(source.fact(s, "线索.类型").value, s.name) for s in source.subjects("线索")] == found


@pytest.mark.parametrize(
    ("text", "heading", "kind"),
    [
        ("其名下有鄂D12345小型轿车一辆", "", "财产"),
        ("近期住在监利市容城镇其姐姐家", "", "行踪"),
        ("某某公司欠他货款五万元未付", "", "第三人债权"),
        ("在工地承包劳务", "行踪线索", "行踪"),
        ("某工地老板", "到期债权", "第三人债权"),
    ],
)
def test_type(text: str, heading: str, kind: str) -> None:
    assert kind_of(text, heading) == kind


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ("他一直住在白鹭镇柳林村，电话打得通。", 0),
        ("他住在白鹭镇柳林村，随时联系得上。", 0),
        ("听说他现在住在白鹭镇柳林村他姐姐家，联系不上。", 1),
        ("他们两口子就住在白鹭镇柳林村，没有躲，电话打得通。", 0),
        ("他住在白鹭镇柳林村，躲着不见人，电话打不通。", 1),
        ("电话打得通，他在白鹭镇有一间门面出租。", 1),
    ],
)
def test_where_he_lives_is_no_lead_on_whom_the_court_can_ring_up(answer: str, count: int) -> None:
    talk = paper(
        "谈话笔录", "谈话笔录", "被谈话人：周启明", "问：你能否提供被执行人的财产或者下落线索？", f"答：{answer}"
    )
    assert len(leads(talk)) == count


@pytest.mark.parametrize(
    "statement",
    [
        "本人目前没有被执行人的财产线索可以提供。",
        "暂无任何财产线索和行踪线索。",
        "线索提供不了。",
        "不清楚他的下落和财产。",
    ],
)
def test_none_stated(statement: str) -> None:
    sheet = paper("财产线索书", "财产线索书", statement)
    assert ask("案件.提供过线索", sheet).value is False
    assert leads(sheet) == []


def test_silence_is_no_statement() -> None:
    assert ask("案件.提供过线索").value is None


def talk(*answers: str, question: str = "你能提供哪些财产线索和行踪线索？") -> Document:
    return paper(
        "谈话笔录", "谈话笔录", "被谈话人：周启明（申请执行人）", f"问：{question}", *(f"答：{a}" for a in answers)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        ("我没有线索。", False),
        ("提供不了她的行踪线索。财产线索写在纸上了。", None),
        ("我没有行踪线索。", None),
        ("没有其他线索了。", None),
        ("没有线索，我不写了，以这份笔录为准。", False),
        ("别的没有，我写了给你们的。", None),
        ("除了你们查到的那辆车，别的财产我不知道，没有其他线索可以提供。", False),
        ("除法院已经查封的房屋外，没有其他线索。", False),
        ("他住在白鹭镇柳林村，电话打得通。没有财产线索。", False),
        ("他租住在白鹭镇柳林村，联系不上。没有财产线索。", True),
        ("他住在家里，电话打得通。除了你院冻结的账户，没有别的线索了。", False),
        ("除了我提供的那间门面，没有其他线索。", None),
        ("除了你们查到的那辆车，他在朱河镇还有一间门面，没有其他线索。", None),
        ("没有财产线索，也不知道他的下落。", False),
        ("没有线索，我提交了书面的线索书，以书面材料为准。", None),
        ("我没有书面的线索。", False),
        ("我目前没有线索，以后有线索再向法院书面提供。", False),
    ],
)
def test_that_there_are_no_leads_is_said_of_all_of_them(answer: str, given: bool | None) -> None:
    assert ask("案件.提供过线索", talk(answer)).value is given


def test_a_sheet_in_which_no_lead_was_read_is_for_a_person() -> None:
    sheet = paper("财产线索书", "财产线索", "某处有他的东西。")
    assert ask("案件.提供过线索", talk("我没有线索。"), sheet).value is None


def test_leads_told_in_a_talk_count_beside_those_of_the_sheet() -> None:
    told = talk("他名下有一辆鄂D12345轿车。现在住在朱河镇建设路他哥哥家。")
    assert len(leads(told)) == 2
    assert len(leads(told, SHEET)) == 5


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("没有财产线索，但他现在在武汉市一家建材店打工。", 1),
        ("没有财产线索。他现在武汉市一家建筑材料公司打工。", 1),
        ("不清楚他的财产，听说他住在容城镇江城路。", 1),
        ("没有财产线索，听说在广东打工，具体地址不清楚。", 0),
        ("除法院已经查到的房屋外，我没有其他财产线索，他平时就住在家里。", 0),
        ("我写了书面的线索，以书面材料为准。", 0),
        ("没有线索，也不知道他现在的下落。", 0),
    ],
)
def test_what_stands_beside_a_denial(answer: str, found: int) -> None:
    assert len(leads(talk(answer))) == found


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        ("他有一间门面，还有人欠他工程款。", 0),  # the sheet's own, in other words
        ("他在武汉市打工。", 0),
        ("他有一辆小轿车。", 1),
    ],
)
def test_what_the_sheet_has_already_is_no_second_lead(answer: str, more: int) -> None:
    assert len(leads(SHEET, talk(answer))) == 3 + more


def test_an_item_with_a_detail_unknown_is_a_lead() -> None:
    assert len(leads(paper("财产线索书", "财产线索书", "一、何文斌在武汉市江岸区打工，没有固定住所。"))) == 1


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("我没有线索。", True), ("没有。", True), ("他在朱河镇建设路有一间门面。", True), ("我今天提交了书面的线索书。", True),
        ("好的。", False), ("我知道了。", False), ("可以。", False), ("尽快提供。", False), ("没有问题，会书面提供。", False),
        ("他很有钱，请法院去查。", None),
    ],
)  # fmt: skip
def test_the_answer_on_leads(answer: str, expected: bool | None) -> None:
    assert ask("申请执行人.笔录载明线索情况", talk(answer)).value is expected


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("我不掌握财产线索，只听说他以前有台旧挖机，早就卖给别人抵债了。", 0),
        ("他原来有辆货车，已经卖了。", 0),
        ("他以前有台挖机，现在停在白鹭镇院子里。", 1),
        ("他有台挖机，早就卖给他舅子了。", 1),
        ("他有一台挖机，以前的货车早就卖了。", 1),
    ],
)
def test_what_he_sold_long_ago_is_no_lead(answer: str, found: int) -> None:
    assert len(leads(talk(answer))) == found


@pytest.mark.parametrize(
    "item",
    ["一、何文斌在余川县大桥镇与人合伙办有一个榨油厂。", "1、何文斌开办了一家酒坊。", "一、何文斌入股白鹭镇砂场。"],
)
def test_a_business_of_his_is_a_lead(item: str) -> None:
    assert len(leads(paper("财产线索书", "财产线索书", item))) == 1


ABODE = "行踪：何文斌住白鹭镇柳林村"
ABODE_SHEET = paper("财产线索书", "财产线索书", f"一、{ABODE}，电话13900000000。", "提供人：周启明", "2022年5月23日")


def questioned(on: str) -> Document:
    return paper("询问笔录", "询问笔录", f"时间：{on}", "被询问人：何文斌", "问：为什么不还款？", "答：没有钱。")


@pytest.mark.parametrize(
    ("papers", "came"),
    [
        ((questioned("2022年6月1日"),), True),
        ((questioned("2022年5月10日"),), False),  # before the lead was given
        ((questioned(""),), None),
        ((), False),
    ],
)
def test_a_lead_on_whereabouts_is_followed_up_once_he_came(papers: tuple[Document, ...], came: bool | None) -> None:
    (lead,) = leads(ABODE_SHEET, *papers)
    source = facts(case(ABODE_SHEET, *papers))
    assert source.fact(lead, "线索.其人已到案").value is came
    assert source.fact(lead, "线索.结果告知").value is False
    if came:
        assert source.fact(lead, "线索.核查材料").value is True


def test_that_he_came_says_nothing_of_a_thing() -> None:
    assert ask("线索.其人已到案", SHEET, questioned("2022年6月1日"), about=SHOP).value is False


VISIT = paper("调查笔录", "调查笔录", "2022年5月30日", "问：朱河镇建设路这间门面是谁的？", "答：不是何文斌的。")
NOTICE = paper("线索核查结果告知书", "线索核查结果告知书", "周启明：", "你提供的朱河镇建设路门面的线索，经核查不属实。")


def test_verified_and_told() -> None:
    assert ask("线索.核查材料", SHEET, VISIT, about=SHOP).value is True
    assert ask("线索.核查材料", SHEET, about=SHOP).value is False
    assert ask("线索.结果告知", SHEET, VISIT, about=SHOP).value is False
    assert ask("线索.结果告知", SHEET, VISIT, NOTICE, about=SHOP).value is True


def test_figures_and_stock_words_tie_nothing_together() -> None:
    other = paper(
        "调查笔录", "调查笔录", "电话：13920000788", "问：何文斌有没有工资20000元？", "答：没有，他没有工程款。"
    )
    claim = "兴达建筑劳务有限公司尚欠何文斌工程款20000元"
    assert ask("线索.查证不实笔录", SHEET, other, about=claim).value is False


def test_a_place_in_common_is_no_verification() -> None:
    sheet = paper("财产线索书", "财产线索书", "一、何文斌在容城镇江城路有门面房一间出租。")
    about = leads(sheet)[0].name
    head = ("调查笔录", "时间：2022年5月30日", "地点：{}", "被调查人：黄桂英", "单位及职务：村民，住容城镇江城路12号")

    def asked(place: str, *words: str) -> Document:
        return paper("调查笔录", *(line.format(place) for line in head), *words)

    neighbour = ("问：何文斌的情况你知道吗？", "答：我们是邻居，他不在家。")
    shop = ("问：江城路的门面房是何文斌的吗？", "答：不是，是他租别人的。")
    assert ask("线索.核查材料", sheet, asked("长湖村村委会", *neighbour), about=about).value is False
    assert ask("线索.核查材料", sheet, asked("容城镇江城路12号", *neighbour), about=about).value is None
    assert ask("线索.核查材料", sheet, asked("容城镇江城路", *shop), about=about).value is True


@pytest.mark.parametrize(
    ("place", "expected"),
    [("武汉市江岸区工地", True), ("武汉市江岸区黄浦路建材店", True), ("监利市容城镇三组", None)],
)
def test_the_search_follows_the_lead(place: str, expected: bool | None) -> None:
    sheet = paper("财产线索书", "财产线索书", "一、何文斌现在武汉市江岸区打工。")
    search = paper("调查笔录", "调查笔录", f"地点：{place}", "被调查人：李勇", "问：见过何文斌吗？", "答：没见过他。")
    assert ask("被执行人.查找记录", sheet, search).value is expected
    assert ask("被执行人.查找记录", sheet).value is False


def test_third_party_notice() -> None:
    claim = "兴达建筑劳务有限公司尚欠何文斌工程款20000元"
    notice = paper(
        "履行到期债务通知书", "履行到期债务通知书", "监利市兴达建筑劳务有限公司：", "你单位应当履行到期债务。"
    )
    assert ask("线索.履行到期债务通知书", SHEET, notice, about=claim).value is True
    assert ask("线索.履行到期债务通知书", SHEET, about=claim).value is False
    other = paper(
        "履行到期债务通知书", "履行到期债务通知书", "监利市永昌商贸有限公司：", "请你公司履行对何文斌的到期债务。"
    )
    assert ask("线索.履行到期债务通知书", SHEET, other, about=claim).value is False
    nameless = paper("财产线索书", "财产线索书", "一、有人欠何文斌工程款20000元未付。")
    about = leads(nameless)[0].name
    assert ask("线索.履行到期债务通知书", nameless, other, about=about).value is None


def test_a_form_that_asks_for_each_type() -> None:
    rows = [
        ("提供人", "周启明"), ("存款、收入", "不清楚"), ("车辆、设备等动产", "在其兄何志勇猪场寄养生猪约30头（白沙镇塘冲村）"),
        ("对第三人债权", "监利市永昌商贸有限公司欠其货款3万元"), ("行踪线索", "人在家"), ("其他", "无"),
    ]  # fmt: skip
    written = [
        (text, x, 0.2 + 0.05 * at) for at, row in enumerate(rows) for text, x in zip(row, (0.12, 0.4), strict=True)
    ]
    source = facts(case(paper("财产线索书", "被执行人财产线索书", *written)))
    assert [(s.name[:6], source.fact(s, "线索.类型").value) for s in source.subjects("线索")] == [
        ("在其兄何志勇", "财产"),
        ("监利市永昌商", "第三人债权"),
    ]


@pytest.mark.parametrize(("named", "told"), [("粉碎机", True), ("挖掘机", None)])
def test_a_notice_that_names_the_lead_after_a_word_of_it(named: str, told: bool | None) -> None:
    sheet = paper("财产线索书", "财产线索书", "提供人：周启明", "一、何文斌有一台饲料粉碎机，放在大里镇一间仓库。")
    notice = paper(
        "线索核查结果告知书",
        "线索核查结果告知书",
        "周启明：",
        f"你提供的{named}线索，经本院现场核查，该设备系租赁物，查证不实。",
    )
    assert ask("线索.结果告知", sheet, notice).value is told


@pytest.mark.parametrize(
    ("talk", "verified"),
    [
        (("问：他有无房产、车辆、补偿款等财产？", "答：没有听说。"), False),
        (("问：他有什么财产？", "答：没有房子、车辆，也没有补偿款。"), False),
        (("问：何文斌有没有车停在你家？", "答：没有。"), True),
        (("问：现因办理周启明申请执行何文斌车辆租赁合同纠纷一案向你了解情况。", "答：他开过修车店。"), False),
        (("问：他有无房产、车辆等财产？", "答：有一台车停在他表弟家里。"), True),
    ],
)
def test_a_question_about_all_that_he_may_own_verifies_no_lead(talk: tuple[str, ...], verified: bool) -> None:
    sheet = paper("财产线索书", "财产线索书", "一、何文斌将一台越野车停放在白螺镇香口村表弟陈某家中。")
    record = paper(
        "调查笔录", "调查笔录", "地点：白螺镇香口村村部", "问：何文斌是你们香口村的人吗？", "答：是的。", *talk
    )
    assert ask("线索.核查材料", sheet, record, about=leads(sheet)[0].name).value is verified


@pytest.mark.parametrize(
    ("answer", "refuted"),
    [
        ("保证金已经全部抵了租金，他还倒欠我们一千多。", True),
        ("押金早就都扣完了。", True),
        ("保证金还没有抵扣，我们还押着两万元。", False),
    ],
)
def test_a_deposit_that_was_set_off_is_no_claim(answer: str, refuted: bool) -> None:
    sheet = paper("财产线索书", "财产线索书", "一、第三人债权线索：何文斌在汽车城押有两万元租赁保证金。")
    record = paper("调查笔录", "线索核查笔录", "问：何文斌在你处有没有租赁保证金？", f"答：{answer}")
    assert ask("线索.查证不实笔录", sheet, record, about=leads(sheet)[0].name).value is refuted


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("2.（行踪线索）无，被执行人电话可以联系。", 1),
        ("2.【行踪线索】：无。", 1),
        ("2.（行踪线索）他住在白鹭镇柳林村他姐姐家，联系不上。", 2),
    ],
)
def test_an_item_may_open_with_its_type_in_brackets(second: str, count: int) -> None:
    sheet = paper(
        "财产线索书", "财产线索提供书", "1.（财产线索）何文斌在朱河镇建设路有一间门面。", second, "提供人：周启明"
    )
    assert len(leads(sheet)) == count
