"""Papers that name a thing by another name: its address in full or in part, its make; two things are never mixed up."""

import pytest

from checker.casefile import Document
from checker.derive.property.title_sites import title_sites
from checker.derive.view import View
from tests.checker.derive.build import DAY, HE, ZHOU, Written, ask, case, facts, paper

TITLE, OTHER_TITLE = "皖（2017）舒阳县不动产权第0011874号", "皖（2018）舒阳县不动产权第0020001号"
SHOP, HOUSE = "舒阳县城关镇步行街A座1层112号商铺", "舒阳县城关镇交通街37号"
KNOWN = paper("权属证明", "不动产登记簿", f"坐落：{SHOP}", f"证号：{TITLE}")


def seized(*told: str) -> Document:
    return paper("查封裁定书", "执行裁定书", "裁定如下：", *(f"查封被执行人何文斌名下位于{said}。" for said in told))


BY_TITLE = seized(f"{SHOP}〔{TITLE}〕")
BOTH = seized(f"{SHOP}〔{TITLE}〕", f"{HOUSE}〔{OTHER_TITLE}〕")


def names(*papers: Document) -> list[str]:
    return [s.name for s in facts(case(*papers)).subjects("财产")]


@pytest.mark.parametrize(
    ("papers", "found"),
    [
        ((BY_TITLE,), [SHOP]),
        ((paper("不动产查询结果", "查询结果", f"有，{TITLE}"), BY_TITLE), [SHOP]),
        ((BY_TITLE, paper("查封清单", "查封清单", "位于步行街A座1层112号的商铺")), [SHOP]),
        ((BOTH,), [SHOP, HOUSE]),
        ((BOTH, seized("交通街37号房屋")), [SHOP, HOUSE]),
        ((BY_TITLE, seized("交通街37号房屋")), [SHOP, "交通街37号"]),
        ((seized("交通街37号房屋"), seized(HOUSE)), [HOUSE]),
    ],
    ids=["one", "title first", "by name", "two", "two, one again", "one by title, one by name", "the fullest address"],
)
def test_a_thing_is_known_by_its_address(papers: tuple[Document, ...], found: list[str]) -> None:
    assert names(*papers) == found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (f"拍卖标的：{SHOP}", True),
        ("拍卖标的：步行街A座1层112号商铺", True),
        ("拍卖标的：步行街A座112号商铺", True),
        (f"拍卖标的：{TITLE}", True),
        ("拍卖标的：被执行人名下的房产一处", True),  # the only thing of its sort
        ("拍卖标的：步行街A座2层112号商铺", None),  # nobody knows of such a thing: a slip, or another one's
        (f"拍卖标的：{OTHER_TITLE}", False),  # that is a thing of its own
        ("拍卖标的：钢材一批", False),
    ],
)
def test_a_notice_that_gives_the_address(said: str, expected: bool | None) -> None:
    assert ask("财产.拍卖公告", KNOWN, BY_TITLE, paper("拍卖公告", "拍卖公告", said)).value is expected


@pytest.mark.parametrize(
    ("said", "shop", "house"),
    [
        (f"拍卖标的：{SHOP}", True, False),
        ("拍卖标的：交通街37号房屋", False, True),
        ("拍卖标的：步行街A座1层112号商铺、交通街37号房屋", True, True),
        ("拍卖标的：步行街A座2层112号商铺", None, None),
        ("拍卖标的：被执行人名下的房产", None, None),
        (f"拍卖标的：{SHOP}。被执行人何文斌，住{HOUSE}", True, False),
    ],
)
def test_two_things_are_not_mixed_up(said: str, shop: bool | None, house: bool | None) -> None:
    notice = paper("拍卖公告", "拍卖公告", said)
    assert ask("财产.拍卖公告", BOTH, notice, about=SHOP).value is shop
    assert ask("财产.拍卖公告", BOTH, notice, about=HOUSE).value is house


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [("步行街A座1层112号", True, False), ("步行街A座112号", None, None), ("步行街A座", None, None)],
)
def test_shops_that_differ_in_the_floor(said: str, first: bool | None, second: bool | None) -> None:
    above = SHOP.replace("1层", "2层")
    both = seized(f"{SHOP}〔{TITLE}〕", f"{above}〔{OTHER_TITLE}〕")
    notice = paper("拍卖公告", "拍卖公告", f"拍卖标的：{said}商铺房产")
    assert ask("财产.拍卖公告", both, notice, about=SHOP).value is first
    assert ask("财产.拍卖公告", both, notice, about=above).value is second


def test_a_title_without_address_may_be_the_house_that_has_no_title() -> None:
    result = paper("不动产查询结果", "查询结果", f"有不动产一处，{TITLE}")
    ruling = seized("交通街37号房屋")
    assert ask("财产.查封裁定书", result, ruling, about=TITLE[1:]).value is None
    assert ask("财产.查封裁定书", result, ruling, about="交通街37号").value is True


def test_his_home_is_not_the_thing() -> None:
    ruling = paper("查封裁定书", "执行裁定书", f"被执行人何文斌，住{HOUSE}。", "裁定如下：", "查封鄂D3K558号轿车。")
    known = paper("权属证明", "不动产权证书", f"坐落：{HOUSE}", f"证号：{OTHER_TITLE}")
    result = paper("不动产查询结果", "查询结果", f"坐落：{HOUSE}", f"证号：{OTHER_TITLE}")
    assert ask("财产.查封裁定书", result, known, ruling, about=HOUSE).value is False
    assert ask("财产.查封裁定书", result, known, ruling, about="鄂D3K558").value is True


CAR, TRUCK = "车辆：鄂D3K558，大众牌小型轿车", "车辆：鄂D9Z001，福田牌货车"


def found(*lines: str) -> Document:
    return paper("总对总查控实有情况表", "总对总查控实有情况表", "被执行人：何文斌", *lines)


@pytest.mark.parametrize(
    ("said", "car", "truck"),
    [
        ("扣押大众牌小型轿车一辆", True, False),
        ("扣押鄂D·3K558小型轿车一辆", True, False),
        ("扣押小型轿车一辆", None, None),
        ("扣押大众牌小型轿车（鄂D77777）一辆", False, False),  # that is a third one
    ],
)
def test_vehicles_by_their_make(said: str, car: bool | None, truck: bool | None) -> None:
    papers = (found(CAR, TRUCK), paper("查封清单", "查封清单", said))
    assert ask("财产.查封清单或公告", *papers, about="鄂D3K558").value is car
    assert ask("财产.查封清单或公告", *papers, about="鄂D9Z001").value is truck


def test_what_is_the_only_thing_of_its_sort() -> None:
    photo = paper("现场照片", "现场照片", "轿车正面、侧面")
    both = found(CAR, f"不动产：{HOUSE}，{OTHER_TITLE}")
    assert ask("财产.勘查或清单", both, photo, about="鄂D3K558").value is True
    assert ask("财产.勘查或清单", both, photo, about=HOUSE).value is False


def _pairs(*written: Written) -> dict[str, str]:
    file = case(paper("不动产查询结果", *written))
    return {t: s.text for t, s in title_sites(View(file, (ZHOU, HE), DAY), file.documents[0]).items()}


ROWS = ((SHOP, TITLE), (HOUSE, OTHER_TITLE))


@pytest.mark.parametrize(
    ("written", "pairs"),
    [
        ([(c, 0.12 + 0.4 * x, 0.2 + 0.05 * y) for y, row in enumerate(ROWS) for x, c in enumerate(row)], 2),
        ([(c, 0.12 + 0.4 * x, 0.2 + 0.05 * y) for y, row in enumerate(ROWS) for x, c in enumerate(row[::-1])], 2),
        ([f"坐落：{SHOP}", f"证号：{TITLE}", f"坐落：{HOUSE}", f"证号：{OTHER_TITLE}"], 2),
        ([f"{SHOP}〔{TITLE}〕、{HOUSE}〔{OTHER_TITLE}〕"], 2),
        ([f"坐落：{SHOP}", f"坐落：{HOUSE}", f"证号：{TITLE}", f"证号：{OTHER_TITLE}"], 0),
        ([f"坐落：{SHOP}", f"证号：{TITLE}", f"证号：{OTHER_TITLE}"], 0),
    ],
    ids=["rows", "titles first", "a form", "a sentence", "not in turns", "one too few"],
)
def test_which_address_belongs_to_which_title(written: list[Written], pairs: int) -> None:
    expected = {"0011874": SHOP, "0020001": HOUSE} if pairs else {}
    assert _pairs(*written) == expected
