"""Where a house or flat lies: addresses as papers name them, and whether two are the same."""

import pytest

from checker.derive.property.sites import same_site, sites

FLAT = "沙湖县城关镇滨江大道128号5栋1102室"
SHOP = "舒阳县城关镇步行街A座1层112号商铺"
HOUSE = "曹南县古营集镇交通街37号"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"坐落于{FLAT}", [FLAT]),
        (f"无{FLAT}", [FLAT]),
        (f"查封被执行人舒阳县金穗商贸有限公司名下位于{SHOP}〔皖（2017）舒阳县不动产权第0011874号〕", [SHOP]),
        (f"关于{SHOP}（第一次拍卖）的公告", [SHOP]),
        (f"待处置财产{SHOP}（建筑面积38.72m）", [SHOP]),
        ("庞振海：交通街37号住宅142.60m；面粉厂：无", ["交通街37号"]),
        ("古营集镇交通街37号，砖混三层", ["古营集镇交通街37号"]),
        ("汴河镇长湖村三组14号房屋", ["汴河镇长湖村三组14号"]),
        ("金色家园小区3幢2单元502室", ["金色家园小区3幢2单元502室"]),
        ("监利市玉沙大道18号金色家园5栋1102室", ["监利市玉沙大道18号金色家园5栋1102室"]),
        ("容城街道江城路88号2栋301室", ["容城街道江城路88号2栋301室"]),
        (f"查封{FLAT}房屋、{HOUSE}房屋", [FLAT, HOUSE]),
        ("坐落于云泽县城关镇水岸华庭7栋2单元602室", ["云泽县城关镇水岸华庭7栋2单元602室"]),
        ("坐落于云泽县滨河路68号水岸华庭7栋2单元602室", ["云泽县滨河路68号水岸华庭7栋2单元602室"]),
        ("滨河路68号、水岸华庭7栋2单元602室", ["滨河路68号", "水岸华庭7栋2单元602室"]),
        ("孙大勇名下的水岸华庭7栋2单元602室房屋", ["水岸华庭7栋2单元602室"]),
        ("房屋7栋2单元", []),
        ("共7栋", []),
        ("住宅 142.60m", []),
        ("鲁（2018）曹南县不动产权第0005512号", []),
        ("（2022）皖1590执88号", []),
        ("2022年7月8日10时至2022年7月9日10时止", []),
        ("本院第2审判庭", []),
    ],
)
def test_addresses_in_a_text(text: str, found: list[str]) -> None:
    assert [site.text for site in sites(text)] == found


def test_a_cell_begins_its_address() -> None:
    before = "微众银行"
    (site,) = sites(before + FLAT, (0, len(before)))
    assert site.text == FLAT
    (site,) = sites(f"住曹南县{HOUSE[3:]}", (0, 4))
    assert site.domicile


@pytest.mark.parametrize(
    "text",
    [
        f"被执行人：庞振海，男，汉族，住{HOUSE}，公民身份号码",
        f"住所地{SHOP}，统一社会信用代码",
        f"住所地：{SHOP}",
        f"主要经营场所{HOUSE}",
        f"送达地点{HOUSE}送达日期",
        f"户籍地址：{HOUSE}",
    ],
)
def test_where_somebody_lives_is_no_thing_found(text: str) -> None:
    assert [site.domicile for site in sites(text)] == [True]


@pytest.mark.parametrize(
    "text", [f"被执行人住宅位于{HOUSE}", f"标的物：{HOUSE}", f"名下{HOUSE}住房一套", f"住{HOUSE}，其名下位于{HOUSE}"]
)
def test_a_thing_is_no_domicile(text: str) -> None:
    assert not sites(text)[-1].domicile


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("滨河路68号水岸华庭7栋602室", "水岸华庭7栋2单元602室", True),
        ("滨河路68号水岸华庭7栋602室", "滨河路68号水岸华庭7栋603室", False),
        ("滨河路68号水岸华庭7栋602室", "滨河路68号香榭华庭7栋602室", False),
        (HOUSE, "交通街37号", True),
        (HOUSE, "古营集镇交通街37号，砖混三层", True),
        (HOUSE, "庞振海名下交通街37号住宅", True),
        (HOUSE, "交通街137号", False),
        (HOUSE, "交通街38号", False),
        (HOUSE, "工业街37号", False),
        (HOUSE, "城关镇交通街37号", False),
        (HOUSE, "交通街37号2栋301室", None),
        (SHOP, "步行街A座1层112号", True),
        (SHOP, "步行街A座112号商铺", True),
        (SHOP, "步行街A座2层112号商铺", False),
        (SHOP, "步行街B座112号商铺", False),
        (SHOP, "步行街A座商铺", None),
        (FLAT, "滨江大道128号5幢1102室", True),
        (FLAT, "滨江大道128号", None),
        (FLAT, "滨江大道128号5栋1103室", False),
        ("监利市玉沙大道18号金色家园5栋1102室", "金色家园5栋1102室", True),
        ("监利市玉沙大道18号金色家园5栋1102室", "阳光小区5栋1102室", False),
        ("汴河镇长湖村三组14号", "长湖村3组14号", True),
        ("汴河镇长湖村三组14号", "长湖村4组14号", False),
        ("江城路88号3号楼502", "江城路88号3栋502室", True),
    ],
)
def test_same_site(one: str, other: str, same: bool | None) -> None:
    (a,), (b,) = sites(one), sites(other)
    assert same_site(a, b) is same
