"""出差: where to, who approved, when; records made elsewhere without a form."""

import pytest

from checker.casefile import Document
from checker.derive.tracing.gazetteer import Place, locate
from tests.checker.derive.build import ask, case, facts, paper, sign

OFFICES = ("组长", "局长", "副院长", "院长")


def form(to: str, *by: str, on: str = "2022年4月1日", leave: str = "2022年4月2日") -> Document:
    rows = [item for role in by for item in (f"{role}意见：同意", sign(f"{role}（签名）", "某人"), on)]
    return paper("出差审批表", "出差审批表", f"出差地点：{to}", f"出差时间：{leave}至{leave}", *rows)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("监利市新沟镇横台村", Place("湖北省", "荆州市", "监利市")),
        ("汪桥镇", Place("湖北省", "荆州市", "监利市")),
        ("湖北省荆州市公安县", Place("湖北省", "荆州市", "公安县")),
        ("武汉市江夏区", Place("湖北省", "武汉市", "市外")),
        ("广东省", Place("广东省", "市外", "市外")),
        ("深圳市宝安区西乡街道", Place("广东省", "深圳市", "市外")),
        ("北京市朝阳区", Place("北京市", "北京市", "市外")),
        ("本院执行局", None),
        ("广东省东莞市监利商会", Place("广东省", "东莞市", "市外")),
        ("监利商会（东莞）", None),
        ("北京路88号", None),
        ("湖北武汉江岸区", Place("湖北省", "武汉市", "市外")),
        ("监利市容城镇上海路12号", Place("湖北省", "荆州市", "监利市")),
        ("荆州市沙市区", Place("湖北省", "荆州市", "沙市区")),
    ],
)
def test_places(text: str, place: Place | None) -> None:
    assert locate(text) == place


@pytest.mark.parametrize(("level", "signer"), [(i, j) for i in range(4) for j in range(4)])
def test_a_higher_office_approves_for_a_lower_one(level: int, signer: int) -> None:
    names = ("组长以上批准", "局长以上批准", "副院长以上批准", "院长批准")
    assert ask(f"出差.{names[level]}", form("武汉市", OFFICES[signer])).value is (signer >= level)


def test_the_choices_of_a_form_are_no_approval() -> None:
    choices = ("□县内（组长批准）", "☑县外市内（局长批准）", "□省外（院长批准）")
    by_leader = paper("出差审批表", "出差审批表", "目的地：武汉市", *choices, "组长：", sign("组长", "原启发"))
    assert ask("出差.局长以上批准", by_leader).value is False
    unseen = paper("出差审批表", "出差审批表", "目的地：武汉市", *choices, "局长意见：同意")
    assert ask("出差.局长以上批准", unseen).value is None


def test_what_a_form_says_of_every_distance_is_no_approval() -> None:
    told = paper(
        "出差审批表", "出差审批表", "目的地：武汉市", "批准人：", sign("批准人（执行局局长）", "席永忠"),
        "备注：县内由组长批准；市外省内由党组书记、副院长批准；省外由院长批准。",
    )  # fmt: skip
    assert ask("出差.局长以上批准", told).value is True
    assert ask("出差.副院长以上批准", told).value is False


def test_days() -> None:
    assert str(ask("出差.批准日期", form("武汉市", "院长")).value) == "2022-04-01"
    assert str(ask("出差.出发日期", form("武汉市", "院长")).value) == "2022-04-02"


def test_an_empty_box_and_a_doubtful_one() -> None:
    empty = paper("出差审批表", "出差审批表", "目的地：武汉市", "院长意见", sign("院长（签名）"))
    assert ask("出差.院长批准", empty).value is False
    doubtful = paper("出差审批表", "出差审批表", "目的地：武汉市", "院长意见", sign("院长（签名）", doubtful=True))
    assert ask("出差.院长批准", doubtful).value is None


def test_a_record_made_elsewhere_is_a_trip_unless_a_form_covers_it() -> None:
    court = "监利市人民法院"
    away = paper(
        "调查笔录", court, "调查笔录", "时间：2022年4月3日", "地点：湖北省武汉市江夏区金口街工地", "被调查人：某某"
    )
    office = paper("调查笔录", court, "调查笔录", "时间：2022年4月3日", "地点：荆州市住房公积金中心", "被调查人：某某")
    home = paper("调查笔录", court, "调查笔录", "时间：2022年4月3日", "地点：监利市新沟镇横台村", "被调查人：某某")
    assert facts(case(office, home)).subjects("出差") == []
    assert len(facts(case(away)).subjects("出差")) == 1
    assert ask("出差.组长以上批准", away).value is False
    assert len(facts(case(away, form("武汉市江夏区", "副院长"))).subjects("出差")) == 1
    assert ask("案件.外出查找调查", home).value is False


COURT = paper("执行通知书", "监利市人民法院", "执行通知书", "何文斌：")


@pytest.mark.parametrize(
    ("to", "scope"),
    [
        ("监利市汪桥镇", "县内"),
        ("监利至武汉市", "市外省内"),
        ("监利市、武汉市", "市外省内"),
        ("武汉市、孝感市", "市外省内"),
        ("武汉市、广东省东莞市", "省外"),
        ("荆州市沙市区和监利市朱河镇", "县外市内"),
        ("某处", None),
    ],
)
def test_a_trip_to_several_places_is_judged_by_the_farthest(to: str, scope: str | None) -> None:
    assert ask("出差.范围", COURT, form(to, "院长")).value == scope


ELSEWHERE = paper("执行通知书", "山东省莘县人民法院", "执行通知书", "何文斌：")


@pytest.mark.parametrize(
    ("to", "scope"),
    [
        ("莘县古云镇雒家楼村", "县内"),
        ("莘县古云镇集市（县内）", "县内"),
        ("余川县大桥镇黄金采石场（饶江市余川县，县外市内）", "县外市内"),
        ("济南市历下区（市外省内）", "市外省内"),
        ("济南市历下区", None),
        ("成都市龙泉驿区", "省外"),
        ("阳谷县", None),
        ("莘县、阳谷县", None),
    ],
)
def test_how_far_a_court_elsewhere_sends_its_people(to: str, scope: str | None) -> None:
    assert ask("出差.范围", ELSEWHERE, form(to, "院长")).value == scope


def test_the_ticked_distance() -> None:
    sheet = paper(
        "出差审批表",
        "出差审批表",
        "出差地点：阳谷县",
        "□县内（组长批准）",
        "☑县外市内（局长批准）",
        "□省外（院长批准）",
    )
    assert ask("出差.范围", ELSEWHERE, sheet).value == "县外市内"


@pytest.mark.parametrize(
    ("choices", "scope"),
    [
        ("☑县内□县外市内□市外省内□省外", "县内"),
        ("□县内☑县外市内□市外省内□省外", "县外市内"),
        ("县内□ 县外市内√ 市外省内□ 省外□", "县外市内"),
        ("（ ）县内（√）县外市内（ ）市外省内（ ）省外", "县外市内"),
        ("□县内（组长批准） □县外市内（局长批准） ☑市外省内（副院长批准） □省外", "市外省内"),
        ("县内 县外市内 市外省内 省外", None),
        ("□县内□县外市内□市外省内□省外", None),
    ],
)
def test_the_distances_that_are_ticked_below_the_destination(choices: str, scope: str | None) -> None:
    rooms = (("出差地点", 0.12, 0.21), ("阳谷县十五里园镇", 0.3, 0.2), (choices, 0.3, 0.222), ("出差时间", 0.12, 0.25))
    approved = paper("出差审批表", "出差审批表", *rooms, ("2022年4月2日", 0.3, 0.25))
    file = facts(case(ELSEWHERE, approved))
    (trip,) = file.subjects("出差")
    assert file.fact(trip, "出差.范围").value == scope
    assert not set("□☑√") & set(trip.name)


def test_the_distance_in_a_room_of_its_own() -> None:
    sheet = paper(
        "出差审批表",
        "出差审批表",
        ("出差地点", 0.12, 0.2),
        ("阳谷县", 0.3, 0.2),
        ("地域范围", 0.6, 0.2),
        ("县外市内", 0.8, 0.2),
    )
    assert ask("出差.范围", ELSEWHERE, sheet).value == "县外市内"


@pytest.mark.parametrize(("home", "scope"), [("莘县古云镇三组", "县内"), ("阳谷县古云镇三组", None), ("", None)])
def test_a_town_that_the_file_tells_to_be_in_the_courts_county(home: str, scope: str | None) -> None:
    ruling = paper("冻结裁定书", "执行裁定书", f"被执行人：何文斌，男，住{home}，公民身份号码1。")
    assert ask("出差.范围", ELSEWHERE, ruling, form("古云镇雒家楼村", "院长")).value == scope


def record(place: str, on: str) -> Document:
    return paper("调查笔录", "调查笔录", f"时间：{on}", f"地点：{place}", "被调查人：某某")


@pytest.mark.parametrize(
    ("place", "on", "trips", "approved"),
    [
        ("孝感市孝南区", "2022年4月11日", 1, True),
        ("武汉市江岸区", "2022年4月12日", 1, True),
        ("武汉市江岸区", "2022年4月14日", 1, True),
        ("武汉市江岸区", "2022年4月8日", 2, None),
        ("武汉市江岸区", "2022年5月6日", 2, False),
        ("广东省东莞市厚街镇", "2022年4月11日", 2, False),
    ],
)
def test_a_form_covers_its_places_on_its_days(place: str, on: str, trips: int, approved: bool | None) -> None:
    sheet = paper(
        "出差审批表",
        "出差审批表",
        "出差地点：武汉市、孝感市",
        "出差时间：2022年4月10日至2022年4月12日",
        "副院长意见：同意",
        sign("副院长（签名）", "某人"),
    )
    file = facts(case(COURT, sheet, record(place, on)))
    assert len(file.subjects("出差")) == trips
    assert file.fact(file.subjects("出差")[-1], "出差.副院长以上批准").value is approved


def test_a_chief_who_refuses_has_not_approved() -> None:
    sheet = paper(
        "出差审批表",
        "出差审批表",
        ("出差地点：荆州市沙市区", 0.12, 0.2),
        ("组长意见：同意", 0.12, 0.40),
        sign("组长签名", "刘某", at=(0.5, 0.40)),
        ("局长意见：不同意", 0.12, 0.46),
        sign("局长签名", "万某", at=(0.5, 0.46)),
    )
    assert ask("出差.局长以上批准", COURT, sheet).value is False
    assert ask("出差.组长以上批准", COURT, sheet).value is False


def test_days_without_a_year_are_of_the_forms_year() -> None:
    approved = paper("出差审批表", "出差审批表", "出差地点：武汉市", "出差时间：5月16日至5月17日", "2022年5月13日")
    assert str(ask("出差.出发日期", approved).value) == "2022-05-16"


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("郴州市苏仙区", "县外市内"),
        ("长沙市雨花区", "市外省内"),
        ("安仁县龙市乡", "县内"),
        ("广东省东莞市", "省外"),
        ("永兴县", None),
    ],
)
def test_the_court_above_tells_the_city(to: str, expected: str | None) -> None:
    judgment = paper(
        "民事判决书", "湖南省安仁县人民法院", "民事判决书", "如不服本判决，可上诉于湖南省郴州市中级人民法院。"
    )
    notice = paper("执行通知书", "湖南省安仁县人民法院", "执行通知书", "何文斌：")
    assert ask("出差.范围", judgment, notice, form(to, "组长")).value == expected


DISTRICT = paper("执行通知书", "安徽省六安市裕安区人民法院", "执行通知书", "何文斌：")


@pytest.mark.parametrize(
    ("to", "scope"),
    [
        ("六安市裕安区分路口镇新店村", "县内"),
        ("安徽省六安市裕安区鼓楼街道紫竹社区", "县内"),
        ("裕安区鼓楼街道紫竹社区", "县内"),
        ("六安市金安区东市街道", None),
        ("六安市裕安区、金安区", None),
        ("合肥市蜀山区", None),
    ],
)
def test_the_city_above_the_courts_district_is_no_other_place(to: str, scope: str | None) -> None:
    assert ask("出差.范围", DISTRICT, form(to, "院长")).value == scope


@pytest.mark.parametrize(("room", "scope"), [("本区（县）内", "县内"), ("本市内", None), ("跨县（区）", None)])
def test_the_form_of_a_district_court(room: str, scope: str | None) -> None:
    rooms = (("出差地点", 0.12, 0.2), ("分路口镇", 0.3, 0.2), ("范围", 0.12, 0.25), (room, 0.3, 0.25))
    assert ask("出差.范围", DISTRICT, paper("出差审批表", "出差审批表", *rooms)).value == scope
